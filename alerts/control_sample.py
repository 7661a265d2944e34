"""The random control sample: recruiters that nothing raised, picked so that anyone can repeat the draw."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlmodel import Session, col

from alerts.alert_rows import AdvertGrounds, Case
from alerts.in_view import text_digests
from alerts.justification import CONTROL, counts, gravest
from alerts.weeks import monday_of, week_of
from registry.bulk import in_pieces
from registry.records import Advert, Alert, Assessment, Finding
from registry.vocabulary import Lane, Severity


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
    in the same week is not picked again.
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
    busy = _raised_since(session, picked, monday=monday_of(on))
    return _cases(session, [one for one in picked if one not in busy], share=share)


def _raised_since(session: Session, recruiter_ids: Sequence[int], *, monday: date) -> set[int]:
    busy: set[int] = set()
    for piece in in_pieces(recruiter_ids):
        query = select(col(Alert.recruiter_id)).where(
            col(Alert.recruiter_id).in_(piece), col(Alert.raised_on) >= monday
        )
        busy |= set(session.execute(query).scalars())
    return busy


def _cases(session: Session, recruiter_ids: Sequence[int], *, share: float) -> list[Case]:
    adverts = current_adverts(session, recruiter_ids)
    severities = _severities(session, [advert.assessment_id for found in adverts.values() for advert, _ in found])
    return [
        Case(
            recruiter_id=recruiter_id,
            adverts=tuple(advert for advert, _ in found),
            grounds=(CONTROL,),
            severity=gravest(one for advert, _ in found for one in severities[advert.assessment_id]),
            score=max(probability for _, probability in found),
            lane=Lane.CONTROL,
            propensity=share,
        )
        for recruiter_id, found in adverts.items()
    ]


def current_adverts(session: Session, recruiter_ids: Sequence[int]) -> dict[int, list[tuple[AdvertGrounds, float]]]:
    """Each recruiter's assessed adverts, without grounds, with their probability; recruiters without one are absent."""
    rows: list[tuple[int, int, int, float]] = []
    for piece in in_pieces(recruiter_ids):
        query = (
            select(col(Advert.recruiter_id), col(Advert.id), col(Assessment.id), col(Assessment.probability))
            .join(Assessment, col(Assessment.advert_id) == col(Advert.id))
            .where(col(Assessment.until_at).is_(None), col(Advert.recruiter_id).in_(piece))
            .order_by(col(Assessment.id))
        )
        rows.extend((holder, advert_id, number, p) for holder, advert_id, number, p in session.execute(query) if holder)
    digests = text_digests(session, (advert_id for _, advert_id, _, _ in rows))
    found: dict[int, list[tuple[AdvertGrounds, float]]] = defaultdict(list)
    for recruiter_id, advert_id, assessment_id, probability in rows:
        found[recruiter_id].append((AdvertGrounds(advert_id, assessment_id, digests[advert_id], {}), probability))
    return found


def _severities(session: Session, assessment_ids: Sequence[int]) -> dict[int, list[Severity]]:
    found: dict[int, list[Severity]] = defaultdict(list)
    for piece in in_pieces(assessment_ids):
        query = select(col(Finding.assessment_id), col(Finding.severity)).where(
            col(Finding.assessment_id).in_(piece), *counts()
        )
        for assessment_id, severity in session.execute(query):
            found[assessment_id].append(severity)
    return found
