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


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Nyota Msitu Agency Ltd · Easy Apply", "Nyota Msitu Agency Ltd"),
        ("Nyota Msitu Agency Ltd – Full Time", "Nyota Msitu Agency Ltd"),
        ("Nyota Msitu Agency Ltd (NEA licensed)", "Nyota Msitu Agency Ltd"),
        ("Nyota Msitu Agency Ltd, P.O Box 123 Nairobi", "Nyota Msitu Agency Ltd"),
        ("Nyota Msitu Agency LtdNairobi, Kenya", "Nyota Msitu Agency Ltd"),
        ("Nyota Msitu Agency Ltd on behalf of a client", "Nyota Msitu Agency Ltd"),
        ("Nyota Msitu Agency Ltd (4.2 ★)", "Nyota Msitu Agency Ltd"),
        ("Posted by Nyota Msitu Agency Ltd 2 days ago", "Nyota Msitu Agency Ltd"),
        ("Company Name Nyota Msitu Agency Ltd", "Nyota Msitu Agency Ltd"),
        ("Employer - Nyota Msitu Agency Ltd", "Nyota Msitu Agency Ltd"),
        ("Verified Nyota Msitu Agency Ltd", "Nyota Msitu Agency Ltd"),
        ("1. Nyota Msitu Agency Ltd", "Nyota Msitu Agency Ltd"),
        ("Star Agency One", "Star Agency One"),
        ("Verified Solutions Ltd", "Verified Solutions Ltd"),
        ("Nyota Msitu Agency Ltd, Mombasa Branch", "Nyota Msitu Agency Ltd, Mombasa Branch"),
        ("Nyota Ltd T/A Msitu Agency", "Nyota Ltd T/A Msitu Agency"),
        ("Nyota Msitu Agency Ltd (Kenya)", "Nyota Msitu Agency Ltd (Kenya)"),
        ("Nyota Msitu Agency Uganda Ltd", "Nyota Msitu Agency Uganda Ltd"),
    ],
)
def test_what_follows_a_legal_form_or_stands_before_a_name(printed: str, name: str) -> None:
    assert clean_advertiser(printed) == name


@pytest.mark.parametrize("name", ["Via Appia Ltd", "Agency One", "Today Careers Ltd", "Company of Friends Ltd"])
def test_words_that_a_firm_may_bear_stay(name: str) -> None:
    assert clean_advertiser(name) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Tembo Ridge Employment Bureau Job Application Deadline", "Tembo Ridge Employment Bureau"),
        ("Tembo Ridge Employment Bureau | APPLICATION DEADLINE: 30th June 2026", "Tembo Ridge Employment Bureau"),
        ("Tembo Job Application Deadline Monday 30 June", "Tembo"),
        ("Tembo Ridge Bureau, Nairobi Date Posted 3 May 2026", "Tembo Ridge Bureau"),
        ("Tembo Ridge Bureau Job Location Nairobi 00100 Job Summary", "Tembo Ridge Bureau"),
        ("Tembo Ridge (K) Ltd. How to Apply", "Tembo Ridge (K) Ltd"),
        ("Tembo Ridge Bureau Mwisho wa kutuma maombi", "Tembo Ridge Bureau"),
        ("Job Application Deadline", ""),
        ("How to Apply:", ""),
    ],
)
def test_what_a_page_prints_below_a_name_is_no_part_of_it(printed: str, name: str) -> None:
    assert clean_advertiser(printed) == name


@pytest.mark.parametrize(
    "name",
    [
        "Beat The Deadline",
        "Tembo Deadline",
        "Tembo Job Application",
        "Deadline for Applications Consultancy",
        "How To Apply Careers Ltd",
        "Job Description Writers Ltd",
        "The Job Summary",
        "Kenya Job Details",
        "Smart Apply",
        "Apply Before Noon Careers",
        "Nyota Read More",
        "Prime Location",
        # Cut, they would be other firms.
        "Tembo Job Details 254 Limited",
        "Tembo How To Apply 4U Ltd",
        "Tembo Jobs Posted 24/7 Agency",
        "Tembo Posted On 24 Hours Placement Ltd",
        "Mr. How to apply",
    ],
)
def test_a_name_that_ends_like_a_pages_label_stays(name: str) -> None:
    assert clean_advertiser(name) == name
