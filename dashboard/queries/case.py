"""One alert as an officer works on it: where it stands, the adverts it rests on, and what was done so far."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from alerts.casework.justification import counts
from alerts.casework.told_grounds import unsure_grounds
from alerts.plain_words import shown_grounds
from registry.records import Account, Advert, Alert, AlertAdvert, Finding, Recruiter, Sighting, TriageDecision
from registry.vocabulary import (
    AlertState,
    Disposition,
    Lane,
    Severity,
    SightingChange,
    SourceKind,
    TriageAction,
)


@dataclass(frozen=True)
class CaseView:
    """An alert's head: who, how grave, where it stands; `version` tells whether it changed while being read.

    `hard` are those of its `grounds` that raise an alert alone, `unsure` those that hints alone speak of.
    """

    id: int
    recruiter_id: int
    recruiter: str
    names: tuple[str, ...]
    jurisdiction: str
    state: AlertState
    severity: Severity
    urgent: bool
    grounds: tuple[str, ...]
    hard: frozenset[str]
    unsure: frozenset[str]
    raised_at: datetime
    raised_on: date
    assignee: str | None
    assignee_name: str | None
    snoozed_until: date | None
    disposition: Disposition | None
    version: int


@dataclass(frozen=True)
class CaseAdvert:
    """One advert of a case, as its list shows it."""

    id: int
    assessment_id: int
    title: str
    source: str
    source_kind: SourceKind
    posted_on: date | None
    last_seen_at: datetime
    points: float
    grounds: tuple[str, ...]


@dataclass(frozen=True)
class HistoryEntry:
    """One thing that happened: to the alert when `action` is set, else to one of its adverts."""

    id: int
    at: datetime
    action: TriageAction | None
    by: str
    officer: str = ""
    disposition: Disposition | None = None
    reason: str = ""
    undone: bool = False
    change: SightingChange | None = None
    advert: str = ""
    source: str = ""


def case_view(session: Session, alert_id: int) -> CaseView | None:
    """The head of that case, or None when there is none of that number."""
    query = (
        select(Alert, Recruiter, col(Account.name))
        .join(Recruiter, col(Recruiter.id) == col(Alert.recruiter_id))
        .outerjoin(Account, col(Account.email) == col(Alert.assignee))
        .where(col(Alert.id) == alert_id)
    )
    found = session.execute(query).first()
    if found is None:
        return None
    alert, recruiter, assignee_name = found
    return CaseView(
        id=alert.id,
        recruiter_id=recruiter.id,
        recruiter=recruiter.name,
        names=tuple(str(name) for name in recruiter.names),
        jurisdiction=alert.jurisdiction,
        state=alert.state,
        severity=alert.severity,
        urgent=alert.lane is Lane.URGENT,
        grounds=tuple(shown_grounds(str(ground) for ground in alert.grounds)),
        hard=_hard_grounds(session, alert_id),
        unsure=unsure_grounds(session, [alert_id]).get(alert_id, frozenset()),
        raised_at=alert.raised_at,
        raised_on=alert.raised_on,
        assignee=alert.assignee,
        assignee_name=assignee_name or alert.assignee,
        snoozed_until=alert.snoozed_until,
        disposition=alert.disposition,
        version=alert.version,
    )


def _hard_grounds(session: Session, alert_id: int) -> frozenset[str]:
    query = (
        select(col(Finding.rule_id))
        .join(AlertAdvert, col(AlertAdvert.assessment_id) == col(Finding.assessment_id))
        .where(col(AlertAdvert.alert_id) == alert_id, col(Finding.hard), *counts())
        .distinct()
    )
    return frozenset(session.execute(query).scalars())


def case_adverts(session: Session, alert_id: int, *, limit: int = 50) -> tuple[list[CaseAdvert], int]:
    """The case's adverts, most points first and at most `limit`, and how many there are in all."""
    points = (
        select(func.coalesce(func.sum(col(Finding.points)), 0.0))
        .where(col(Finding.assessment_id) == col(AlertAdvert.assessment_id))
        .where(*counts())
        .correlate(AlertAdvert)
        .scalar_subquery()
    )
    query = (
        select(Advert, AlertAdvert, points.label("points"))
        .join(AlertAdvert, col(AlertAdvert.advert_id) == col(Advert.id))
        .where(col(AlertAdvert.alert_id) == alert_id)
        .order_by(points.desc(), col(Advert.id))
        .limit(limit)
    )
    adverts = [_advert(advert, on_case, total) for advert, on_case, total in session.execute(query)]
    if len(adverts) < limit:
        return adverts, len(adverts)
    number = select(func.count()).select_from(AlertAdvert).where(col(AlertAdvert.alert_id) == alert_id)
    return adverts, session.execute(number).scalar_one()


def _advert(advert: Advert, on_case: AlertAdvert, points: Any) -> CaseAdvert:
    return CaseAdvert(
        id=advert.id or 0,
        assessment_id=on_case.assessment_id,
        title=advert.title,
        source=advert.source,
        source_kind=advert.source_kind,
        posted_on=advert.posted_on,
        last_seen_at=advert.last_seen_at,
        points=float(points),
        grounds=tuple(on_case.grounds),
    )


def case_history(session: Session, alert_id: int, *, raised_at: datetime, limit: int = 200) -> list[HistoryEntry]:
    """What officers did, the raising, and what was seen of the adverts, newest first; unchanged sightings left out."""
    done = (
        select(TriageDecision, col(Account.name))
        .outerjoin(Account, col(Account.email) == col(TriageDecision.officer))
        .where(col(TriageDecision.alert_id) == alert_id)
        .order_by(col(TriageDecision.id).desc())
        .limit(limit)
    )
    entries = [_act(decision, name) for decision, name in session.execute(done)]
    seen = (
        select(col(Sighting.id), col(Sighting.seen_at), col(Sighting.change), col(Advert.title), col(Advert.source))
        .join(Advert, col(Advert.id) == col(Sighting.advert_id))
        .join(AlertAdvert, col(AlertAdvert.advert_id) == col(Advert.id))
        .where(col(AlertAdvert.alert_id) == alert_id, col(Sighting.change) != SightingChange.UNCHANGED)
        .order_by(col(Sighting.id).desc())
        .limit(limit)
    )
    entries += [
        HistoryEntry(number or 0, at, None, "", change=change, advert=title, source=source)
        for number, at, change, title, source in session.execute(seen)
    ]
    entries.append(HistoryEntry(0, raised_at, None, "Wakala"))
    # What is seen is raised and what is raised is acted on, also within one instant; of two acts the later comes first.
    return sorted(
        entries,
        key=lambda entry: (entry.at, entry.action is not None, entry.change is None, entry.id),
        reverse=True,
    )


def last_act(history: list[HistoryEntry]) -> HistoryEntry | None:
    """The newest act of an officer that has not been undone, if any."""
    acts = (entry for entry in history if entry.action not in (None, TriageAction.UNDO) and not entry.undone)
    return next(acts, None)


def _act(decision: TriageDecision, name: str | None) -> HistoryEntry:
    return HistoryEntry(
        id=decision.id or 0,
        at=decision.decided_at,
        action=decision.action,
        by=name or decision.officer,
        officer=decision.officer,
        disposition=decision.disposition,
        reason=decision.reason,
        undone=decision.undone_by_id is not None,
    )
