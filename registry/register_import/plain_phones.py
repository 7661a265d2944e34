"""A telephone cell that holds one national number and nothing else, without the search that running text needs.

Apart from `registry.identity.contact_reading.phones` because registers repeat this case a million times; it answers
only where the numbering plan leaves no doubt, and then the same.
"""

import re
from functools import cache

import phonenumbers
from phonenumbers import PhoneMetadata

_PLAIN = re.compile(r"0[1-9]\d{2}[ -]?\d{3}[ -]?\d{3}", re.ASCII)
_KINDS = ("mobile", "fixed_line", "toll_free", "premium_rate", "shared_cost", "voip", "personal_number", "uan")


def plain_number(text: str, *, region: str) -> str | None:
    """`text` as E.164 where it is ten digits that `region` dials as they stand; None says only that one must look."""
    if not _PLAIN.fullmatch(text):
        return None
    plan = _plan(region)
    if plan is None:
        return None
    code, whole, kinds = plan
    digits = text.replace(" ", "").replace("-", "")[1:]
    return f"+{code}{digits}" if whole.fullmatch(digits) and kinds.fullmatch(digits) else None


@cache
def _plan(region: str) -> tuple[int, re.Pattern[str], re.Pattern[str]] | None:
    """The country's code, its numbers in general, and those of one kind or another; None where more must be known."""
    metadata = PhoneMetadata.metadata_for_region(region)
    if metadata is None or metadata.national_prefix_for_parsing != "0" or metadata.national_prefix_transform_rule:
        return None
    code = metadata.country_code
    if code is None or len(phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]) != 1:
        return None
    nine = [
        desc.national_number_pattern
        for desc in (getattr(metadata, kind) for kind in _KINDS)
        if desc is not None and desc.national_number_pattern and 9 in (desc.possible_length or (9,))
    ]
    if not nine or metadata.general_desc is None or not metadata.general_desc.national_number_pattern:
        return None
    return (
        code,
        re.compile(metadata.general_desc.national_number_pattern),
        re.compile("|".join(f"(?:{one})" for one in nine)),
    )
