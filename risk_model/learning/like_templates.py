"""Texts of one template though names, places and a word here and there were exchanged: no split may divide them.

Beside `near_templates`, whose closer criterion is that of published figures and breaks where one rare word differs.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.copies import distinct
from risk_model.learning.grouping import template_of
from risk_model.learning.word_sketches import Sketches, WordSets, word_sets

Places = NDArray[np.intp]
BANDS, ROWS = 64, 4  # of a hundred pairs that share just half of their words, 98 meet in some band; of 60 %, all
NEIGHBOURS = 8  # a band that strangers share is looked through along one line, so that time grows as texts do


def like_template_groups(texts: Sequence[str]) -> NDArray[np.intp]:
    """A group number for each text; near-copies (`word_sketches.LIKE`) share it, and what is chained by them.

    Exact copies, slots apart, count as one text first.
    """
    if not texts:
        return np.zeros(0, dtype=np.intp)
    different, text_of = distinct(texts)
    templates, template_number = distinct([template_of(text) for text in different])
    return _joined(word_sets(templates))[template_number[text_of]]


def _joined(sets: WordSets) -> Places:
    """A group number for each different text: bands of its sketch say with whom it is compared."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    count = len(sets.sizes)
    keys = _band_keys(sets.sketches(BANDS * ROWS))
    told = np.flatnonzero(sets.sizes)
    groups: Places = np.arange(count, dtype=np.intp)
    for band in range(BANDS):
        order = told[np.lexsort((keys[told, (band + 1) % BANDS], keys[told, band]))]
        for first, second in _meetings(order, keys[order, band]):
            apart = groups[first] != groups[second]
            one, other = first[apart], second[apart]
            close = sets.near(one, other)
            ends = np.append(groups[one[close]], np.arange(count)), np.append(groups[other[close]], np.arange(count))
            links = coo_matrix((np.ones(len(ends[0]), dtype=np.int8), ends), shape=(count, count))
            groups = connected_components(links, directed=False)[1].astype(np.intp)[groups] if close.any() else groups
    return groups


def _band_keys(sketches: Sketches) -> NDArray[np.uint64]:
    parts = sketches.reshape(len(sketches), BANDS, ROWS).astype(np.uint64)
    keys = parts[:, :, 0].copy()
    for row in range(1, ROWS):
        keys = keys * np.uint64(0x9E3779B97F4A7C15) + parts[:, :, row]
    return keys


def _meetings(order: Places, keys: NDArray[np.uint64]) -> Iterator[tuple[Places, Places]]:
    """Pairs of texts with one key: each with the first of them, and with those that stand next to it."""
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    first = np.repeat(starts, np.diff(np.append(starts, len(keys))))
    yield order[first], order
    for step in range(1, NEIGHBOURS + 1):
        same = keys[step:] == keys[:-step]
        yield order[:-step][same], order[step:][same]
