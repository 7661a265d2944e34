"""Reasons say what moved the score, what was set aside, how the ILO scheme reads it, and what the number is not."""

from datetime import date

from registry.law.rulebook import load_rulebook
from registry.vocabulary import Severity
from risk_model.explaining import all_reasons, points_of
from risk_model.indicators import find_indicators
from risk_model.judge import ReasonKind
from risk_model.scorecard import UNCALIBRATED, Scorecard
from tests.risk_model.factory import a_reading, a_rule, a_rulebook, an_ilo_rule, seen

RULEBOOK = a_rulebook(
    [
        a_rule("fee_registration", points=4),
        a_rule("urgent_tone", severity=Severity.LOW, points=0.5),
        an_ilo_rule("false_pay", "strong"),
        an_ilo_rule("no_contract", "medium"),
    ]
)


def reasons_of(*observations: object) -> list[tuple[ReasonKind, str]]:
    judge = Scorecard(why="No model has been promoted.")
    scores = judge.score_many([a_reading(*observations)], rulebook=RULEBOOK)  # type: ignore[arg-type]
    (reasons,) = all_reasons(scores, [observations], judge=judge, rulebook=RULEBOOK)  # type: ignore[list-item]
    assert UNCALIBRATED in reasons[-1].text
    return [(reason.kind, reason.id) for reason in reasons[:-1]]


def test_points_come_first_then_what_was_set_aside_then_the_ilo_reading() -> None:
    found = reasons_of(
        seen("false_pay"), seen("no_contract"), seen("fee_registration", cancelled_by="an official sender")
    )
    assert found == [
        (ReasonKind.POINTS, "false_pay"),
        (ReasonKind.POINTS, "no_contract"),
        (ReasonKind.CONTEXT, "fee_registration"),
        (ReasonKind.CONTEXT, "ilo.deceptive_recruitment"),
    ]


def test_what_counts_in_one_place_is_not_called_set_aside_for_another() -> None:
    found = reasons_of(seen("fee_registration"), seen("fee_registration", cancelled_by="a quoted warning", span=(1, 2)))
    assert found == [(ReasonKind.POINTS, "fee_registration")]


def test_a_rule_found_twice_gives_its_points_to_the_first_place() -> None:
    places = (seen("fee_registration", span=(0, 3)), seen("fee_registration", span=(9, 12)), seen("urgent_tone"))
    assert points_of([places, ()], rulebook=RULEBOOK) == [(4.0, 0.0, 0.5), ()]


def test_what_is_marked_holds_everything_a_finding_rests_on() -> None:
    text = "Customer care agents\nThe office is in Bangkok. We pay 900 dollars, a free dormitory and the flight."
    found = find_indicators(text, rulebook=load_rulebook("ke"), on=date(2026, 11, 18))
    (one,) = [one for one in found if one.rule_id == "seasia_customer_service"]
    assert "Customer care" in one.quote
    assert "Bangkok" in one.quote
