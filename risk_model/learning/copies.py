"""Texts that stand several times among many: adverts are posted again word for word, and reading one once is enough."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

One = TypeVar("One", bound=Hashable)


def distinct(all_of_them: Sequence[One]) -> tuple[list[One], NDArray[np.int32]]:
    """The different ones in order of first appearance, and for each of all of them its place there."""
    place_of: dict[One, int] = {}
    places = np.fromiter(
        (place_of.setdefault(one, len(place_of)) for one in all_of_them), dtype=np.int32, count=len(all_of_them)
    )
    return list(place_of), places
