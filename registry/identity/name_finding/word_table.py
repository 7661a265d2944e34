"""The words a register uses, and which of them a word it does not know may be: a slip, two joined, or one apart."""

from collections.abc import Iterable

import numpy as np

from registry.identity.name_finding.features import Features, own_words
from registry.identity.name_finding.hashed_lines import HashedLines, Hashes, Places, SortedHashes, as_bytes

_SHORTEST_SLIP, _SHORTEST_PART, _LONGEST = 4, 3, 40
# So many words may share one spelling with a letter left out before the rest of them are passed over.
_ALIKE = 4


class WordTable:
    """Words by their hashes, and by the hashes of what is left of each when one letter goes."""

    def __init__(self, words: Iterable[str]) -> None:
        """`words` as they stand in normalised names."""
        lines = HashedLines(as_bytes(sorted(words)))
        hashed = lines.words
        self._known = SortedHashes(hashed)
        word, shorter = _one_letter_less(lines, np.arange(len(hashed)))
        self._spellings = SortedHashes(np.concatenate((hashed, shorter)))
        self._words = np.concatenate((hashed, hashed[word]))[self._spellings.order]

    def read(self, lines: HashedLines) -> Features:
        """The words of each line, line by line, and beside each word that no name has those it may stand for."""
        own = own_words(lines)
        unknown = np.flatnonzero(~self._known.has(own.hashed))
        found = [own, self._slips(lines, own, unknown), self._parts(lines, own, unknown), self._joined(lines, own)]
        line = np.concatenate([one.line for one in found])
        order = np.argsort(line, kind="stable")
        return Features(line[order], np.concatenate([one.hashed for one in found])[order])

    def _slips(self, lines: HashedLines, own: Features, unknown: Places) -> Features:
        """The register's words that an unknown one is but for one letter: left out, added, changed, or swapped."""
        word, shorter = _one_letter_less(lines, unknown)
        word = np.concatenate((unknown, word))
        asked = np.concatenate((own.hashed[unknown], shorter))
        at = self._spellings.find(asked)
        line, hashed = [], []
        for _ in range(_ALIKE):
            same = np.flatnonzero(self._spellings.held(at, asked))
            word, asked, at = word[same], asked[same], at[same]
            line.append(own.line[word])
            hashed.append(self._words[at])
            at = at + 1
        return Features(np.concatenate(line), np.concatenate(hashed))

    def _parts(self, lines: HashedLines, own: Features, unknown: Places) -> Features:
        """Two of the register's words that an unknown one joins."""
        length = lines.stops[unknown] - lines.starts[unknown]
        word, place = _places(unknown, np.where(length > _LONGEST, 0, length - 2 * _SHORTEST_PART + 1))
        seam = lines.starts[word] + _SHORTEST_PART + place
        left, right = lines.hashes(lines.starts[word], seam), lines.hashes(seam, lines.stops[word])
        both = np.flatnonzero(self._known.has(left))
        both = both[self._known.has(right[both])]
        line = own.line[word[both]]
        return Features(np.concatenate((line, line)), np.concatenate((left[both], right[both])))

    def _joined(self, lines: HashedLines, own: Features) -> Features:
        """The register's word that two neighbours make."""
        left = np.flatnonzero(own.line[1:] == own.line[:-1])
        together = lines.joined(own.hashed[left], lines.stops[left] - lines.starts[left], own.hashed[left + 1])
        held = self._known.has(together)
        return Features(own.line[left[held]], together[held])


def _one_letter_less(lines: HashedLines, words: Places) -> tuple[Places, Hashes]:
    """For each of `words` the hashes of what is left without one of its letters, beside the word's number."""
    length = lines.stops[words] - lines.starts[words]
    word, place = _places(words, np.where((length < _SHORTEST_SLIP) | (length > _LONGEST), 0, length))
    start, stop = lines.starts[word], lines.stops[word]
    before, after = lines.hashes(start, start + place), lines.hashes(start + place + 1, stop)
    return word, lines.joined(before, place, after)


def _places(words: Places, counts: Places) -> tuple[Places, Places]:
    """Each of `words` as often as its count says, beside 0, 1, 2 ..."""
    counts = np.maximum(counts, 0)
    word = np.repeat(words, counts)
    return word, np.arange(len(word)) - np.repeat(np.cumsum(counts) - counts, counts)
