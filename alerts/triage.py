"""What officers do to alerts: decide, undo, assign, snooze, escalate, reopen; in bulk under the same rules."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from alerts.accountability import checked_officer
from alerts.casework.acts import Act, carry_out, refuse_unseen
from alerts.casework.transitions import UNDOABLE, next_state
from alerts.plain_words import case_reference
from registry.errors import InvalidInput, NotAllowed, NotFound, WakalaError
from registry.records import Alert, AuditEntry, TriageDecision
from registry.vocabulary import AlertState, Disposition, TriageAction

LONGEST_SNOOZE = timedelta(days=180)


def find_alert(session: Session, alert_id: int) -> Alert:
    """The alert of that id; raises NotFound with where to look."""
    alert = session.get(Alert, alert_id)
    if alert is None:
        raise NotFound(f"There is no alert {alert_id}; `wakala alerts list` shows those on file.")
    return alert


def decide(
    session: Session,
    alert: Alert,
    disposition: Disposition,
    *,
    officer: str,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> TriageDecision:
    """The decision that closes `alert`; `version` is the one the officer saw, where a screen stood in between."""
    act = Act(TriageAction.DECIDE, officer, reason, at, version)
    return carry_out(session, alert, act, after=_after(alert, act), changes={"disposition": disposition})


def assign(
    session: Session,
    alert: Alert,
    assignee: str,
    *,
    officer: str,
    at: datetime,
    reason: str = "Assigned from the queue.",
    version: int | None = None,
) -> TriageDecision:
    """The alert put on `assignee`'s desk; its state stays as it is."""
    act = Act(TriageAction.ASSIGN, officer, reason, at, version)
    changes = {"assignee": checked_officer(assignee)}
    return carry_out(session, alert, act, after=_after(alert, act), changes=changes)


def snooze(
    session: Session,
    alert: Alert,
    until: date,
    *,
    officer: str,
    reason: str,
    on: date,
    at: datetime,
    version: int | None = None,
) -> TriageDecision:
    """The alert out of the queue until `until`, or until something new is known of its recruiter; `on` is today."""
    if not on < until <= on + LONGEST_SNOOZE:
        days = LONGEST_SNOOZE.days
        raise InvalidInput(f"Cannot snooze until {until}: choose a day after {on} and within {days} days.")
    act = Act(TriageAction.SNOOZE, officer, reason, at, version)
    return carry_out(session, alert, act, after=_after(alert, act), changes={"snoozed_until": until})


def escalate(
    session: Session, alert: Alert, *, officer: str, reason: str, at: datetime, version: int | None = None
) -> TriageDecision:
    """The alert handed up: it stays undecided, and the next digest names it."""
    act = Act(TriageAction.ESCALATE, officer, reason, at, version)
    return carry_out(session, alert, act, after=_after(alert, act), changes={})


def reopen(
    session: Session, alert: Alert, *, officer: str, reason: str, at: datetime, version: int | None = None
) -> TriageDecision:
    """The alert back in the queue; refused while its recruiter has another one that is undecided."""
    act = Act(TriageAction.REOPEN, officer, reason, at, version)
    return carry_out(session, alert, act, after=_after(alert, act), changes={"disposition": None})


def undo(
    session: Session, alert: Alert, *, officer: str, reason: str, at: datetime, version: int | None = None
) -> TriageDecision:
    """The officer's own last act on `alert` taken back, and the state before it restored.

    Refused when somebody else has acted since, and when the recruiter has another undecided alert by now.
    """
    act = Act(TriageAction.UNDO, officer, reason, at, version)
    refuse_unseen(alert, act)
    last = _last_act(session, alert)
    _refuse_undo(alert, last, officer=act.officer)
    changes: dict[str, Any] = {"disposition": _disposition_before(session, last)}
    if last.action is TriageAction.SNOOZE and last.state_before is AlertState.SNOOZED:
        changes["snoozed_until"] = _snoozed_before(session, last)
    row = carry_out(session, alert, act, after=last.state_before, changes=changes)
    last.undone_by_id = row.id
    session.flush()
    return row


