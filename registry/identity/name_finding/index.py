"""Candidates for a name among very many: the rarest things it is found by first, in sparse products, then rescored."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from registry.identity.name_finding.bulk_names import normalise_names
from registry.identity.name_finding.columns import COLUMN_BITS, Columns, HashedColumns, RankedColumns, distinct
from registry.identity.name_finding.features import letter_runs, own_words, word_keys, words_and_pairs
from registry.identity.name_finding.hashed_lines import HashedLines, Hashes, Places, SortedHashes, as_bytes
from registry.identity.name_finding.word_table import WordTable

Ids = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]

_AT_ONCE = 2_048
_BUILT_AT_ONCE = 8_000
# Words that an unknown one may be stand beside the others, so more of them meet in pairs.
_PAIRED_WHEN_ASKED = 16
# What is sorted together is packed into one number, which is much faster to sort than several.
_SCORE_BITS = 24
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


class NameIndex:
    """Normalised names; `candidates` answers a whole array of names at once."""

    def __init__(self, names: Sequence[str], *, tuning: Tuning | None = None) -> None:
        """`names` as `normalise_names` gives them; their position is their id."""
        self.tuning = tuning or Tuning.for_register(len(names))
        self._sorted = [" ".join(sorted(name.split())) for name in names]
        self._hashed = HashedColumns.for_register(len(names))
        self._words = WordTable({word for name in names for word in name.split()})
        pieces = [self._piece(names[at : at + _BUILT_AT_ONCE]) for at in range(0, len(names), _BUILT_AT_ONCE)]
        self._keys = SortedHashes(np.concatenate((*(keys for keys, *_ in pieces), np.zeros(0, dtype=np.uint64))))
        frequency = np.zeros(self._hashed.all, dtype=np.int64)
        for _, _, columns in pieces:
            frequency += np.bincount(columns, minlength=self._hashed.all)
        self._columns = RankedColumns(self._hashed, frequency, len(names))
        matrices = [self._matrices(lengths, columns) for _, lengths, columns in pieces]
        del pieces
        nothing = sparse.csr_matrix((0, self._columns.held), dtype=np.float32)
        self._runs = sparse.vstack((nothing, *(runs for runs, _ in matrices)), format="csr")
        self._postings = sparse.vstack((nothing, *(rows for _, rows in matrices)), format="csr").T.tocsr()

    def _piece(self, names: Sequence[str]) -> tuple[Hashes, Places, Columns]:
        """The names' keys, how many columns each name has, and those columns."""
        lines = HashedLines(as_bytes(names))
        runs, words = letter_runs(lines), words_and_pairs(own_words(lines))
        row, column = distinct(np.concatenate((runs.line, words.line)), self._hashed.of(runs, words))
        return word_keys(lines), np.bincount(row, minlength=len(names)), column.astype(np.int32)

    def _matrices(self, lengths: Places, columns: Columns) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        """A piece of the register as rows of letter runs, and as rows of everything."""
        row, column = distinct(np.repeat(np.arange(len(lengths)), lengths), self._columns.rank(columns))
        rarity = self._columns.rarity(column)
        runs = np.flatnonzero(self._columns.is_run(column))
        rows = self._of_length_one(row, column, rarity, len(lengths))
        return self._of_length_one(row[runs], column[runs], rarity[runs], len(lengths)), rows

    def _of_length_one(self, row: Places, column: Places, rarity: Scores, rows: int) -> sparse.csr_matrix:
        """Rows by the rarity of what they have, over the columns that some name has."""
        norms = np.sqrt(np.bincount(row, weights=rarity * rarity, minlength=rows)).astype(np.float32)
        return self._matrix(row, column, rarity / norms[row], rows)

    def _matrix(self, row: Places, column: Places, data: Scores, rows: int) -> sparse.csr_matrix:
        """`row` ascends, and `column` within it; columns that no name has are left out."""
        held = np.flatnonzero(column >= self._columns.unheld)
        columns = (column[held] - self._columns.unheld).astype(np.int32)
        bounds = np.searchsorted(row[held], np.arange(rows + 1)).astype(np.int32)
        return sparse.csr_matrix((data[held], columns, bounds), shape=(rows, self._columns.held))

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
        at = self._keys.find(keys)
        asked = np.flatnonzero((lines.counts > 0) & self._keys.held(at, keys))
        unanswered = lines.counts > 0
        unanswered[asked] = False
        for rank in range(ids.shape[1]):
            asked = asked[self._keys.held(at[asked] + rank, keys[asked])]
            if not len(asked):
                break
            ids[asked, rank], scores[asked, rank] = self._keys.order[at[asked] + rank], 1
        return np.flatnonzero(unanswered)

    def _near(self, names: list[str], top: int) -> tuple[Places, Places, Scores]:
        """Row by row, best first: the row, the position found and its score."""
        lines = HashedLines(as_bytes(names))
        runs = letter_runs(lines)
        words = words_and_pairs(self._words.read(lines), paired=_PAIRED_WHEN_ASKED)
        columns = self._columns.rank(self._hashed.of(runs, words))
        row, column = distinct(np.concatenate((runs.line, words.line)), columns)
        rarity = self._columns.rarity(column)
        asked = self._within_budget(row, column, rarity, len(names))
        # Unsorted, it lets the other threads work meanwhile.
        found = sp_matmul_topn(asked, self._postings, top_n=max(self.tuning.kept, top), sort=False)
        counts = np.diff(found.indptr)
        several = counts[counts > 0]
        answering, shared = found.indices[: several.sum()], found.data[: several.sum()]
        best = np.maximum.reduceat(shared, np.cumsum(several) - several) if len(several) else shared
        near = np.flatnonzero(shared >= _NEAR * np.repeat(best, several))
        asking, answering = np.repeat(np.arange(len(names)), counts)[near], answering[near]
        own = np.flatnonzero(self._columns.is_run(column))
        of_runs = self._of_length_one(row[own], column[own], rarity[own], len(names))
        return _best_first(asking, answering, self._rescored(names, of_runs, asking, answering))

    def _within_budget(self, row: Places, column: Places, rarity: Scores, rows: int) -> sparse.csr_matrix:
        """Each query's rarest features only, until the names that have them reach the budget."""
        running = np.cumsum(np.append(0, self._columns.frequency(column)))
        before = running[np.searchsorted(row, np.arange(rows))]
        kept = np.flatnonzero(running[1:] - before[row] <= self.tuning.budget)
        return self._matrix(row[kept], column[kept], rarity[kept], rows)

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
    packed = np.sort((row << (_SCORE_BITS + COLUMN_BITS)) | (missing << COLUMN_BITS) | column)
    found = 1 - ((packed >> COLUMN_BITS) & ((1 << _SCORE_BITS) - 1)) / (1 << _SCORE_BITS)
    return packed >> (_SCORE_BITS + COLUMN_BITS), packed & ((1 << COLUMN_BITS) - 1), found.astype(np.float32)
