"""Lines of words over one buffer of bytes, with the hash of any piece at hand: text for numpy, not for Python."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

LINE_END, GAP = 10, 32
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_SHORTEST_TABLE = 512


class HashedLines:
    """Where each word of each line stands, and hashes of pieces of lines, whatever line or place they stand at."""

    def __init__(self, text: Bytes) -> None:
        """`text` as lower-case words apart by single gaps, every line closed by its end."""
        self.text = text
        letters = text > GAP
        edges = np.flatnonzero(np.diff(letters.view(np.int8), prepend=0, append=0))
        self.starts, self.stops = edges[::2], edges[1::2]
        self.line_stops = np.flatnonzero(text == LINE_END)
        self.line_starts = np.concatenate(([0], self.line_stops[:-1] + 1))[: len(self.line_stops)]
        lengths = self.line_stops + 1 - self.line_starts
        words_until = np.searchsorted(self.starts, self.line_stops)
        self.first = np.concatenate(([0], words_until[:-1]))[: len(words_until)]
        self.counts = words_until - self.first
        self.owner = np.repeat(np.arange(len(lengths)), self.counts)
        self._offset = np.arange(len(text)) - np.repeat(self.line_starts, lengths)
        self._powers, self._inverses = _tables(int(lengths.max(initial=1)))
        sums = np.cumsum(text * self._powers[self._offset], dtype=np.uint64)
        self._sums = np.concatenate((np.zeros(1, dtype=np.uint64), sums))

    def hashes(self, starts: Places, stops: Places) -> Hashes:
        """The hashes of the pieces from `starts` to `stops` (exclusive), each within one line."""
        found: Hashes = (self._sums[stops] - self._sums[starts]) * self._inverses[self._offset[starts]]
        return found

    def joined(self, first: Hashes, lengths: Places, second: Hashes) -> Hashes:
        """The hashes of pieces of `lengths` letters with other pieces right after them."""
        return first + second * self._powers[lengths]


def spread(hashes: Hashes) -> Hashes:
    """`hashes` so that their sum stands for a set of words and their high bits for a place in a table."""
    mixed = (hashes ^ (hashes >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
    return mixed ^ (mixed >> np.uint64(32))


def hashes_of(words: list[str]) -> Hashes:
    """The hash of each of `words` (or of phrases of single gaps)."""
    if not words:
        return np.zeros(0, dtype=np.uint64)
    lines = HashedLines(as_bytes(words))
    return lines.hashes(lines.line_starts, lines.line_stops)


def as_bytes(lines: list[str]) -> Bytes:
    """`lines` (without line ends of their own) as the buffer that `HashedLines` takes."""
    return np.frombuffer("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"), dtype=np.uint8)


def among(hashes: Hashes, known: Hashes) -> Flags:
    """Which of `hashes` are in `known`, which is sorted."""
    if not len(known):
        return np.zeros(len(hashes), dtype=np.bool_)
    at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.equal(known[at], hashes)


def _tables(length: int) -> tuple[Hashes, Hashes]:
    return _powers(max(_SHORTEST_TABLE, 1 << length.bit_length()))


@lru_cache(maxsize=4)
def _powers(length: int) -> tuple[Hashes, Hashes]:
    powers, inverses = np.full((2, length), 1, dtype=np.uint64)
    powers[1:], inverses[1:] = _BASE, _INVERSE
    return np.cumprod(powers), np.cumprod(inverses)
