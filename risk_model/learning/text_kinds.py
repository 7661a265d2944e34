"""Kinds of adverts that bare texts can be sorted into, to report by: nothing else is known of the rows of a file."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from registry.language import read_language

SPARSE, LONG = 30, 150


def kinds_of_texts(texts: Sequence[str]) -> dict[str, NDArray[np.str_]]:
    """The language and the length of each text, by the name of the slice."""
    return {
        "language": np.array([read_language(text) for text in texts], dtype=np.str_),
        "length": np.array([length_of(text) for text in texts], dtype=np.str_),
    }


def length_of(text: str) -> str:
    """Whether a text leaves much to go by."""
    words = len(text.split())
    if words < SPARSE:
        return f"sparse, under {SPARSE} words"
    return f"{SPARSE} to {LONG - 1} words" if words < LONG else f"{LONG} words or more"
