"""Weeks that look like the training window are quiet; another source, language or flood of alerts rings."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from registry.records import Alert, ModelVersion
from registry.vocabulary import Lane, ModelState, Severity
from risk_model.measuring.drift import drift, stability
from tests.factory import a_recruiter, an_advert

ON = date(2026, 11, 18)
MONDAY = date(2026, 11, 9)  # the last whole week before ON


def adverts(session: Session, monday: date, count: int, **given: Any) -> list[Any]:
    made = []
    for number in range(count):
        seen_at = datetime(monday.year, monday.month, monday.day, 9, tzinfo=UTC) + timedelta(days=number % 7)
        advert = an_advert(session, title="Cook", description=f"A hotel seeks cook {number}.")
        advert.first_seen_at = seen_at
        for name, value in given.items():
            setattr(advert, name, value)
        session.add(advert)
        made.append(advert)
    session.flush()
    return made


def alerts(session: Session, monday: date, count: int, lane: Lane = Lane.ORDINARY) -> None:
    for number in range(count):
        recruiter = a_recruiter(session, f"Recruiter {monday} {number} {lane}")
        at = datetime(monday.year, monday.month, monday.day, 9, tzinfo=UTC)
        session.add(
            Alert(
                recruiter_id=recruiter.id,
                jurisdiction="zz",
                severity=Severity.HIGH,
                raised_at=at,
                raised_on=monday,
                updated_at=at,
                lane=lane,
            )
        )
    session.flush()


def usual_weeks(session: Session) -> None:
    for week in range(1, 7):
        adverts(session, MONDAY - week * timedelta(days=7), 40, source="board", language="en")
        alerts(session, MONDAY - week * timedelta(days=7), 5)


def test_a_week_like_the_others_is_quiet(session: Session) -> None:
    usual_weeks(session)
    adverts(session, MONDAY, 40, source="board", language="en")
    alerts(session, MONDAY, 6)
    alerts(session, MONDAY, 30, lane=Lane.CONTROL)
    found = drift(session, on=ON, weeks=1)
    [week] = found.weeks
    assert (week.week, week.adverts, week.alerts, week.alarms) == (MONDAY, 40, 6, ())
    assert found.judged_by == "the scorecard"
    assert set(week.inputs) == {"source", "language", "length", "stated grounds"}


def test_another_source_and_language_and_a_flood_of_alerts_ring(session: Session) -> None:
    usual_weeks(session)
    adverts(session, MONDAY, 40, source="forwards", language="sw")
    alerts(session, MONDAY, 40)
    alarms = drift(session, on=ON, weeks=1).alarms
    assert [alarm.split(":")[0] for alarm in alarms] == ["source", "language", "alerts"]
    assert "40 raised this week, 5.0 are usual" in alarms[-1]


def test_a_week_of_few_adverts_says_nothing(session: Session) -> None:
    usual_weeks(session)
    adverts(session, MONDAY, 5, source="forwards", language="sw")
    alerts(session, MONDAY, 5)
    [week] = drift(session, on=ON, weeks=1).weeks
    assert (week.inputs, week.scores, week.alarms) == ({}, None, None)


def test_an_empty_office_has_no_drift(session: Session) -> None:
    found = drift(session, on=ON, weeks=3)
    assert [week.alarms for week in found.weeks] == [None, None, None]
    assert found.too_early


def test_weeks_that_fell_silent_are_no_early_days(session: Session) -> None:
    for week in range(1, 7):
        alerts(session, MONDAY - week * timedelta(days=7), 20)
    found = drift(session, on=ON, weeks=1)
    assert found.alarms == ("alerts: 0 raised this week, 20.0 are usual.",)
    assert not found.too_early
    adverts(session, MONDAY, 1)
    assert not drift(session, on=ON, weeks=8).too_early


def test_an_empty_window_is_no_calm_and_says_from_when_on_something_is_told(session: Session) -> None:
    adverts(session, MONDAY, 40, source="board", language="en")
    found = drift(session, on=ON, weeks=2)
    assert [week.alarms for week in found.weeks] == [None, None]
    assert found.told_from == date(2026, 11, 30)
    told = found.why_not_told()
    assert "2026-05-04 to 2026-11-02, no advert was seen, and 30 are needed" in told
    assert "not before 2026-11-30. Alarms: not told." in told
    then = drift(session, on=date(2026, 11, 30), weeks=2)
    assert (then.window_adverts, then.why_not_told()) == (40, "")


def test_a_model_trained_before_any_advert_was_seen_is_said_to_tell_nothing(session: Session) -> None:
    trained_at = datetime(2026, 11, 3, 9, tzinfo=UTC)
    given = {"file": "a.skops", "sha256": "a" * 64, "trained_at": trained_at, "trained_by": "a", "card": {}}
    session.add(ModelVersion(state=ModelState.LIVE, labels={}, figures={}, **given))
    adverts(session, MONDAY, 40, source="board", language="en")
    found = drift(session, on=ON)
    assert found.told_from is None
    assert f"nothing while {found.judged_by} judges" in found.why_not_told()


@given(st.lists(st.integers(1, 500), min_size=2, max_size=8))
def test_the_same_mix_is_stable_whatever_its_size(counts: list[int]) -> None:
    mix = np.array(counts, dtype=float)
    assert stability(mix * 10, mix * 10) == 0.0
    assert stability(mix, np.zeros(len(mix))) == 0.0
