"""Patterns tried only where words begin find what they would find everywhere."""

import re

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.contacts import OPENED, path_of, read
from registry.identity.contact_reading import licence_numbers
from registry.word_beginnings import beginnings, matches_at, small_letters

_LETTERS = st.text(alphabet="liceno.( _-1İıſKé\n", max_size=60)
_PATTERN = re.compile(r"(?:\b(?:lic|licen|no\.?)|\()\W*\w+")


def test_a_stem_counts_only_at_the_beginning_of_a_word() -> None:
    assert beginnings("applicants: lic. 12, 2lic, _lic, (lic", ["lic"]) == [12, 34]


def test_a_mark_counts_anywhere_and_places_come_in_order_and_once() -> None:
    assert beginnings("no(licence", ["lic", "licence", "(", "no"]) == [0, 2, 3]


@given(_LETTERS)
def test_what_is_found_is_what_the_pattern_finds_everywhere(text: str) -> None:
    tried = matches_at(_PATTERN, text, beginnings(text, ["lic", "no", "("]))
    assert [one.span() for one in tried] == [one.span() for one in _PATTERN.finditer(text)]


@given(_LETTERS)
def test_small_letters_stand_where_ignoring_case_finds_them(text: str) -> None:
    small = small_letters(text)
    ignoring = [one.start() for one in re.finditer(r"\bi", text, re.IGNORECASE)]
    assert len(small) == len(text)
    assert beginnings(small, ["i"]) == ignoring


def test_each_way_of_naming_a_licence_begins_with_one_of_the_stems_it_is_tried_at() -> None:
    texts = [line.text for name in OPENED if path_of(name).exists() for line in read(name)]
    for pattern, stems in (
        (licence_numbers._LICENCE, licence_numbers._LICENCE_STEMS),
        (licence_numbers._MARKED, licence_numbers._MARKED_STEMS),
        (licence_numbers._IS_OURS, licence_numbers._IS_OURS_STEMS),
    ):
        everywhere = [[one.span() for one in pattern.finditer(text)] for text in texts]
        tried = [
            [one.span() for one in matches_at(pattern, text, beginnings(small_letters(text), stems))] for text in texts
        ]
        assert tried == everywhere
        assert any(everywhere)
