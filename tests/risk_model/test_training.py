"""Decisions become a candidate that says honestly how good it is; too few are refused with their counts."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlmodel import Session, select

from registry.errors import InvalidInput, ModelRefused, NotAllowed
from registry.law.rulebook import load_rulebook
from registry.records import Alert, AlertAdvert, Assessment, ModelVersion, Setting, TriageDecision
from registry.settings import Settings
from registry.vocabulary import AlertState, Disposition, ModelState, Severity, TriageAction
from risk_model.assessment import assess_advert
from risk_model.comparison import compare
from risk_model.comparison_text import comparison_text
from risk_model.learned_judge import LearnedJudge
from risk_model.learning.labels_file import read_labels_file
from risk_model.learning.material import material_of_file
from risk_model.model_card import card_text
from risk_model.promotion import promote, rollback
from risk_model.scorecard import Scorecard
from risk_model.scoring import KILL_SWITCH, choose_judge, load_judge, score_texts
from risk_model.training import Candidate, count_labels, retrain, train_candidate
from risk_model.trials.outside_check import check_on_file
from tests.factory import NOON, a_recruiter, an_advert
from tests.risk_model.factory import own_words

RULEBOOK = load_rulebook("zz")
OFFICER = "amina@office.example"
TRADES = (
    *("cook", "baker", "driver", "welder", "tailor", "mason", "gardener", "cleaner"),
    *("barber", "plumber", "painter", "carpenter", "waiter", "potter", "farmer"),
)
PLACES = ["harbour", "market", "station", "hospital", "school", "bakery"]
DOUBTFUL = "Earn quickly abroad as {trade} near the {place}; send the registration fee of {n} now, seats are going."
LAWFUL = "A family {place} in town looks for a {trade} with {n} years of work; apply in person with your papers."


def said_by(number: int, *, positive: bool) -> str:
    """What the recruiter of that number says: of a pattern, and much in words of its own."""
    pattern = DOUBTFUL if positive else LAWFUL
    said = pattern.format(trade=TRADES[number % len(TRADES)], place=PLACES[number % len(PLACES)], n=number + 2)
    return f"{said} {own_words(2 * number + positive)}"


def decide(session: Session, number: int, disposition: Disposition, at: datetime | None = None) -> None:
    """One recruiter with one advert, one decided alert and its decision."""
    positive = disposition is not Disposition.LAWFUL
    said = said_by(number, positive=positive)
    recruiter = a_recruiter(session, f"Recruiter {number} {disposition}")
    advert = an_advert(session, recruiter=recruiter, title=TRADES[number % len(TRADES)].title(), description=said)
    judged = assess_advert(session, advert, rulebook=RULEBOOK, judge=Scorecard(), on=NOON.date(), at=NOON)
    alert = Alert(
        recruiter_id=recruiter.id,
        jurisdiction="zz",
        state=AlertState.DECIDED,
        severity=Severity.HIGH,
        raised_at=NOON,
        raised_on=NOON.date(),
        updated_at=NOON,
    )
    session.add(alert)
    session.flush()
    session.add(AlertAdvert(alert_id=alert.id, advert_id=advert.id, assessment_id=judged.id))
    session.add(
        TriageDecision(
            alert_id=alert.id,
            action=TriageAction.DECIDE,
            disposition=disposition,
            officer=OFFICER,
            decided_at=at or NOON + timedelta(hours=number),
            state_before=AlertState.OPEN,
            state_after=AlertState.DECIDED,
        )
    )
    session.flush()


def trained(session: Session, folder: Path, each: int = 24) -> Candidate:
    for number in range(each):
        decide(session, number, Disposition.UNLAWFUL_FEE)
        decide(session, number, Disposition.LAWFUL)
    return retrain(session, rulebook=RULEBOOK, folder=folder, by=OFFICER, at=NOON + timedelta(days=2), minimum=12)


def test_too_few_labels_are_refused_with_their_counts(session: Session, tmp_path: Path) -> None:
    for number in range(3):
        decide(session, number, Disposition.UNLAWFUL_FEE)
    decide(session, 0, Disposition.LAWFUL)
    with pytest.raises(InvalidInput, match=r"3 independent positive and 1 negative groups .* at least 30"):
        retrain(session, rulebook=RULEBOOK, folder=tmp_path, by=OFFICER, at=NOON)
    assert session.exec(select(ModelVersion)).all() == []
    assert list((tmp_path).glob("*.skops")) == []


def test_from_decisions_to_a_judging_model_and_back(session: Session, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    candidate = trained(session, settings.models_dir)
    assert (candidate.counts.positive, candidate.counts.negative) == (24, 24)
    assert candidate.evaluation.rows.average_precision > 0.9
    assert candidate.model.state is ModelState.CANDIDATE
    assert not candidate.model.outside_labels
    assert isinstance(load_judge(session, settings), Scorecard)

    with pytest.raises(NotAllowed, match="was not compared with the scorecard"):
        promote(session, candidate.model, officer=OFFICER, reason="Soon.", folder=settings.models_dir, at=NOON)
    found = compare(session, candidate.model, rulebook=RULEBOOK, folder=settings.models_dir)
    assert (found.champion, found.challenger_refitted, found.parts, found.objections) == (None, True, 1, [])
    promote(session, candidate.model, officer=OFFICER, reason="First model.", folder=settings.models_dir, at=NOON)
    judge = load_judge(session, settings)
    assert isinstance(judge, LearnedJudge)
    doubtful, lawful = score_texts(
        ["Miller\nEarn quickly abroad, send the registration fee now", "Miller\nA family bakery looks for a miller"],
        judge=judge,
        rulebook=RULEBOOK,
        on=NOON.date(),
    )
    assert doubtful.probability > 0.5 > lawful.probability
    advert = an_advert(session, description=DOUBTFUL.format(trade="miller", place="river", n=9))
    judged = assess_advert(session, advert, rulebook=RULEBOOK, judge=judge, on=NOON.date(), at=NOON)
    assert judged.model_version == judge.version

    rollback(session, officer=OFFICER, reason="Too many false alarms.", at=NOON)
    assert isinstance(load_judge(session, settings), Scorecard)
    with pytest.raises(NotAllowed):
        promote(session, candidate.model, officer=OFFICER, reason="Again.", folder=settings.models_dir, at=NOON)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_live_model_gives_way_when_told_to_or_when_its_file_is_not_the_one(session: Session, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    model = trained(session, settings.models_dir).model
    assert choose_judge(session, settings).version == f"model-{model.id}-{model.sha256[:12]}"
    assert choose_judge(session, settings, choice=str(model.id)).version == choose_judge(session, settings).version
    assert isinstance(choose_judge(session, settings, choice="live"), Scorecard)

    body = (settings.models_dir / model.file).read_bytes()
    (settings.models_dir / model.file).write_bytes(b"tampered with")
    assert choose_judge(session, settings).says.endswith("The scorecard took over.")
    with pytest.raises(ModelRefused, match="not the one that was trained"):
        choose_judge(session, settings, choice=str(model.id))
    (settings.models_dir / model.file).write_bytes(body)

    switch = Setting(name=KILL_SWITCH, value={"on": True}, changed_by=OFFICER, changed_at=NOON)
    session.add(switch)
    session.flush()
    assert isinstance(choose_judge(session, settings), Scorecard)  # a candidate is a model too
    switch.value = {"on": False}

    compare(session, model, rulebook=RULEBOOK, folder=settings.models_dir)
    promote(session, model, officer=OFFICER, reason="First.", folder=settings.models_dir, at=NOON)
    with pytest.raises(NotAllowed, match="only a candidate can be compared"):
        compare(session, model, rulebook=RULEBOOK, folder=settings.models_dir)
    switch.value = {"on": True}
    session.flush()
    assert "kill switch" in load_judge(session, settings).says
    for choice in (None, "live", "latest"):
        assert "kill switch is on" in choose_judge(session, settings, choice=choice).says
    with pytest.raises(
        NotAllowed, match=f"kill switch is on, so model {model.id} scores nothing; ask for --model live"
    ):
        choose_judge(session, settings, choice=str(model.id))
    switch.value = {"on": False}
    session.flush()
    assert isinstance(load_judge(session, settings), LearnedJudge)

    (settings.models_dir / model.file).write_bytes(b"tampered with")
    judge = load_judge(session, settings)
    assert isinstance(judge, Scorecard)
    assert "not the one that was trained" in judge.says
    assert judge.says.endswith("The scorecard took over.")

    for said in ("It never decides", "that is leakage", "Facts of registers", "positive adverts: 24"):
        assert said in card_text(model)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_model_of_outside_labels_can_be_tried_but_never_goes_live(session: Session, tmp_path: Path) -> None:
    rows = ["title,description,label"]
    for number in range(24):
        rows += [f'Work,"{said_by(number, positive=positive)}",{int(positive)}' for positive in (True, False)]
    (tmp_path / "labels.csv").write_text("\n".join(rows))
    file = read_labels_file(tmp_path / "labels.csv")
    model = train_candidate(
        session,
        material_of_file(file, rulebook=RULEBOOK, on=NOON.date()),
        rulebook=RULEBOOK,
        folder=tmp_path,
        by=OFFICER,
        at=NOON,
        origin={"from": "labels.csv"},
        outside=True,
        minimum=12,
    ).model
    assert model.figures["later"] is None  # type: ignore[call-overload]
    with pytest.raises(NotAllowed, match="no officer here decided"):
        promote(session, model, officer=OFFICER, reason="It is good.", folder=tmp_path, at=NOON)

    found = check_on_file(model, file, folder=tmp_path, rulebook=RULEBOOK, on=NOON.date())
    assert (found.groups.roc_auc, found.groups.prevalence_from) == (1.0, "an assumption")
    assert found.says.startswith("The model learnt from 48 of these 48 rows")
    assert found.says.endswith(
        "figures on them are no skill. Nothing can be measured on others alone: there are none, or all have one label."
    )
    assert next(iter(found.as_json())) == "leakage"
    assert found.average_precision_interval is not None
    (tmp_path / "one.csv").write_text("\n".join([f"{rows[0]},dup_group", *(f"{row},7" for row in rows[1:9])]))
    one = check_on_file(
        model, read_labels_file(tmp_path / "one.csv"), folder=tmp_path, rulebook=RULEBOOK, on=NOON.date()
    )
    assert (one.groups.count, one.groups.roc_auc, one.groups.average_precision) == (1, None, None)
    assert (one.rows.roc_auc, one.average_precision_interval) == (1.0, None)


def test_a_trial_of_a_judge_nobody_knows_is_refused(session: Session, tmp_path: Path) -> None:
    assert isinstance(choose_judge(session, Settings(home=tmp_path)), Scorecard)
    with pytest.raises(InvalidInput, match="none of live, latest"):
        choose_judge(session, Settings(home=tmp_path), choice="best")


def test_the_scorecard_says_why_it_judges(session: Session, tmp_path: Path) -> None:
    assert load_judge(session, Settings(home=tmp_path)).says.endswith("No model has been promoted.")
    assert session.exec(select(Assessment)).all() == []


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_decisions_of_one_moment_are_compared_in_parts_with_as_many_alarms(session: Session, tmp_path: Path) -> None:
    for number in range(24):
        decide(session, number, Disposition.UNLAWFUL_FEE, NOON)
        decide(session, number, Disposition.LAWFUL, NOON)
    model = retrain(session, rulebook=RULEBOOK, folder=tmp_path, by=OFFICER, at=NOON, minimum=12).model
    found = compare(session, model, rulebook=RULEBOOK, folder=tmp_path)
    assert (found.parts, found.adverts, found.challenger_figures.count) == (4, 48, 48)
    told = comparison_text(found)
    assert "Where 5% of recruiters deserve a case (an assumption), " in told
    office = {"prevalence": 0.4, "prevalence_from": "decisions, 40 of them drawn by lot", "counted": True}
    model.figures = {**model.figures, "office": office, "groups": {"prevalence": 0.4}}
    again = compare(session, model, rulebook=RULEBOOK, folder=tmp_path)
    for figures in (again.challenger_figures, again.champion_figures):
        assert (figures.prevalence, figures.prevalence_from) == (0.4, "decisions, 40 of them drawn by lot")
    assert "Where 40% of recruiters deserve a case (decisions, 40 of them drawn by lot), " in comparison_text(again)
    one_answer = comparison_text(replace(found, difference=None, interval=None))
    assert "Difference in average precision: not measurable" in one_answer
    assert "No decision is later than the others" in told
    assert f"would mark {found.alarms[0]} of these adverts, the scorecard {found.alarms[1]}" in told


def test_a_group_with_both_answers_is_counted_under_both_and_said_to_be() -> None:
    counts = count_labels(np.array([True, False, False, True]), np.array([1, 1, 2, 3], dtype=np.intp))
    assert (counts.positive_groups, counts.negative_groups, counts.mixed_groups) == (2, 2, 1)
