"""Copies, and adverts of one recruiter, stay on one side of every split."""

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from risk_model.learning.grouping import connected, grouped_splits, later_or_parts, later_split, template_of
from tests.factory import NOON


def test_copies_that_differ_in_numbers_and_addresses_are_one_template() -> None:
    one = template_of("Cooks needed! Call 0700 000 001, apply at http://a.example/7")
    other = template_of("COOKS needed - call 0700 000 999; apply at http://b.example/8")
    assert one == other != template_of("Drivers needed! Call 0700 000 001")


def test_examples_are_joined_through_others() -> None:
    groups = connected([("phone 1",), ("phone 1", "text A"), ("text A",), ("phone 2",)])
    assert groups.tolist() == [0, 0, 0, 1]


@given(st.lists(st.lists(st.integers(0, 8), max_size=3), max_size=30))
def test_whoever_shares_a_key_shares_a_group(keys: list[list[int]]) -> None:
    groups = connected(keys)
    for key in range(9):
        assert len({groups[place] for place, own in enumerate(keys) if key in own}) <= 1


def test_no_group_is_divided_and_every_row_is_tested_once() -> None:
    groups = np.repeat(np.arange(40), 3)
    labels = np.repeat(np.arange(40) % 2 == 0, 3)
    splits = grouped_splits(labels, groups, folds=5, seed=1)
    assert sorted(np.concatenate([test for _, test in splits]).tolist()) == list(range(120))
    for train, test in splits:
        assert not set(groups[train]) & set(groups[test])


def test_the_future_is_tested_on_groups_not_seen_before() -> None:
    decided = [NOON + timedelta(days=day) for day in range(8)]
    groups = np.array([0, 1, 2, 3, 4, 5, 0, 6])
    train, test = later_split(decided, groups, share=0.25)
    assert test.tolist() == [6, 7]
    assert train.tolist() == [1, 2, 3, 4, 5]


def test_without_an_order_in_time_every_group_is_held_out_once() -> None:
    labels = np.arange(40) % 2 == 0
    groups = np.arange(40) // 2
    assert len(later_or_parts([NOON + timedelta(hours=n) for n in range(40)], labels, groups, share=0.25, parts=4)) == 1
    splits = later_or_parts([NOON] * 40, labels, groups, share=0.25, parts=4)
    assert len(splits) == 4
    assert sorted(np.concatenate([test for _, test in splits]).tolist()) == list(range(40))
