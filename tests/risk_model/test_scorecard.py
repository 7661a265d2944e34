"""Points can be added up by hand, only what counts adds any, and repetition of soft wording adds little."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.vocabulary import Band, Ground, Severity, Stated
from risk_model.judge import ReasonKind
from risk_model.points import PointsTable
from risk_model.scorecard import UNCALIBRATED, Scorecard
from tests.risk_model.factory import a_reading, a_rule, a_rulebook, seen

RULES = (
    a_rule("licence_expired", ground=Ground.LICENCE, severity=Severity.HIGH, hard=True, points=6),
    a_rule("licence_number_odd", ground=Ground.LICENCE, severity=Severity.HIGH, hard=True, points=5),
    a_rule("fee_registration", points=3),
    a_rule("fee_processing", points=3),
    a_rule("fee_refundable", points=2),
    a_rule("pay_vague", ground=Ground.PAY, severity=Severity.LOW, points=0.8),
    a_rule("employer_unnamed", ground=Ground.CONTRACT, severity=Severity.LOW, points=0.8),
    a_rule("duties_vague", ground=Ground.CONDITIONS, severity=Severity.LOW, points=0.8),
    a_rule("urgent_tone", ground=Ground.PROMISE, severity=Severity.MEDIUM, points=1),
    a_rule("papers_kept", ground=Ground.DOCUMENTS, points=4, hint_from=0.6, stated_from=0.9),
)
RULEBOOK = a_rulebook(RULES)


def points_of(*observations: object) -> float:
    table = PointsTable(RULES)
    return float(table.award(table.counted([observations])).sum())  # type: ignore[list-item]


def test_five_points_are_one_half() -> None:
    score = Scorecard().score(a_reading(seen("licence_number_odd")), rulebook=RULEBOOK)
    assert score.probability == pytest.approx(0.5)
    assert score.band is Band.UNSURE


def test_nothing_found_is_unlikely_but_not_impossible() -> None:
    score = Scorecard().score(a_reading(), rulebook=RULEBOOK)
    assert 0 < score.probability < 0.05
    assert score.band is Band.UNLIKELY
    assert score.reasons == ()


@pytest.mark.parametrize(
    "observation",
    [
        seen("fee_registration", stated=Stated.CONTRADICTED),
        seen("fee_registration", stated=Stated.SILENT),
        seen("fee_registration", cancelled_by="a warning quotes it"),
        seen("rule_of_another_country"),
    ],
)
def test_what_does_not_count_adds_nothing(observation: object) -> None:
    assert points_of(observation) == 0


def test_several_findings_of_one_rule_count_once() -> None:
    twice = [seen("fee_registration", span=(0, 5)), seen("fee_registration", span=(9, 14))]
    assert points_of(*twice) == points_of(twice[0]) == 3


def test_soft_findings_of_one_ground_fade() -> None:
    assert points_of(seen("fee_registration"), seen("fee_processing"), seen("fee_refundable")) == 3 + 1.5 + 0.5


def test_hard_findings_of_one_ground_add_up() -> None:
    assert points_of(seen("licence_expired"), seen("licence_number_odd")) == 11


def test_context_alone_never_amounts_to_much() -> None:
    assert points_of(seen("pay_vague"), seen("employer_unnamed"), seen("duties_vague")) == pytest.approx(1)


def test_reasons_come_largest_first_with_title_and_sentence() -> None:
    reading = a_reading(seen("pay_vague"), seen("licence_expired", explanation="Expired on 3 March 2026."))
    reasons = Scorecard().score(reading, rulebook=RULEBOOK).reasons
    assert [reason.id for reason in reasons] == ["licence_expired", "pay_vague"]
    assert reasons[0].title == "Title of licence_expired"
    assert reasons[0].text == "Expired on 3 March 2026."
    assert reasons[0].points == 6
    assert reasons[0].kind is ReasonKind.POINTS


def test_hints_weigh_like_one_grave_sign_whatever_their_rules_weigh() -> None:
    hints = [
        replace(seen(rule), likeness=0.9, hint=True)
        for rule in ("licence_expired", "licence_number_odd", "fee_registration")
    ]
    context = [seen("pay_vague"), seen("employer_unnamed"), seen("duties_vague")]
    assert points_of(hints[2]) == 3
    assert points_of(*hints) == points_of(hints[0]) == pytest.approx(3.96)
    assert points_of(*hints, *context) < 5, "hints and context alone reach nobody"
    assert points_of(hints[0], seen("urgent_tone")) < 5 < points_of(hints[0], seen("fee_refundable"))
    assert points_of(hints[0], seen("licence_expired")) == 6, "what words state needs no hint"


def test_a_hint_weighs_more_the_liker_it_is() -> None:
    def hint(likeness: float) -> object:
        return replace(seen("papers_kept"), likeness=likeness, hint=True)

    faint, middle, strong = (points_of(hint(likeness)) for likeness in (0.6, 0.75, 0.89))
    assert faint < middle < strong < points_of(seen("papers_kept"))
    assert points_of(hint(0.6), hint(0.89), hint(0.7)) == strong, "the likest of several counts"
    assert points_of(hint(0.6), seen("fee_refundable")) < 5 < points_of(hint(0.89), seen("fee_refundable"))


def test_it_says_what_it_is_not() -> None:
    assert UNCALIBRATED in Scorecard().says
    assert Scorecard(why="No model has been promoted.").says.endswith("No model has been promoted.")


def test_a_batch_scores_as_its_adverts_do_alone() -> None:
    readings = [a_reading(), a_reading(seen("licence_expired")), a_reading(seen("pay_vague"), seen("fee_refundable"))]
    alone = [Scorecard().score(reading, rulebook=RULEBOOK) for reading in readings]
    assert Scorecard().score_many(readings, rulebook=RULEBOOK) == alone


def test_an_empty_batch_is_an_empty_list() -> None:
    assert Scorecard().score_many([], rulebook=RULEBOOK) == []


IDS = st.sets(st.sampled_from([rule.id for rule in RULES]))


@given(IDS, st.sampled_from([rule.id for rule in RULES]))
def test_one_more_finding_never_lowers_the_points(found: set[str], more: str) -> None:
    assert points_of(*map(seen, found | {more})) >= points_of(*map(seen, found)) - 1e-9


@given(IDS, IDS, st.sampled_from([rule.id for rule in RULES]))
def test_one_more_hint_never_lowers_the_points(found: set[str], hinted: set[str], more: str) -> None:
    def points(hints: set[str]) -> float:
        return points_of(*map(seen, found), *(replace(seen(rule), likeness=0.8, hint=True) for rule in hints))

    assert points(hinted | {more}) >= points(hinted) - 1e-9
