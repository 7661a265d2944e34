"""Candidates for a name among very many: hashed character n-grams weighted by rarity, in sparse products."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

Ids = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]

_COLUMNS_BITS = 20
_BATCH = 20_000
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Tuning:
    """n-gram length, and how many postings a query may touch: what keeps cost flat while the register grows."""

    size: int
    budget: int

    @classmethod
    def for_register(cls, names: int) -> "Tuning":
        """Measured on invented registers: short grams recall better, long ones keep large registers fast."""
        if names <= 20_000:
            return cls(size=3, budget=1_000)
        return cls(size=4, budget=4_000) if names <= 300_000 else cls(size=5, budget=16_000)


class NameIndex:
    """Names by their character n-grams; `candidates` answers a whole array of names at once."""

    def __init__(self, names: Sequence[str], *, tuning: Tuning | None = None) -> None:
        """`names` are compared forms (lower case, words in a fixed order); their position is their id."""
        self.names = list(names)
        self.tuning = tuning or Tuning.for_register(len(self.names))
        counts = _gram_counts(self.names, self.tuning.size)
        self._frequency = np.bincount(counts.indices, minlength=counts.shape[1]).astype(np.float32)
        self._rarity = np.log((1 + len(self.names)) / (1 + self._frequency)).astype(np.float32) + 1
        self._rows = self._weighted(counts)
        self._columns = self._rows.T.tocsr()

    def _weighted(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        weighted = counts.astype(np.float32)
        weighted.data = np.sqrt(weighted.data) * self._rarity[weighted.indices]
        lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
        lengths[lengths == 0] = 1
        weighted.data /= np.repeat(lengths, np.diff(weighted.indptr))
        return weighted

    def candidates(self, queries: Sequence[str], *, top: int = 10) -> tuple[Ids, Scores]:
        """Positions (queries x top, -1 where there are fewer) of the likeliest names, best first; scores in [0, 1]."""
        ids = np.full((len(queries), top), -1, dtype=np.int64)
        scores = np.zeros((len(queries), top), dtype=np.float32)
        if not self.names:
            return ids, scores
        for start in range(0, len(queries), _BATCH):
            batch = list(queries[start : start + _BATCH])
            ids[start : start + len(batch)], scores[start : start + len(batch)] = self._batch(batch, top)
        return ids, scores

    def _batch(self, queries: list[str], top: int) -> tuple[Ids, Scores]:
        full = self._weighted(_gram_counts(queries, self.tuning.size))
        found = sp_matmul_topn(self._within_budget(full), self._columns, top_n=top, sort=True)
        row = np.repeat(np.arange(len(queries)), np.diff(found.indptr))
        score = self._rescored(queries, full, row, found.indices)
        order = np.lexsort((found.indices, -score, row))
        row, column, score = row[order], found.indices[order], score[order]
        rank = np.arange(len(row)) - found.indptr[:-1][row]
        ids = np.full((len(queries), top), -1, dtype=np.int64)
        scores = np.zeros((len(queries), top), dtype=np.float32)
        ids[row, rank] = column
        scores[row, rank] = score
        return ids, scores

    def _rescored(self, queries: list[str], full: sparse.csr_matrix, row: Ids, column: Ids) -> Scores:
        """Half the edit likeness, half the cosine over all n-grams: rarity must keep its say in the ranking."""
        if not len(row):
            return np.zeros(0, dtype=np.float32)
        cosine = np.asarray(full[row].multiply(self._rows[column]).sum(axis=1)).ravel()
        names = self.names
        edit = process.cpdist([queries[at] for at in row], [names[at] for at in column], scorer=fuzz.ratio)
        return (0.5 * cosine + 0.005 * edit).astype(np.float32)

    def _within_budget(self, queries: sparse.csr_matrix) -> sparse.csr_matrix:
        """Each query's rarest n-grams only, until the names that hold them reach the budget."""
        row = np.repeat(np.arange(queries.shape[0]), np.diff(queries.indptr))
        postings = self._frequency[queries.indices]
        order = np.lexsort((postings, row))
        running = np.cumsum(postings[order], dtype=np.float64)
        before = np.concatenate(([0.0], running))[queries.indptr[:-1]]
        kept = order[(running - before[row]) <= self.tuning.budget]
        kept = kept[postings[kept] > 0]
        kept.sort()
        shape = queries.shape
        return sparse.csr_matrix(
            (queries.data[kept], (row[kept], queries.indices[kept])), shape=shape, dtype=np.float32
        )


def _gram_counts(names: Sequence[str], size: int) -> sparse.csr_matrix:
    """Counts of hashed n-grams, one row a name, made over one joined buffer of bytes."""
    encoded = [f" {name} ".encode() for name in names]
    lengths = np.fromiter((len(one) for one in encoded), dtype=np.int64, count=len(encoded))
    buffer = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    shape = (len(names), 1 << _COLUMNS_BITS)
    windows = len(buffer) - size + 1
    if windows <= 0:
        return sparse.csr_matrix(shape, dtype=np.float32)
    owner = np.repeat(np.arange(len(names)), lengths)
    hashed = np.zeros(windows, dtype=np.uint64)
    for offset in range(size):
        hashed = hashed * np.uint64(257) + buffer[offset : offset + windows]
    hashed = (hashed * _MULTIPLIER) >> np.uint64(64 - _COLUMNS_BITS)
    inside = owner[:windows] == owner[size - 1 :]
    row, column = owner[:windows][inside], hashed[inside].astype(np.int64)
    counts = sparse.csr_matrix((np.ones(len(row), dtype=np.float32), (row, column)), shape=shape)
    counts.sum_duplicates()
    return counts
