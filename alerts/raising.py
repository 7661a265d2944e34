"""From assessments to alerts: what deserves a person's time raises one, or extends its recruiter's undecided one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from alerts.accountability import SYSTEM
from alerts.casework.alert_rows import AdvertGrounds, Case, add_alerts, extend_alerts, undecided
from alerts.casework.case_opening import open_case
from alerts.casework.control_sample import control_cases
from alerts.casework.in_view import fresh_grounds, seen_by_recruiter, text_digests
from alerts.casework.justification import Justified, case_severity, find_justified
from alerts.casework.learning_picks import learning_cases
from alerts.casework.merged_cases import gather_merged
from alerts.casework.why_not_raised import why_not_raised
from registry.audit import append
from registry.law.rulebook import Rulebook
from registry.records import Advert, Alert, Assessment, RaiseMark
from registry.vocabulary import Lane

__all__ = ["Raising", "open_case", "raise_alert", "raise_alerts", "why_not_raised"]

Conditions = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True)
class Raising:
    """What one run goes by: the law, the score's cut, the control share and its seed, the moment, and picks a week."""

    rulebook: Rulebook
    threshold: float
    control_share: float
    seed: int | str
    on: date
    at: datetime
    learning_picks: int = 0

    @property
    def jurisdiction(self) -> str:
        """The code of the country whose assessments are looked at."""
        return self.rulebook.jurisdiction.code


def raise_alerts(
    session: Session,
    *,
    rulebook: Rulebook,
    threshold: float,
    control_share: float,
    seed: int | str,
    on: date,
    at: datetime,
    learning_picks: int = 0,
    everything: bool = False,
) -> list[Alert]:
    """The alerts raised or extended, from every current assessment that no run has considered yet.

    With `everything`, from every current assessment: after a change of the threshold, or to repair. `learning_picks` is
    how many recruiters a week are chosen because the judge is unsure of them. A run repeated changes nothing.
    """
    raising = Raising(rulebook, threshold, control_share, seed, on, at, learning_picks)
    gathered = gather_merged(session, at=at)
    mark = session.get(RaiseMark, raising.jurisdiction)
    after = 0 if everything or mark is None else mark.assessment_id
    through = _last_assessment(session, raising.jurisdiction)
    considered = (*_current(raising.jurisdiction), col(Assessment.id) > after, col(Assessment.id) <= through)
    touched = _raise(session, considered, raising)
    _remember(session, mark, considered, through=through, jurisdiction=raising.jurisdiction)
    return list({alert.id: alert for alert in [*gathered, *touched]}.values())


def raise_alert(
    session: Session,
    assessment: Assessment,
    *,
    rulebook: Rulebook,
    threshold: float,
    control_share: float,
    seed: int | str,
    on: date,
    at: datetime,
) -> Alert | None:
    """The alert that this assessment raises or extends, or None when it adds nothing."""
    raising = Raising(rulebook, threshold, control_share, seed, on, at)
    considered = (*_current(raising.jurisdiction), col(Assessment.id) == assessment.id)
    return next(iter(_raise(session, considered, raising)), None)


def _current(jurisdiction: str) -> Conditions:
    return (col(Assessment.until_at).is_(None), col(Assessment.jurisdiction) == jurisdiction)


def _last_assessment(session: Session, jurisdiction: str) -> int:
    query = select(func.max(Assessment.id)).where(col(Assessment.jurisdiction) == jurisdiction)
    return session.execute(query).scalar() or 0


def _remember(
    session: Session, mark: RaiseMark | None, considered: Conditions, *, through: int, jurisdiction: str
) -> None:
    # An advert without a recruiter cannot be raised yet: the mark waits before it, so that it is looked at again.
    waiting = (
        select(func.min(Assessment.id))
        .join(Advert, col(Advert.id) == col(Assessment.advert_id))
        .where(*considered, col(Advert.recruiter_id).is_(None))
    )
    first = session.execute(waiting).scalar()
    mark = mark or RaiseMark(jurisdiction=jurisdiction, assessment_id=0)
    mark.assessment_id = max(mark.assessment_id, through if first is None else first - 1)
    session.add(mark)
    session.flush()


def _raise(session: Session, considered: Conditions, raising: Raising) -> list[Alert]:
    justified = find_justified(session, considered, threshold=raising.threshold)
    cases = _cases(session, justified, raising)
    picked = control_cases(
        session,
        considered,
        besides={one.recruiter_id for one in justified},
        share=raising.control_share,
        seed=raising.seed,
        on=raising.on,
    )
    picked += learning_cases(
        session,
        _current(raising.jurisdiction),
        besides={one.recruiter_id for one in justified} | {one.recruiter_id for one in picked},
        most=raising.learning_picks,
        on=raising.on,
    )
    open_now = undecided(session, [case.recruiter_id for case in [*cases, *picked]])
    extensions = [(open_now[case.recruiter_id], case) for case in cases if case.recruiter_id in open_now]
    new = [case for case in [*cases, *picked] if case.recruiter_id not in open_now]
    extended = extend_alerts(session, extensions, at=raising.at)
    raised = add_alerts(session, new, jurisdiction=raising.jurisdiction, on=raising.on, at=raising.at)
    if raised or extended:
        detail = {"raised": [alert.id for alert in raised], "extended": [alert.id for alert in extended]}
        subject = f"jurisdiction:{raising.jurisdiction}"
        append(session, actor=SYSTEM, action="alerts.raise", subject=subject, detail=detail, at=raising.at)
    return [*raised, *extended]


def _cases(session: Session, justified: Sequence[Justified], raising: Raising) -> list[Case]:
    digests = text_digests(session, (one.advert_id for one in justified))
    seen = seen_by_recruiter(session, {one.recruiter_id for one in justified})
    urgent = {rule.id for rule in raising.rulebook.jurisdiction.rules if rule.urgent}
    grouped: dict[int, list[tuple[Justified, AdvertGrounds]]] = defaultdict(list)
    for one in justified:
        digest = digests[one.advert_id]
        grounds = fresh_grounds(one, digest=digest, seen=seen.get(one.recruiter_id, ()))
        if grounds:
            advert = AdvertGrounds(one.advert_id, one.assessment_id, digest, grounds)
            grouped[one.recruiter_id].append((one, advert))
    return [_case(recruiter_id, found, urgent) for recruiter_id, found in grouped.items()]


def _case(recruiter_id: int, found: Sequence[tuple[Justified, AdvertGrounds]], urgent: set[str]) -> Case:
    grounds = tuple(dict.fromkeys(ground for _, advert in found for ground in advert.grounds))
    counted = [one for justified, advert in found for one in justified.counted if one.rule_id in advert.grounds]
    return Case(
        recruiter_id=recruiter_id,
        adverts=tuple(advert for _, advert in found),
        grounds=grounds,
        severity=case_severity(one.severity for one in counted),
        score=max(justified.probability for justified, _ in found),
        # What is only like such an offer waits for an officer as any other case does.
        lane=Lane.URGENT if urgent.intersection(one.rule_id for one in counted if one.hard) else Lane.ORDINARY,
    )
