"""Which texts a model was fitted to, as short digests: enough to find them again in a file, too little to read them.

Apart because it is stored with every model, and must mean the same when that model is opened years later.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.grouping import template_of

BYTES = 8
MOST_KEPT = 200_000

Digests = NDArray[np.uint64]


def text_digests(texts: Sequence[str]) -> Digests:
    """A digest of each text, equal for texts that differ in numbers, addresses, punctuation and case only."""
    said = (blake2b(template_of(text).encode("utf-8", "replace"), digest_size=BYTES).digest() for text in texts)
    return np.frombuffer(b"".join(said), dtype="<u8").astype(np.uint64)


def kept_digests(digests: Digests, *, most: int = MOST_KEPT) -> Digests:
    """Those that a model keeps: the different ones in order, the lowest where there are more than `most`."""
    return np.unique(digests)[:most]
