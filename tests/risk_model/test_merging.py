"""An advert is judged by the law of its own day, and a phrase said a thousand times is evidence once."""

from datetime import date

from registry.vocabulary import Stated
from risk_model.merging import PLACES_A_RULE, merge
from tests.risk_model.factory import a_rule, in_force, seen

MARCH, MAY = date(2026, 3, 10), date(2026, 5, 10)
RULES = {
    rule.id: rule
    for rule in (
        a_rule("fee_registration"),
        a_rule("old_law", in_force=in_force(until=date(2026, 4, 1))),
        a_rule("new_law", in_force=in_force(since=date(2026, 4, 1))),
    )
}


def test_an_advert_is_judged_by_the_law_of_its_day() -> None:
    both = [seen("old_law"), seen("new_law")]
    assert [one.rule_id for one in merge(both, rules=RULES, on=MARCH)] == ["old_law"]
    assert [one.rule_id for one in merge(both, rules=RULES, on=MAY)] == ["new_law"]


def test_silence_and_foreign_rules_say_nothing() -> None:
    assert merge([seen("fee_registration", stated=Stated.SILENT), seen("elsewhere")], rules=RULES, on=MAY) == ()


def test_what_counts_comes_before_what_does_not_and_both_stay_visible() -> None:
    denied = seen("fee_registration", stated=Stated.CONTRADICTED, span=(0, 3))
    quoted = seen("fee_registration", cancelled_by="a warning quotes it", span=(4, 7))
    stated = seen("fee_registration", span=(9, 12))
    assert merge([denied, quoted, stated], rules=RULES, on=MAY) == (stated, denied, quoted)


def test_a_repeated_phrase_is_shown_in_a_few_places() -> None:
    many = [seen("fee_registration", span=(place, place + 1)) for place in range(1000)]
    merged = merge([*many, *many], rules=RULES, on=MAY)
    assert [one.span for one in merged] == [(place, place + 1) for place in range(PLACES_A_RULE)]
