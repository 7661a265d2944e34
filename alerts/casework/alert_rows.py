"""How alerts are written: new ones in sets, and undecided ones extended by what is new and never softened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from alerts.casework.holding import held
from alerts.casework.justification import gravest
from alerts.casework.merged_cases import more_pressing
from alerts.casework.snoozing import wake
from registry.bulk import in_pieces, insert_returning_ids, insert_rows
from registry.records import Alert, AlertAdvert
from registry.vocabulary import AlertState, Lane, Severity


@dataclass(frozen=True)
class AdvertGrounds:
    """One advert with the assessment and the grounds (rule id to register fact) for which it goes on an alert."""

    advert_id: int
    assessment_id: int
    text_digest: str
    grounds: Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """What is to be raised for one recruiter; `grounds` in the order they are shown."""

    recruiter_id: int
    adverts: tuple[AdvertGrounds, ...]
    grounds: tuple[str, ...]
    severity: Severity
    score: float
    lane: Lane = Lane.ORDINARY
    propensity: float = 1.0


def undecided(session: Session, recruiter_ids: Iterable[int]) -> dict[int, Alert]:
    """The alert that each recruiter has open, snoozed or escalated, by recruiter; locked until the transaction ends."""
    found: dict[int, Alert] = {}
    for piece in in_pieces(recruiter_ids):
        query = select(Alert).where(col(Alert.recruiter_id).in_(piece), Alert.state != AlertState.DECIDED)
        found |= {alert.recruiter_id: alert for alert in held(session, query)}
    return found


def add_alerts(session: Session, cases: Sequence[Case], *, jurisdiction: str, on: date, at: datetime) -> list[Alert]:
    """A new open alert for each case, whose recruiter must have none that is undecided."""
    ids = insert_returning_ids(session, Alert, [_alert_row(case, jurisdiction, on, at) for case in cases])
    pairs = zip(ids, cases, strict=True)
    insert_rows(session, AlertAdvert, [_advert_row(number, one) for number, case in pairs for one in case.adverts])
    alerts: list[Alert] = []
    for piece in in_pieces(ids):
        alerts.extend(session.exec(select(Alert).where(col(Alert.id).in_(piece)).order_by(col(Alert.id))))
    return alerts


def _alert_row(case: Case, jurisdiction: str, on: date, at: datetime) -> dict[str, Any]:
    return {
        "recruiter_id": case.recruiter_id,
        "jurisdiction": jurisdiction,
        "state": AlertState.OPEN,
        "severity": case.severity,
        "lane": case.lane,
        "propensity": case.propensity,
        "score": case.score,
        "grounds": list(case.grounds),
        "raised_at": at,
        "raised_on": on,
        "updated_at": at,
        "version": 1,
    }


def _advert_row(alert_id: int, one: AdvertGrounds) -> dict[str, Any]:
    return {
        "alert_id": alert_id,
        "advert_id": one.advert_id,
        "assessment_id": one.assessment_id,
        "text_digest": one.text_digest,
        "grounds": dict(one.grounds),
    }


def extend_alerts(session: Session, pairs: Sequence[tuple[Alert, Case]], *, at: datetime) -> list[Alert]:
    """The alerts that their case adds something to, extended; the others stay as they are, version included."""
    on_file = _adverts_of(session, [alert.id for alert, _ in pairs if alert.id is not None])
    added: list[dict[str, Any]] = []
    changed: list[Alert] = []
    for alert, case in pairs:
        known = on_file[alert.id or 0]
        rows = [_advert_row(alert.id or 0, one) for one in case.adverts if one.advert_id not in known]
        updated = [_update_advert(known[one.advert_id], one) for one in case.adverts if one.advert_id in known]
        added.extend(rows)
        if _extend(session, alert, case, at=at) or rows or any(updated):
            alert.updated_at, alert.version = at, alert.version + 1
            changed.append(alert)
    insert_rows(session, AlertAdvert, added)
    session.flush()
    return changed


def _adverts_of(session: Session, alert_ids: Sequence[int]) -> dict[int, dict[int, AlertAdvert]]:
    found: dict[int, dict[int, AlertAdvert]] = defaultdict(dict)
    for piece in in_pieces(alert_ids):
        for row in session.exec(select(AlertAdvert).where(col(AlertAdvert.alert_id).in_(piece))):
            found[row.alert_id][row.advert_id] = row
    return found


def _update_advert(row: AlertAdvert, one: AdvertGrounds) -> bool:
    before = (row.text_digest, row.grounds)
    row.assessment_id = one.assessment_id
    row.text_digest = one.text_digest
    row.grounds = {**dict(row.grounds), **one.grounds}
    return before != (row.text_digest, row.grounds)


def _extend(session: Session, alert: Alert, case: Case, *, at: datetime) -> bool:
    new = [ground for ground in case.grounds if ground not in alert.grounds]
    severity = gravest((alert.severity, case.severity))
    lane = more_pressing(alert.lane, case.lane)
    changed = bool(new) or severity != alert.severity or lane != alert.lane
    if new:
        alert.grounds = [*alert.grounds, *new]
        if alert.state is AlertState.SNOOZED:
            wake(session, alert, reason="Something new came up while it was snoozed.", at=at)
    alert.severity, alert.lane, alert.score = severity, lane, max(alert.score, case.score)
    alert.propensity = max(alert.propensity, case.propensity)
    return changed
