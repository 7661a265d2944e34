"""Contacts found in lines that an independent labeller wrote: only half A; half B is measured and never looked at."""

import pytest

from benchmarks.contacts import KINDS, Line, figures, read

GOAL = 0.98


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return read("a")


def test_half_a_has_enough_lines_of_every_kind_and_of_none(lines: list[Line]) -> None:
    kinds = [kind for line in lines for kind, _ in line.expected]
    assert len({line.text for line in lines}) == len(lines) >= 165
    assert set(kinds) == set(KINDS)
    assert sum(not line.expected for line in lines) >= 50


@pytest.mark.parametrize("kind", [*KINDS, "all"])
def test_contacts_are_found_and_nothing_else(lines: list[Line], kind: str) -> None:
    found = figures(lines)[kind]
    assert (found["precision"] or 0) >= GOAL, found
    assert (found["recall"] or 0) >= GOAL, found
