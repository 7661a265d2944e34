"""The values that people change while the system runs are bounded and audited."""

import pytest
from sqlmodel import Session, select

from alerts.run_settings import set_kill_switch, set_weekly_capacity, weekly_capacity
from registry.errors import InvalidInput
from registry.records import AuditEntry, Setting
from risk_model.scoring import kill_switch_is_on
from tests.factory import NOON

ADMIN = "admin@labour.example"


def test_the_kill_switch_is_a_persons_audited_act(session: Session) -> None:
    assert not kill_switch_is_on(session)
    assert set_kill_switch(session, on=True, by=ADMIN, reason="The model calls everything likely.", at=NOON)
    assert kill_switch_is_on(session)
    assert not set_kill_switch(session, on=True, by=ADMIN, reason="The model calls everything likely.", at=NOON)
    entry = session.exec(select(AuditEntry)).one()
    assert (entry.actor, entry.subject) == (ADMIN, "setting:kill_switch")
    assert dict(entry.detail)["after"] == {"on": True}
    with pytest.raises(InvalidInput, match="reason"):
        set_kill_switch(session, on=False, by=ADMIN, reason="", at=NOON)


def test_capacity_has_a_usual_value_and_bounds(session: Session) -> None:
    assert weekly_capacity(session) == 100
    set_weekly_capacity(session, 40, by=ADMIN, reason="Two inspectors are away.", at=NOON)
    assert weekly_capacity(session) == 40
    assert session.get_one(Setting, "weekly_capacity").changed_by == ADMIN
    with pytest.raises(InvalidInput, match="makes no sense"):
        set_weekly_capacity(session, 0, by=ADMIN, reason="Nobody is here.", at=NOON)
