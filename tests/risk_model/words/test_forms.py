"""Which written words count as one."""

import pytest

from risk_model.words.forms import plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("carries", "carry"),
        ("agencies", "agency"),
        ("charging", "charge"),
        ("lipaaaa", "lipa"),
        ("paid", "paying"),
    ],
)
def test_endings_make_no_other_word(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(("name", "word"), [("bikinye", "bikini"), ("wenye", "weni"), ("visas", "vista")])
def test_a_name_is_not_cut_down_to_a_word(name: str, word: str) -> None:
    assert plain(name) != plain(word)
