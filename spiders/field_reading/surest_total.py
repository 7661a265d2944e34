"""Which number of posts a text most likely offers in all, where each of its numbers counts posts with some chance."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from spiders.field_reading.counted_sentence import Sentence
from spiders.field_reading.counting_words import ENDS
from spiders.field_reading.number_features import shape_of, wholes

_UNLIKELY, _TELLING, _COUNTS = 0.03, 0.25, 0.5
_MOST_DOUBTED = 10
# Numbers of a list that are doubted more count for themselves.
_TOGETHER = 0.7
_SUREST = 1e-9
# Where one sentence counts posts, doubtful numbers of another one are a twentieth as likely to count more of them.
_IN_ANOTHER = 0.05
_PARTING = ENDS | frozenset(",J")


class Part(NamedTuple):
    """A number, or a list's numbers together, how likely it counts posts, and where it stands first."""

    posts: int
    chance: float
    place: int


class Total(NamedTuple):
    """Posts, 0 for none, how likely that is right, and what each number in it is where all are the same."""

    posts: int
    chance: float
    each: int = 0


def surest_total(row: Sentence, chances: Mapping[int, float]) -> Total:
    """The likeliest sum of the numbers that count posts; a whole and its parts count once.

    Sentences vie with one another: how many people are wanted is mostly said in one of them.
    """
    parts = _apart(row, chances)
    doubted = {*sorted(parts, key=lambda part: abs(part.chance - 0.5))[:_MOST_DOUBTED]}
    shares = _Shares()
    for sentence in _by_sentence(row, parts):
        sums = {0: 1.0}
        for part in sentence:
            sums = _with(sums, part.posts, part.chance if part in doubted else float(part.chance > _COUNTS))
        shares.add(sums, beside=1.0 if any(part.chance >= _TOGETHER for part in sentence) else _IN_ANOTHER)
    values = {row.values[at] for at, chance in chances.items() if chance > _COUNTS}
    return Total(*shares.surest(), values.pop() if len(values) == 1 else 0)


class _Shares:
    """How likely each total is, by what was read so far: where no sentence counts posts, and where one does."""

    def __init__(self) -> None:
        self._none, self._some = 1.0, dict[int, float]()

    def add(self, sums: Mapping[int, float], *, beside: float) -> None:
        """One more sentence, by how likely each sum of its numbers is, and how much less so `beside` another one."""
        silent = sums.get(0, 0.0)
        found = {total: share * silent for total, share in self._some.items() if silent}
        for value, likely in sums.items():
            if not value or not likely:
                continue
            found[value] = found.get(value, 0.0) + self._none * likely
            for total, share in self._some.items():
                found[total + value] = found.get(total + value, 0.0) + share * likely * beside
        self._none, self._some = self._none * silent, {total: share for total, share in found.items() if share}

    def surest(self) -> tuple[int, float]:
        """The likeliest total, of two that are equally likely the lower one, and how likely it is."""
        shares = {0: self._none, **self._some}
        posts = min(shares, key=lambda total: (-shares[total], total))
        return posts, shares[posts] / sum(shares.values())


def _by_sentence(row: Sentence, parts: Iterable[Part]) -> Iterable[list[Part]]:
    ends = [at for at, kind in enumerate(row.kinds) if kind in ENDS]
    found: defaultdict[int, list[Part]] = defaultdict(list)
    for part in parts:
        found[bisect_left(ends, part.place)].append(part)
    return found.values()


def _with(sums: Mapping[int, float], posts: int, chance: float) -> dict[int, float]:
    """The sums with one more number that counts with some chance."""
    found: dict[int, float] = {}
    for total, share in sums.items():
        if chance < 1:
            found[total] = found.get(total, 0.0) + share * (1 - chance)
        if chance > 0:
            found[total + posts] = found.get(total + posts, 0.0) + share * chance
    return found


def _apart(row: Sentence, chances: Mapping[int, float]) -> list[Part]:
    """The numbers that count for themselves."""
    places = [at for at, chance in chances.items() if chance >= _UNLIKELY]
    gone: set[int] = set()
    found: list[Part] = []
    for whole, parts in sorted(wholes(row, places), key=lambda one: -len(one[1])):
        chance = max(sum(chances[at] for at in parts) / len(parts), chances[whole])
        if whole in gone or not gone.isdisjoint(parts) or chance < _TELLING:
            continue
        gone.update((whole, *parts))
        found.append(Part(row.values[whole], chance, whole))
    counting = [at for at in places if at not in gone and chances[at] > _COUNTS]
    said_first = _said_first(row, counting)
    listed = [at for at in said_first if chances[at] >= _TOGETHER]
    gone.update({*counting} - {*said_first}, listed)
    lists: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at in listed:
        before, after = shape_of(row, at)
        lists[before, "," if after in _PARTING else after].append(at)
    found += [
        Part(sum(row.values[at] for at in alike), _together(alike, chances), alike[0]) for alike in lists.values()
    ]
    return found + [Part(row.values[at], chances[at], at) for at in places if at not in gone]


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
