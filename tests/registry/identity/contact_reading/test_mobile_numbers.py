"""The short way to a mobile number gives what the library gives, in every country that it answers for."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.identity.contact_reading.mobile_numbers import mobile_as_e164

_DIGITS = st.text(alphabet="0123456789", min_size=5, max_size=12)
_REGIONS = (
    "KE",
    "UG",
    "TZ",
    "RW",
    "ET",
    "AE",
    "SA",
    "QA",
    "KW",
    "OM",
    "BH",
    "JO",
    "LB",
    "IN",
    "PK",
    "BD",
    "GB",
    "US",
    "ZZ",
)


def _by_library(digits: str, region: str) -> str | None:
    try:
        parsed = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    valid = phonenumbers.is_valid_number(parsed)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if valid else None


@given(
    rest=_DIGITS,
    region=st.sampled_from(_REGIONS),
    lead=st.sampled_from(("0", "+254", "254", "+971", "971", "07", "01")),
)
def test_the_same_as_the_library(rest: str, region: str, lead: str) -> None:
    read = mobile_as_e164(lead + rest, region)
    assert read is None or read == _by_library(lead + rest, region)


@pytest.mark.parametrize("digits", ["0700000101", "+254700000101", "254700000101", "0110000101"])
def test_mobiles_at_home_are_read(digits: str) -> None:
    assert mobile_as_e164(digits, "KE") == "+254" + digits[-9:]


def test_landlines_and_other_countries_are_left_to_the_library() -> None:
    assert mobile_as_e164("0200000101", "KE") is None
    assert mobile_as_e164("+971500000101", "KE") is None
    assert mobile_as_e164("7911123456", "US") is None
