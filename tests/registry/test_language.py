"""Which language an advert is in, told by its small words."""

import pytest

from registry.language import read_language


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Tunatafuta wafanyakazi wa nyumbani kwa kazi nchini Saudia. Mshahara ni mzuri", "sw"),
        ("We are looking for a cook with two years of experience in the hotel", "en"),
        ("We are hiring for the office, na mshahara ni mzuri kwa kila mwezi and you will be paid", "mixed"),
        ("Dereva", "und"),
    ],
)
def test_languages(text: str, meant: str) -> None:
    assert read_language(text) == meant
