"""What different words a text says, as a short row of numbers: two rows agree about as often as the texts share words.

Apart because groups of many texts are found by them, and because a model keeps some in place of texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.grouping import template_of
from risk_model.learning.word_counts import count_words

# Two texts are near-copies where they share so much of all their different words, and so many words more: texts of a
# few words are alike because there are few ways to say a thing. Measured in docs/decisions/0041.
LIKE = 0.45
BESIDES = 5
PAIRS_AT_ONCE = 20_000
SKETCHED = 256

_random = np.random.default_rng(20261201)  # kept sketches stay comparable only while these numbers stay the same
_FACTORS = _random.integers(0, 1 << 63, SKETCHED, dtype=np.uint64) | np.uint64(1)
_ADDENDS = _random.integers(0, 1 << 63, SKETCHED, dtype=np.uint64)

Sketches = NDArray[np.uint32]


@dataclass(frozen=True)
class WordSets:
    """The different words of each text: a scipy CSR matrix of ones, and the number of each word."""

    said: Any
    hashes: NDArray[np.uint64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many different words each text says."""
        sizes: NDArray[np.int64] = np.diff(self.said.indptr).astype(np.int64)
        return sizes

    def sketches(self, count: int = SKETCHED) -> Sketches:
        """For each text and each of `count` orders of all words, the first of its words; of no words, zeros."""
        filled = np.flatnonzero(self.sizes)
        starts = self.said.indptr[:-1][filled]
        found = np.zeros((self.said.shape[0], count), dtype=np.uint32)
        for number in range(count if len(filled) else 0):
            order = ((self.hashes * _FACTORS[number] + _ADDENDS[number]) >> np.uint64(32)).astype(np.uint32)
            found[filled, number] = np.minimum.reduceat(order[self.said.indices], starts)
        return found

    def near(self, one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Of pairs of texts, which are near-copies."""
        close = np.zeros(len(one), dtype=bool)
        for start in range(0, len(one), PAIRS_AT_ONCE):
            piece = slice(start, start + PAIRS_AT_ONCE)
            both = self.said[one[piece]].multiply(self.said[other[piece]])
            shared = np.asarray(both.sum(axis=1)).ravel()
            close[piece] = shared >= needed(self.sizes[one[piece]] + self.sizes[other[piece]] - shared)
        return close


def needed(union: NDArray[Any]) -> NDArray[np.float64]:
    """How many words two texts of `union` different words must share to be near-copies."""
    return LIKE * union + BESIDES


def word_sets(texts: Sequence[str]) -> WordSets:
    """The different words of each text, numbers and addresses apart."""
    from scipy.sparse import csr_matrix

    counted = count_words([template_of(text) for text in texts], minimum_texts=1)
    counts = counted.counts
    ones = np.ones(len(counts.indices), dtype=np.float32)
    return WordSets(csr_matrix((ones, counts.indices, counts.indptr), shape=counts.shape), counted.hashes)
