"""Advice for more labels can be followed: where no alert is open, it is not to decide more."""

from pathlib import Path

from sqlmodel import Session

from dashboard.after_refusal import advice_after_refusal, advice_where_none_is_left
from registry.settings import Settings
from registry.vocabulary import AlertState
from tests.dashboard.factory import a_case


def test_advice_is_given_once_no_alert_is_open(session: Session, tmp_path: Path) -> None:
    demo, office = Settings(home=tmp_path, demo=True), Settings(home=tmp_path)
    one = a_case(session, "Kijani Manpower")
    assert advice_where_none_is_left(session, demo) is None
    one.state = AlertState.DECIDED
    session.flush()
    assert "wakala run --demo --adverts 6000" in (advice_where_none_is_left(session, demo) or "")
    assert "the next runs raise more" in (advice_where_none_is_left(session, office) or "")


def test_a_refusal_is_said_to_be_normal_with_what_may_be_done(session: Session, tmp_path: Path) -> None:
    demo, office = Settings(home=tmp_path, demo=True), Settings(home=tmp_path)
    one = a_case(session, "Kijani Manpower")
    assert "normal outcome" in advice_after_refusal(session, office)
    assert "Decide more alerts" in advice_after_refusal(session, office)
    one.state = AlertState.DECIDED
    session.flush()
    told = advice_after_refusal(session, demo)
    assert "Decide more alerts" not in told
    assert "--seed" in told
    assert "--error-rate" in told
