"""A model's card tells which law it learnt under, whose decisions those were, and which were nobody's."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session
from typer.testing import CliRunner

from alerts.accountability import SIMULATED
from alerts.triage import decide
from dashboard import desk
from dashboard.cli import app
from dashboard.queries.model_origin import model_origin
from registry.law.rulebook import record_rulebook
from registry.records import TriageDecision
from registry.vocabulary import Disposition, ModelState, Role
from tests.dashboard.conftest import Open, page_text
from tests.dashboard.factory import a_full_desk
from tests.dashboard.test_models_screen import FIGURES, a_model
from tests.factory import NOON

VERSION, NEXT = "a1" * 32, "b2" * 32


def loaded(session: Session, version: str, at: datetime) -> None:
    record_rulebook(session, replace(desk.rulebook(), version=version), actor="system", at=at)


def a_model_under(session: Session, version: str, **given: Any) -> int:
    card = {"learnt_from": {"from": "decisions", "positive": 1045, "rulebook": version}}
    return a_model(session, card=card, **given)


def decided(session: Session, *reasons: str, at: datetime = NOON - timedelta(days=1)) -> None:
    for alert, reason in zip(a_full_desk(session)[:4], reasons, strict=False):
        decide(session, alert, Disposition.LAWFUL, officer="juma@office.example", reason=reason, at=at)


def test_a_card_names_its_rulebook_and_since_when_it_is_in_use(open_screen: Open) -> None:
    desk.act(loaded, VERSION, datetime(2026, 11, 3, tzinfo=UTC))
    desk.act(a_model_under, VERSION)
    text = page_text(open_screen("models", role=Role.ANALYST))
    name, rules = desk.rulebook().jurisdiction.name_of("ZZ"), len(desk.rulebook().jurisdiction.rules)
    assert f"{name}, {rules} rules, in use here since 3 November 2026; SHA-256 {VERSION}" in text
    assert "<dd><bdi>1,045</bdi></dd>" in text


def test_a_rulebook_that_another_took_the_place_of_says_until_when(open_screen: Open) -> None:
    for version, day in ((VERSION, 3), (NEXT, 10), (VERSION, 20)):
        desk.act(loaded, version, datetime(2026, 11, day, 12, tzinfo=UTC))
    desk.act(a_model_under, VERSION)
    assert "in use here from 3 November 2026 to 10 November 2026" in page_text(open_screen("models", role=Role.ANALYST))


def test_a_rulebook_of_no_run_here_is_said_to_be_that(open_screen: Open) -> None:
    desk.act(a_model_under, VERSION)
    assert f"in no run that is on record here; SHA-256 {VERSION}" in page_text(open_screen("models", role=Role.ANALYST))


def test_simulated_decisions_are_told_apart_on_the_screen_and_in_the_file(open_screen: Open) -> None:
    desk.act(decided, SIMULATED, SIMULATED, "The licence was shown at the office.")
    desk.act(a_model_under, VERSION)
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "made by no person: 2 of 3 decisions on file." in text
    assert "2 of them simulated by the demo; no person made them" in text
    printed = CliRunner().invoke(app, ["model", "card", "1"]).stdout
    assert "2 of them simulated by the demo; no person made them" in printed
    assert f"SHA-256 {VERSION}" in printed


def test_a_digest_of_simulated_decisions_says_so_and_one_of_peoples_does_not(open_screen: Open) -> None:
    desk.act(decided, SIMULATED, "The licence was shown at the office.", at=desk.now())
    text = page_text(open_screen("digest_preview"))
    assert "Simulated by the demo, made by no person: 1 of 2 decisions of this week." in text
    desk.act(lambda session: session.execute(update(TriageDecision).values(reason="The list of today has it.")))
    assert "simulated" not in page_text(open_screen("digest_preview")).lower()


def test_decisions_of_people_raise_no_word_of_simulation(open_screen: Open) -> None:
    desk.act(decided, "The licence was shown at the office.", "The list of today has it.")
    desk.act(a_model_under, VERSION)
    assert "simulated" not in page_text(open_screen("models", role=Role.ANALYST)).lower()


def test_decisions_after_the_training_are_not_counted_as_learnt_from(session: Session) -> None:
    decided(session, SIMULATED, at=NOON + timedelta(days=1))
    before = model_origin(session, a_model_under(session, VERSION)).decisions
    assert before is not None
    later = model_origin(session, a_model_under(session, VERSION, trained_at=NOON + timedelta(days=2))).decisions
    assert later is not None
    assert (later.count, later.simulated) == (before.count + 1, 1)


def test_a_model_from_outside_labels_tells_of_no_decisions(session: Session) -> None:
    assert model_origin(session, a_model_under(session, VERSION, outside_labels=True)).decisions is None


def test_a_comparison_with_what_no_longer_judges_is_no_leave_to_go_live(open_screen: Open) -> None:
    desk.act(a_model)
    assert "By the rule for promotion it may judge." in page_text(open_screen("models", role=Role.ANALYST))
    desk.act(a_model, state=ModelState.LIVE, figures={"rows": FIGURES, "groups": FIGURES})
    screen = open_screen("models", role=Role.ANALYST)
    screen.selectbox(key="model-version").select(1).run()
    text = page_text(screen)
    assert "Model 1 won against the scorecard, but has to win against model 2 now: compare it again." in text
    assert "By the rule for promotion it may judge." not in text
