"""Which number of posts a text most likely offers in all, where each of its numbers counts posts with some chance."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from spiders.field_reading.counted_sentence import Sentence
from spiders.field_reading.number_features import shape_of, wholes
from spiders.field_reading.told_numbers import ENDS

_UNLIKELY, _TELLING, _COUNTS = 0.03, 0.25, 0.5
_MOST_DOUBTED = 10
# Numbers of a list that are doubted more count for themselves.
_TOGETHER = 0.7
_SUREST = 1e-9
_PARTING = ENDS | frozenset(",J")


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
    values = {row.values[at] for at, chance in chances.items() if chance > _COUNTS}
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
    counting = [at for at in places if at not in gone and chances[at] > _COUNTS]
    said_first = _said_first(row, counting)
    listed = [at for at in said_first if chances[at] >= _TOGETHER]
    gone.update({*counting} - {*said_first}, listed)
    lists: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at in listed:
        before, after = shape_of(row, at)
        lists[before, "," if after in _PARTING else after].append(at)
    found += [Total(sum(row.values[at] for at in alike), _together(alike, chances)) for alike in lists.values()]
    return found + [Total(row.values[at], chances[at]) for at in places if at not in gone]


def _said_first(row: Sentence, counting: Sequence[int]) -> Sequence[int]:
    """Numbers without their repetition in another language: "20 cooks, 5 drivers. Wapishi 20, madereva 5"."""
    half = len(counting) // 2
    values = [row.values[at] for at in counting]
    if len(set(values)) < 2 or sorted(values[:half]) != sorted(values[half:]):
        return counting
    between = row.kinds[counting[half - 1] : counting[half]]
    return counting if ENDS.isdisjoint(between) else counting[:half]


def _together(alike: Sequence[int], chances: Mapping[int, float]) -> float:
    """How likely all likely numbers of one list count posts: all do or none, so what speaks for each is averaged."""
    if len(alike) == 1:
        return chances[alike[0]]
    odds = sum(math.log(chances[at] / max(1 - chances[at], _SUREST)) for at in alike) / len(alike)
    return 1 / (1 + math.exp(-odds))
