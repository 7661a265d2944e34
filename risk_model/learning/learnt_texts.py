"""Which texts a model was fitted to, as short digests and sketches: enough to find them and their near-copies again in
a file, too little to read them.

Apart because it is stored with every model, and must mean the same when that model is opened years later.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.grouping import template_of
from risk_model.learning.word_sketches import needed, word_sets

BYTES = 8
MOST_KEPT = 200_000
# A sketch: the lowest bytes of the first words in so many orders, then in two bytes the number of different words.
ORDERS = 128
MOST_SKETCHED = 50_000
FIRST_LOOK, ALIKE_AT_FIRST = 32, 8  # half as many as near-copies agree in; strangers seldom do
TEXTS_AT_ONCE = 50  # where all are alike, they and all that is kept take half a gigabyte
BY_CHANCE = 1.0 / 256.0

Digests = NDArray[np.uint64]
KeptSketches = NDArray[np.uint8]


def text_digests(texts: Sequence[str]) -> Digests:
    """A digest of each text, equal for texts that differ in numbers, addresses, punctuation and case only."""
    said = (blake2b(template_of(text).encode("utf-8", "replace"), digest_size=BYTES).digest() for text in texts)
    return np.frombuffer(b"".join(said), dtype="<u8").astype(np.uint64)


def kept_digests(digests: Digests, *, most: int = MOST_KEPT) -> Digests:
    """Those that a model keeps: the different ones in order, the lowest where there are more than `most`."""
    return np.unique(digests)[:most]


def kept_sketches(texts: Sequence[str], *, most: int = MOST_SKETCHED) -> KeptSketches:
    """The sketches that a model keeps: of every different text, of those with the lowest digests where more than
    `most`."""
    _, first = np.unique(text_digests(texts), return_index=True)
    return _sketches([texts[place] for place in first[:most].tolist()])


def near_learnt(texts: Sequence[str], kept: KeptSketches) -> NDArray[np.bool_]:
    """Which texts are near-copies, as `word_sketches` means it, of one that was kept: as far as sketches tell.

    Of texts that share 55 % of their words nineteen in twenty are found, of those that share 60 % nearly all.
    """
    found = np.zeros(len(texts), dtype=bool)
    sketches = _sketches(texts)
    for start in range(0, len(texts), TEXTS_AT_ONCE):
        asked = sketches[start : start + TEXTS_AT_ONCE]
        one, other = np.nonzero(_agreeing(asked, kept))
        alike = (asked[one, :ORDERS] == kept[other, :ORDERS]).mean(axis=1)
        share = np.maximum(alike - BY_CHANCE, 0.0) / (1.0 - BY_CHANCE)
        union = (_sizes(asked)[one] + _sizes(kept)[other]) / (1.0 + share)
        found[start + one[share * union >= needed(union)]] = True
    return found


def _agreeing(asked: KeptSketches, kept: KeptSketches) -> NDArray[np.bool_]:
    """Which of both may be alike, by the first of their numbers."""
    alike = np.zeros((len(asked), len(kept)), dtype=np.uint8)
    for order in range(FIRST_LOOK):
        alike += asked[:, order, None] == kept[None, :, order]
    return alike >= ALIKE_AT_FIRST


def _sketches(texts: Sequence[str]) -> KeptSketches:
    if not texts:
        return np.zeros((0, ORDERS + 2), dtype=np.uint8)
    sets = word_sets(texts)
    sizes = np.minimum(sets.sizes, (1 << 16) - 1)
    lowest = (sets.sketches(ORDERS) & np.uint32(255)).astype(np.uint8)
    return np.column_stack([lowest, (sizes & 255).astype(np.uint8), (sizes >> 8).astype(np.uint8)])


def _sizes(sketches: KeptSketches) -> NDArray[np.int64]:
    return sketches[:, ORDERS].astype(np.int64) + (sketches[:, ORDERS + 1].astype(np.int64) << 8)
