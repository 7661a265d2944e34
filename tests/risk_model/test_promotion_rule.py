"""The rule that was written down beforehand: who loses is told on which count, and by how much."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from risk_model.measuring.figures import Figures
from risk_model.measuring.paired import PairedAlarms
from risk_model.promotion_rule import LostOn, Verdict, verdict

EQUAL = Figures(
    count=40,
    positive=20,
    positive_share=0.5,
    average_precision=0.9,
    roc_auc=0.9,
    f1=0.8,
    f1_always_yes=0.667,
    capacity=20,
    precision_at_capacity=0.9,
    recall_at_capacity=0.9,
    brier=0.1,
    brier_skill=0.6,
    calibration_error=0.05,
    prevalence=0.05,
    precision_at_prevalence=0.3,
)
ALIKE = PairedAlarms("language", "sw", lawful=40, recruiters=25, ours=4, theirs=4, chance=1.0)


def ruled(challenger: Figures, *alarms: PairedAlarms, calibrated: bool = True) -> Verdict:
    return verdict(challenger, EQUAL, alarms=alarms, champion_is_calibrated=calibrated)


def lost(challenger: Figures, *alarms: PairedAlarms, calibrated: bool = True) -> list[str]:
    return [objection.text for objection in ruled(challenger, *alarms, calibrated=calibrated).objections]


def test_one_as_good_may_take_over() -> None:
    assert ruled(EQUAL, ALIKE) == Verdict(())


@pytest.mark.parametrize(
    ("challenger", "on", "said"),
    [
        (
            replace(EQUAL, average_precision=0.866),
            LostOn.PRECISION,
            "Average precision 0.866 against 0.900: lost by 0.034.",
        ),
        (
            replace(EQUAL, brier=0.15),
            LostOn.BRIER,
            "Brier score 0.150 against 0.100, 0.050 worse; 0.01 is allowed: over by 0.040.",
        ),
        (replace(EQUAL, count=11), LostOn.TOO_FEW, "hold 11 recruiters, 20 of them positive"),
        (replace(EQUAL, positive=2), LostOn.TOO_FEW, "at least 12 with 3 of each answer are needed"),
        (replace(EQUAL, positive=38), LostOn.TOO_FEW, "at least 12 with 3 of each answer are needed"),
    ],
    ids=["precision", "calibration", "few", "few positive", "few negative"],
)
def test_one_that_lost_is_told_on_what_and_by_how_much(challenger: Figures, on: LostOn, said: str) -> None:
    [told] = ruled(challenger).objections
    assert told.lost_on is on
    assert said in told.text


def test_an_excess_is_never_told_as_none() -> None:
    [unfair] = lost(EQUAL, PairedAlarms("language", "sw", lawful=295, recruiters=200, ours=60, theirs=30, chance=0.01))
    assert "20.3% of the lawful adverts raise an alarm (60 of 295, of 200 recruiters), 10.2% with" in unfair
    assert "10.1 points more; 10 points are allowed: over by 0.1." in unfair
    [behind] = lost(replace(EQUAL, average_precision=0.8998))
    assert behind == "Average precision 0.8998 against 0.9000: lost by 0.0002."
    [worse] = lost(replace(EQUAL, brier=0.1102))
    assert worse == "Brier score 0.1102 against 0.1000, 0.0102 worse; 0.01 is allowed: over by 0.0002."


def test_the_figures_of_a_refusal_add_up() -> None:
    """Where each is rounded alone, 14 % less 2 % was "over the allowed 10 % by 1 %"."""
    for lawful, ours, theirs in ((22, 3, 0), (49, 6, 1), (3, 2, 1), (1999, 401, 201)):
        one = PairedAlarms("language", "sw", lawful, recruiters=9, ours=ours, theirs=theirs, chance=0.02)
        [said] = lost(EQUAL, one)
        said = said.partition(" Two judges")[0]
        more, less, apart, allowed, over = (
            Decimal(one) for one in re.findall(r"\d+(?:\.\d+)?", re.sub(r"\(.*?\)", "", said))
        )
        assert more - less == apart
        assert apart - allowed == over > 0


def test_exactly_the_allowed_is_allowed() -> None:
    for former in range(90):
        now = PairedAlarms("language", "sw", lawful=100, recruiters=90, ours=former + 10, theirs=former, chance=0.0001)
        assert ruled(EQUAL, now) == Verdict(())


def test_points_are_not_held_to_be_probabilities() -> None:
    assert lost(replace(EQUAL, brier=0.2), calibrated=False) == []


def test_a_language_that_it_is_shown_to_wrong_is_named() -> None:
    [told] = ruled(EQUAL, ALIKE, replace(ALIKE, ours=14, chance=0.012)).objections
    assert told.lost_on is LostOn.FALSE_ALARMS
    assert told.text == (
        "language, sw: 35.0% of the lawful adverts raise an alarm (14 of 40, of 25 recruiters), 10.0% with what judges "
        "now (4), 25.0 points more; 10 points are allowed: over by 15.0. Two judges that are alike would show as much "
        "in 1.2% of comparisons of 2 kinds of advert, so it is held to be shown."
    )
    assert "in fewer than 0.1% of comparisons of one kind" in lost(EQUAL, replace(ALIKE, ours=14, chance=0.0))[0]


def test_what_chance_would_show_too_is_told_and_refuses_nobody() -> None:
    found = ruled(EQUAL, replace(ALIKE, ours=10, chance=0.31))
    assert found.objections == ()
    [watched] = found.watch
    assert "language, sw: 25.0% of the lawful adverts raise an alarm (10 of 40, of 25 recruiters)" in watched
    assert watched.endswith(
        "in 31.0% of comparisons of one kind of advert: it is not shown, and by itself refuses nobody."
    )


def test_a_difference_that_is_shown_but_small_is_allowed() -> None:
    assert ruled(EQUAL, replace(ALIKE, lawful=400, ours=30, chance=0.0001)) == Verdict(())
