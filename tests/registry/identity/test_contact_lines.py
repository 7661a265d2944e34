"""Contacts found in lines that others labelled: the opened sets; a held set is measured and never looked at."""

import pytest

from benchmarks.contacts import KINDS, OPENED, Line, figures, path_of, read

GOAL = 0.98
NAMES = [name for name in OPENED if path_of(name).exists()]


@pytest.fixture(scope="module")
def sets() -> dict[str, list[Line]]:
    return {name: read(name) for name in NAMES}


def test_the_first_set_has_enough_lines_of_every_kind_and_of_none(sets: dict[str, list[Line]]) -> None:
    lines = sets["a"]
    kinds = [kind for line in lines for kind, _ in line.expected]
    assert len({line.text for line in lines}) == len(lines) >= 165
    assert set(kinds) == set(KINDS)
    assert sum(not line.expected for line in lines) >= 50


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", [*KINDS, "all"])
def test_contacts_are_found_and_nothing_else(sets: dict[str, list[Line]], name: str, kind: str) -> None:
    found = figures(sets[name])[kind]
    if found["right"] or found["missing"] or found["extra"]:
        assert (found["precision"] or 0) >= GOAL, found
        assert (found["recall"] or 0) >= GOAL, found
