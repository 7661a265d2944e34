"""Which concepts a text names, as words beside its own: they carry what was learned over to wording nobody labelled."""

import re
from collections.abc import Iterable

import numpy as np

from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Compiled, Hit, Matcher
from risk_model.phrases.page import Page
from risk_model.phrases.place_arrays import Mask, Places
from risk_model.words.advert_text import BREAK

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
        self._listed = list(self._nodes.values())
        self.names = list(self._nodes)

    def marked(self, matcher: Matcher) -> list[str]:
        """The text's words and after them its concepts, each once."""
        words = [as_read(word) for word in matcher.words.words if word is not BREAK]
        return words + [name for name, node in self._nodes.items() if matcher.hits(node)]

    def possible(self, page: Page) -> tuple[Mask, Mask]:
        """The page's texts by concepts (`names`): which may be named there (perhaps too many), and which are."""
        return page.masks(self._listed)

    def named(self, page: Page, texts: Places, possible: Mask, certain: Mask) -> Mask:
        """Which concepts some of the page's texts name: those texts by concepts; what is certain is not looked for."""
        found = certain[texts]
        doubtful = np.argwhere(possible[texts] & ~found).tolist()
        matchers = [Matcher(page, text) for text in texts.tolist()]
        for at, concept in doubtful:
            if matchers[at].has(self._listed[concept]):
                found[at, concept] = True
        return found

    def place(self, matcher: Matcher, name: str) -> Hit:
        """Where a text names a concept first."""
        return matcher.hits(self._nodes[name])[0]
