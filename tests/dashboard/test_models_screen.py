"""The analyst's screen of models: who judges, what a version's card says, who won a comparison, and the switch."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from alerts.run_settings import set_kill_switch
from dashboard import desk, words
from dashboard.panels.model_card_panel import DRAWN
from dashboard.queries.models import judging_now
from registry.records import ModelVersion
from registry.vocabulary import ModelState, Role
from risk_model.promotion import rollback
from tests.dashboard.conftest import Open, page_text, press, the
from tests.factory import NOON, an_advert

FIGURES = {"average_precision": 0.71, "roc_auc": 0.93, "precision_at_capacity": 0.8, "brier": 0.06}


def a_model(
    session: Session,
    *,
    objections: Sequence[str] = (),
    lost_on: Sequence[str] = (),
    watch: Sequence[str] = (),
    **given: Any,
) -> int:
    """A candidate that was compared with the scorecard, and lost where there are `objections`."""
    comparison = {
        "challenger": 1, "champion": None, "adverts": 120, "challenger_figures": FIGURES, "champion_figures": FIGURES,
        "difference": 0.02, "interval": [-0.01, 0.05], "objections": list(objections),
        "lost_on": list(lost_on), "watch": list(watch),
    }  # fmt: skip
    model = ModelVersion(
        **{"file": "model-1.skops", "sha256": "a" * 64, "trained_at": NOON, "trained_by": "neema@office.example",
        "labels": {"from": "decisions", "positive": 40, "negative": 60},
        "figures": {"rows": FIGURES, "groups": FIGURES, "comparison": comparison},
        "card": {"what": "Words and named features in one linear model.", "limits": ["Few labels."]}, **given},
    )  # fmt: skip
    session.add(model)
    session.flush()
    return model.id or 0


def some_adverts(session: Session, count: int, **given: Any) -> None:
    for _ in range(count):
        an_advert(session, **given)


def test_without_a_model_it_says_who_judges_and_how_one_is_made(open_screen: Open) -> None:
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert text.count("The scorecard judges") == 1
    assert "Train one from the decisions made here" in text


def test_a_live_model_whose_file_is_gone_does_not_pass_for_the_judge(open_screen: Open) -> None:
    desk.act(a_model, state=ModelState.LIVE)
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "The scorecard judges" in text
    assert "The scorecard took over" in text
    assert desk.look(judging_now, desk.settings()).refused
    assert "Model 1 judges" not in text
    assert "Judges now" not in text
    assert "Promoted, but refused" in text


def test_a_model_that_is_switched_off_does_not_stand_as_judging_on_the_list(open_screen: Open) -> None:
    desk.act(a_model, state=ModelState.LIVE)
    desk.act(set_kill_switch, on=True, by="neema@office.example", reason="Scores look wrong.", at=NOON)
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "neema@office.example switched it on, 18 November 2026, 15:00, and wrote: “Scores look wrong”." in text
    assert "Promoted, but switched off" in text
    assert "Judges now" not in text


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
    assert "no: lost its comparison" in text
    assert not [one for one in screen.button if one.label == "Let model 1 judge"]


def test_what_is_to_be_watched_stands_beside_a_comparison_that_was_won(open_screen: Open) -> None:
    desk.act(a_model, watch=["county, Lamu: 25.0% of the lawful adverts raise an alarm."])
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "To watch: county, Lamu: 25.0% of the lawful adverts" in text
    assert "By the rule for promotion it may judge." in text


def test_advice_after_a_refusal_is_of_what_was_lost(open_screen: Open) -> None:
    desk.act(a_model, objections=["Brier score: over by 0.040."], lost_on=["brier"])
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "further from the truth" in text
    assert "ranks recruiters less well" not in text


def test_a_refusal_is_a_list_of_what_was_lost_with_kinds_in_plain_letters(open_screen: Open) -> None:
    desk.act(a_model, objections=["Brier score: over by 0.040.", "source, demo_agency_sites: over by 17.3."])
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "Model 1 may not take over from the scorecard:" in text
    assert "<li>Brier score: over by 0.040.</li><li>Source, demo agency sites: over by 17.3.</li>" in text


def test_what_was_lost_to_a_former_judge_is_no_refusal_now(open_screen: Open) -> None:
    desk.act(a_model, objections=["Average precision: lost by 0.002."])
    desk.act(a_model, state=ModelState.LIVE, promoted_at=NOON, promoted_by="neema@office.example")
    screen = open_screen("models", role=Role.ANALYST)
    assert "no: not compared with model 2" in page_text(screen)
    text = page_text(screen.selectbox(key="model-version").select(1).run())
    assert "Model 1 lost against the scorecard, but has to win against model 2 now: compare it again." in text
    assert "lost by 0.002" in text
    assert "may not take over" not in text
    assert "normal outcome" not in text


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


def test_a_reason_that_is_too_long_is_refused_with_its_limit_and_not_cut(open_screen: Open) -> None:
    screen = open_screen("models", role=Role.ANALYST)
    why = the(screen.text_input, "Why")
    assert why.max_chars == 0
    why.input("x" * 2_001)
    screen = press(screen, "Switch all models off")
    assert "The reason has 2,001 characters; shorten it to 2,000 at most." in page_text(screen)
    assert len(the(screen.text_input, "Why").value) == 2_001


def test_after_a_rollback_it_says_which_model_was_taken_back_by_whom_and_why(open_screen: Open) -> None:
    desk.act(a_model, state=ModelState.LIVE, promoted_at=NOON, promoted_by="neema@office.example")
    desk.act(rollback, officer="neema@office.example", reason="It marked every nurse.", at=NOON)
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "No model judges now: model 1 was taken back by neema@office.example" in text
    assert "It marked every nurse" in text
    assert "No model has been promoted" not in text


def test_the_one_that_judges_is_not_said_not_to_go_live(open_screen: Open) -> None:
    desk.act(a_model, state=ModelState.LIVE)
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert '<td data-label="May go live"><bdi>–</bdi></td>' in text


def test_a_retired_model_is_said_to_be_retired_and_a_new_one_not_to_have_been_compared(open_screen: Open) -> None:
    desk.act(a_model, state=ModelState.RETIRED)
    desk.act(a_model, figures={"rows": FIGURES, "groups": FIGURES})
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "no: retired" in text
    assert "no: not compared yet" in text


def test_a_refusal_is_followed_by_what_may_be_done(open_screen: Open) -> None:
    desk.act(a_model, objections=["Average precision 0.932 against 0.934: lost by 0.002."])
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "normal outcome" in text.partition("lost by 0.002")[2]


def test_a_card_draws_its_calibration_and_its_slices_can_be_sorted(open_screen: Open) -> None:
    calibration = {
        "error": 0.049, "interval": [0.035, 0.081], "perfect": [0.013, 0.023, 0.036], "brier_skill": 0.5,
        "reliability": [[0.03, 0.08, 359], [0.51, 0.56, 656], [0.98, 0.92, 877]],
    }  # fmt: skip
    kinds = [
        {"slice": "county", "value": "Kiambu", "count": 11, "positive": 11, "false_alarm_rate": None,
         "average_precision": None},
        {"slice": "source", "value": "demo_soko", "count": 80, "positive": 40, "false_alarm_rate": 0.138,
         "average_precision": 0.91},
    ]  # fmt: skip
    said = ["5 held-out parts.", f"{DRAWN[0]}: error 0.049.", f"{DRAWN[1]} of each tenth: 0.03: 0.08."]
    card = {
        "learnt_from": {"positive_groups": 423, "negative_groups": 61, "mixed_groups": 1, "outside": False},
        "trained": "By neema@office.example at 2026-11-18T12:00:00+00:00.",
        "figures": said, "slices": ["county, Kiambu."],
    }  # fmt: skip
    desk.act(a_model, card=card, figures={"rows": FIGURES, "calibration": calibration, "slices": kinds})
    screen = open_screen("models", role=Role.ANALYST)
    text = page_text(screen)
    assert "0.013 to 0.036" in text
    assert "5 held-out parts." in text
    assert DRAWN[0] not in text
    assert "18 November 2026, 15:00" in text
    assert "2026-11-18T12" not in text
    assert "Groups with both, counted twice above and as positive below" in text
    assert "False" not in text
    assert len(screen.get("vega_lite_chart")) == 1
    curve, slices = (one.value for one in screen.dataframe)
    assert curve["Observed"].tolist() == [0.08, 0.56, 0.92]
    assert slices["Value"].tolist() == ["Kiambu", "demo soko"]
    assert slices["False alarms"].tolist()[1] == 13.8
    assert "county, Kiambu." not in text


def test_a_card_of_sentences_alone_is_still_read(open_screen: Open) -> None:
    said = [f"{DRAWN[0]}: error 0.049.", f"{DRAWN[1]} of each tenth: 0.03: 0.08."]
    desk.act(a_model, card={"what": "Words.", "figures": said, "slices": ["county, Kiambu: 11 adverts."]})
    screen = open_screen("models", role=Role.ANALYST)
    for one in ("error 0.049", "0.03: 0.08", "county, Kiambu: 11 adverts."):
        assert one in page_text(screen)
    assert not screen.dataframe


def test_drift_against_an_empty_window_raises_no_false_calm(open_screen: Open) -> None:
    desk.act(some_adverts, 40, first_seen_at=desk.clock() - timedelta(days=7))
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "Nothing to compare with: in the window" in text
    assert "no advert was seen, and 30 are needed" in text
    assert "not told</bdi>" in text
    assert "none</bdi>" not in text


def test_drift_says_what_it_holds_against_what(open_screen: Open) -> None:
    text = page_text(open_screen("models", role=Role.ANALYST))
    assert "still like those of the window: the 26 weeks up to" in text
    assert "as no model judges" in text


def test_drift_names_what_rings_and_the_head_of_the_screen_leads_there(open_screen: Open) -> None:
    monday = desk.clock() - timedelta(days=desk.today().weekday())
    desk.act(some_adverts, 60, first_seen_at=monday - timedelta(weeks=20))
    desk.act(some_adverts, 40, first_seen_at=monday - timedelta(days=5), source="demo_blog")
    text = page_text(open_screen("models", role=Role.ANALYST))
    last = words.day(monday.astimezone(desk.zone()).date() - timedelta(days=7))
    assert f'<a href="#drift" target="_self">Drift: 1 alarm in the week of {last}</a>' in text
    assert "<li>Source: this week&#39;s adverts differ from the training window" in text
    rung = text.rpartition('data-label="Alarms"')[2]
    assert ">source</span>" in rung
    assert text.count(">source</span>") == 1
    assert '<td data-label="Usual alerts"><bdi>–</bdi></td>' in text
