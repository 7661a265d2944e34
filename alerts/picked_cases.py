"""Cases of recruiters that no ground raised: everything of theirs that was assessed, however they were picked."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from alerts.alert_rows import AdvertGrounds, Case
from alerts.in_view import text_digests
from alerts.justification import CONTROL, LEARNING, counts, gravest
from registry.bulk import in_pieces
from registry.records import Advert, Assessment, Finding
from registry.vocabulary import Lane, Severity

GROUND = {Lane.CONTROL: CONTROL, Lane.LEARNING: LEARNING}


def picked_cases(session: Session, recruiter_ids: Sequence[int], *, lane: Lane, propensity: float) -> list[Case]:
    """One case a recruiter in that lane, as grave as its gravest finding; to an inspector all picks look alike."""
    adverts = current_adverts(session, recruiter_ids)
    severities = _severities(session, [advert.assessment_id for found in adverts.values() for advert, _ in found])
    return [
        Case(
            recruiter_id=recruiter_id,
            adverts=tuple(advert for advert, _ in found),
            grounds=(GROUND[lane],),
            severity=gravest(one for advert, _ in found for one in severities[advert.assessment_id]),
            score=max(probability for _, probability in found),
            lane=lane,
            propensity=propensity,
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
