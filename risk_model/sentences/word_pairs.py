"""Which words of a sentence stand near which: it tells "you pay us" from "we pay you", which the same words do not."""

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from risk_model.sentences.concept_marks import NAMED, as_read

APART = (1, 2)  # the next word, and the one after it
LETTERS = 5  # of each word, for endings matter little
_UNKNOWN = -1


def pairs_of(sentence: Sequence[str]) -> list[str]:
    """Every two words of a sentence that stand next to each other or one apart, by their beginnings, each pair once.

    Names of concepts stand nowhere and are left out.
    """
    said = [_beginning(word) for word in sentence if not word.startswith(NAMED)]
    near = (zip(said, said[apart:], strict=False) for apart in APART)
    return list(dict.fromkeys(f"{one} {other}" for one, other in chain.from_iterable(near)))


def is_pair(name: str) -> bool:
    """Whether a feature of a reader is a pair of words, not letters of one."""
    return " " in name.strip()


class WordPairs:
    """What pairs of words add to each label, told for many sentences at once."""

    def __init__(self, pairs: Sequence[str], weights: NDArray[np.float64]) -> None:
        """`pairs` as `pairs_of` names them, and their `weights`: pairs by labels."""
        both = [pair.split(" ") for pair in pairs]
        self._known = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(both)))}
        numbers = np.array([[self._known[word] for word in pair] for pair in both], dtype=np.intp).reshape(-1, 2)
        codes = self._codes(numbers[:, 0], numbers[:, 1])
        order = np.argsort(codes)
        self._ordered, self._weights = codes[order], weights[order]

    def sums(self, sentences: Iterable[Sequence[str]]) -> NDArray[np.float64]:
        """What the pairs of each sentence add, each pair once: sentences by labels."""
        listed = list(sentences)
        sizes = [len(one) for one in listed]
        known = self._known
        words = (known.get(_beginning(word), _UNKNOWN) for one in listed for word in one)
        numbers = np.fromiter(words, dtype=np.intp, count=sum(sizes))
        sentence = np.repeat(np.arange(len(listed)), sizes)
        found = [self._met(numbers, sentence, apart) for apart in APART]
        # Sorted by sentence; what is said twice counts once.
        different = np.unique(np.concatenate(found))
        summed = np.zeros((len(listed), self._weights.shape[1]))
        if len(different):
            at, pair = np.divmod(different, len(self._ordered))
            firsts = np.flatnonzero(np.diff(at, prepend=-1))
            summed[at[firsts]] = np.add.reduceat(self._weights[pair], firsts)
        return summed

    def _met(self, numbers: NDArray[np.intp], sentence: NDArray[np.intp], apart: int) -> NDArray[np.intp]:
        """The known pairs of words so far apart, each as one number of sentence and pair."""
        one, other, at = numbers[:-apart], numbers[apart:], sentence[:-apart]
        near = np.flatnonzero((one >= 0) & (other >= 0) & (at == sentence[apart:]))
        codes = self._codes(one[near], other[near])
        places = np.searchsorted(self._ordered, codes)
        places[places == len(self._ordered)] = 0
        met = self._ordered[places] == codes if len(self._ordered) else np.zeros(0, dtype=np.bool_)
        return np.asarray(at[near][met] * len(self._ordered) + places[met])

    def _codes(self, one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.intp]:
        return np.asarray(one * len(self._known) + other)


def _beginning(word: str) -> str:
    return as_read(word)[:LETTERS]
