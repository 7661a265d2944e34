"""One act on one alert, written the same way whatever it is: lock, new state, history, audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from alerts.accountability import checked_officer, checked_reason
from alerts.casework.history import write_down
from alerts.plain_words import case_reference
from registry.errors import ChangedMeanwhile, NotAllowed
from registry.only_writer import begin_writing
from registry.records import Alert, TriageDecision
from registry.vocabulary import AlertState, TriageAction


@dataclass(frozen=True)
class Act:
    """Who does what, why and when; `version` is the alert's that the officer saw, where a screen stood between."""

    action: TriageAction
    officer: str
    reason: str
    at: datetime
    version: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "officer", checked_officer(self.officer))
        object.__setattr__(self, "reason", checked_reason(self.reason))


def carry_out(
    session: Session, alert: Alert, act: Act, *, after: AlertState, changes: Mapping[str, Any]
) -> TriageDecision:
    """The line in the alert's history, with the alert changed and the audit log written; all flushed.

    Raises ChangedMeanwhile when somebody changed the alert in between, and NotAllowed when it would be the recruiter's
    second undecided one.
    """
    before = alert.state
    if before is AlertState.DECIDED and after is not AlertState.DECIDED:
        _refuse_second(session, alert)
    _change(session, alert, {**changes, "state": after, "updated_at": act.at}, seen=act.version)
    return write_down(
        session,
        alert,
        act.action,
        officer=act.officer,
        reason=act.reason,
        at=act.at,
        before=before,
        after=after,
        disposition=changes.get("disposition") if act.action is TriageAction.DECIDE else None,
        detail={name: str(value) for name, value in changes.items() if value is not None},
    )


def _refuse_second(session: Session, alert: Alert) -> None:
    query = select(Alert).where(Alert.recruiter_id == alert.recruiter_id, Alert.state != AlertState.DECIDED)
    other = session.exec(query).first()
    if other is not None:
        raise NotAllowed(
            f"Case {case_reference(alert.id)} cannot be undecided again: the same recruiter has case "
            f"{case_reference(other.id)} open. Work on that one."
        )


def _change(session: Session, alert: Alert, values: Mapping[str, Any], *, seen: int | None) -> None:
    expected = alert.version if seen is None else seen
    statement = (
        update(Alert)
        .where(col(Alert.id) == alert.id, col(Alert.version) == expected)
        .values(**values, version=expected + 1)
        .execution_options(synchronize_session=False)
    )
    begin_writing(session)
    try:
        with session.begin_nested():
            changed = session.connection().execute(statement).rowcount
    except IntegrityError:
        # A younger alert of the same recruiter was raised between the look for one and this change.
        _refuse_second(session, alert)
        raise
    if not changed:
        _refuse_changed(alert)
    session.refresh(alert)


def refuse_unseen(alert: Alert, act: Act) -> None:
    """Nothing while the alert is as the officer saw it; ChangedMeanwhile otherwise, whatever its state allows now."""
    if act.version is not None and act.version != alert.version:
        _refuse_changed(alert)


def _refuse_changed(alert: Alert) -> NoReturn:
    raise ChangedMeanwhile(
        f"Case {case_reference(alert.id)} was changed by somebody else since you opened it; look at it again first."
    )
