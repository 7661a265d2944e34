"""Snoozed alerts come back: on their day, or as soon as something new is known of their recruiter."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from alerts.accountability import SYSTEM
from alerts.casework.history import write_down
from alerts.casework.holding import held
from registry.records import Alert
from registry.vocabulary import AlertState, TriageAction


def wake_snoozed(session: Session, *, on: date, at: datetime) -> list[Alert]:
    """Every alert whose snooze ends on or before `on`, open again; a second call finds none."""
    due = select(Alert).where(Alert.state == AlertState.SNOOZED, col(Alert.snoozed_until) <= on).order_by(col(Alert.id))
    if session.exec(due.limit(1)).first() is None:
        return []
    alerts = list(held(session, due))
    for alert in alerts:
        wake(session, alert, reason=f"The snooze ended on {alert.snoozed_until}.", at=at)
        alert.updated_at, alert.version = at, alert.version + 1
    session.flush()
    return alerts


def wake(session: Session, alert: Alert, *, reason: str, at: datetime) -> None:
    """The snoozed `alert` open again, with the system's own line in its history."""
    before, alert.state = alert.state, AlertState.OPEN
    write_down(
        session,
        alert,
        TriageAction.REOPEN,
        officer=SYSTEM,
        reason=reason,
        at=at,
        before=before,
        after=AlertState.OPEN,
    )
