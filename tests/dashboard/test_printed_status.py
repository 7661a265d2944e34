"""A status shown by colour is told by the colour's name; hexadecimal digits mean nothing to an inspector."""

import pytest

from dashboard.printed_status import printed_status
from registry.vocabulary import LicenceStatus


@pytest.mark.parametrize(
    ("raw", "status", "said"),
    [
        ("colour #ff0000", LicenceStatus.EXPIRED, "in red, read as expired"),
        ("colour #000000", LicenceStatus.VALID, "in black, read as valid"),
        ("background #d4edda", LicenceStatus.VALID, "on green, read as valid"),
        ("class text-danger", LicenceStatus.EXPIRED, "marked “text-danger”, read as expired"),
        ("no colour", LicenceStatus.AMBIGUOUS, "in no colour, read as unclear"),
        ("Under vetting", LicenceStatus.PENDING, "Under vetting"),
        ("", LicenceStatus.VALID, ""),
    ],
)
def test_a_status_as_a_person_would_say_it(raw: str, status: LicenceStatus, said: str) -> None:
    assert printed_status(raw, status) == said
