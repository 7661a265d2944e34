"""An evaluation reports what an inspectorate asks for, on splits that divide nothing, and owns up to chance."""

import math
from dataclasses import replace

import numpy as np
import pytest

from registry.law.rulebook import load_rulebook
from registry.records import ModelVersion
from registry.vocabulary import Lane
from risk_model.evaluation import Evaluation, evaluate
from risk_model.evaluation_text import evaluation_sentences, in_words
from risk_model.labels import RecruiterLabel
from risk_model.learning.held_apart import HeldApart
from risk_model.learning.material import Material, material_of
from risk_model.measuring import metrics
from risk_model.measuring.figures import Office, bands, by_group, by_group_weight, figures, mean_figures, stands_for
from risk_model.measuring.prevalence import Unit, live_office, stored_office
from risk_model.measuring.slices import slice_figures
from risk_model.model_card import LabelCounts, write_card
from risk_model.trials.fits import fit_all
from risk_model.trials.held_out import score_later
from tests.factory import NOON
from tests.risk_model.factory import some_examples

RULEBOOK = load_rulebook("zz")


@pytest.fixture(scope="module")
def material() -> Material:
    return material_of(some_examples(), rulebook=RULEBOOK)


@pytest.fixture(scope="module")
def evaluation(material: Material) -> Evaluation:
    return evaluate(material, fit_all(material, seed=1, seeds=2), office=Office(capacity=20))


def test_ranking_is_measured_per_advert_and_per_group_with_intervals(evaluation: Evaluation) -> None:
    assert 0.6 < evaluation.rows.average_precision < 1.0
    assert evaluation.groups.count < evaluation.rows.count == 160
    for part in ("rows", "groups"):
        low, high = evaluation.intervals[part]["average_precision"]
        assert low < high
    assert [one["seed"] for one in evaluation.by_seed] == [1, 2]
    assert evaluation.rows.capacity == 20


def test_nothing_leaks_and_the_audit_shows_it(evaluation: Evaluation) -> None:
    leakage = evaluation.leakage
    assert (leakage.divided_groups, leakage.test_rows_with_a_twin) == (0, 0)
    assert leakage.random_test_rows_with_a_twin > 0


def test_no_figure_is_outside_its_own_interval_which_is_of_all_seeds(material: Material) -> None:
    fits = fit_all(material, seed=1, seeds=2)
    upside_down = replace(fits.held[1], scores=1.0 - fits.held[1].scores)
    found = evaluate(material, replace(fits, held=[fits.held[0], upside_down]))
    for name, told in (("rows", found.rows), ("groups", found.groups)):
        for figure in ("average_precision", "roc_auc"):
            low, high = found.intervals[name][figure]
            assert low <= getattr(told, figure) <= high
            assert high < 0.8  # the first seed alone is above


@pytest.mark.parametrize(
    ("apart", "said"),
    [
        (HeldApart.DECISIONS, "Adverts of recruiters and templates never seen: "),
        (HeldApart.FILE, "who recruits is not known from a file"),
        (HeldApart.PUBLISHED, "by the published protocol (a contact or company profile may have been seen"),
    ],
)
def test_the_headline_says_what_was_kept_apart(evaluation: Evaluation, apart: HeldApart, said: str) -> None:
    told = evaluation_sentences(replace(evaluation, apart=apart))
    assert said in told[1]
    assert ("recruiters never seen" in " ".join(told)) is False
    assert ("recruiter" in told[2]) is (apart is HeldApart.DECISIONS)


def test_what_leaked_is_printed_with_counts(evaluation: Evaluation) -> None:
    leaked = replace(
        evaluation.leakage,
        looked_at=500,
        with_a_like_text=41,
        with_a_contact=7,
        with_a_firm=6,
        with_a_profile=5,
        common=3,
    )
    told = " ".join(evaluation_sentences(replace(evaluation, leakage=leaked)))
    for said in (
        "of 500 test adverts drawn at random 41 have in training a text of cosine 0.8 or more",
        "7 share a contact with one in training, 6 the firm's name, 5 the company profile",
        "3 contacts, names or profiles stand on over a tenth",
    ):
        assert said in told
    assert "over a tenth" not in " ".join(evaluation_sentences(evaluation))


