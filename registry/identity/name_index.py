"""Candidates for a name among very many: the rarest things it is found by first, in sparse products, then rescored."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from registry.identity.bulk_names import normalise_names
from registry.identity.hashed_lines import HashedLines, Hashes, Places, as_bytes
from registry.identity.name_features import Features, letter_runs, own_words, word_keys, words_and_pairs
from registry.identity.word_table import WordTable

Ids = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Number = TypeVar("Number", bound=np.generic)

_AT_ONCE = 2_048
_BUILT_AT_ONCE = 50_000
# Words that an unknown one may be stand beside the others, so more of them meet in pairs.
_PAIRED_WHEN_ASKED = 16
# What is sorted together is packed into one number, which is much faster to sort than several.
_COLUMN_BITS, _SCORE_BITS, _POSTING_BITS = 24, 24, 22
# Names that share so much less than the one that shares most are not rescored.
_NEAR = 0.4
_WORKERS = min(os.cpu_count() or 1, 4)


@dataclass(frozen=True)
class Tuning:
    """How many postings a query may touch, which keeps cost flat while registers grow, and how many are rescored."""

    budget: int
    kept: int

    @classmethod
    def for_register(cls, names: int) -> "Tuning":
        """Measured on invented registers (benchmarks/matching.py)."""
        if names <= 20_000:
            return cls(budget=80, kept=8)
        return cls(budget=300, kept=10) if names <= 300_000 else cls(budget=1_000, kept=20)


@dataclass(frozen=True)
class _Columns:
    """How hashes become columns: letter runs first, words and pairs after them, in spaces that grow with the names."""

    runs_bits: int
    words_bits: int

    @classmethod
    def for_register(cls, names: int) -> "_Columns":
        bits = max(names, 1).bit_length()
        return cls(min(max(bits + 6, 16), 20), min(max(bits + 4, 16), 22))

    @property
    def runs(self) -> int:
        return 1 << self.runs_bits

    @property
    def all(self) -> int:
        return self.runs + (1 << self.words_bits)

    def of_runs(self, found: Features) -> Places:
        return (found.hashed >> np.uint64(64 - self.runs_bits)).astype(np.int64)

    def of_words(self, found: Features) -> Places:
        return self.runs + (found.hashed >> np.uint64(64 - self.words_bits)).astype(np.int64)


class NameIndex:
    """Normalised names; `candidates` answers a whole array of names at once."""

    def __init__(self, names: Sequence[str], *, tuning: Tuning | None = None) -> None:
        """`names` as `normalise_names` gives them; their position is their id."""
        self.tuning = tuning or Tuning.for_register(len(names))
        self._sorted = [" ".join(sorted(name.split())) for name in names]
        self._columns = _Columns.for_register(len(names))
        self._words = WordTable({word for name in names for word in name.split()})
        pieces = [self._piece(names[at : at + _BUILT_AT_ONCE]) for at in range(0, len(names), _BUILT_AT_ONCE)]
        self._keys, self._by_key = _sorted_keys([keys for keys, *_ in pieces])
        lengths = _together([lengths for _, lengths, _ in pieces], np.int64)
        columns = _together([columns for *_, columns in pieces], np.int32)
        del pieces
        self._frequency = np.bincount(columns, minlength=self._columns.all)
        self._rarity = (np.log((1 + len(names)) / (1 + self._frequency)) + 1).astype(np.float32)
        is_run = columns < self._columns.runs
        until = np.concatenate(([0], np.cumsum(is_run)))[_bounds(lengths)]
        self._runs = self._weighted(columns[is_run], np.diff(until), self._columns.runs)
        self._postings = self._weighted(columns, lengths, self._columns.all).T.tocsr()

    def _piece(self, names: Sequence[str]) -> tuple[Hashes, Places, npt.NDArray[np.int32]]:
        """The names' keys, how many columns each name has, and those columns."""
        lines = HashedLines(as_bytes(list(names)))
        runs, words = letter_runs(lines), words_and_pairs(own_words(lines))
        column = np.concatenate((self._columns.of_runs(runs), self._columns.of_words(words)))
        return word_keys(lines), *_distinct(np.concatenate((runs.line, words.line)), column, len(names))

    def _weighted(self, columns: npt.NDArray[np.int32], lengths: Places, width: int) -> sparse.csr_matrix:
        """Rows of length one, each value by its rarity; `lengths` says how many of `columns` each row has."""
        bounds = _bounds(lengths)
        data = self._rarity[columns]
        sums = np.concatenate(([0.0], np.cumsum(data * data, dtype=np.float64)))
        norms = np.sqrt(sums[bounds[1:]] - sums[bounds[:-1]])
        norms[norms == 0] = 1
        data /= np.repeat(norms.astype(np.float32), lengths)
        return sparse.csr_matrix((data, columns, bounds), shape=(len(lengths), width))

    def candidates(self, queries: Sequence[str], *, top: int = 10) -> tuple[Ids, Scores]:
        """Positions (queries x top, -1 where there are fewer) of the likeliest names, best first; scores in [0, 1].

        `queries` are names as printed. Where the register has a query's words, in whatever order, the names that have
        them are the answer.
        """
        ids = np.full((len(queries), top), -1, dtype=np.int64)
        scores = np.zeros((len(queries), top), dtype=np.float32)
        if not self._sorted or not top:
            return ids, scores

        def answer(start: int) -> None:
            piece = slice(start, start + _AT_ONCE)
            self._answer(queries[piece], ids[piece], scores[piece])

        starts = range(0, len(queries), _AT_ONCE)
        if len(starts) == 1:
            answer(0)
        else:
            with ThreadPoolExecutor(_WORKERS) as pool:
                list(pool.map(answer, starts))
        return ids, scores

    def _answer(self, queries: Sequence[str], ids: Ids, scores: Scores) -> None:
        names = normalise_names(queries)
        lines = HashedLines(as_bytes(names))
        unanswered = self._exact(lines, ids, scores)
        rest = [names[at] for at in unanswered.tolist()]
        if rest:
            row, found, score = self._near(rest, ids.shape[1])
            rank = np.arange(len(row)) - np.searchsorted(row, row)
            within = rank < ids.shape[1]
            place = unanswered[row[within]], rank[within]
            ids[place], scores[place] = found[within], score[within]

    def _exact(self, lines: HashedLines, ids: Ids, scores: Scores) -> Places:
        """Fills in the names with the same words, and returns the lines that have words and found none."""
        keys = word_keys(lines)
        left = np.searchsorted(self._keys, keys)
        asked = np.flatnonzero(lines.counts > 0)
        found = np.zeros(len(keys), dtype=np.bool_)
        for rank in range(ids.shape[1]):
            at = left[asked] + rank
            same = at < len(self._keys)
            same[same] = self._keys[at[same]] == keys[asked[same]]
            asked, at = asked[same], at[same]
            ids[asked, rank], scores[asked, rank] = self._by_key[at], 1
            found[asked] = True
        return np.flatnonzero(~found & (lines.counts > 0))

    def _near(self, names: list[str], top: int) -> tuple[Places, Places, Scores]:
        """Row by row, best first: the row, the position found and its score."""
        lines = HashedLines(as_bytes(names))
        runs = letter_runs(lines)
        words = words_and_pairs(self._words.read(lines), paired=_PAIRED_WHEN_ASKED)
        columns = np.concatenate((self._columns.of_runs(runs), self._columns.of_words(words)))
        asked = self._within_budget(np.concatenate((runs.line, words.line)), columns, len(names))
        # Unsorted, it lets the other threads work meanwhile.
        found = sp_matmul_topn(asked, self._postings, top_n=max(self.tuning.kept, top), sort=False)
        row = np.repeat(np.arange(len(names)), np.diff(found.indptr))
        column, shared = found.indices[: len(row)], found.data[: len(row)]
        best = np.zeros(len(names), dtype=np.float32)
        np.maximum.at(best, row, shared)
        near = shared >= _NEAR * best[row]
        row, column = row[near], column[near]
        lengths, own_runs = _distinct(runs.line, self._columns.of_runs(runs), len(names))
        score = self._rescored(names, self._weighted(own_runs, lengths, self._columns.runs), row, column)
        return _best_first(row, column, score)

    def _within_budget(self, row: Places, column: Places, rows: int) -> sparse.csr_matrix:
        """Each query's rarest features only, until the names that have them reach the budget."""
        postings = self._frequency[column]
        held, most = postings > 0, (1 << _POSTING_BITS) - 1
        packed = np.sort(
            (row[held] << (_POSTING_BITS + _COLUMN_BITS))
            | (np.minimum(postings[held], most) << _COLUMN_BITS)
            | column[held]
        )
        packed = packed[np.diff(packed, prepend=-1) != 0]
        row, postings = packed >> (_POSTING_BITS + _COLUMN_BITS), (packed >> _COLUMN_BITS) & most
        column = packed & ((1 << _COLUMN_BITS) - 1)
        indptr = np.searchsorted(row, np.arange(rows + 1))
        running = np.concatenate(([0], np.cumsum(postings)))
        kept = running[1:] - running[indptr[row]] <= self.tuning.budget
        row, column = row[kept], column[kept]
        indptr = np.searchsorted(row, np.arange(rows + 1))
        shape = (rows, self._columns.all)
        return sparse.csr_matrix((self._rarity[column], column.astype(np.int32), indptr.astype(np.int32)), shape=shape)

    def _rescored(self, names: list[str], runs: sparse.csr_matrix, row: Places, column: Places) -> Scores:
        """Cosine over letter runs and edit likeness: rarity must keep its say in the ranking."""
        if not len(row):
            return np.zeros(0, dtype=np.float32)
        asking, answering = runs[row], self._runs[column]
        # Known, and costly to find out: rows of sorted, distinct columns stay that when they are picked.
        asking.has_canonical_format = answering.has_canonical_format = True
        cosine = np.asarray(asking.multiply(answering).sum(axis=1)).ravel()
        asked = [" ".join(sorted(name.split())) for name in names]
        ours = self._sorted
        pairs = [asked[at] for at in row.tolist()], [ours[at] for at in column.tolist()]
        edit = process.cpdist(*pairs, scorer=fuzz.ratio)
        return (0.7 * cosine + 0.003 * edit).astype(np.float32)


