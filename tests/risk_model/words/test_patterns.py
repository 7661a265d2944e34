"""Words and the beginnings, endings and verbs that they fit."""

import pytest

from risk_model.words.patterns import LONGEST_WORD, WordPatterns

PATTERNS = WordPatterns(
    [
        ("verb", "lip", 1),
        ("prefix", "process", 2),
        ("suffix", "fee", 3),
        ("infix", "visa", 4),
        ("prefix", "", 5),
        ("voices", "shik/zuili", 6),
    ]
)


@pytest.mark.parametrize(
    ("word", "fitted"),
    [
        ("processing", [2, 5]),
        ("reprocessing", [5]),
        ("processfee", [2, 3, 5]),
        ("evisas", [4, 5]),
        ("watalipa", [5, 1]),
        ("clip", [5]),
        ("inashikwa", [5, 6]),
        ("", [5]),
    ],
)
def test_a_word_fits_every_form_that_it_has(word: str, fitted: list[int]) -> None:
    assert PATTERNS.fitting(word) == fitted


def test_letters_without_end_fit_what_they_begin_and_end_with() -> None:
    assert PATTERNS.fitting("process" + "x" * LONGEST_WORD + "fee") == [2, 3, 5]
