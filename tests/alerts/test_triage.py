"""What officers do to alerts is theirs by name, follows the table of states, and can be taken back."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from alerts.casework.snoozing import wake_snoozed
from alerts.casework.transitions import TRANSITIONS
from alerts.rights import FIRST_ROLE_WITH, Right, may, require
from alerts.triage import assign, decide, decide_many, escalate, find_alert, in_bulk, reopen, snooze, undo
from registry.audit import verify
from registry.errors import InvalidInput, NotAllowed, NotFound
from registry.records import Alert, AuditEntry, Recruiter, TriageDecision
from registry.vocabulary import AlertState, Disposition, Role, TriageAction
from risk_model.labels import label_of
from tests.alerts.factory import an_alert, an_assessed_advert, raise_all
from tests.factory import NOON

ASHA, BARAKA = "asha@labour.example", "baraka@labour.example"
REASON = "The licence on the wall expired in March."
BY_ASHA: dict[str, Any] = {"officer": ASHA, "reason": REASON, "at": NOON}
BY_BARAKA: dict[str, Any] = {"officer": BARAKA, "reason": REASON, "at": NOON}


@pytest.fixture
def alert(session: Session) -> Alert:
    return an_alert(session)


def a_new_alert_of_the_same_recruiter(session: Session, alert: Alert) -> Alert:
    recruiter = session.get_one(Recruiter, alert.recruiter_id)
    an_assessed_advert(session, "passport_collected", recruiter=recruiter)
    return raise_all(session)[0]


def test_a_decision_closes_the_alert_and_can_be_defended(session: Session, alert: Alert) -> None:
    row = decide(session, alert, Disposition.LAPSED, **BY_ASHA)
    assert (alert.state, alert.disposition, alert.version) == (AlertState.DECIDED, Disposition.LAPSED, 2)
    assert (row.officer, row.reason, row.decided_at) == (ASHA, REASON, NOON)
    assert (row.state_before, row.state_after) == (AlertState.OPEN, AlertState.DECIDED)
    label = label_of(row)
    assert label is not None
    assert label.positive
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "alert.decide")).one()
    assert (entry.actor, entry.subject) == (ASHA, f"alert:{alert.id}")
    assert entry.detail == {"reason": REASON, "before": "open", "after": "decided", "disposition": "lapsed"}
    assert verify(session).sound


@pytest.mark.parametrize("officer", ["", "   ", "wakala"])
def test_no_decision_without_a_person(session: Session, alert: Alert, officer: str) -> None:
    with pytest.raises(InvalidInput, match="No officer was named"):
        decide(session, alert, Disposition.LAPSED, officer=officer, reason=REASON, at=NOON)
    assert alert.state is AlertState.OPEN


@pytest.mark.parametrize("reason", ["", "  ok  ", "x" * 2_001])
def test_no_decision_without_a_usable_reason(session: Session, alert: Alert, reason: str) -> None:
    with pytest.raises(InvalidInput, match="reason"):
        decide(session, alert, Disposition.LAPSED, officer=ASHA, reason=reason, at=NOON)
    assert session.exec(select(TriageDecision)).all() == []


def test_what_a_state_forbids_is_refused_with_what_it_allows(session: Session, alert: Alert) -> None:
    decide(session, alert, Disposition.LAPSED, **BY_ASHA)
    with pytest.raises(NotAllowed, match=r"W-000001 is decided.*'escalate'; possible: reopen"):
        escalate(session, alert, **BY_ASHA)
    with pytest.raises(NotAllowed, match="is decided"):
        decide(session, alert, Disposition.LAWFUL, **BY_BARAKA)
    with pytest.raises(NotAllowed, match="is decided"):
        assign(session, alert, BARAKA, officer=ASHA, at=NOON)


def test_every_state_can_be_left() -> None:
    for state in AlertState:
        assert any(state in row and row[state] is not state for row in TRANSITIONS.values())


class TestUndo:
    def test_it_restores_the_state_before(self, session: Session, alert: Alert) -> None:
        escalate(session, alert, **BY_ASHA)
        row = decide(session, alert, Disposition.LAPSED, **BY_ASHA)
        taken_back = undo(session, alert, **BY_ASHA)
        assert (alert.state, alert.disposition) == (AlertState.ESCALATED, None)
        assert row.undone_by_id == taken_back.id
        assert label_of(row) is None

    def test_it_goes_back_step_by_step(self, session: Session, alert: Alert) -> None:
        escalate(session, alert, **BY_ASHA)
        decide(session, alert, Disposition.LAPSED, **BY_ASHA)
        undo(session, alert, **BY_ASHA)
        undo(session, alert, **BY_ASHA)
        assert alert.state is AlertState.OPEN
        with pytest.raises(NotAllowed, match="nothing left to undo"):
            undo(session, alert, **BY_ASHA)

    def test_an_undone_reopening_brings_the_disposition_back(self, session: Session, alert: Alert) -> None:
        decide(session, alert, Disposition.LAPSED, **BY_ASHA)
        reopen(session, alert, **BY_ASHA)
        assert alert.disposition is None
        undo(session, alert, **BY_ASHA)
        assert (alert.state, alert.disposition) == (AlertState.DECIDED, Disposition.LAPSED)

    def test_it_is_refused_when_somebody_else_acted_since(self, session: Session, alert: Alert) -> None:
        escalate(session, alert, **BY_ASHA)
        decide(session, alert, Disposition.LAPSED, **BY_BARAKA)
        with pytest.raises(NotAllowed, match=f"by {BARAKA}"):
            undo(session, alert, **BY_ASHA)
        assert alert.state is AlertState.DECIDED

    def test_it_is_refused_while_the_recruiter_has_another_undecided_alert(
        self, session: Session, alert: Alert
    ) -> None:
        decide(session, alert, Disposition.LAPSED, **BY_ASHA)
        second = a_new_alert_of_the_same_recruiter(session, alert)
        with pytest.raises(NotAllowed, match="W-000002 open"):
            undo(session, alert, **BY_ASHA)
        with pytest.raises(NotAllowed, match="W-000002 open"):
            reopen(session, alert, **BY_ASHA)
        decide(session, second, Disposition.DUPLICATE, **BY_ASHA)
        reopen(session, alert, **BY_ASHA)
        assert alert.state is AlertState.OPEN

    def test_an_assignment_has_no_state_to_go_back_to(self, session: Session, alert: Alert) -> None:
        assign(session, alert, BARAKA, officer=ASHA, at=NOON)
        with pytest.raises(NotAllowed, match="changes no state"):
            undo(session, alert, **BY_ASHA)


class TestLock:
    def test_an_officer_who_saw_an_older_version_is_refused(self, session: Session, alert: Alert) -> None:
        seen = alert.version
        escalate(session, alert, **BY_BARAKA)
        with pytest.raises(NotAllowed, match="changed by somebody else since you opened it"):
            decide(session, alert, Disposition.LAPSED, version=seen, **BY_ASHA)
        assert alert.state is AlertState.ESCALATED
        decide(session, alert, Disposition.LAPSED, version=alert.version, **BY_ASHA)

    def test_new_facts_count_as_a_change(self, session: Session, alert: Alert) -> None:
        seen = alert.version
        a_new_alert_of_the_same_recruiter(session, alert)
        with pytest.raises(NotAllowed, match="look at it again"):
            decide(session, alert, Disposition.LAWFUL, version=seen, **BY_ASHA)


class TestSnooze:
    def test_it_wakes_on_its_day_and_not_before(self, session: Session, alert: Alert) -> None:
        snooze(session, alert, date(2026, 11, 25), on=NOON.date(), **BY_ASHA)
        assert wake_snoozed(session, on=date(2026, 11, 24), at=NOON) == []
        assert wake_snoozed(session, on=date(2026, 11, 25), at=NOON) == [alert]
        assert wake_snoozed(session, on=date(2026, 11, 25), at=NOON) == []
        assert alert.state is AlertState.OPEN
        last = session.exec(select(TriageDecision).where(TriageDecision.officer == "wakala")).one()
        assert (last.action, last.reason) == (TriageAction.REOPEN, "The snooze ended on 2026-11-25.")

    @pytest.mark.parametrize("days", [0, -1, 400])
    def test_the_day_must_be_near_and_ahead(self, session: Session, alert: Alert, days: int) -> None:
        with pytest.raises(InvalidInput, match="choose a day after"):
            snooze(session, alert, NOON.date() + timedelta(days=days), on=NOON.date(), **BY_ASHA)

    def test_its_days_are_those_of_the_office_and_not_of_greenwich(self, session: Session, alert: Alert) -> None:
        late = {**BY_ASHA, "at": NOON.replace(hour=22)}
        tomorrow_in_nairobi = NOON.date() + timedelta(days=1)
        with pytest.raises(InvalidInput, match="choose a day after 2026-11-19"):
            snooze(session, alert, tomorrow_in_nairobi, on=tomorrow_in_nairobi, **late)
        snooze(session, alert, tomorrow_in_nairobi + timedelta(days=180), on=tomorrow_in_nairobi, **late)

    def test_a_second_snooze_undone_leaves_the_first(self, session: Session, alert: Alert) -> None:
        for day in (25, 26, 29):
            snooze(session, alert, date(2026, 11, day), on=NOON.date(), **BY_ASHA)
        for day in (26, 25):
            undo(session, alert, **BY_ASHA)
            assert (alert.state, alert.snoozed_until) == (AlertState.SNOOZED, date(2026, 11, day))
        snooze(session, alert, date(2026, 11, 28), on=NOON.date(), **BY_ASHA)
        undo(session, alert, **BY_ASHA)
        assert alert.snoozed_until == date(2026, 11, 25)
        undo(session, alert, **BY_ASHA)
        assert alert.state is AlertState.OPEN

    def test_a_decision_undone_sleeps_on(self, session: Session, alert: Alert) -> None:
        snooze(session, alert, date(2026, 11, 25), on=NOON.date(), **BY_ASHA)
        decide(session, alert, Disposition.LAPSED, **BY_ASHA)
        undo(session, alert, **BY_ASHA)
        assert (alert.state, alert.snoozed_until) == (AlertState.SNOOZED, date(2026, 11, 25))


def test_assigning_keeps_the_state_and_says_who(session: Session, alert: Alert) -> None:
    assign(session, alert, " Baraka@Labour.example ", officer=ASHA, at=NOON)
    assert (alert.state, alert.assignee) == (AlertState.OPEN, BARAKA)


class TestBulk:
    def test_each_is_decided_under_the_rules_of_one(self, session: Session) -> None:
        first, second = an_alert(session), an_alert(session)
        decide(session, first, Disposition.LAWFUL, **BY_BARAKA)
        ids = [first.id or 0, second.id or 0, 999, second.id or 0]
        outcome = decide_many(session, ids, Disposition.LAPSED, **BY_ASHA)
        assert outcome.done == [second.id]
        assert set(outcome.refused) == {first.id, 999}
        assert "is decided" in outcome.refused[first.id or 0]
        assert first.disposition is Disposition.LAWFUL

    def test_any_act_can_be_done_in_bulk(self, session: Session) -> None:
        alerts = [an_alert(session) for _ in range(3)]
        ids = [alert.id or 0 for alert in alerts]
        in_bulk(session, ids, lambda alert: assign(session, alert, BARAKA, officer=ASHA, at=NOON))
        assert {alert.assignee for alert in alerts} == {BARAKA}


def test_an_unknown_alert_is_named(session: Session, at: datetime) -> None:
    with pytest.raises(NotFound, match="no alert 41"):
        find_alert(session, 41)


class TestRights:
    def test_every_right_has_a_first_role_and_roles_rise(self) -> None:
        assert set(FIRST_ROLE_WITH) == set(Right)
        assert all(may(Role.ADMINISTRATOR, right) for right in Right)
        assert may(Role.INSPECTOR, Right.TRIAGE)
        assert may(Role.ANALYST, Right.TRIAGE)

    def test_a_refusal_names_who_may(self) -> None:
        require(Role.ANALYST, Right.PROMOTE_MODEL)
        with pytest.raises(NotAllowed, match=r"inspector may not promote model.*role analyst"):
            require(Role.INSPECTOR, Right.PROMOTE_MODEL)
