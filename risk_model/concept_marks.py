"""Which concepts a text names, as words beside its own: they carry what was learned over to wording nobody labelled."""

import re
from collections.abc import Iterable

import numpy as np

from risk_model.advert_text import BREAK
from risk_model.phrase_automaton import PhraseAutomaton
from risk_model.phrase_matching import Compiled, Hit, Matcher
from risk_model.phrase_page import Page
from risk_model.place_arrays import Mask
from risk_model.text_sets import flags_of

LONGEST_WORD = 40  # letters of a word that count
_LONGEST_NUMBER = 4
_LONG_NUMBER = re.compile("[0-9]{3,}")
NAMED = "<"  # begins the name of a concept, and no word of a text


def as_read(word: str) -> str:
    """A word as the reader of sentences takes it: of long ones the beginning, of numbers like ages and hours all, of
    longer ones only about how long."""
    if word.isalpha():
        return word[:LONGEST_WORD]
    return _LONG_NUMBER.sub(lambda digits: "0" * min(len(digits[0]), _LONGEST_NUMBER), word[:LONGEST_WORD])


class ConceptMarks:
    """A country's concepts ready to be looked for; to be made before the automaton matches its first text."""

    def __init__(self, automaton: PhraseAutomaton, concepts: Iterable[str]) -> None:
        self._nodes: dict[str, Compiled] = {f"{NAMED}{name}>": automaton.concept(name) for name in concepts}
        self._listed = list(self._nodes.items())

    def marked(self, matcher: Matcher) -> list[str]:
        """The text's words and after them its concepts, each once."""
        words = [as_read(word) for word in matcher.words.words if word is not BREAK]
        return words + [name for name, node in self._nodes.items() if matcher.hits(node)]

    @property
    def names(self) -> list[str]:
        """Every concept's name, in the order of `possible`."""
        return list(self._nodes)

    def possible(self, page: Page) -> tuple[Mask, Mask]:
        """The page's texts by concepts: which may be named there (perhaps too many), and which are for certain."""
        found = np.zeros((len(page.texts), len(self._nodes)), dtype=np.bool_)
        certain = np.zeros_like(found)
        for concept, node in enumerate(self._nodes.values()):
            if texts := page.texts_with(node):
                found[:, concept] = flags_of(texts, len(page.texts))
            if sure := node.surely(page):
                certain[:, concept] = flags_of(sure, len(page.texts))
        return found, certain

    def named(self, matcher: Matcher, possible: Mask, certain: Mask) -> list[str]:
        """The concepts named in a text, of those `possible`."""
        asked = zip(np.flatnonzero(possible).tolist(), certain[possible].tolist(), strict=True)
        listed = ((*self._listed[at], sure) for at, sure in asked)
        return [name for name, node, sure in listed if sure or matcher.hits(node)]

    def place(self, matcher: Matcher, name: str) -> Hit:
        """Where a text names a concept first."""
        return matcher.hits(self._nodes[name])[0]
