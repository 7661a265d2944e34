"""Some of a page's texts as the bits of one number; apart because so they are joined and met far sooner than as arrays
of flags, and that is done for every phrase of a rulebook."""

from collections.abc import Iterable

import numpy as np

from risk_model.phrases.place_arrays import Mask, Places

TextSet = int
NO_TEXTS: TextSet = 0


def set_of(texts: Places, size: int) -> TextSet:
    """The set of some texts, each by its place among `size`, in any order and as often as one likes."""
    flags = np.zeros(size, dtype=np.bool_)
    flags[texts] = True
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def flags_of(texts: TextSet, size: int) -> Mask:
    """For each text whether it is in the set."""
    packed = np.frombuffer(texts.to_bytes((size + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(packed, count=size, bitorder="little").view(np.bool_)


def places_in(texts: TextSet, size: int) -> Places:
    """The places of the texts of a set, in order."""
    return np.flatnonzero(flags_of(texts, size))


def columns_of(sets: Iterable[TextSet], size: int) -> Mask:
    """The sets as flags, texts by sets."""
    listed = list(sets)
    columns = np.zeros((len(listed), size), dtype=np.bool_)
    for place, texts in enumerate(listed):
        if texts:
            columns[place] = flags_of(texts, size)
    return columns.T
