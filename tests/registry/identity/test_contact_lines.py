"""Contacts found in lines that others labelled: the opened sets; a held set is measured and never looked at."""

from itertools import permutations

import pytest

from benchmarks.contacts import KINDS, OPENED, Line, extracted, figures, path_of, read

GOAL = 0.98
# What stands beside each other in adverts, and what parts it.
PIECES = (
    *("0712 443 981", "0733443982", "020 2443983", "0722 111 222/3", "+971 56 441 1209", "hr@firm.co.ke"),
    *("firm.jobs@gmail.com", "jobs (at) firm (dot) com", "www.firm.co.ke", "https://firm.com/jobs"),
    *("wa.me/254712443985", "Telegram @firmboss", "fb.com/firm.care", "Paybill 441209 A/C MAIDS"),
    *("Till No. 5441209", "Pochi la Biashara 0712443986"),
    *("NEA Licence No. 0441/2026", "SAR 1,200", "KSh 13,500", "P.O. Box 44120-00100 Nairobi", "30/11/2026", "8am-5pm"),
    *("Age 23-40", "50 posts", "1,500 AED"),
)  # fmt: skip
SEAMS = (" ", ", ", "; ", " / ", " | ", " & ", " or ", " au ", " na ", " - ", "\n", ". ", " • ", " ama ")
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


def test_contacts_beside_each_other_are_read_as_they_are_alone() -> None:
    alone = {piece: extracted(piece, region="KE") for piece in PIECES}
    wrong = [
        text
        for one, other in permutations(PIECES, 2)
        for seam in SEAMS
        if extracted(text := one + seam + other, region="KE") != alone[one] | alone[other]
    ]
    assert wrong == []
