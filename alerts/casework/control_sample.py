"""The random control sample: recruiters that nothing raised, picked so that anyone can repeat the draw."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select
from sqlmodel import Session, col

from alerts.casework.alert_rows import Case
from alerts.casework.justification import CONTROL, counts
from alerts.casework.picked_cases import picked_cases
from alerts.weeks import monday_of, week_of
from registry.bulk import in_pieces
from registry.records import Advert, Alert, Assessment, Finding
from registry.vocabulary import AlertState, Lane


def draw(recruiter_ids: Iterable[int], *, share: float, seed: int | str, on: date) -> list[int]:
    """The recruiters picked in the week of `on`, each with probability `share`, the same however often it is asked."""
    week = week_of(on)
    return sorted(one for one in set(recruiter_ids) if _lot(one, seed=seed, week=week) < share)


def _lot(recruiter_id: int, *, seed: int | str, week: str) -> float:
    drawn = hashlib.sha256(f"{seed}:{week}:{recruiter_id}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") / 2**64


def control_cases(
    session: Session,
    considered: Sequence[ColumnElement[bool]],
    *,
    besides: Collection[int],
    share: float,
    seed: int | str,
    on: date,
) -> list[Case]:
    """One case a picked recruiter, from those with a `considered` assessment and not among `besides`.

    Only adverts with a reason that counts are drawn from: a pick without any would show the inspector what it is, so
    estimates from this sample speak of adverts with at least one reason. A recruiter that already had an alert raised
    in the same week is not picked again; where that was a pick to learn from, it is one of the drawn from now on.
    """
    if not share:
        return []
    query = (
        select(col(Advert.recruiter_id))
        .join(Assessment, col(Assessment.advert_id) == col(Advert.id))
        .where(*considered, col(Advert.recruiter_id).is_not(None))
        .where(exists().where(col(Finding.assessment_id) == col(Assessment.id), *counts()))
        .distinct()
    )
    population = set(session.execute(query).scalars()) - set(besides)
    picked = draw((one for one in population if one is not None), share=share, seed=seed, on=on)
    monday = monday_of(on)
    busy = _raised_since(session, picked, monday=monday) | _drawn_after_all(session, picked, share=share, monday=monday)
    return picked_cases(session, [one for one in picked if one not in busy], lane=Lane.CONTROL, propensity=share)


def _raised_since(session: Session, recruiter_ids: Sequence[int], *, monday: date) -> set[int]:
    busy: set[int] = set()
    for piece in in_pieces(recruiter_ids):
        query = select(col(Alert.recruiter_id)).where(
            col(Alert.recruiter_id).in_(piece), col(Alert.raised_on) >= monday
        )
        busy |= set(session.execute(query).scalars())
    return busy


def _drawn_after_all(session: Session, recruiter_ids: Sequence[int], *, share: float, monday: date) -> set[int]:
    """The drawn recruiters that are before an officer already because a model was unsure; their alerts change lanes.

    Else the control sample would lack exactly those, and its estimates would be wrong by them.
    """
    found: set[int] = set()
    for piece in in_pieces(recruiter_ids):
        query = (
            select(Alert)
            .where(col(Alert.recruiter_id).in_(piece), col(Alert.lane) == Lane.LEARNING)
            .where(or_(col(Alert.state) != AlertState.DECIDED, col(Alert.raised_on) >= monday))
        )
        for alert in session.execute(query).scalars():
            alert.lane, alert.propensity, alert.grounds = Lane.CONTROL, share, [*alert.grounds, CONTROL]
            found.add(alert.recruiter_id)
    session.flush()
    return found
