"""Reading many texts together finds in each what reading it alone finds, and setting phrases aside loses none."""

import random
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import pytest

from registry.law.rulebook import load_rulebook
from risk_model.indicators import find_many, wording_of
from risk_model.phrases.matching import Matcher
from risk_model.phrases.nodes import AnyAtom, SlotNode
from risk_model.phrases.page import Page, Phrase, Screened, Traces
from risk_model.phrases.text_sets import TextSet
from risk_model.words.advert_text import AdvertText
from risk_model.words.reading import read_words

ON = date(2026, 11, 18)
KE = load_rulebook("ke")
SENTENCES = [one for rule in KE.jurisdiction.rules for one in rule.flagged + rule.spared]


class OpenPage(Page):
    """A page that holds every phrase possible everywhere, fixed words and slots apart."""

    def traces(self, node: Screened) -> Traces | None:
        if isinstance(node, AnyAtom | SlotNode):
            return super().traces(node)
        everywhere = np.arange(self.length)
        return Traces(everywhere, loose=(everywhere, everywhere + 1), span=self.length, wide=True)

    def live_in(self, text: int, number: int, nodes: Iterable[Phrase]) -> Sequence[Phrase]:
        return list(nodes)


class ScreenedPage(Page):
    """A page that tells where a phrase may be, in however few texts, before it looks for it."""

    def are_few(self, texts: TextSet, *, wide: bool) -> bool:
        return False


def mixed(seed: int, count: int) -> list[str]:
    """Texts of a few example sentences, some with their words in another order."""
    chance = random.Random(seed)
    texts = []
    for number in range(count):
        text = " ".join(chance.sample(SENTENCES, chance.randint(1, 5)))
        if number % 4 == 0:
            words = text.split()
            chance.shuffle(words)
            text = " ".join(words)
        texts.append(f"{chance.choice(SENTENCES)[:30]}\n{text}")
    return texts


def test_texts_read_together_say_what_each_says_alone() -> None:
    adverts = [AdvertText(text, on=ON) for text in [*mixed(1, 60), "", "\n", "one"]]
    assert find_many(adverts, rulebook=KE) == [find_many([advert], rulebook=KE)[0] for advert in adverts]


@pytest.mark.parametrize("seed", range(3))
def test_no_hit_is_lost_by_what_a_page_sets_aside(seed: int) -> None:
    wording = wording_of(KE)
    texts = [read_words(text) for text in mixed(seed, 40)]
    plain = wording.automaton.plain_page(texts)
    pages = [kind(texts, atoms=plain.atoms, numeral_words=plain.numeral_words) for kind in (OpenPage, ScreenedPage)]
    for matcher in wording.match(texts):
        unscreened, screened = (Matcher(page, matcher.index) for page in pages)
        for rule in KE.jurisdiction.rules:
            if rule.phrases.all():
                node = wording.compiled(rule.id)
                assert matcher.hits(node) == unscreened.hits(node) == screened.hits(node), rule.id
