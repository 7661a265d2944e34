"""Which names on the official lists come near one that none of them has, and how near: a hint for whoever typed it.

Apart from matching, because these are spellings and no verdict: a match rests on numbers and contacts too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from registry.identity.matching import compare_names
from registry.identity.name_finding.lookup import NameLookup
from registry.identity.register_entries import Entry, read_entries, read_former_entries
from registry.records import Agency
from registry.vocabulary import RegisterKind

LOOKED_AT = 10
# Names that have nothing to do with each other share fewer letters; two slips in a name leave more.
NEAR_ENOUGH = 0.5
# "Al-Nurbash" is asked for as "Nurbash" too.
_WORDS = re.compile(r"[^\s/-]+")
LISTS = tuple(kind for kind in RegisterKind if kind is not RegisterKind.VACANCIES)


@dataclass(frozen=True)
class NearName:
    """An agency whose name comes near: `score` in (0, 1], of the whole name or of the words `part` of it alone."""

    agency_id: int
    name: str
    score: float
    part: str = ""


def near_names(session: Session, text: str, *, on: date, top: int = 5) -> list[NearName]:
    """The agencies of every list whose names come nearest to `text`, best first, those that left a list included."""
    countries = session.exec(select(Agency.jurisdiction).distinct().order_by(col(Agency.jurisdiction))).all()
    found = [one for country in countries for one in _of_country(session, text, country, on)]
    found.sort(key=lambda one: (-one.score, bool(one.part), one.name.casefold(), one.agency_id))
    # A firm comes near under each name it bears or bore; its nearest is told.
    nearest = {one.agency_id: one for one in reversed(found)}
    return [one for one in found if nearest[one.agency_id] is one][:top]


def _of_country(session: Session, text: str, country: str, on: date) -> Iterator[NearName]:
    entries = [
        *read_entries(session, country, on=on, kinds=LISTS),
        *read_former_entries(session, country, on=on, kinds=LISTS),
    ]
    if not entries:
        return
    lookup = NameLookup(entries)
    positions, likeness = lookup.candidates([text], top=LOOKED_AT)
    for position, alike in zip(positions[0].tolist(), likeness[0].tolist(), strict=True):
        if position < 0:
            continue
        entry = entries[position]
        whole = max(alike, lookup.compare(text, position).score)
        score, part = max((whole, ""), _likest_part(text, entry))
        if score >= NEAR_ENOUGH:
            yield NearName(entry.agency_id, entry.name, score, part)


def _likest_part(text: str, entry: Entry) -> tuple[float, str]:
    """Of as many words as were typed: who types one word of a long name leaves out most of its letters."""
    asked = len(_WORDS.findall(text))
    parts = {part for name in (entry.name, *entry.names) for part in _runs(_WORDS.findall(name), asked)}
    return max(((compare_names(text, part).score, part) for part in sorted(parts)), default=(0.0, ""))


def _runs(words: Sequence[str], length: int) -> Iterator[str]:
    for start in range(len(words) - length + 1 if length else 0):
        yield " ".join(words[start : start + length])