def test_calibration_stands_beside_what_chance_alone_would_show(evaluation: Evaluation) -> None:
    low, mean, high = evaluation.calibration.perfect
    assert 0 < low < mean < high < 0.2
    assert evaluation.calibration.brier_skill > 0
    assert sum(count for *_, count in evaluation.calibration.reliability) == 320


def test_bands_scarcity_and_slices_are_there(evaluation: Evaluation) -> None:
    assert sum(band.count for band in evaluation.bands) == 160
    assert [one.labels for one in evaluation.scarcity] == [50, 100]
    assert {(one.slice, one.value, one.count) for one in evaluation.slices} == {
        ("language", "en", 80),
        ("language", "sw", 80),
    }


def test_the_control_sample_stands_for_all_it_was_drawn_from(evaluation: Evaluation) -> None:
    assert evaluation.weighted is not None
    assert (evaluation.weighted.control, evaluation.weighted.left_out, evaluation.weighted.count) == (20, 20, 140)
    assert evaluation.weighted.positive_share < 0.1


def test_every_figure_has_a_sentence(evaluation: Evaluation) -> None:
    told = "\n".join(evaluation_sentences(evaluation))
    for said in (
        "never divided",
        f"({evaluation.rows.positive} positive, {evaluation.rows.positive / 160:.0%})",
        f"(always yes: {evaluation.rows.f1_always_yes:.3f})",
        "that is leakage",
        "exactly right would show",
        "Band unsure",
        "20 that were chosen",
        "number of labels",
        "control",
        "Reliability, mean score of each tenth",
        "deserve a case (an assumption)",
        "Restated for recruiters with at least one reason by the chance",
        "Nothing could be held out by time" if evaluation.later is None else "The latest decisions",
    ):
        assert said in told


def test_always_saying_yes_is_told_beside_what_it_makes_look_high() -> None:
    found = figures(np.arange(10) < 9, np.full(10, 0.9))
    assert (found.positive_share, found.precision_at_capacity) == (0.9, 0.9)
    assert found.f1 == pytest.approx(found.f1_always_yes) == pytest.approx(0.947, abs=0.001)


def test_a_group_is_as_suspicious_as_its_worst_advert() -> None:
    positive, highest = by_group(np.array([False, True, False]), np.array([0.2, 0.6, 0.4]), np.array([5, 5, 9]))
    assert (positive.tolist(), highest.tolist()) == ([True, False], [0.6, 0.4])


def test_false_alarms_are_counted_for_each_kind_of_advert() -> None:
    labels = np.array([False] * 10 + [True] * 10)
    scores = np.array([0.9] * 5 + [0.1] * 5 + [0.8] * 10)
    kinds = {"language": np.array(["sw"] * 5 + ["en"] * 15)}
    found = {one.value: one for one in slice_figures(labels, scores, kinds, threshold=0.5)}
    assert (found["sw"].false_alarm_rate, found["en"].false_alarm_rate) == (1.0, 0.0)
    assert found["sw"].average_precision is None
    assert found["en"].average_precision == 1.0


def test_bands_partition_the_scores() -> None:
    found = {one.band: one for one in bands(np.array([True, False, True]), np.array([0.9, 0.5, 0.1]))}
    assert {name: one.count for name, one in found.items()} == {"likely": 1, "unsure": 1, "unlikely": 1}


def test_exactly_right_scores_are_within_their_own_band() -> None:
    chance = np.random.default_rng(1)
    scores = chance.random(400)
    low, _, high = metrics.perfect_calibration_error(scores, seed=2)
    assert low <= metrics.expected_calibration_error(chance.random(400) < scores, scores) <= high
    assert metrics.expected_calibration_error(chance.random(400) < scores**3, scores) > high


def test_intervals_are_wider_where_rows_repeat_one_another() -> None:
    chance = np.random.default_rng(1)
    labels = np.repeat(chance.random(40) < 0.5, 10)
    alone = metrics.group_interval(lambda r: float(labels[r].mean()), labels, np.arange(400), seed=1)
    grouped = metrics.group_interval(lambda r: float(labels[r].mean()), labels, np.repeat(np.arange(40), 10), seed=1)
    assert grouped[1] - grouped[0] > 2 * (alone[1] - alone[0])


