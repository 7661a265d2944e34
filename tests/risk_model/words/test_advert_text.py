"""Disguised wording is read as what it says, and every word still points into the original text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_model.words.advert_text import BREAK
from risk_model.words.reading import read_words


def said(text: str) -> list[str]:
    return [word for word in read_words(text).words if word is not BREAK]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P A Y now", ["pay", "now"]),
        ("Don't pay", ["dont", "pay"]),
        ("Ng\u2019ambo", ["ngambo"]),
        ("pa55port", ["passport"]),
        ("7\ufe0f\u20e30\ufe0f\u20e3", ["70"]),
        ("VÍSA", ["visa"]),
        ("𝐏𝐚𝐲 𝐟𝐞𝐞", ["pay", "fee"]),
        ("p\u0430y", ["pay"]),  # a Cyrillic letter
        ("15k", ["15", "k"]),
        ("K s h  1 0 0 0", ["ksh", "1000"]),
        ("Form 1 2 3", ["form", "1", "2", "3"]),
        ("SAR 950 p.m", ["sar", "950", "p", "m"]),
        ("KSh1,500/=", ["ksh", "1500", "/="]),
        ("Write to jobs@firm.example.", ["write", "to", "jobs@firm.example"]),
        ("skillsSalary paid", ["skills", "salary", "paid"]),  # two lines glued by a scraper
    ],
)
def test_a_disguise_is_seen_through(text: str, words: list[str]) -> None:
    assert said(text) == words


@given(st.text(max_size=200))
def test_any_text_is_read_and_its_words_lie_inside_it_in_order(text: str) -> None:
    words = read_words(text)
    spans = list(zip(words.starts, words.ends, strict=True))
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(before[0] <= after[0] for before, after in pairwise(spans))
    assert len(words.breaks) == len(words.words) + 1


def test_a_quote_is_cut_from_the_original() -> None:
    words = read_words("Housemaid\n✅ Tuma é 500 kwanza")
    place = words.words.index("tuma")
    assert words.quote(place, place + 3) == "Tuma é 500"


def test_sentences_end_at_stops_lines_and_pictures_but_not_at_abbreviations() -> None:
    words = read_words("Driver\nPay Ksh. 500 now. Call us ✅ Free food\nNo agents")
    assert words.words.count(BREAK) == 4
    assert not words.broken(words.words.index("ksh"), words.words.index("500"))
    assert words.broken(words.words.index("now"), words.words.index("call"))
    assert words.title_end == 1


def test_a_short_question_belongs_to_its_answer() -> None:
    words = read_words("Jobs\nNo passport? We process one.")
    assert not words.broken(words.words.index("passport"), words.words.index("process"))


def test_money_between_two_words_ends_no_sentence_and_a_bullet_does() -> None:
    glued, parted = read_words("Jobs\nVISA💵FEE 30,000"), read_words("Jobs\nNanny 💰 Salary 30,000")
    assert not glued.broken(glued.words.index("visa"), glued.words.index("fee"))
    assert parted.broken(parted.words.index("nanny"), parted.words.index("salary"))
