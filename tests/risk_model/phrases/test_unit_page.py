"""What a page tells of many phrases at once is what it tells of each, by itself."""

import pytest

from registry.errors import InvalidInput
from registry.law.rulebook import load_rulebook
from registry.law.wording_schema import Phrases
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Compiled
from risk_model.phrases.page import Page
from risk_model.phrases.text_sets import columns_of
from risk_model.phrases.unit_page import UnitPage
from risk_model.wording import Wording
from risk_model.words.reading import read_words

PHRASES = (
    ["no fee"],
    ["passport", "work permit"],
    ["pay &6 fee"],
    ["pay &=6 fee"],
    ["we ... keep passport"],
    ["fee &!4 refund"],
    ["no fee", "pay &6 till"],
    ["@title(driver)", "never said"],
    ["never said"],
)
TEXTS = (
    "Driver, Oman\nWe keep your passport. Pay the fee first.\nNo fee.",
    "Cook\nNo fee.\nPay to our till.\nThe fee is for the work permit.",
    "",
    "Cook\nNo fee.\nPay us.\nA refund of the fee follows.",
    "...\n!",
    "Fee\nWe keep your passport. Pay the fee first.",
)


def _asked() -> tuple[PhraseAutomaton, list[Compiled]]:
    automaton = PhraseAutomaton(concepts={}, slots={}, places=lambda _: (), find_slot=lambda *_: [])
    return automaton, [automaton.compile(phrases) for phrases in PHRASES]


def _page(automaton: PhraseAutomaton) -> UnitPage:
    return automaton.page([read_words(text) for text in TEXTS])


def test_masks_are_those_of_each_phrase() -> None:
    automaton, nodes = _asked()
    assert {node.local for node in nodes} == {True, False}
    for page in (_page(automaton), _page(automaton).part([(0, 3, 7), (1, 0, 4)])):
        size, others = len(page.texts), _page(automaton) if len(page.texts) == len(TEXTS) else page
        may, sure = page.masks(nodes)
        assert (may == columns_of(map(others.texts_with, nodes), size)).all()
        assert (sure == columns_of((node.surely(others) for node in nodes), size)).all()
        assert may.any()
        assert sure.any()


@pytest.mark.parametrize("some", [slice(0, 2), slice(2, 5), slice(None), slice(8, 9), slice(0, 0)])
def test_any_of_several_phrases_may_be_where_one_may_be(some: slice) -> None:
    automaton, nodes = _asked()
    page = _page(automaton)
    assert page.texts_with_any(nodes[some]) == Page.texts_with_any(_page(automaton), nodes[some])


def test_what_a_number_means_is_said_in_its_sentence() -> None:
    country = load_rulebook("zz").jurisdiction
    wide = country.concepts | {"pay_before": Phrases(en=("package &!4 deposit",))}
    with pytest.raises(InvalidInput, match="the concepts pay_before say what a number means"):
        Wording(country.model_copy(update={"concepts": wide}))