def _best_first(row: Places, column: Places, score: Scores) -> tuple[Places, Places, Scores]:
    """Row by row the best score first, and of equal scores the lower column; one sort of one number each."""
    # A score of nothing at all must not spill into the row's number.
    missing = np.minimum((1 - score.astype(np.float64)) * (1 << _SCORE_BITS), (1 << _SCORE_BITS) - 1).astype(np.int64)
    packed = np.sort((row << (_SCORE_BITS + _COLUMN_BITS)) | (missing << _COLUMN_BITS) | column)
    found = 1 - ((packed >> _COLUMN_BITS) & ((1 << _SCORE_BITS) - 1)) / (1 << _SCORE_BITS)
    return packed >> (_SCORE_BITS + _COLUMN_BITS), packed & ((1 << _COLUMN_BITS) - 1), found.astype(np.float32)


def _distinct(row: Places, column: Places, rows: int) -> tuple[Places, npt.NDArray[np.int32]]:
    """How many columns each row has, and which, in order; what a row has twice counts once."""
    packed = np.sort((row << _COLUMN_BITS) | column)
    packed = packed[np.diff(packed, prepend=-1) != 0]
    columns = (packed & ((1 << _COLUMN_BITS) - 1)).astype(np.int32)
    return np.bincount(packed >> _COLUMN_BITS, minlength=rows), columns


def _bounds(lengths: Places) -> npt.NDArray[np.int32]:
    """Where each row begins, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)


def _sorted_keys(pieces: list[Hashes]) -> tuple[Hashes, Places]:
    keys = _together(pieces, np.uint64)
    order = np.argsort(keys, kind="stable")
    return keys[order], order


def _together(pieces: list[npt.NDArray[Number]], kind: type[Number]) -> npt.NDArray[Number]:
    return np.concatenate((*pieces, np.zeros(0, dtype=kind)))