def test_what_a_row_stands_for_is_known_of_both_classes_or_of_none() -> None:
    labels = np.array([True, False, False])
    found = stands_for(labels, np.array([1.0, 20.0, math.nan]))
    assert found is not None
    assert found.tolist() == [1.0, 20.0, 0.0]
    assert stands_for(labels, np.ones(3)) is None
    assert stands_for(labels, np.array([1.0, math.nan, math.nan])) is None


def test_a_group_stands_for_as_many_as_its_surest_advert() -> None:
    weights = np.array([20.0, 1.0, math.nan, math.nan, 20.0])
    found = by_group_weight(weights, np.array([1, 1, 1, 2, 3]))
    assert found[[0, 2]].tolist() == [1.0, 20.0]
    assert math.isnan(found[1])


def test_later_decisions_need_an_order_in_time(material: Material) -> None:
    assert score_later(material, seed=1) is None


def test_prevalence_counts_those_drawn_by_lot_for_all_they_were_drawn_from() -> None:
    def some(count: int, *, positive: bool, lane: Lane, propensity: float) -> list[RecruiterLabel]:
        one = RecruiterLabel(1, positive, (), (), NOON, lane, propensity)
        return [one] * count

    raised = some(30, positive=True, lane=Lane.ORDINARY, propensity=1.0)
    chosen = some(9, positive=True, lane=Lane.LEARNING, propensity=0.0)
    few = some(10, positive=False, lane=Lane.CONTROL, propensity=0.1)
    enough = some(3, positive=True, lane=Lane.CONTROL, propensity=0.1) + few * 3
    assert live_office(Office(), [*raised, *chosen, *few]) == Office()
    found = live_office(Office(), [*raised, *chosen, *enough])
    assert found.prevalence == pytest.approx(60 / 360, abs=0.01)
    assert found.prevalence_from.startswith("decisions on recruiters with at least one reason, each by the chance")
    assert "33 of them drawn by lot" in found.prevalence_from
    assert found.counted


def test_a_stored_models_prevalence_is_taken_where_it_was_counted() -> None:
    office = {"prevalence": 0.6, "prevalence_from": "decisions", "counted": True}
    measured = {"rows": {"prevalence": 0.5}, "groups": {"prevalence": 0.6}}
    counted = ModelVersion(figures={"office": office, **measured})
    for unit, share in ((Unit.ADVERTS, 0.5), (Unit.RECRUITERS, 0.6)):
        found = stored_office(counted, Office(capacity=7), of=unit)
        assert (found.capacity, found.prevalence, found.prevalence_from) == (7, share, "decisions")
    assumed = ModelVersion(figures={"office": {**office, "counted": False}, **measured})
    for model in (assumed, ModelVersion(figures={})):
        assert stored_office(model, Office(), of=Unit.ADVERTS).prevalence_from == "an assumption"


def test_what_takes_both_answers_is_not_measured_on_one() -> None:
    labels, scores = np.array([True, True, False]), np.array([0.9, 0.4, 0.2])
    one, both = figures(labels[:2], scores[:2]), figures(labels, scores)
    for nothing in (one.average_precision, one.roc_auc, one.brier_skill, one.precision_at_prevalence):
        assert nothing is None
    assert (both.average_precision, both.roc_auc, both.prevalence_from) == (1.0, 1.0, "an assumption")
    assert mean_figures([one, both]).roc_auc == 1.0
    assert mean_figures([one]).roc_auc is None
    assert (in_words(one.roc_auc), in_words(both.roc_auc)) == ("not measurable", "1.000")


def test_the_card_says_for_whom_the_probability_holds(evaluation: Evaluation) -> None:
    def limits(of: Evaluation) -> str:
        counts = LabelCounts(80, 80, 70, 70)
        card = write_card(counts, of, rulebook=RULEBOOK, origin={}, outside=False, by="amina@office.example", at=NOON)
        return " ".join(card["limits"])

    told = limits(evaluation)
    assert "holds for recruiters with at least one reason, which these decisions were drawn from" in told
    assert "each counted by one over the chance that it was looked at (20 adverts by lot)" in told
    assert "holds for the mix it was trained on" in limits(replace(evaluation, weighted=None))
    assert "who recruits is not known from it" in limits(replace(evaluation, apart=HeldApart.FILE))
    assert "not contacts and company profiles" in limits(replace(evaluation, apart=HeldApart.PUBLISHED))
