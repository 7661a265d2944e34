"""The analyst's screen of models: who judges, what a version's card says, who won a comparison, and the switch."""

from typing import Any

from sqlmodel import Session

from dashboard import desk
from registry.records import ModelVersion
from registry.vocabulary import ModelState, Role
from risk_model.model_room import judging_now
from tests.dashboard.conftest import Open, page_text, press, the
from tests.factory import NOON

FIGURES = {"average_precision": 0.71, "roc_auc": 0.93, "precision_at_capacity": 0.8, "brier": 0.06}


def a_model(session: Session, *, objections: list[str] | None = None, **given: Any) -> int:
    """A candidate that was compared with the scorecard, and lost where there are `objections`."""
    comparison = {
        "challenger": 1, "champion": None, "adverts": 120, "challenger_figures": FIGURES, "champion_figures": FIGURES,
        "difference": 0.02, "interval": [-0.01, 0.05], "objections": objections or [],
    }  # fmt: skip
    model = ModelVersion(
        file="model-1.skops", sha256="a" * 64, trained_at=NOON, **{"trained_by": "neema@office.example",
        "labels": {"from": "decisions", "positive": 40, "negative": 60},
        "figures": {"rows": FIGURES, "groups": FIGURES, "comparison": comparison},
        "card": {"what": "Words and named features in one linear model.", "limits": ["Few labels."]}, **given},
    )  # fmt: skip
    session.add(model)
    session.flush()
    return model.id or 0


def test_without_a_model_it_says_who_judges_and_how_one_is_made(open_screen: Open) -> None:
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "The scorecard judges" in text
    assert "Train one from the decisions made here" in text


def test_a_live_model_whose_file_is_gone_does_not_pass_for_the_judge(open_screen: Open) -> None:
    desk.act(a_model, state=ModelState.LIVE)
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "The scorecard judges" in text
    assert "The scorecard took over" in text
    assert "Model 1 judges" not in text


def test_an_inspector_does_not_get_there(open_screen: Open) -> None:
    screen = open_screen("models", role=Role.INSPECTOR)
    assert not [one for one in screen.button if one.label == "Train a candidate from decisions"]


def test_too_few_decisions_are_refused_with_the_counts(open_screen: Open) -> None:
    text = page_text(press(open_screen("models", role=Role.ANALYST), "Train a candidate from decisions"))
    assert "0 positive" in text or "at least" in text


def test_a_version_shows_its_card_and_that_it_lost(open_screen: Open) -> None:
    desk.act(a_model, objections=["Average precision is lower by 0.100."])
    screen = open_screen("models", role=Role.ANALYST)
    text = page_text(screen)
    assert "Words and named features in one linear model." in text
    assert "lower by 0.100" in text
    assert not [one for one in screen.button if one.label == "Let model 1 judge"]


def test_a_model_whose_file_is_gone_does_not_go_live(open_screen: Open) -> None:
    desk.act(a_model)
    screen = open_screen("models", role=Role.ANALYST)
    next(one for one in screen.text_input if one.label == "Why").input("It won on the held-out weeks.")
    text = page_text(press(screen, "Let model 1 judge"))
    assert "model-1.skops" in text
    assert desk.look(lambda session: session.get(ModelVersion, 1).state) is ModelState.CANDIDATE  # type: ignore[union-attr]


def test_the_switch_leaves_judging_to_rules_and_scorecard_and_back(open_screen: Open) -> None:
    screen = open_screen("models", role=Role.ANALYST)
    assert "Write the reason first" in page_text(press(screen, "Switch all models off"))
    the(screen.text_input, "Why").input("Scores look wrong since Monday.")
    assert "kill switch is on" in page_text(press(screen, "Switch all models off"))
    assert desk.look(judging_now, desk.settings()).kill_switch
    the(screen.text_input, "Why").input("It was a source that changed.")
    assert "Models judge again" in page_text(press(screen, "Let models judge again"))
    assert not desk.look(judging_now, desk.settings()).kill_switch
