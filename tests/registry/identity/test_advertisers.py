"""Board noise goes, and no word of a name goes with it."""

import pytest

from registry.identity.names import clean_advertiser


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Full timeTembo Ridge Ltd", "Tembo Ridge Ltd"),
        ("Part timeTEMBO", "TEMBO"),
        ("Full time Tembo Ridge Ltd", "Tembo Ridge Ltd"),
        ("ContractTEMBO", "TEMBO"),
        ("InternshipTembo Ridge", "Tembo Ridge"),
        ("Other Work TypeTembo Ridge", "Tembo Ridge"),
        ("Tembo Ridge Ltd - Nairobi", "Tembo Ridge Ltd"),
        ("Tembo Ridge Ltd, Mombasa, Kenya", "Tembo Ridge Ltd"),
        ("Tembo Ridge (Nairobi)", "Tembo Ridge"),
        ("by Tembo Ridge - Mombasa", "Tembo Ridge"),
        ("Posted by Tembo Ridge", "Tembo Ridge"),
        ("Employer: Tembo Ridge", "Tembo Ridge"),
        ("Tembo Ridge is hiring!", "Tembo Ridge"),
        ("Tembo Ridge | Verified", "Tembo Ridge"),
        ("Tembo &amp; Sons", "Tembo & Sons"),
    ],
)
def test_labels_are_taken_off(printed: str, name: str) -> None:
    assert clean_advertiser(printed) == name


@pytest.mark.parametrize(
    "name",
    [
        "Full Circle Ltd",
        "Full Time Staffing Ltd",
        "By Grace Ltd",
        "Contract Cleaners Ltd",
        "ContractPro Ltd",
        "Remote Sensing Co",
        "Company Tembo",
        "Tembo Ridge Nairobi",
        "Safari-Nairobi Hotel",
        "Career Tembo (Kenya)",
        "Samaki, L.L.C",
        "Part Payments Bureau",
    ],
)
def test_words_of_a_name_stay(name: str) -> None:
    assert clean_advertiser(name) == name


@pytest.mark.parametrize(
    "printed", ["Confidential", "Full timeConfidential", "Anonymous Employer", "Full time", "N/A", "", " - "]
)
def test_nobody_is_no_name(printed: str) -> None:
    assert clean_advertiser(printed) == ""
