"""Names of people and addresses looked for in running text, thousands at once, in one pass over each text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from registry.identity.folding import fold

_WORD = re.compile(r"\w+")
_FEWEST, _MOST = 2, 8


class PhraseBook:
    """Phrases of two to eight words, each looked up by its words in a row, whatever stands between them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """`phrases` as printed; shorter ones are left out, longer ones are looked for by their beginning."""
        self._known: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._sizes: dict[str, set[int]] = defaultdict(set)
        for phrase in phrases:
            words = tuple(_WORD.findall(fold(phrase)))[:_MOST]
            if len(words) >= _FEWEST:
                self._known[words].append(phrase)
                self._sizes[words[0]].add(len(words))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and phrase of each one in `text`; spans count characters of `text` as given."""
        if not self._known:
            return
        words = _WORD.findall(text.lower()) if text.isascii() else _folded(_WORD.findall(text))
        if self._sizes.keys().isdisjoint(words):
            return
        places: list[tuple[int, int]] = []
        for at, word in enumerate(words):
            for size in self._sizes.get(word, ()):
                for phrase in self._known.get(tuple(words[at : at + size]), ()):
                    # Folding may change the length of a word: places are those of the text as given.
                    places = places or [one.span() for one in _WORD.finditer(text)]
                    yield places[at][0], places[at + size - 1][1], phrase


def _folded(words: list[str]) -> list[str]:
    return [one.lower() if one.isascii() else fold(one) for one in words]
