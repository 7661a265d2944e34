"""How often each text says each word: counted once, then cut by rows and columns for every fit and fold."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.copies import distinct
from risk_model.learning.word_hashes import TEXTS_AT_ONCE, HashedWords, Numbers, hash_words

SLOT_BITS = 20
NO_COLUMN = -1
LONGEST_SHOWN = 40  # letters of a word that a reason prints


@dataclass(frozen=True)
class WordCounts:
    """How often texts say words: text t is row `places[t]` of `distinct`, a scipy CSR matrix where copies stand once.

    Column c is the word `terms[c]`, whose number is `hashes[c]`.
    """

    distinct: Any
    places: NDArray[np.int32]
    hashes: Numbers
    terms: NDArray[np.str_]

    @property
    def counts(self) -> Any:
        """Texts by words, as counts, a row for each text."""
        whole = len(self.places) == self.distinct.shape[0] and bool((np.diff(self.places) == 1).all())
        return self.distinct if whole else self.distinct[self.places]

    def rows(self, rows: NDArray[np.intp]) -> "WordCounts":
        """The same words, counted in `rows` only; nothing is copied."""
        return WordCounts(self.distinct, self.places[rows], self.hashes, self.terms)


class Vocabulary:
    """The columns of a set of words, found from a word's number in one look.

    Where two words want one place, the earlier has it and the later has no column: give the more telling first.
    """

    def __init__(self, hashes: Numbers) -> None:
        self.hashes = hashes
        self._column = np.full(1 << SLOT_BITS, NO_COLUMN, dtype=np.int32)
        slots = _slots(hashes)
        self._column[slots[::-1]] = np.arange(len(hashes), dtype=np.int32)[::-1]

    def columns(self, hashes: Numbers) -> NDArray[np.int32]:
        """The column of each word, NO_COLUMN for words that are not in the vocabulary."""
        if not len(self.hashes):
            return np.full(len(hashes), NO_COLUMN, dtype=np.int32)
        columns = self._column[_slots(hashes)]
        columns[self.hashes[columns] != hashes] = NO_COLUMN
        return columns

    def count(self, texts: Sequence[str]) -> Any:
        """Texts by columns: how often each word of the vocabulary is said, as a scipy CSR matrix of float64."""
        from scipy.sparse import csr_matrix

        order, counts, columns, held = [], [], [], []
        bits = np.uint32(max(1, len(self.hashes)).bit_length())
        for words, places in _pieces(texts):
            key, count = _runs(self._keys(words, bits))
            order.append(places)
            counts.append(count)
            columns.append((key & ((np.uint32(1) << bits) - np.uint32(1))).astype(np.int32))
            held.append(np.bincount(key >> bits, minlength=len(places)))
        if not order:
            return csr_matrix((len(texts), len(self.hashes)))
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(np.concatenate(held))])
        shape = (len(texts), len(self.hashes))
        matrix = csr_matrix((np.concatenate(counts), np.concatenate(columns), starts), shape=shape)
        read = np.concatenate(order)
        return matrix if np.array_equal(read, np.arange(len(read))) else matrix[np.argsort(read)]

    def _keys(self, words: HashedWords, bits: np.uint32) -> NDArray[np.uint32]:
        """The row of each known word above its column, in 32 bits, which sort in half the time of 64: a piece has few
        texts."""
        columns = self.columns(words.hashes)
        known = columns >= 0
        keys: NDArray[np.uint32] = (words.rows[known].astype(np.uint32) << bits) | columns[known].astype(np.uint32)
        return keys


def places_taken(hashes: Numbers) -> NDArray[np.intp]:
    """Which of the words, in order, a Vocabulary would give a column to."""
    _, first = np.unique(_slots(hashes), return_index=True)
    return np.sort(first)


def count_words(texts: Sequence[str], *, minimum_texts: int) -> WordCounts:
    """Every word that at least `minimum_texts` of `texts` say, and how often each of them says it."""
    from scipy.sparse import csr_matrix

    different, places = distinct(texts)
    copies = np.bincount(places)
    rows, hashes, counts = [], [], []
    spelled: dict[int, str] = {}
    for words, order in _pieces(different):
        spelled.update(_first_seen(words, spelled))
        row, number, often = _row_runs(words)
        rows.append(order[row].astype(np.int32))
        hashes.append(number)
        counts.append(often.astype(np.float32))
    if not hashes:
        return WordCounts(csr_matrix((len(different), 0)), places, _empty(np.uint64), _empty(np.str_))
    known = np.sort(np.fromiter(spelled, dtype=np.uint64, count=len(spelled)))
    # Piece by piece: sorting every word of a hundred thousand texts at once takes gigabytes.
    columns = [np.searchsorted(known, hashes.pop(0)).astype(np.int32) for _ in range(len(hashes))]
    said = sum(
        np.bincount(piece, weights=copies[of], minlength=len(known)) for piece, of in zip(columns, rows, strict=True)
    )
    column = np.concatenate(columns)
    matrix = csr_matrix((np.concatenate(counts), (np.concatenate(rows), column)), shape=(len(different), len(known)))
    kept = np.flatnonzero(said >= minimum_texts)
    terms = np.array([spelled[number] for number in known[kept].tolist()], dtype=f"<U{LONGEST_SHOWN}")
    return WordCounts(matrix if len(kept) == len(known) else matrix[:, kept], places, known[kept], terms)


def _pieces(texts: Sequence[str]) -> Iterator[tuple[HashedWords, NDArray[np.int64]]]:
    """The words of some texts at a time, and which texts those are; plain ASCII apart, because it reads faster."""
    plain = [place for place, text in enumerate(texts) if text.isascii()]
    other = [place for place, text in enumerate(texts) if not text.isascii()]
    for places in (plain, other):
        for start in range(0, len(places), TEXTS_AT_ONCE):
            piece = places[start : start + TEXTS_AT_ONCE]
            yield hash_words([texts[place] for place in piece]), np.array(piece, dtype=np.int64)


def _row_runs(words: HashedWords) -> tuple[NDArray[np.int32], Numbers, NDArray[np.int64]]:
    order = np.lexsort((words.hashes, words.rows))
    rows, hashes = words.rows[order], words.hashes[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (hashes[1:] != hashes[:-1])
    starts = np.flatnonzero(first)
    return rows[starts], hashes[starts], np.diff(starts, append=len(rows))


def _first_seen(words: HashedWords, known: dict[int, str]) -> Iterable[tuple[int, str]]:
    hashes, places = np.unique(words.hashes, return_index=True)
    return [
        (number, words.word(place)[:LONGEST_SHOWN])
        for number, place in zip(hashes.tolist(), places.tolist(), strict=True)
        if number not in known
    ]


def _runs(keys: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """Distinct keys in order, and how often each stands there."""
    keys.sort()
    first = np.ones(len(keys), dtype=bool)
    first[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(first)
    return keys[starts], np.diff(starts, append=len(keys)).astype(np.float64)


def _slots(hashes: Numbers) -> NDArray[np.int64]:
    return (hashes >> np.uint64(64 - SLOT_BITS)).astype(np.int64)


def _empty(kind: Any) -> NDArray[Any]:
    return np.zeros(0, dtype=kind)
