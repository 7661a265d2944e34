"""Simulated officers decide by the truth, err as often as they are told to, and always the same way for one seed."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from dashboard.demo.decisions import simulate_decisions
from registry.errors import InvalidInput
from registry.records import Alert
from registry.vocabulary import AlertState, Disposition
from tests.dashboard.demo.test_evaluation import TRUTH, an_alert


@pytest.fixture
def truth(tmp_path: Path, session: Session, at: datetime) -> Path:
    """Three alerts: an offender's, an innocent's, and one on an advert that the truth does not know."""
    an_alert(session, at, ["http://a.example/1"], ["passport_collected"])
    an_alert(session, at, ["http://a.example/5"], ["score"])
    an_alert(session, at, ["http://elsewhere.example/1"], ["score"])
    file = tmp_path / "truth.csv"
    file.write_text(TRUTH, encoding="utf-8")
    return file


def dispositions(session: Session) -> list[Disposition | None]:
    return list(session.exec(select(Alert.disposition).order_by(col(Alert.id))))


def test_officers_who_never_err_close_by_the_truth(session: Session, at: datetime, truth: Path) -> None:
    assert simulate_decisions(session, truth, error_rate=0, seed=1, at=at) == 2
    assert dispositions(session) == [Disposition.TRAFFICKING_SUSPECTED, Disposition.LAWFUL, None]
    assert session.exec(select(Alert.state).order_by(col(Alert.id))).all()[-1] is AlertState.OPEN


def test_officers_who_always_err_turn_offender_and_innocent_around(session: Session, at: datetime, truth: Path) -> None:
    simulate_decisions(session, truth, error_rate=1, seed=1, at=at)
    offender, innocent, _ = dispositions(session)
    assert offender in (Disposition.LAWFUL, Disposition.NOT_AN_AGENCY)
    assert innocent not in (Disposition.LAWFUL, Disposition.NOT_AN_AGENCY, None)


def test_a_second_round_finds_nothing_left(session: Session, at: datetime, truth: Path) -> None:
    assert simulate_decisions(session, truth, error_rate=0.1, seed=1, at=at, most=1) == 1
    assert simulate_decisions(session, truth, error_rate=0.1, seed=1, at=at) == 1
    assert simulate_decisions(session, truth, error_rate=0.1, seed=1, at=at) == 0


def test_a_rate_that_is_no_share_is_refused(session: Session, at: datetime, truth: Path) -> None:
    with pytest.raises(InvalidInput, match=r"1\.5"):
        simulate_decisions(session, truth, error_rate=1.5, seed=1, at=at)
