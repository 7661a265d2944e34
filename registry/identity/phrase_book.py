"""Names of people and addresses looked for in running text, thousands at once, in one pass over each text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from registry.identity.words import fold

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
        # Folding may change the length of a text, never that of plain letters: spans must fit the text as given.
        plain = text.lower() if text.isascii() else None
        found_words = _WORD.finditer(text if plain is None else plain)
        words = [(one.start(), one.end(), fold(one[0]) if plain is None else one[0]) for one in found_words]
        for at, (start, _, word) in enumerate(words):
            for size in self._sizes.get(word, ()):
                piece = tuple(one for _, _, one in words[at : at + size])
                for phrase in self._known.get(piece, ()):
                    yield start, words[at + size - 1][1], phrase
