"""What an advert said from one sighting to the next, and what an edit took out or put in.

Apart from intake, which only tells that an advert changed: here a person is to see how.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from rapidfuzz.distance import Indel
from sqlmodel import Session, col, select

from registry.advert_item import SEEING
from registry.records import Sighting
from registry.vocabulary import SightingChange

MOST_WORDINGS = 50
_WORD = re.compile(r"\S+\s*")
_TEXTS = ("title", "description")


@dataclass(frozen=True)
class Wording:
    """What an advert said from `seen_at` to `last_seen_at`, both sightings, and the kept page that proves it.

    `said` holds the item's properties by name. `digest` (SHA-256), `file` and `offset` are None where no page was kept.
    """

    change: SightingChange
    seen_at: datetime
    last_seen_at: datetime
    content_digest: str
    said: Mapping[str, Any]
    digest: str | None
    file: str | None
    offset: int | None

    @property
    def text(self) -> str:
        """Title, newline, description: the text that finding spans count characters of."""
        return "\n".join(str(self.said.get(name) or "") for name in _TEXTS)


@dataclass(frozen=True)
class Stretch:
    """A run of words, and whether the other wording lacks it."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Edit:
    """Two wordings beside each other: their words, and the other values that differ (property, before, after)."""

    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]
    values: tuple[tuple[str, Any, Any], ...]

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not (self.values or any(one.changed for one in (*self.before, *self.after)))


def wordings_of(session: Session, advert_id: int) -> list[Wording]:
    """Everything that advert is known to have said, oldest first, the latest `MOST_WORDINGS` of it.

    Words that were forgotten when their time was over are left out.
    """
    seen = session.execute(
        select(col(Sighting.id), col(Sighting.seen_at), col(Sighting.change))
        .where(col(Sighting.advert_id) == advert_id)
        .order_by(col(Sighting.id))
    ).all()
    starts = [place for place, one in enumerate(seen) if one.change is not SightingChange.UNCHANGED][-MOST_WORDINGS:]
    last_seen = {seen[start].id: seen[end - 1].seen_at for start, end in pairwise([*starts, len(seen)])}
    query = select(Sighting).where(col(Sighting.id).in_(last_seen)).order_by(col(Sighting.id))
    return [_wording(one, last_seen[one.id]) for one in session.exec(query) if one.item]


def _wording(sighting: Sighting, last_seen_at: datetime) -> Wording:
    return Wording(
        change=sighting.change,
        seen_at=sighting.seen_at,
        last_seen_at=last_seen_at,
        content_digest=sighting.content_digest,
        said=sighting.item if isinstance(sighting.item, dict) else {},
        digest=sighting.evidence_digest,
        file=sighting.evidence_file,
        offset=sighting.evidence_offset,
    )


def edit_between(before: Wording, after: Wording) -> Edit:
    """What the later wording no longer says and what it says anew; words are compared whole, white space is not."""
    old, new = _WORD.findall(before.text), _WORD.findall(after.text)
    steps = Indel.opcodes([word.rstrip() for word in old], [word.rstrip() for word in new])
    return Edit(
        before=_stretches(old, [(step.src_start, step.src_end, step.tag != "equal") for step in steps]),
        after=_stretches(new, [(step.dest_start, step.dest_end, step.tag != "equal") for step in steps]),
        values=_values(before.said, after.said),
    )


def _stretches(words: Sequence[str], runs: Sequence[tuple[int, int, bool]]) -> tuple[Stretch, ...]:
    marked = [("".join(words[start:end]), changed) for start, end, changed in runs if start < end]
    return tuple(
        Stretch("".join(text for text, _ in group), changed)
        for changed, group in groupby(marked, key=lambda one: one[1])
    )


def _values(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    names = [name for name in {**before, **after} if name not in SEEING and name not in _TEXTS]
    differing = {name for name in names if (before.get(name) or None) != (after.get(name) or None)}
    # What is printed says it; the value read from it would say the same again.
    shown = [name for name in names if name in differing and f"{name}_raw" not in differing]
    return tuple((name, before.get(name), after.get(name)) for name in shown)
