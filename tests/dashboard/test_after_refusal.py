"""Advice is of what was lost, and can be followed: where no alert is open, it is not to decide more."""

from pathlib import Path

from sqlmodel import Session

from dashboard.after_refusal import advice_after_refusal, advice_where_none_is_left
from registry.settings import Settings
from registry.vocabulary import AlertState
from risk_model.promotion_rule import LostOn
from tests.dashboard.factory import a_case


def test_advice_is_given_once_no_alert_is_open(session: Session, tmp_path: Path) -> None:
    demo, office = Settings(home=tmp_path, demo=True), Settings(home=tmp_path)
    one = a_case(session, "Kijani Manpower")
    assert advice_where_none_is_left(session, demo) is None
    one.state = AlertState.DECIDED
    session.flush()
    assert "wakala run --demo --adverts 6000" in (advice_where_none_is_left(session, demo) or "")
    assert "the next runs raise more" in (advice_where_none_is_left(session, office) or "")


def test_advice_depends_on_what_was_lost(session: Session, tmp_path: Path) -> None:
    office = Settings(home=tmp_path)
    a_case(session, "Kijani Manpower")
    told = {one: advice_after_refusal(session, office, [one.value]) for one in LostOn}
    assert all(said.startswith("This is a normal outcome") for said in told.values())
    assert "so few decided recruiters" in told[LostOn.TOO_FEW]
    assert "ranks recruiters less well" in told[LostOn.PRECISION]
    assert "control sample, which is drawn by lot" in told[LostOn.BRIER]
    assert told[LostOn.FALSE_ALARMS].endswith("decisions that were wrong look the same.")
    assert {one for one, said in told.items() if "Decide more alerts" in said} == set(LostOn) - {LostOn.FALSE_ALARMS}
    both = advice_after_refusal(session, office, ["false_alarms", "precision"])
    assert "ranks recruiters less well" in both
    assert "look again" in both
    assert both.count("Decide more alerts") == 1


def test_where_none_is_left_to_decide_nobody_is_told_to(session: Session, tmp_path: Path) -> None:
    demo = Settings(home=tmp_path, demo=True)
    a_case(session, "Kijani Manpower").state = AlertState.DECIDED
    session.flush()
    told = advice_after_refusal(session, demo, [LostOn.PRECISION])
    assert "Decide more alerts" not in told
    assert "--adverts 6000" in told
    for never_seen_to_help in ("--seed", "--error-rate"):
        assert never_seen_to_help not in told


def test_a_comparison_of_before_reasons_were_kept_still_gets_advice(session: Session, tmp_path: Path) -> None:
    a_case(session, "Kijani Manpower")
    assert "Decide more alerts" in advice_after_refusal(session, Settings(home=tmp_path), ())
