"""Counted texts and named features as the columns of one linear model, learnt on some rows and the same on any others.

Apart from the model, so that texts are read once however many folds are fitted on them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.frames import TEXT
from risk_model.learning.unlearnt_words import FUNCTION_WORDS, is_protected
from risk_model.learning.word_counts import Vocabulary, WordCounts, count_words, places_taken
from risk_model.learning.word_hashes import Numbers

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
ROWS_AT_ONCE = 4_096  # some megabytes
_EMPTY = frozenset(FUNCTION_WORDS)


@dataclass(frozen=True)
class Counted:
    """Adverts ready to fit on: words of the whole text, words of its title, and the named features, row by row."""

    words: WordCounts
    titles: WordCounts
    named: Floats
    names: tuple[str, ...]

    def rows(self, rows: NDArray[np.intp]) -> "Counted":
        """Only these adverts, without reading their texts again."""
        return Counted(self.words.rows(rows), self.titles.rows(rows), self.named[rows], self.names)

    def pieces(self) -> "Iterator[Counted]":
        """The same adverts in order, some thousands at a time, at least one piece: what they take is taken again."""
        for start in range(0, max(len(self), 1), ROWS_AT_ONCE):
            yield self.rows(np.arange(start, min(start + ROWS_AT_ONCE, len(self)), dtype=np.intp))

    def __len__(self) -> int:
        return len(self.named)


def count_frame(frame: "pd.DataFrame", *, minimum_texts: int = 1) -> Counted:
    """A frame of adverts (a column `text`, its first line the title, and one column a named feature), read once."""
    names = tuple(str(name) for name in getattr(frame, "columns", ()) if name != TEXT)
    texts, named = parts_of(frame, names)
    return count_texts(texts, named, names, minimum_texts=minimum_texts)


def count_texts(texts: list[str], named: Floats, names: tuple[str, ...], *, minimum_texts: int = 1) -> Counted:
    """Texts and their named features, a row of `named` each, with their words counted."""
    return Counted(
        words=count_words(texts, minimum_texts=minimum_texts),
        titles=count_words(titles_of(texts), minimum_texts=minimum_texts),
        named=named,
        names=names,
    )


def parts_of(frame: "pd.DataFrame", names: Sequence[str]) -> tuple[list[str], Floats]:
    """The texts of a frame and its named features; raises ValueError naming what it lacks."""
    columns = list(getattr(frame, "columns", ()))
    missing = [name for name in (TEXT, *names) if name not in columns]
    if missing:
        raise ValueError(f"Adverts must be a pandas frame with the column {', '.join(missing)}.")
    texts, named = frame[TEXT].tolist(), frame[list(names)].to_numpy(dtype=np.float64)
    if not all(isinstance(text, str) for text in texts) or not np.isfinite(named).all():
        raise ValueError("Every text must be a string and every named feature a number; fill in what is missing.")
    return texts, named


def titles_of(texts: list[str]) -> list[str]:
    """The first line of each text."""
    return [text.partition("\n")[0] for text in texts]


class WordBlock:
    """Words of one kind of text as weighted columns: (1 + log count) x rarity, each row of length `scale`."""

    def __init__(self, hashes: Numbers, terms: NDArray[np.str_], rarity: Floats, scale: float) -> None:
        self.hashes, self.terms, self.rarity, self.scale = hashes, terms, rarity, scale
        self._vocabulary: Vocabulary | None = None

    def __getstate__(self) -> dict[str, Any]:
        """What is stored: the index is made again."""
        return {**self.__dict__, "_vocabulary": None}

    @property
    def vocabulary(self) -> Vocabulary:
        """The words' columns, indexed at first use."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(self.hashes)
        return self._vocabulary

    def of_texts(self, texts: list[str]) -> Any:
        """Texts by words of the block."""
        return self._weigh(self.vocabulary.count(texts))

    def of_counts(self, counted: WordCounts) -> Any:
        """Counted texts by words of the block."""
        places = np.searchsorted(counted.hashes, self.hashes)
        places = np.minimum(places, max(len(counted.hashes) - 1, 0))
        if len(counted.hashes) and np.array_equal(counted.hashes[places], self.hashes):
            return self._weigh(_columns(counted, places))
        raise ValueError("The texts were not counted with the words of this block.")

    def _weigh(self, counts: Any) -> Any:
        weights = counts.tocsr()
        if not weights.nnz:
            return weights
        weights.data = (1.0 + np.log(weights.data)) * self.rarity[weights.indices]
        squares = np.add.reduceat(np.append(weights.data**2, 0.0), weights.indptr[:-1])
        squares[np.diff(weights.indptr) == 0] = 1.0
        weights.data *= np.repeat(self.scale / np.sqrt(squares), np.diff(weights.indptr))
        return weights


