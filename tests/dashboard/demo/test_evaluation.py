"""The figures of the evaluation, on alerts made by hand."""

from datetime import datetime
from pathlib import Path

import pytest
from rich.console import Console
from sqlmodel import Session

from dashboard.demo.evaluation import evaluate
from dashboard.demo.evaluation_table import render
from registry.errors import InvalidInput
from registry.records import Alert, AlertAdvert, Assessment
from registry.vocabulary import AlertState, Band, Lane, MatchOutcome, MatchStrength, Severity, StandingState
from tests.factory import a_recruiter, an_advert

TRUTH = """advert_url,recruiter,label,typology,kind,held
http://a.example/1,r1,offender,passport_retention,typology,0
http://a.example/2,r1,offender,passport_retention,typology,0
http://a.example/3,r2,offender,passport_retention,typology,1
http://a.example/4,r3,offender,visit_visa,typology,0
http://a.example/5,r4,innocent,branch,innocent,0
http://a.example/6,r5,innocent,branch,innocent,0
"""


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    file = tmp_path / "truth.csv"
    file.write_text(TRUTH, encoding="utf-8")
    return file


def an_alert(session: Session, at: datetime, urls: list[str], grounds: list[str], lane: Lane = Lane.ORDINARY) -> None:
    recruiter = a_recruiter(session)
    alert = Alert(
        recruiter_id=recruiter.id, jurisdiction="ke", state=AlertState.OPEN, severity=Severity.HIGH, lane=lane,
        grounds=grounds, raised_at=at, raised_on=at.date(), updated_at=at,
    )  # fmt: skip
    session.add(alert)
    session.flush()
    for url in urls:
        advert = an_advert(session, recruiter=recruiter, url=url, key=url)
        assessment = Assessment(
            advert_id=advert.id, recruiter_id=recruiter.id, jurisdiction="ke", judged_on=at.date(), assessed_at=at,
            inputs_digest="0", rulebook_version="0", model_version="0", match_outcome=MatchOutcome.UNLISTED,
            match_strength=MatchStrength.NONE, standing=StandingState.UNLISTED, probability=0.5, band=Band.UNSURE,
        )  # fmt: skip
        session.add(assessment)
        session.flush()
        session.add(AlertAdvert(alert_id=alert.id, advert_id=advert.id, assessment_id=assessment.id))
    session.flush()


def test_found_by_its_own_ground_by_any_or_not_at_all(session: Session, at: datetime, truth: Path) -> None:
    an_alert(session, at, ["http://a.example/2"], ["passport_collected", "guarantee"])
    an_alert(session, at, ["http://a.example/4"], ["agency_not_in_registry"])
    an_alert(session, at, ["http://a.example/5"], ["score"])
    report = evaluate(session, truth, seed=7)
    assert report == {
        "seed": 7,
        "typologies": {
            "passport_retention": {"planted": 2, "found": 1, "found_any": 1, "recall": 0.5, "recall_held": 0.0},
            "visit_visa": {"planted": 1, "found": 0, "found_any": 1, "recall": 0.0, "recall_held": None},
        },
        "innocents": {"branch": {"planted": 2, "flagged": 1}},
        "alerts": 3,
        "false_alerts": 1,
        "false_share": 0.3333,
        "control": 0,
        "learning": 0,
    }


def test_what_was_drawn_or_chosen_neither_finds_nor_errs(session: Session, at: datetime, truth: Path) -> None:
    an_alert(session, at, ["http://a.example/1"], ["control", "passport_collected"], Lane.CONTROL)
    an_alert(session, at, ["http://a.example/6"], ["control"], Lane.CONTROL)
    an_alert(session, at, ["http://a.example/5"], ["learning"], Lane.LEARNING)
    report = evaluate(session, truth, seed=None)
    assert (report["control"], report["learning"]) == (2, 1)
    assert report["alerts"] == report["false_alerts"] == 0
    assert report["innocents"]["branch"]["flagged"] == 0
    assert report["typologies"]["passport_retention"]["found_any"] == 0


def test_an_alert_on_an_offender_and_an_innocent_is_not_false_but_flags(
    session: Session, at: datetime, truth: Path
) -> None:
    an_alert(session, at, ["http://a.example/3", "http://a.example/5"], ["passport_collected"])
    report = evaluate(session, truth, seed=1)
    assert report["false_alerts"] == 0
    assert report["innocents"]["branch"]["flagged"] == 1
    assert report["typologies"]["passport_retention"]["recall_held"] == 1.0


def test_alerts_that_the_truth_knows_nothing_of_are_left_out(session: Session, at: datetime, truth: Path) -> None:
    an_alert(session, at, ["http://elsewhere.example/1"], ["passport_collected"])
    assert evaluate(session, truth, seed=1)["alerts"] == 0


def test_the_table_says_on_its_face_that_the_country_is_invented(session: Session, at: datetime, truth: Path) -> None:
    an_alert(session, at, ["http://a.example/2"], ["passport_collected"])
    console = Console(width=120)
    with console.capture() as capture:
        console.print(render(evaluate(session, truth, seed=1)))
    shown = capture.get()
    assert shown.startswith("SYNTHETIC")
    assert "passport_retention" in shown
    assert "50%" in shown


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("advert_url,recruiter\n", "no column 'label'"),
        ("advert_url,recruiter,label,typology\nu,r,perhaps,branch\n", "line 2"),
        ("advert_url,recruiter,label,typology\nu,r,offender,flying\n", "'flying'"),
        ("advert_url,recruiter,label,typology\nu,r,innocent,branch\nv,r,offender,visit_visa\n", "two labels"),
    ],
)
def test_a_truth_file_that_cannot_be_used_is_one_sentence(
    session: Session, tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "truth.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=says):
        evaluate(session, file, seed=1)


def test_a_missing_truth_file_is_one_sentence(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        evaluate(session, tmp_path / "none.csv", seed=1)
