"""What was made of a sentence, kept for the next advert that has it: boards and agencies repeat theirs."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
MOST_KEPT = 5_000
# Hostile texts make sentences without end: longer ones are read each time, so that memory lasts.
LONGEST_KEPT = 300


def kept(read: Callable[[str], T]) -> Callable[[str], T]:
    """`read`, done once for each of the sentences that were met lately; what it returns is shared and never changed."""
    known = lru_cache(maxsize=MOST_KEPT)(read)

    @wraps(read)
    def once(sentence: str) -> T:
        return known(sentence) if len(sentence) <= LONGEST_KEPT else read(sentence)

    return once
