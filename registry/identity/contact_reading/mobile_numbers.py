"""Mobile numbers of one country read by its numbering plan's own pattern, many times as fast as by the whole library.

Apart because it may only answer where the library answers the same: for numbers dialled in a country that has its code
for itself and writes a 0 before numbers at home.
"""

import re
from functools import cache

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata


def mobile_as_e164(digits: str, region: str) -> str | None:
    """`digits` (with +, with the country's code alone or with a 0) in E.164; None where it is no mobile of `region`."""
    code, pattern = _plan(region)
    found = pattern.fullmatch(digits) if pattern else None
    return f"+{code}{found[1]}" if found else None


@cache
def _plan(region: str) -> tuple[int, re.Pattern[str] | None]:
    plan = PhoneMetadata.metadata_for_region(region)
    code, mobile, any_number = (plan.country_code, plan.mobile, plan.general_desc) if plan else (None, None, None)
    if not (plan and code and mobile and any_number and mobile.national_number_pattern):
        return 0, None
    if plan.national_prefix_for_parsing != "0" or plan.national_prefix_transform_rule:
        return 0, None
    if len(COUNTRY_CODE_TO_REGION_CODE[code]) > 1:
        return 0, None
    # What is no longer than some number at home could be one, and no mobile behind the country's code.
    told = min(mobile.possible_length) + len(str(code)) > max(any_number.possible_length)
    return code, re.compile(rf"(?:0|\+{code}{f'|{code}' if told else ''})({mobile.national_number_pattern})", re.ASCII)
