"""A text without a title is called by how it begins, and by nothing that was cut in two."""

import pytest

from registry.untitled import first_line

LONG = (
    "URGENT! 20 housemaids for Riyadh, pay KES 15,000 registration before any interview. Free visa. Call 0700 000 012."
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Cooks wanted in Qatar\nRing 0700 000 031", "Cooks wanted in Qatar"),
        (LONG, "URGENT! 20 housemaids for Riyadh, pay KES 15,000 registration before any"),
        (f"Cooks wanted in Qatar. {LONG}", "Cooks wanted in Qatar."),
        ("", ""),
    ],
)
def test_a_text_is_called_by_its_first_line_cut_at_a_sentence_or_a_word(text: str, title: str) -> None:
    assert first_line(text) == title
