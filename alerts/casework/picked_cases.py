"""Cases of recruiters that no ground raised: everything of theirs that was assessed, however they were picked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlmodel import Session, col

from alerts.casework.alert_rows import AdvertGrounds, Case
from alerts.casework.in_view import text_digests
from alerts.casework.justification import CONTROL, LEARNING, case_severity, counts, gravest
from registry.bulk import in_pieces
from registry.records import Advert, Assessment, Finding
from registry.vocabulary import Lane, Severity

GROUND = {Lane.CONTROL: CONTROL, Lane.LEARNING: LEARNING}


def picked_cases(session: Session, recruiter_ids: Sequence[int], *, lane: Lane, propensity: float) -> list[Case]:
    """One case a recruiter in that lane.

    It names what counts against each advert, as an alert does that a score raised: to an inspector all look alike.
    """
    adverts = current_adverts(session, recruiter_ids)
    counting = _counting(session, [advert.assessment_id for found in adverts.values() for advert, _ in found])
    return [
        _case(recruiter_id, found, counting, lane=lane, propensity=propensity)
        for recruiter_id, found in adverts.items()
    ]


def _case(
    recruiter_id: int,
    found: Sequence[tuple[AdvertGrounds, float]],
    counting: Mapping[int, Mapping[str, Severity]],
    *,
    lane: Lane,
    propensity: float,
) -> Case:
    rules = {advert.advert_id: counting.get(advert.assessment_id, {}) for advert, _ in found}
    named = dict.fromkeys(rule_id for counted in rules.values() for rule_id in counted)
    return Case(
        recruiter_id=recruiter_id,
        adverts=tuple(replace(one, grounds=dict.fromkeys(rules[one.advert_id], "")) for one, _ in found),
        grounds=(*named, GROUND[lane]),
        severity=case_severity(severity for counted in rules.values() for severity in counted.values()),
        score=max(probability for _, probability in found),
        lane=lane,
        propensity=propensity,
    )


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


def _counting(session: Session, assessment_ids: Sequence[int]) -> dict[int, dict[str, Severity]]:
    """The rules that count against each of those assessments, and how grave each is."""
    found: dict[int, dict[str, Severity]] = defaultdict(dict)
    for piece in in_pieces(assessment_ids):
        query = select(col(Finding.assessment_id), col(Finding.rule_id), col(Finding.severity)).where(
            col(Finding.assessment_id).in_(piece), *counts()
        )
        for assessment_id, rule_id, severity in session.execute(query.order_by(col(Finding.id))):
            found[assessment_id][rule_id] = gravest((severity, found[assessment_id].get(rule_id, severity)))
    return found
