"""The few values that people change while the system runs: the models' kill switch and the inspectors' capacity."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from alerts.accountability import checked_officer, checked_reason
from registry.audit import append
from registry.errors import InvalidInput
from registry.records import Setting
from registry.settings import Settings
from risk_model.scoring import KILL_SWITCH, kill_switch_is_on

if TYPE_CHECKING:
    from risk_model.measuring.figures import Office

WEEKLY_CAPACITY = "weekly_capacity"
USUAL_CAPACITY = 100
LARGEST_CAPACITY = 100_000


def set_kill_switch(session: Session, *, on: bool, by: str, reason: str, at: datetime) -> bool:
    """With `on`, no model judges until it is off again: rules and scorecard only. False where it stood so already."""
    stood = kill_switch_is_on(session)
    _set(session, KILL_SWITCH, {"on": on}, by=by, reason=reason, at=at)
    return stood is not on


def weekly_capacity(session: Session) -> int:
    """How many alerts the inspectors can look into in a week; what precision is reported at."""
    setting = session.get(Setting, WEEKLY_CAPACITY)
    return int(dict(setting.value)["alerts"]) if setting else USUAL_CAPACITY


def office_of(session: Session, settings: Settings) -> "Office":
    """The office whose figures a model is measured by: its capacity, and the score from which an advert is raised."""
    from risk_model.measuring.figures import Office

    return Office(capacity=weekly_capacity(session), threshold=settings.alert_threshold)


def set_weekly_capacity(session: Session, alerts: int, *, by: str, reason: str, at: datetime) -> None:
    """The inspectors' capacity from now on; raises InvalidInput for a number that is none."""
    if not 1 <= alerts <= LARGEST_CAPACITY:
        raise InvalidInput(f"A weekly capacity of {alerts} alerts makes no sense; give 1 to {LARGEST_CAPACITY}.")
    _set(session, WEEKLY_CAPACITY, {"alerts": alerts}, by=by, reason=reason, at=at)


def _set(session: Session, name: str, value: dict[str, Any], *, by: str, reason: str, at: datetime) -> None:
    officer, reason = checked_officer(by), checked_reason(reason)
    setting = session.get(Setting, name)
    before = dict(setting.value) if setting else {}
    if before == value:
        return
    if setting is None:
        setting = Setting(name=name, changed_by=officer, changed_at=at)
    setting.value, setting.changed_by, setting.changed_at = value, officer, at
    session.add(setting)
    session.flush()
    detail = {"before": before, "after": value, "reason": reason}
    append(session, actor=officer, action="setting.change", subject=f"setting:{name}", detail=detail, at=at)
