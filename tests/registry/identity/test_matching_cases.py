"""Pairs of names that must come out as stated, each with its reason: the tier on which nothing may slip."""

import csv
from pathlib import Path

import pytest

from registry.identity.matching import RegisterIndex
from registry.identity.names import clean_advertiser
from registry.identity.types import Claim
from tests.registry.identity.factory import an_entry

FILE = Path(__file__).parents[1] / "matching_cases.csv"
CASES = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))


def test_there_are_enough_cases_and_each_has_a_reason() -> None:
    assert len(CASES) >= 150
    assert all(case["reason"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['advertised']} | {case['registered']}" for case in CASES])
def test_pair_of_names(case: dict[str, str]) -> None:
    index = RegisterIndex([an_entry(1, case["registered"])])
    match = index.match(Claim(clean_advertiser(case["advertised"])))
    assert (match.outcome, match.strength) == (case["outcome"], case["strength"]), case["reason"]
