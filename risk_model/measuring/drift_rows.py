"""What drift is computed from, read in sets: adverts by first sight, their stated grounds, alerts by day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select
from sqlmodel import Session, col

from registry.records import Advert, Alert, Assessment, Finding
from registry.vocabulary import Lane, Stated

PICKED = (Lane.CONTROL, Lane.LEARNING)


@dataclass(frozen=True)
class SeenAdvert:
    """One advert as drift counts it; `length` in characters, `probability` of its current assessment."""

    id: int
    seen_on: date
    source: str
    language: str
    length: int
    probability: float | None


def seen_adverts(session: Session, *, since: date, until: date) -> list[SeenAdvert]:
    """Every advert first seen from `since` until (exclusive) `until`."""
    query = (
        select(
            col(Advert.id),
            col(Advert.first_seen_at),
            col(Advert.source),
            col(Advert.language),
            func.length(col(Advert.title)) + func.length(col(Advert.description)),
            col(Assessment.probability),
        )
        .outerjoin(Assessment, (col(Assessment.advert_id) == col(Advert.id)) & col(Assessment.until_at).is_(None))
        .where(col(Advert.first_seen_at) >= _start(since), col(Advert.first_seen_at) < _start(until))
    )
    return [
        SeenAdvert(number or 0, seen_at.date(), source, language, length, probability)
        for number, seen_at, source, language, length, probability in session.execute(query)
    ]


def grounds_by_advert(session: Session, *, since: date, until: date) -> dict[int, frozenset[str]]:
    """The grounds stated on each advert first seen in that time, adverts without any left out."""
    query = (
        select(col(Finding.advert_id), col(Finding.ground))
        .join(Assessment, col(Assessment.id) == col(Finding.assessment_id))
        .join(Advert, col(Advert.id) == col(Finding.advert_id))
        .where(
            col(Assessment.until_at).is_(None),
            col(Finding.stated) == Stated.STATED,
            col(Finding.cancelled_by) == "",
            col(Advert.first_seen_at) >= _start(since),
            col(Advert.first_seen_at) < _start(until),
        )
        .distinct()
    )
    found: dict[int, set[str]] = defaultdict(set)
    for advert_id, ground in session.execute(query):
        found[advert_id].add(ground.value)
    return {advert_id: frozenset(grounds) for advert_id, grounds in found.items()}


def alerts_by_day(session: Session, *, since: date, until: date) -> dict[date, int]:
    """How many alerts were raised each day, picks (drawn, or chosen to learn from) left out."""
    query = (
        select(col(Alert.raised_on), func.count())
        .where(col(Alert.raised_on) >= since, col(Alert.raised_on) < until, col(Alert.lane).not_in(PICKED))
        .group_by(col(Alert.raised_on))
    )
    found = session.execute(query).all()
    return {row[0]: row[1] for row in found}


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
