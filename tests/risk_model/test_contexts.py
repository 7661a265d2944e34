"""Denials, warnings, lawful payments and official senders turn a finding around, and say so; tricks do not."""

from datetime import date

import pytest

from registry.law.rulebook import load_rulebook
from registry.observation import Observation
from registry.vocabulary import Stated
from risk_model.indicators import find_indicators

KE = load_rulebook("ke")
ON = date(2026, 11, 18)


def of(rule_id: str, text: str, *, sender_domains: tuple[str, ...] = ()) -> Observation | None:
    found = find_indicators(text, rulebook=KE, on=ON, sender_domains=sender_domains)
    return next((one for one in found if one.rule_id == rule_id), None)


def test_silence_is_no_observation_at_all() -> None:
    assert of("fee_registration", "Cook wanted in Nakuru") is None


@pytest.mark.parametrize(
    "text",
    [
        "Cooks\nNo registration fee is charged.",
        "Cooks\nHakuna ada ya usajili.",
        "Cooks\nWe do not charge applicants any registration fee.",
        "Cooks\nRegistration fees are never charged.",
        "Cooks\nApplication is free of charge.",
        "Wapishi\nHatutozi ada yoyote.",
    ],
)
def test_a_denied_fee_is_contradicted_and_quotes_the_denial(text: str) -> None:
    one = of("fee_registration", text)
    assert one is not None
    assert one.stated is Stated.CONTRADICTED
    assert not one.counts
    assert one.facts["turned_by"]


def test_a_denial_does_not_wash_away_a_demand_made_elsewhere() -> None:
    one = of("fee_registration", "Cooks\nNo agency fee. A registration fee of KSh 2,000 applies.")
    assert one is not None
    assert one.counts


def test_a_but_ends_the_reach_of_a_denial() -> None:
    one = of("fee_medical_training", "Cooks\nNo registration fee but pay KSh 3,000 for training.")
    assert one is not None
    assert one.counts


@pytest.mark.parametrize(
    "text",
    [
        "Public notice\nBeware of agents who ask for money before an interview by M-Pesa.",
        "Signs of a fake job\n- They ask you to pay KSh 500 before the interview\n- They keep your passport",
        "Take care\nJihadhari na matapeli. Wanaitisha KSh 500 kabla ya mahojiano.",
        "Take care\nBeware of fraudsters. They ask you to pay KSh 500 before the interview.",
    ],
)
def test_a_warning_that_quotes_a_demand_is_not_a_demand(text: str) -> None:
    one = of("pay_before_interview", text)
    assert one is None or not one.counts


def test_a_warning_says_which_words_cancelled_the_finding() -> None:
    one = of("passport_collected", "Cooks\nReport any agent who keeps your passport.")
    assert one is not None
    assert one.cancelled_by == "quoted_warning"
    assert "said in a warning" in one.explanation


def test_a_warning_of_others_does_not_cover_ones_own_demand() -> None:
    one = of("mpesa_till_or_paybill", "Cooks\nBeware of conmen, pay only to our till 123456.")
    assert one is not None
    assert one.counts


def test_an_official_sender_cancels_soft_findings_by_its_domain_and_is_named() -> None:
    text = "Nannies\nRegistration fee of KSh 1,000 by all applicants."
    one = of("fee_registration", text, sender_domains=("vacancies.labour.go.ke",))
    assert one is not None
    assert one.cancelled_by.startswith("official_sender: Government of Kenya")
    other = of("fee_registration", text, sender_domains=("labour-go-ke.example",))
    assert other is not None
    assert other.counts


def test_nobody_may_say_the_gravest_things() -> None:
    one = of("visit_visa_for_work", "Nannies\nTravel on a visit visa and start work.", sender_domains=("labour.go.ke",))
    assert one is not None
    assert one.counts


@pytest.mark.parametrize(
    "text",
    [
        "Nannies\nThe medical fee of KSh 13,500 is paid to the approved clinic.",
        "Nannies\nThe employer pays the medical fee of KSh 13,500.",
        "Nannies\nMwajiri atalipa KSh 13,500 ya medical.",
    ],
)
def test_a_lawful_payment_does_not_count(text: str) -> None:
    one = of("fee_medical_training", text)
    assert one is None or not one.counts
