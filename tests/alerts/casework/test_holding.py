"""What the system changes of alerts by itself never undoes what an officer does at the same moment."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from alerts.casework import acts, alert_rows, merged_cases, snoozing
from alerts.triage import decide, escalate, find_alert, reopen, snooze
from registry.database import unit_of_work
from registry.errors import NotAllowed
from registry.records import Alert, Recruiter
from registry.vocabulary import AlertState, Disposition
from tests.alerts.factory import an_alert, an_assessed_advert, raise_all
from tests.factory import NOON

BY_ASHA: dict[str, Any] = {"officer": "asha@labour.example", "reason": "Ask the registrar first.", "at": NOON}
NO_WAITING = {"sqlite": "PRAGMA busy_timeout = 0", "postgresql": "SET LOCAL lock_timeout = '50ms'"}


def meddled_with(engine: Engine, alert_id: int, then: Callable[..., Any], tries: list[str]) -> Callable[..., Any]:
    """`then`, after an officer's decision on that alert was tried from elsewhere and had to wait."""

    def meddled(*args: Any, **kwargs: Any) -> Any:
        with Session(engine) as other:
            other.execute(text(NO_WAITING[engine.dialect.name]))
            with pytest.raises(OperationalError):
                decide(other, find_alert(other, alert_id), Disposition.LAWFUL, **BY_ASHA)
            tries.append("waited")
        return then(*args, **kwargs)

    return meddled


def test_nobody_decides_while_a_snoozed_alert_is_being_woken(
    engine: Engine, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    alert, tries = an_alert(session), []
    snooze(session, alert, NOON.date().replace(day=25), on=NOON.date(), **BY_ASHA)
    session.commit()
    meddled = meddled_with(engine, alert.id or 0, snoozing.wake, tries)
    monkeypatch.setattr(snoozing, "wake", meddled)
    assert snoozing.wake_snoozed(session, on=NOON.date().replace(day=25), at=NOON) == [alert]
    assert tries == ["waited"]


def test_nobody_decides_while_an_alert_is_being_extended(
    engine: Engine, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    alert, tries = an_alert(session), []
    an_assessed_advert(session, "passport_collected", recruiter=session.get_one(Recruiter, alert.recruiter_id))
    session.commit()
    meddled = meddled_with(engine, alert.id or 0, alert_rows._adverts_of, tries)
    monkeypatch.setattr(alert_rows, "_adverts_of", meddled)
    assert raise_all(session) == [alert]
    assert tries == ["waited"]


def test_nobody_decides_while_cases_of_merged_recruiters_become_one(
    engine: Engine, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, other, tries = an_alert(session), an_alert(session), []
    session.get_one(Recruiter, other.recruiter_id).merged_into_id = kept.recruiter_id
    session.commit()
    meddled = meddled_with(engine, other.id or 0, merged_cases._take_over, tries)
    monkeypatch.setattr(merged_cases, "_take_over", meddled)
    assert merged_cases.gather_merged(session, at=NOON) == [kept, other]
    assert tries == ["waited"]


def test_what_was_read_before_is_read_anew(engine: Engine, session: Session) -> None:
    alert = an_alert(session)
    session.commit()
    assert session.get_one(Alert, alert.id).state is AlertState.OPEN
    with Session(engine) as other:
        escalate(other, find_alert(other, alert.id or 0), **BY_ASHA)
        other.commit()
    assert alert_rows.undecided(session, [alert.recruiter_id])[alert.recruiter_id].state is AlertState.ESCALATED


def test_a_case_that_was_raised_anew_at_that_moment_refuses_the_undoing_in_words(
    engine: Engine, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    alert, refuse = an_alert(session), acts._refuse_second
    decide(session, alert, Disposition.LAPSED, **BY_ASHA)
    session.commit()

    def raised_just_after(looking: Session, of: Alert) -> None:
        monkeypatch.setattr(acts, "_refuse_second", refuse)
        with Session(engine) as other:
            given = alert.model_dump(exclude={"id"}) | {"state": AlertState.OPEN, "disposition": None}
            other.add(Alert(**given))
            other.commit()

    monkeypatch.setattr(acts, "_refuse_second", raised_just_after)
    with pytest.raises(NotAllowed, match="the same recruiter has case W-000002 open"):
        reopen(session, alert, **BY_ASHA)


def test_an_act_that_fails_half_way_leaves_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with unit_of_work(engine) as session:
        number = an_alert(session).id or 0

    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(acts, "write_down", fails)
    with pytest.raises(RuntimeError), unit_of_work(engine) as session:
        decide(session, find_alert(session, number), Disposition.LAWFUL, **BY_ASHA)
    with Session(engine) as session:
        assert find_alert(session, number).state is AlertState.OPEN
