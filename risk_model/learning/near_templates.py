"""Texts that say nearly the same, found without comparing every pair: the groups that no split may divide."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.copies import distinct
from risk_model.learning.grouping import template_of
from risk_model.learning.word_counts import count_words

NEAR = 0.98
PAIRS_AT_ONCE = 20_000  # some tens of megabytes
# Parts; of a million pairs that share a rare word, as good as all fall away by them, in a fiftieth of the time.
OUTLINE = 64


def near_template_groups(texts: Sequence[str], *, near: float = NEAR) -> NDArray[np.intp]:
    """A group number for each text; texts of cosine at least `near` (words weighed by rarity) share it, chained.

    Exact copies, slots apart, count as one text first, so that a template of a thousand copies costs no more than one.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not texts:
        return np.zeros(0, dtype=np.intp)
    different, text_of = distinct(texts)
    templates, template_number = distinct([template_of(text) for text in different])
    places = template_number[text_of]
    one, other = near_pairs(templates, near=near)
    count = len(templates)
    links = coo_matrix((np.ones(len(one), dtype=np.int8), (one, other)), shape=(count, count))
    groups: NDArray[np.intp] = connected_components(links, directed=False)[1][places].astype(np.intp)
    return groups


def near_pairs(texts: Sequence[str], *, near: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every pair of different texts whose cosine is at least `near`, as two arrays of places.

    Words stand in one order, rarest first. Two near texts share one of the few words by which the rest of each is
    shorter than `near` (Bayardo, Ma and Srikant 2007): only pairs that do, and whose outlines agree, are looked at.
    """
    from scipy.sparse import triu

    weights = _weights(texts)
    telling = _telling_words(weights, near)
    shared = triu(telling @ telling.T, k=1, format="coo")
    one, other = _alike(_outlines(weights), shared.row, shared.col, near)
    close = np.zeros(len(one), dtype=bool)
    for start in range(0, len(one), PAIRS_AT_ONCE):
        piece = slice(start, start + PAIRS_AT_ONCE)
        product = weights[one[piece]].multiply(weights[other[piece]])
        close[piece] = np.asarray(product.sum(axis=1)).ravel() >= near - 1e-9
    return one[close], other[close]


def _weights(texts: Sequence[str]) -> Any:
    """Texts by words, rarest word first, each row of length one (or empty)."""
    from scipy.sparse import csr_matrix

    counts = count_words(texts, minimum_texts=1).counts
    said = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = np.log((1.0 + len(texts)) / (1.0 + said)) + 1.0
    rank = np.empty(len(said), dtype=np.int32)
    rank[np.argsort(said, kind="stable")] = np.arange(len(said), dtype=np.int32)
    values = counts.data * rarity[counts.indices]
    row = np.repeat(np.arange(len(texts), dtype=np.int32), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(row, weights=values**2, minlength=len(texts)))
    values /= lengths[row]
    weights = csr_matrix((values, rank[counts.indices], counts.indptr), shape=counts.shape)
    weights.sort_indices()
    return weights


def _outlines(weights: Any) -> NDArray[np.float32]:
    """How long each text is in each of OUTLINE parts of all words."""
    from scipy.sparse import csr_matrix

    words = weights.shape[1]
    part = csr_matrix((np.ones(words), (np.arange(words), np.arange(words) % OUTLINE)), shape=(words, OUTLINE))
    squares = csr_matrix((weights.data**2, weights.indices, weights.indptr), shape=weights.shape)
    lengths: NDArray[np.float32] = np.sqrt((squares @ part).toarray()).astype(np.float32)
    return lengths


def _alike(
    outlines: NDArray[np.float32], one: NDArray[np.int32], other: NDArray[np.int32], near: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Only the pairs that may be near: texts differ, as the crow flies, by no less than their outlines do."""
    kept = np.zeros(len(one), dtype=bool)
    for start in range(0, len(one), PAIRS_AT_ONCE):
        piece = slice(start, start + PAIRS_AT_ONCE)
        apart = outlines[one[piece]] - outlines[other[piece]]
        kept[piece] = np.einsum("ij,ij->i", apart, apart) <= 2.0 * (1.0 - near) + 1e-4  # what float32 may round
    return one[kept].astype(np.int64), other[kept].astype(np.int64)


def _telling_words(weights: Any, near: float) -> Any:
    """Only each text's rarest words, up to the one after which what remains is shorter than `near`."""
    from scipy.sparse import csr_matrix

    squares = np.append(0.0, np.cumsum(weights.data**2))
    before = squares[:-1] - np.repeat(squares[weights.indptr[:-1]], np.diff(weights.indptr))
    kept = before <= 1.0 - near**2 + 1e-9
    starts = np.append(0, np.cumsum(kept))[weights.indptr]
    ones = np.ones(int(kept.sum()), dtype=np.float32)
    return csr_matrix((ones, weights.indices[kept], starts), shape=weights.shape)
