"""Lines of words over one buffer of bytes, with the hash of any piece at hand: text for numpy, not for Python."""

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

LINE_END, GAP = 10, 32
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_SHORTEST_TABLE = 1 << 16
_HASHED_AT_ONCE = 5_000


class HashedLines:
    """Where each word of each line stands, and hashes of pieces of lines, whatever line or place they stand at."""

    def __init__(self, text: Bytes) -> None:
        """`text` as lower-case words apart by single gaps, every line closed by its end."""
        self.text = text
        letters = np.zeros(len(text) + 2, dtype=np.bool_)
        np.greater(text, GAP, out=letters[1:-1])
        edges = np.flatnonzero(letters[1:] != letters[:-1])
        self.starts, self.stops = edges[::2], edges[1::2]
        self.line_stops = np.flatnonzero(text == LINE_END)
        self.line_starts = np.concatenate(([0], self.line_stops[:-1] + 1))[: len(self.line_stops)]
        words_until = np.searchsorted(self.starts, self.line_stops)
        self.first = np.concatenate(([0], words_until[:-1]))[: len(words_until)]
        self.counts = words_until - self.first
        self.owner = np.repeat(np.arange(len(self.counts)), self.counts)
        self._powers, self._inverses = _tables(len(text))
        self._sums = np.zeros(len(text) + 1, dtype=np.uint64)
        np.cumsum(text * self._powers[: len(text)], out=self._sums[1:])

    @cached_property
    def words(self) -> Hashes:
        """The hash of each word."""
        return self.hashes(self.starts, self.stops)

    def hashes(self, starts: Places, stops: Places) -> Hashes:
        """The hashes of the pieces from `starts` to `stops` (exclusive), each within one line."""
        found: Hashes = (self._sums[stops] - self._sums[starts]) * self._inverses[starts]
        return found

    def joined(self, first: Hashes, lengths: Places, second: Hashes) -> Hashes:
        """The hashes of pieces of `lengths` letters with other pieces right after them."""
        return first + second * self._powers[lengths]


class SortedHashes:
    """Hashes in order, found at once by their first bits: a binary search would visit a dozen far places for each."""

    def __init__(self, hashes: Hashes) -> None:
        """`hashes` in any order; what is there twice is kept twice."""
        self.order = np.argsort(hashes, kind="stable")
        self._hashes = np.append(hashes[self.order], np.uint64((1 << 64) - 1))
        bits = max(8, len(hashes).bit_length() + 1)
        self._shift = np.uint64(64 - bits)
        firsts = np.arange(1 << bits, dtype=np.uint64) << self._shift
        self._first = np.searchsorted(self._hashes, firsts).astype(np.int32)

    def find(self, hashes: Hashes) -> Places:
        """Where in order each of `hashes` is or would be, the first such place."""
        at = self._first[(hashes >> self._shift).view(np.int64)].astype(np.int64)
        before = np.flatnonzero(self._hashes[at] < hashes)
        while len(before):
            at[before] += 1
            before = before[self._hashes[at[before]] < hashes[before]]
        return at

    def held(self, places: Places, hashes: Hashes) -> Flags:
        """Which of `hashes` stand at `places` in order; a place may be one that `find` gave, or after it."""
        return np.equal(self._hashes[np.minimum(places, len(self.order))], hashes)

    def has(self, hashes: Hashes) -> Flags:
        """Which of `hashes` are among these."""
        return self.held(self.find(hashes), hashes)


def spread(hashes: Hashes) -> Hashes:
    """`hashes` so that their sum stands for a set of words and their high bits for a place in a table."""
    mixed = (hashes ^ (hashes >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
    return mixed ^ (mixed >> np.uint64(32))


def hashes_of(words: Sequence[str]) -> Hashes:
    """The hash of each of `words` (or of phrases of single gaps)."""
    found = [np.zeros(0, dtype=np.uint64)]
    for start in range(0, len(words), _HASHED_AT_ONCE):
        lines = HashedLines(as_bytes(words[start : start + _HASHED_AT_ONCE]))
        found.append(lines.hashes(lines.line_starts, lines.line_stops))
    return np.concatenate(found)


def as_bytes(lines: Sequence[str]) -> Bytes:
    """`lines` (without line ends of their own) as the buffer that `HashedLines` takes."""
    text = "\n".join((*lines, ""))
    return np.frombuffer(text.encode("utf-8", "replace"), dtype=np.uint8)


def _tables(length: int) -> tuple[Hashes, Hashes]:
    """The base to the power of each place in a text of so many bytes, and its inverse."""
    return _powers(max(_SHORTEST_TABLE, 1 << length.bit_length()))


@lru_cache(maxsize=4)
def _powers(length: int) -> tuple[Hashes, Hashes]:
    powers, inverses = np.full((2, length), 1, dtype=np.uint64)
    powers[1:], inverses[1:] = _BASE, _INVERSE
    return np.cumprod(powers), np.cumprod(inverses)