def learn_block(counted: WordCounts, groups: NDArray[np.intp], *, minimum: int, most: int, scale: float) -> WordBlock:
    """The block of words said in at least `minimum` different groups, at most `most` of them, the most frequent first.

    Copies of one template count once: a word that one fraudster repeats fifty times is that fraudster's, not fraud's.
    """
    said = groups_saying(counted, groups)
    chosen = np.flatnonzero(said >= minimum)
    chosen = chosen[_may_be_learnt(counted.terms[chosen])]
    chosen = chosen[np.argsort(-said[chosen], kind="stable")][:most]
    chosen = np.sort(chosen[places_taken(counted.hashes[chosen])])  # in the counts' own order, so that none is sorted
    count = len(np.unique(groups))
    rarity = np.log((1.0 + count) / (1.0 + said[chosen])) + 1.0
    return WordBlock(counted.hashes[chosen], counted.terms[chosen], rarity, scale)


def beside(words: Any, titles: Any, named: Floats) -> Any:
    """Three blocks of columns of the same adverts as one CSR matrix, in that order in every row."""
    from scipy.sparse import csr_matrix

    blocks = (words, titles, csr_matrix(named))
    starts = sum(block.indptr for block in blocks)
    indices, data = np.empty(starts[-1], dtype=np.int32), np.empty(starts[-1])
    free, before = starts[:-1].copy(), 0
    for block in blocks:
        sizes = np.diff(block.indptr)
        places = np.repeat(free - block.indptr[:-1], sizes) + np.arange(block.nnz, dtype=np.int32)
        indices[places], data[places] = block.indices + np.int32(before), block.data
        free += sizes
        before += block.shape[1]
    return csr_matrix((data, indices, starts), shape=(len(free), before))


def _columns(counted: WordCounts, places: NDArray[np.intp]) -> Any:
    """Only the columns at `places`, which ascend, as float64; several times as fast as `counts[:, places]`."""
    from scipy.sparse import csr_matrix

    counts = counted.counts
    column = np.full(counts.shape[1], -1, dtype=np.int32)
    column[places] = np.arange(len(places), dtype=np.int32)
    found = column[counts.indices]
    kept = found >= 0
    upto = np.zeros(len(kept) + 1, dtype=counts.indptr.dtype)
    np.cumsum(kept, out=upto[1:])
    starts = upto[counts.indptr]
    matrix = csr_matrix(
        (counts.data[kept].astype(np.float64), found[kept], starts), shape=(len(starts) - 1, len(places))
    )
    matrix.has_sorted_indices = True
    return matrix


def _may_be_learnt(terms: NDArray[np.str_]) -> NDArray[np.bool_]:
    return np.array([term not in _EMPTY and not is_protected(term) for term in terms.tolist()], dtype=bool)


def groups_saying(counted: WordCounts, groups: NDArray[np.intp]) -> NDArray[np.int64]:
    """In how many different groups each word is said."""
    from scipy.sparse import csr_matrix

    different, texts = counted.distinct, counted.places
    _, numbers = np.unique(groups, return_inverse=True)
    number, text = np.divmod(np.unique(numbers.astype(np.int64) * different.shape[0] + texts), different.shape[0])
    of_group = np.bincount(number)
    said = np.zeros(different.shape[1], dtype=np.int64)
    # A group of one text says what that text says; only where there are several must they be brought together.
    alone, together = of_group[number] == 1, of_group[number] > 1
    for start in range(0, int(alone.sum()), ROWS_AT_ONCE):
        piece = different[text[alone][start : start + ROWS_AT_ONCE]]
        said += np.bincount(piece.indices, minlength=len(said))
    if together.any():
        _, row = np.unique(number[together], return_inverse=True)
        members = csr_matrix(
            (np.ones(len(row), dtype=np.float32), (row, text[together])), shape=(row.max() + 1, different.shape[0])
        )
        said += np.bincount((members @ different).indices, minlength=len(said))
    return said
