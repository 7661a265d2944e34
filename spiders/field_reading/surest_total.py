"""Which number of posts a text most likely offers in all, where each of its numbers counts posts with some chance."""

from collections.abc import Mapping
from typing import NamedTuple

from spiders.field_reading.counted_sentence import Sentence
from spiders.field_reading.number_features import wholes

_UNLIKELY, _TELLING, _COUNTS = 0.03, 0.25, 0.5
_MOST_DOUBTED = 10


class Total(NamedTuple):
    """Posts, 0 for none, how likely that is right, and what each number in it is where all are the same."""

    posts: int
    chance: float
    each: int = 0


def surest_total(row: Sentence, chances: Mapping[int, float]) -> Total:
    """The likeliest sum of the numbers that count posts; a whole and its parts count once."""
    sums = {0: 1.0}
    parts = sorted(_apart(row, chances), key=lambda part: abs(part.chance - 0.5))
    for place, (value, chance, _) in enumerate(parts):
        likely = chance if place < _MOST_DOUBTED else float(chance > _COUNTS)
        found: dict[int, float] = {}
        for total, share in sums.items():
            if likely < 1:
                found[total] = found.get(total, 0.0) + share * (1 - likely)
            if likely > 0:
                found[total + value] = found.get(total + value, 0.0) + share * likely
        sums = found
    # Of two that are equally likely the lower one.
    posts = min(sums, key=lambda total: (-sums[total], total))
    values = {part.posts for part in parts if part.chance > _COUNTS}
    return Total(posts, sums[posts], values.pop() if len(values) == 1 else 0)


def _apart(row: Sentence, chances: Mapping[int, float]) -> list[Total]:
    """The numbers that count for themselves."""
    places = [at for at, chance in chances.items() if chance >= _UNLIKELY]
    gone: set[int] = set()
    found: list[Total] = []
    for whole, parts in sorted(wholes(row, places), key=lambda one: -len(one[1])):
        chance = max(sum(chances[at] for at in parts) / len(parts), chances[whole])
        if whole in gone or not gone.isdisjoint(parts) or chance < _TELLING:
            continue
        gone.update((whole, *parts))
        found.append(Total(row.values[whole], chance))
    return found + [Total(row.values[at], chances[at]) for at in places if at not in gone]
