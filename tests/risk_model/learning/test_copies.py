"""What stands several times is kept once, and everything finds its place."""

from datetime import date

from registry.law.rulebook import load_rulebook
from risk_model.learning.copies import distinct
from risk_model.reading import read_texts


def test_different_ones_stand_in_order_of_first_appearance() -> None:
    different, places = distinct(["b", "a", "b", "c", "a"])
    assert different == ["b", "a", "c"]
    assert places.tolist() == [0, 1, 0, 2, 1]
    assert distinct([])[0] == []


def test_copies_of_a_text_share_one_reading() -> None:
    texts = ["Cook\nPay a fee now.", "Cook\nNo fee.", "Cook\nPay a fee now."]
    one, other, again = read_texts(texts, rulebook=load_rulebook("zz"), on=date(2026, 11, 29))
    assert one is again
    assert (one.text, other.text) == (texts[0], texts[1])
