"""Which cases a person confirmed or escalated in a week, as far as known at an instant: the only ones a mail names."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from alerts.accountability import SYSTEM
from alerts.weeks import Week
from registry.bulk import in_pieces
from registry.records import Alert, OutboxMessage, TriageDecision
from registry.vocabulary import AlertState, Severity, TriageAction
from risk_model.labels import POSITIVE

INSTANT = timedelta(microseconds=1)
# The acts that say where a case stands; an assignment says only who has it.
STANDING_ACTS = (TriageAction.DECIDE, TriageAction.ESCALATE, TriageAction.REOPEN, TriageAction.SNOOZE)


@dataclass(frozen=True)
class ActedCase:
    """An alert and the act in the week by which it was confirmed or escalated."""

    alert: Alert
    act: TriageDecision


def acted_cases(session: Session, week: Week, *, jurisdiction: str, known_at: datetime) -> list[ActedCase]:
    """The cases whose last standing act is a person's confirmation or escalation in `week`, gravest first.

    An act taken back, or overtaken by another by `known_at`, even after the week, does not count: a firm that was
    cleared on Monday is not in Monday's mail. Where the mail before was written while its week still ran, what was
    done in the rest of that week counts too: no other mail would tell it.
    """
    since = min(week.starts, told_at(session, week) + INSTANT)
    candidates = _acted_within(session, since, week.ends)
    acts = acts_of(session, candidates, known_at=known_at)
    last = {alert_id: found for alert_id in candidates if (found := last_standing(acts[alert_id])) is not None}
    told = {number: act for number, act in last.items() if since <= act.decided_at < week.ends and names(act)}
    cases = [ActedCase(alert, told[alert.id or 0]) for alert in alerts_of(session, told, jurisdiction)]
    gravity = list(Severity)
    return sorted(cases, key=lambda case: (gravity.index(case.alert.severity), case.alert.id))


def told_at(session: Session, week: Week) -> datetime:
    """When the mail before that on `week` was put in the outbox; without one, when its week was over."""
    query = select(func.min(OutboxMessage.created_at)).where(OutboxMessage.period == week.before.key)
    return session.exec(query).one() or week.starts


def _acted_within(session: Session, since: datetime, until: datetime) -> list[int]:
    query = (
        select(TriageDecision.alert_id)
        .where(
            col(TriageDecision.action).in_([TriageAction.DECIDE, TriageAction.ESCALATE]),
            col(TriageDecision.decided_at) >= since,
            col(TriageDecision.decided_at) < until,
            TriageDecision.officer != SYSTEM,
        )
        .distinct()
    )
    return list(session.exec(query))


def acts_of(session: Session, alert_ids: Iterable[int], *, known_at: datetime) -> dict[int, list[TriageDecision]]:
    """All that was done to each of those alerts by `known_at`, in its order."""
    acts: dict[int, list[TriageDecision]] = defaultdict(list)
    for piece in in_pieces(alert_ids):
        query = select(TriageDecision).where(
            col(TriageDecision.alert_id).in_(piece), col(TriageDecision.decided_at) <= known_at
        )
        for act in session.exec(query.order_by(col(TriageDecision.id))):
            acts[act.alert_id].append(act)
    return acts


def last_standing(acts: Sequence[TriageDecision]) -> TriageDecision | None:
    """The act among these that says where the case stands; one that was taken back among them says nothing."""
    known = {act.id for act in acts}
    standing = [act for act in acts if act.action in STANDING_ACTS and act.undone_by_id not in known]
    return standing[-1] if standing else None


def names(act: TriageDecision) -> bool:
    """Whether a mail names the case for this act: a person confirmed or escalated it."""
    if act.officer == SYSTEM:
        return False
    return act.action is TriageAction.ESCALATE or (act.action is TriageAction.DECIDE and act.disposition in POSITIVE)


def alerts_of(session: Session, alert_ids: Iterable[int], jurisdiction: str) -> list[Alert]:
    """Those of the alerts that belong to that country."""
    found: list[Alert] = []
    for piece in in_pieces(alert_ids):
        query = select(Alert).where(col(Alert.id).in_(piece), Alert.jurisdiction == jurisdiction)
        found.extend(session.exec(query))
    return found


def undecided_by_severity(session: Session, *, jurisdiction: str, at: datetime) -> dict[Severity, int]:
    """How many alerts stood undecided just before `at`, gravest first; picks count like any other."""
    last = (
        select(col(TriageDecision.alert_id).label("alert_id"), func.max(TriageDecision.id).label("last_id"))
        .where(col(TriageDecision.decided_at) < at)
        .group_by(col(TriageDecision.alert_id))
        .subquery()
    )
    query = (
        select(Alert.severity, func.count())
        .outerjoin(last, last.c.alert_id == col(Alert.id))
        .outerjoin(TriageDecision, col(TriageDecision.id) == last.c.last_id)
        .where(Alert.jurisdiction == jurisdiction, col(Alert.raised_at) < at)
        .where(func.coalesce(col(TriageDecision.state_after), AlertState.OPEN.value) != AlertState.DECIDED.value)
        .group_by(col(Alert.severity))
    )
    counts = {Severity(severity): number for severity, number in session.exec(query)}
    return {severity: counts.get(severity, 0) for severity in Severity}
