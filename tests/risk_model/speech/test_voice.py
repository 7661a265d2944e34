"""An advert that warns of others still offers what it offers; who tells of an offer or a past makes none.

`voices.csv` holds a rule, whether the text offers what the rule forbids, and the text.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from registry.law.rulebook import load_rulebook
from registry.observation import Observation
from risk_model.indicators import find_indicators

KE = load_rulebook("ke")
# Rules of one ground that say the same of an offer.
ALIKE = {
    "pay_before_interview": {"fee_registration", "fee_processing_visa"},
    "scam_compound_markers": {"seasia_customer_service"},
    "sexualised_work": {"women_only_age_appearance"},
}
with Path(__file__).with_name("voices.csv").open(encoding="utf-8", newline="") as lines:
    CASES = [(row["rule_id"], row["offers"] == "yes", row["text"]) for row in csv.DictReader(lines)]


def counting(text: str) -> list[Observation]:
    found = find_indicators(text, rulebook=KE, on=date(2026, 11, 18))
    return [one for one in found if one.counts and one.likeness is None]


@pytest.mark.parametrize(("rule_id", "text"), [(rule_id, text) for rule_id, offers, text in CASES if offers])
def test_a_recruiter_that_warns_of_others_is_not_spared(rule_id: str, text: str) -> None:
    assert {one.rule_id for one in counting(text)} & ({rule_id} | ALIKE.get(rule_id, set()))


@pytest.mark.parametrize(("rule_id", "text"), [(rule_id, text) for rule_id, offers, text in CASES if not offers])
def test_who_tells_of_an_offer_makes_none(rule_id: str, text: str) -> None:
    told = {one.rule_id for one in counting(text)}
    assert rule_id not in told
    assert not [one for one in told if KE.rule(one).hard]
