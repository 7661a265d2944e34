"""Two judges on the same adverts: what is more than chance, and that recruiters, not adverts, bear witness."""

from itertools import product
from math import comb

import numpy as np
import pytest

from risk_model.measuring.paired import PairedAlarms, chance_of, holm, paired_alarms

FEWEST = 20


def alarms(ours: list[bool], theirs: list[bool], groups: list[int], *kinds: str) -> list[PairedAlarms]:
    count = len(ours)
    slices = {"language": np.array(kinds or ["sw"] * count)}
    given = (np.array(ours), np.array(theirs), np.array(groups, dtype=np.intp))
    return paired_alarms(np.zeros(count, dtype=bool), *given, slices, fewest=FEWEST)


def test_one_advert_a_recruiter_is_mcnemars_exact_test() -> None:
    for more, fewer in product(range(7), range(7)):
        surplus = np.array([1] * more + [-1] * fewer + [0] * 3)
        tail = sum(comb(more + fewer, hits) for hits in range(more, more + fewer + 1)) / 2 ** (more + fewer)
        assert chance_of(surplus) == pytest.approx(tail)


def test_every_way_that_surpluses_could_have_fallen_is_counted() -> None:
    surplus = np.array([5, -2, 3, 0, 1])
    ways = [
        sum(sign * abs(one) for sign, one in zip(signs, surplus, strict=True)) for signs in product((1, -1), repeat=5)
    ]
    assert chance_of(surplus) == pytest.approx(np.mean([way >= surplus.sum() for way in ways]))
    assert chance_of(np.array([], dtype=np.int64)) == 1.0


def test_ten_adverts_of_one_recruiter_are_one_witness() -> None:
    ours, theirs = [True] * 10 + [False] * 15, [False] * 25
    [together] = alarms(ours, theirs, [0] * 10 + list(range(1, 16)))
    [apart] = alarms(ours, theirs, list(range(25)))
    assert (together.lawful, together.ours, together.theirs, together.more) == (25, 10, 0, 0.4)
    assert (together.recruiters, together.chance) == (16, 0.5)
    assert (apart.recruiters, apart.chance) == (25, pytest.approx(0.5**10))


def test_offenders_and_small_kinds_are_not_asked() -> None:
    labels = np.array([False] * 20 + [True] * 20 + [False] * 19)
    slices = {"language": np.array(["sw"] * 40 + ["en"] * 19)}
    alarm, none, groups = np.ones(59, dtype=bool), np.zeros(59, dtype=bool), np.arange(59)
    [found] = paired_alarms(labels, alarm, none, groups, slices, fewest=FEWEST)
    assert (found.value, found.lawful, found.ours) == ("sw", 20, 20)


def test_the_more_is_looked_at_the_less_is_shown() -> None:
    assert holm([0.04]) == [0.04]
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.9]) == [1.0, 1.0]
    assert holm([]) == []


def test_judges_that_are_alike_are_rarely_told_apart() -> None:
    """Six kinds at once, adverts of a recruiter alike: under one in twenty comparisons shows anything."""
    chance = np.random.default_rng(1)
    shown = 0
    for _ in range(300):
        groups = np.repeat(np.arange(90), 2)
        ours, theirs = (np.repeat(chance.random(90) < 0.3, 2) for _ in range(2))
        kinds = np.repeat(chance.integers(0, 6, 90), 2).astype(str)
        found = paired_alarms(np.zeros(180, dtype=bool), ours, theirs, groups, {"county": kinds}, fewest=FEWEST)
        shown += min(one.chance for one in found) <= 0.05
    assert shown / 300 <= 0.05
