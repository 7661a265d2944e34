"""Sets of texts are what arrays of flags are, and what repeats or is split over sentences is found in each text."""

import numpy as np
import pytest

from registry.law.rulebook import load_rulebook
from risk_model.indicators import find_fees
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Hit, Matcher
from risk_model.phrases.text_sets import flags_of, places_in, set_of
from risk_model.words.reading import read_words

KE = load_rulebook("ke")
SAID = "Pay the fee today."


def no_slots(_matcher: Matcher, _name: str, _argument: str) -> list[Hit]:
    return []


def found(phrase: str, *texts: str) -> list[list[tuple[int, int]]]:
    """First and past-last word of every hit in each of some texts that are read together."""
    automaton = PhraseAutomaton(concepts={}, slots={}, places=lambda _: [], find_slot=no_slots)
    node = automaton.compile([phrase])
    page = automaton.page([read_words(text) for text in texts])
    return [[(one.start, one.end) for one in Matcher(page, at).hits(node)] for at in range(len(texts))]


@pytest.mark.parametrize("size", [1, 7, 8, 9, 1000])
def test_sets_of_texts_are_what_arrays_of_flags_are(size: int) -> None:
    chance = np.random.default_rng(size)
    one, other = (chance.integers(0, size, size=size // 3) for _ in range(2))
    both = set_of(one, size) & set_of(other, size)
    assert places_in(both, size).tolist() == sorted({*one.tolist()} & {*other.tolist()})
    assert flags_of(set_of(one, size) | set_of(other, size), size).sum() == len({*one.tolist(), *other.tolist()})


def test_anywhere_and_without_are_asked_of_whole_texts() -> None:
    texts = ["Maid\nA fee is due\nCome at noon", "Maid\nA fee is due\nCome at night"]
    assert found("fee && noon", *texts) == [[(3, 4)], []]
    assert found("fee &!8 noon", *texts) == [[], [(3, 4)]]


@pytest.mark.parametrize(
    ("between", "hits"),
    [
        pytest.param(" ", [(4, 7)], id="one sentence"),
        pytest.param(". ", [(4, 8)], id="over a sentence's end"),
        pytest.param("\n", [], id="not over a line's end"),
        pytest.param(". Then. ", [], id="not over two"),
    ],
)
def test_near_reaches_over_one_end_in_a_line_that_other_texts_have(between: str, hits: list[tuple[int, int]]) -> None:
    line = f"We take fees{between}at noon now"
    moved = [(start + 1, end + 1) for start, end in hits]
    assert found("fee &8 noon", f"Maid\n{line}", f"Good maid\n{line}", f"Maid\n{line}") == [hits, moved, hits]


def test_the_same_sentence_is_another_where_it_is_the_title() -> None:
    first, second = found("@title(free visa)", "Free visa\nFree visa", "Maid\nFree visa")
    assert (first, second) == ([(0, 2)], [])


@pytest.mark.parametrize("between", [" ", "\n"], ids=["one line", "a line each"])
def test_a_sentence_said_again_and_again_is_found_at_its_own_places(between: str) -> None:
    (hits,) = found("the fee", "Maid\n" + between.join([SAID] * 50_000))
    assert hits[:2] == [(3, 5), (8, 10)]


def test_amounts_are_read_only_where_a_word_can_be_of_one() -> None:
    said = "Maid\nOne or two of us come. Pay two thousand to register. Pay KSh 500 for registration, one copy."
    assert [(fee.quote, fee.amount) for fee in find_fees(said, rulebook=KE)] == [
        ("two thousand", 2000.0),
        ("KSh 500", 500.0),
    ]
