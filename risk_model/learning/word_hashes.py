"""The words of many texts as 64-bit numbers, found in one pass over all their characters; apart because reading words
one by one is nine tenths of what a linear model costs.

A word is two or more letters in a row: telephone numbers, amounts and dates would be learnt by heart.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TEXTS_AT_ONCE = 64  # so that what one pass touches stays in the processor's cache
LAST_CHARACTER = 0x10FFFF
PAST_END = "\0" * 9  # eight bytes are read at each end of a word, also of the last one
Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]

_HALF = np.uint64(32)
_HEAD, _TAIL, _STIR = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0xD6E8FEB86659FD93)
_FIRST_BYTES = np.array([(1 << 8 * count) - 1 for count in range(9)], dtype=np.uint64)
_FOLDED = np.zeros(0, dtype=np.uint8)


@dataclass(frozen=True)
class HashedWords:
    """Every word of `texts` in order: `rows` says of which text, `starts` and `lengths` where in `joined` it stands."""

    joined: str
    rows: NDArray[np.int32]
    starts: Places
    lengths: Places
    hashes: Numbers

    def word(self, place: int) -> str:
        """The word at `place`, in lower case."""
        start = int(self.starts[place])
        return self.joined[start : start + int(self.lengths[place])]


def hash_words(texts: Sequence[str]) -> HashedWords:
    """The words of `texts`; two words have the same number if their letters agree, and else (nearly) never do.

    Meant for some tens of texts: cut longer lists into pieces of TEXTS_AT_ONCE.
    """
    joined = "\n".join(texts).lower()
    if not joined.isascii():
        texts = [unicodedata.normalize("NFKC", text).lower() for text in texts]
        joined = "\n".join(texts)
    codes, is_letter = _characters(joined + PAST_END)
    edges = np.flatnonzero(is_letter[1:] != is_letter[:-1]) + 1
    if is_letter[0]:
        edges = np.concatenate([np.zeros(1, dtype=np.int64), edges])
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    long_enough = lengths >= 2
    starts, lengths = starts[long_enough], lengths[long_enough]
    ends = np.cumsum([len(text) + 1 for text in texts])
    counts = np.diff(np.searchsorted(starts, ends), prepend=0)
    rows = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
    return HashedWords(joined, rows, starts, lengths, _hash(codes, starts, lengths))


def hash_word(word: str) -> int:
    """The number of one word."""
    return int(hash_words([word]).hashes[0])


def _characters(text: str) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """One byte a character, and whether it is a letter; other alphabets share the 127 bytes above ASCII."""
    if text.isascii():
        codes = np.frombuffer(text.encode(), dtype=np.uint8)
        return codes, (codes | np.uint8(32)) - np.uint8(97) < np.uint8(26)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = _fold_table()[points]
    return codes, codes != 0


def _hash(codes: NDArray[np.uint8], starts: Places, lengths: Places) -> Numbers:
    """A number of a word's length, its first eight and its last eight letters."""
    # Copied, because numbers that overlap are taken from four times as slowly.
    eight = np.ndarray((len(codes) - 8,), dtype="<u8", buffer=codes, strides=(1,)).copy()
    read = np.minimum(lengths, 8)
    mask = _FIRST_BYTES[read]
    mixed = (eight[starts] & mask) * _HEAD
    mixed += (eight[starts + lengths - read] & mask) * _TAIL
    mixed += lengths.view(np.uint64)
    mixed ^= mixed >> _HALF
    mixed *= _STIR
    mixed ^= mixed >> _HALF
    return mixed


def _fold_table() -> NDArray[np.uint8]:
    """A byte for each character: itself for ASCII letters, 0 for what is no letter."""
    global _FOLDED  # noqa: PLW0603  a million answers to one question, and they never change
    if not len(_FOLDED):
        points = np.arange(LAST_CHARACTER + 1)
        is_letter = np.fromiter(map(str.isalpha, map(chr, points.tolist())), dtype=bool, count=len(points))
        _FOLDED = np.where(is_letter, np.where(points < 128, points, 128 + points * 31 % 127), 0).astype(np.uint8)
    return _FOLDED