def _after(alert: Alert, act: Act) -> AlertState:
    # First: what the officer saw is gone, so that what would be possible now is no answer yet.
    refuse_unseen(alert, act)
    return next_state(act.action, alert.state, case=case_reference(alert.id))


def _last_act(session: Session, alert: Alert) -> TriageDecision:
    query = (
        select(TriageDecision)
        .where(
            TriageDecision.alert_id == alert.id,
            TriageDecision.action != TriageAction.UNDO,
            col(TriageDecision.undone_by_id).is_(None),
        )
        .order_by(col(TriageDecision.id).desc())
    )
    last = session.exec(query).first()
    if last is None:
        raise NotAllowed(f"There is nothing left to undo on case {case_reference(alert.id)}.")
    return last


def _refuse_undo(alert: Alert, last: TriageDecision, *, officer: str) -> None:
    case = case_reference(alert.id)
    if last.officer != officer:
        raise NotAllowed(
            f"The last act on case {case} is by {last.officer} ({last.action.value}, "
            f"{last.decided_at:%-d %B %Y %H:%M} UTC): only they can undo it, or reopen the case."
        )
    if last.action not in UNDOABLE:
        raise NotAllowed(f"The last act on case {case} is {last.action.value!r}, which changes no state to go back to.")


def _disposition_before(session: Session, last: TriageDecision) -> Disposition | None:
    if last.state_before is not AlertState.DECIDED:
        return None
    query = (
        select(TriageDecision.disposition)
        .where(
            TriageDecision.alert_id == last.alert_id,
            TriageDecision.action == TriageAction.DECIDE,
            col(TriageDecision.undone_by_id).is_(None),
            col(TriageDecision.id) < last.id,
        )
        .order_by(col(TriageDecision.id).desc())
    )
    former = session.exec(query).first()
    return None if former is None else Disposition(former)


def _snoozed_before(session: Session, last: TriageDecision) -> date:
    """The day of the snooze that `last` put off; only the audit log keeps days, one entry a snooze and in its order."""
    query = select(TriageDecision).where(
        TriageDecision.alert_id == last.alert_id,
        TriageDecision.action == TriageAction.SNOOZE,
        col(TriageDecision.id) < last.id,
    )
    earlier = session.exec(query.order_by(col(TriageDecision.id))).all()
    place = max(place for place, one in enumerate(earlier) if one.undone_by_id is None)
    kept = select(AuditEntry).where(
        AuditEntry.subject == f"alert:{last.alert_id}", AuditEntry.action == f"alert.{TriageAction.SNOOZE.value}"
    )
    entry = session.exec(kept.order_by(col(AuditEntry.id))).all()[place]
    return date.fromisoformat(dict(entry.detail)["snoozed_until"])


@dataclass
class BulkOutcome:
    """Which alerts were acted on, and why each of the others was not."""

    done: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


def in_bulk(session: Session, alert_ids: Iterable[int], act: Callable[[Alert], object]) -> BulkOutcome:
    """`act` on each alert in turn; one that is refused is reported and does not hold up the others.

    As in `in_bulk(session, ids, lambda alert: decide(session, alert, disposition, officer=..., reason=..., at=...))`.
    """
    outcome = BulkOutcome()
    for alert_id in dict.fromkeys(alert_ids):
        try:
            act(find_alert(session, alert_id))
        except WakalaError as error:
            outcome.refused[alert_id] = str(error)
        else:
            outcome.done.append(alert_id)
    return outcome


def decide_many(
    session: Session,
    alert_ids: Iterable[int],
    disposition: Disposition,
    *,
    officer: str,
    reason: str,
    at: datetime,
    versions: Mapping[int, int] | None = None,
) -> BulkOutcome:
    """One disposition and one reason for several alerts; `versions` are those the officer saw, by alert."""
    given: dict[str, Any] = {"officer": officer, "reason": reason, "at": at}

    def on_one(alert: Alert) -> object:
        return decide(session, alert, disposition, **given, version=(versions or {}).get(alert.id or 0))

    return in_bulk(session, alert_ids, on_one)
