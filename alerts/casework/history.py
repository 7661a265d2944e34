"""An alert's history: one line an act, written with its audit entry, whoever acted."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from registry.audit import append
from registry.records import Alert, TriageDecision
from registry.vocabulary import AlertState, Disposition, TriageAction


def number_of(alert: Alert) -> int:
    """The id of an alert that is on file; raises ValueError for one that was never flushed."""
    if alert.id is None:
        raise ValueError("this alert has not been flushed yet")
    return alert.id


def write_down(
    session: Session,
    alert: Alert,
    action: TriageAction,
    *,
    officer: str,
    reason: str,
    at: datetime,
    before: AlertState,
    after: AlertState,
    disposition: Disposition | None = None,
    detail: Mapping[str, str] | None = None,
) -> TriageDecision:
    """The line in the alert's history and the entry in the audit log, flushed; `detail` goes to the latter."""
    row = TriageDecision(
        alert_id=number_of(alert),
        action=action,
        disposition=disposition,
        officer=officer,
        reason=reason,
        decided_at=at,
        state_before=before,
        state_after=after,
    )
    session.add(row)
    session.flush()
    said = {"reason": reason, "before": before.value, "after": after.value, **(detail or {})}
    append(session, actor=officer, action=f"alert.{action.value}", subject=f"alert:{alert.id}", detail=said, at=at)
    return row
