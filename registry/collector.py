"""The memory collector held back while many small objects are made; apart because it speaks to the whole process."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """Nothing inside is searched for reference cycles; for bounded work that makes none, of which it is a third."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
