"""What is read of the second writers' offers stays read, and their lawful rows and warnings stay spared."""

import csv
from datetime import date
from pathlib import Path

import pytest

from registry.law.rulebook import load_rulebook
from risk_model.indicators import find_many
from risk_model.words.advert_text import AdvertText

FOLDER = Path(__file__).parent / "field_sentences" / "second"
FEES = {
    "pay_before_interview",
    "fee_registration",
    "fee_processing_visa",
    "mpesa_personal_number",
    "mpesa_till_or_paybill",
    "staged_payment_escalation",
}
DEBTS = {"salary_deduction_recovery", "loan_offered_for_fees"}
OFFERS = {
    "fee": FEES,
    "debt": DEBTS,
    "passport": {"passport_collected"},
    "visit_visa": {"visit_visa_for_work"},
    "minors": {"minor_targeted"},
    "sexual": {"sexualised_work", "women_only_age_appearance"},
    "scam": {"seasia_customer_service", "scam_compound_markers"},
    "war": {"russia_military_front", "russia_alabuga"},
}
LAWFUL = ("ok_passport", "ok_visa", "ok_women", "ok_children", "ok_asia", "ok_russia", "warning")
KE = load_rulebook("ke")
HARD = {rule.id for rule in KE.jurisdiction.rules if rule.hard}


def _counting(name: str) -> list[set[str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        texts = [AdvertText(row["text"], on=date(2026, 11, 18)) for row in csv.DictReader(file)]
    # By phrases, sure or not: the reader of sentences was fitted to these rows.
    return [
        {one.rule_id for one in found if one.counts and (one.likeness is None or "unsure" in one.facts)}
        for found in find_many(texts, rulebook=KE)
    ]


@pytest.mark.parametrize(("name", "rules"), OFFERS.items())
def test_nearly_every_demand_is_read(name: str, rules: set[str]) -> None:
    counting = _counting(name)
    assert sum(bool(found & rules) for found in counting) >= 0.9 * len(counting)


@pytest.mark.parametrize("name", ["ok_fee", "ok_pay"])
def test_no_lawful_row_is_read_as_one(name: str) -> None:
    assert [found for found in _counting(name) if found & (HARD | DEBTS)] == []


def test_hardly_a_lawful_row_or_warning_raises_an_alert_by_itself() -> None:
    counting = [found for name in LAWFUL for found in _counting(name)]
    assert sum(bool(found & HARD) for found in counting) <= 0.02 * len(counting)
