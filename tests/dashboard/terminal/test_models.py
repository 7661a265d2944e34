"""The terminal's verbs on models: who may train, what is printed of figures, and what nothing can be said of yet."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import orjson
import pytest
from sqlalchemy import update
from sqlmodel import Session
from typer.testing import CliRunner, Result

from alerts.accountability import SIMULATED
from dashboard import accounts, desk
from dashboard.cli import app
from dashboard.installation import open_installation
from dashboard.terminal import models
from registry.errors import ModelRefused, NotAllowed
from registry.records import ModelVersion, TriageDecision
from registry.vocabulary import Role
from risk_model import model_store
from risk_model.estimator import RiskClassifier
from risk_model.features import FEATURE_NAMES
from risk_model.learning.frames import frame_of
from risk_model.models_on_file import find_model
from tests.dashboard.factory import PASSWORD
from tests.dashboard.test_model_origin import decided
from tests.dashboard.test_models_screen import a_model, some_adverts
from tests.factory import NOON
from tests.risk_model.factory import a_reading

LABELS = "title,description,label\n" + "".join(
    f"Work,{said} number {number} here,{label}\n"
    for number in range(12)
    for said, label in (("Pay the registration fee today", 1), ("A bakery looks for a cook", 0))
)


def wakala(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def an_account(role: Role) -> str:
    email = f"{role.value}@office.example"
    given = {"email": email, "name": "", "role": role, "password": PASSWORD, "by": "test"}
    desk.act(accounts.add_account, at=desk.clock(), **given)  # type: ignore[arg-type]
    return email


@pytest.fixture
def labels(home: Path) -> Path:
    """A labelled file that is large enough to be read and too small to learn from."""
    file = home / "labels.csv"
    file.write_text(LABELS)
    return file


def test_nobody_trains_under_a_name_that_may_not(labels: Path) -> None:
    stranger = wakala("model", "train", "--labels", labels, "--by", "nobody@office.example")
    assert isinstance(stranger.exception, NotAllowed)
    assert "no open account 'nobody@office.example'" in str(stranger.exception)
    inspector = wakala("model", "train", "--labels", labels, "--by", an_account(Role.INSPECTOR))
    assert isinstance(inspector.exception, NotAllowed)
    assert "may not train model" in str(inspector.exception)


@pytest.mark.parametrize(
    ("role", "named"),
    [
        (Role.ANALYST, "analyst@office.example"),
        (Role.ADMINISTRATOR, "administrator@office.example"),
        (None, "the command line (no account was named)"),
    ],
)
def test_whoever_trains_is_who_the_card_names(
    labels: Path, monkeypatch: pytest.MonkeyPatch, role: Role | None, named: str
) -> None:
    def learn(session: Session, *given: object) -> ModelVersion:
        return find_model(session, a_model(session, trained_by=given[3]))

    monkeypatch.setattr(models, "_train", learn)
    by = ("--by", an_account(role)) if role else ()
    assert wakala("model", "train", "--labels", labels, *by).stdout == "1\n"
    assert desk.look(find_model, 1).trained_by == named


def test_simulated_decisions_are_told_where_a_model_is_trained_measured_or_compared(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def learn(session: Session, *_given: object) -> ModelVersion:
        return find_model(session, a_model(session))

    monkeypatch.setattr(models, "_train", learn)
    desk.act(decided, SIMULATED, "The licence was shown at the office.")
    said = "Simulated by the demo, made by no person: 1 of 2 decisions on file."
    for words in (("train",), ("evaluate", 1), ("evaluate", 1, "--labels", "decisions")):
        told = wakala("model", *words)
        assert (told.exit_code, said in told.stderr, said in told.stdout) == (0, True, False), words
    assert said in wakala("model", "compare", 1).stderr
    desk.act(lambda session: session.execute(update(TriageDecision).values(reason="The list of today has it.")))
    for words in (("train",), ("evaluate", 1), ("compare", 1)):
        assert "imulated" not in wakala("model", *words).output, words


def test_a_model_of_a_file_has_no_decisions_to_be_measured_on(home: Path) -> None:
    desk.act(a_model, outside_labels=True)
    told = wakala("model", "evaluate", 1, "--labels", "decisions")
    assert "learnt from a file, not from decisions" in str(told.exception)
    assert "imulated" not in wakala("model", "evaluate", 1).output


def test_columns_that_only_keep_rows_together_are_named(home: Path) -> None:
    file = home / "labels.csv"
    file.write_text("title,description,label,employer,place\nWork,A bakery looks for a cook,0,Kilota Ltd,Meru\n")
    told = wakala("model", "train", "--labels", file)
    assert "read for splitting only, never learnt from: employer." in told.stderr
    assert f"Ignored columns of {file}: place." in told.stderr


def test_figures_are_one_json_document_with_and_without_the_flag(home: Path) -> None:
    desk.act(a_model)
    plain, flagged = wakala("model", "evaluate", 1), wakala("model", "evaluate", 1, "--json")
    assert orjson.loads(plain.stdout)["rows"]["average_precision"] == 0.71
    assert (flagged.exit_code, flagged.stdout) == (0, plain.stdout)


def test_drift_against_an_empty_window_raises_no_false_calm(home: Path) -> None:
    desk.act(some_adverts, 40, first_seen_at=NOON - timedelta(days=5))
    told = wakala("model", "drift", "--on", "2026-11-18")
    listed = wakala("model", "drift", "--on", "2026-11-18", "--json")
    assert told.exit_code == 0
    assert told.stdout.startswith(
        "Nothing to compare with: in the window, 2026-03-23 to 2026-09-21, no advert was seen"
    )
    assert "not before 2027-01-11. Alarms: not told." in told.stdout
    assert "not told" in told.stdout.splitlines()[-2]
    found = orjson.loads(listed.stdout)
    assert found["not_told"] == told.stdout.splitlines()[0]
    assert found["weeks"][0]["alarms"] is None


def test_drift_without_a_week_to_compare_says_so(home: Path) -> None:
    told = wakala("model", "drift", "--on", "2026-11-18")
    assert told.exit_code == 0
    assert told.stdout == (
        "Too early to tell: no advert was first seen in a whole week from 2026-09-21 until 2026-11-18, so there is "
        "nothing to compare yet.\n"
    )


def test_the_kill_switch_turned_twice_says_that_it_was_on(home: Path) -> None:
    given = ("--by", an_account(Role.ADMINISTRATOR), "--reason", "Scores look wrong.")
    assert wakala("model", "kill-switch", "on", *given).stdout == "Rules and scorecard only, from now on.\n"
    assert wakala("model", "kill-switch", "on", *given).stdout == "The kill switch was on already; it stays so.\n"
    assert wakala("model", "kill-switch", "off", *given).stdout == "The live model may judge again.\n"
    assert wakala("model", "kill-switch", "off", *given).stdout == "The kill switch was off already; it stays so.\n"


def test_who_judges_is_said_of_what_was_scored_only(home: Path, labels: Path) -> None:
    done = wakala("model", "score", labels, "--out", home / "scores.csv")
    assert "Scored by scorecard" in done.stderr
    (home / "tabs.csv").write_text("title\tdescription\nCook\tsoup\n")
    refused = wakala("model", "score", home / "tabs.csv", "--out", home / "scores.csv")
    assert "tabs between its cells" in str(refused.exception)
    assert "Scored by" not in refused.output


def stored(estimator: RiskClassifier) -> None:
    """A candidate on file, with this estimator for its file."""
    file = model_store.save(estimator, folder=open_installation().settings.models_dir)
    given = {"file": file.file, "sha256": file.sha256, "versions": file.versions, "features": [*FEATURE_NAMES]}
    desk.act(a_model, **given)  # type: ignore[arg-type]


def test_figures_of_a_handful_are_told_to_say_nothing(home: Path, labels: Path) -> None:
    examples = [a_reading(text=f"Work\n{'Pay the fee' if row % 2 else 'A bakery'} number {row}") for row in range(60)]
    frame = frame_of(examples, rulebook=open_installation().rulebook())
    stored(RiskClassifier(strengths=(10.0,)).fit(frame, np.arange(60) % 2 == 1))
    told = wakala("model", "evaluate", 1, "--labels", labels)
    assert told.exit_code == 0
    assert "1 positive and 1 negative groups of adverts that belong together; figures of fewer than 30" in told.stderr


def test_a_file_of_a_model_never_fitted_gives_way_to_the_scorecard(home: Path, labels: Path) -> None:
    stored(RiskClassifier())
    asked = wakala("model", "score", labels, "--model", 1, "--out", home / "scores.csv")
    assert isinstance(asked.exception, ModelRefused)
    assert not (home / "scores.csv").exists()
    given = wakala("model", "score", labels, "--out", home / "scores.csv")
    assert given.exit_code == 0
    assert "holds a model that was never fitted, or only in part; train a new one. The scorecard took over." in (
        given.stderr.replace("\n", " ")
    )
