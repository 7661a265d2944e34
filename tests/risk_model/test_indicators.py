"""The one door: spans point into the original, dates and destinations decide, many adverts read as each alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.law.rulebook import load_rulebook
from registry.vocabulary import Severity
from risk_model.indicators import find_indicators, find_many
from risk_model.judge import AdvertReading
from risk_model.scorecard import Scorecard
from risk_model.words.advert_text import AdvertText

KE = load_rulebook("ke")
ON = date(2026, 11, 18)

ORDINARY = [
    "Housekeepers for Doha\nQAR 1,400 a month, free food, two-year contract attested by the labour office. The "
    "employer pays visa, ticket and medical. No fee is charged at any stage.",
    "Ministry drive, nannies for Saudi Arabia\nWomen only, age 22-35. Medical fee of KSh 13,500, non-refundable, paid "
    "at the approved clinic. Interviews at the county hall on 5 December.",
    "How to spot a fake job\n- They ask for money by M-Pesa before an interview\n- They promise a visit visa that is "
    "converted on arrival\n- They keep your passport\n- They take you through Uganda",
    "Tembo Travel Recruitment Ltd\nDrivers for Qatar, QAR 1,800. Bring a driving licence and a passport copy.",
    "Baker, Nakuru\nOur bakery needs a baker. KSh 22,000. Bring your ID and certificates for an interview on Monday.",
    "Internship\nFinal-year students, three months, stipend KSh 15,000. A copy of your ID is needed.",
    "Cabin stewards\nCruise line, USD 700 per month, contract signed in Nairobi, medical paid to the clinic.",
    "Customer care, Nairobi\nTyping speed of 40 words a minute, KSh 40,000 per month.",
    "Visa officer\nPrepare tourist visa applications for our clients and collect visa fees.",
    "Nanny, Kilimani\nTake care of two children aged 4 and 12. KSh 18,000 a month, Sundays off.",
    "Long-distance driver\nFrom Mombasa through Malaba to Kampala. KSh 40,000.",
    # Where a grave rule's own country is named with any trade, and nothing else.
    "Housemaid Lebanon\nHousemaids to Beirut. The employer pays the ticket, the visa and the medical.",
    "Electrician Cambodia\nElectricians for Phnom Penh. Contract of two years, housing given.",
    "Gardener Turkey\nA company in Istanbul employs gardeners. Interviews in Nairobi.",
    "Cashier\nReceive M-Pesa payments on till 556677, balance cash, serve customers.",
]
DISGUISED = [
    "R.e.g.i.s.t.r.a.t.i.o.n f.e.e 1500 for jobs in Qatar, pay today.",
    "R-E-G-I-S-T-R-A-T-I-O-N F-E-E KSH 1500 FOR QATAR JOBS, PAY TODAY",
    "R e g i s t r a t i o n   f e e  is  1 5 0 0  b o b. Pay before you come to the office.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_advert_states_nothing_hard(text: str) -> None:
    hard = [
        (one.rule_id, one.quote)
        for one in find_indicators(text, rulebook=KE, on=ON)
        if one.counts and KE.rule(one.rule_id).hard
    ]
    assert hard == []


@pytest.mark.parametrize("text", DISGUISED)
def test_letters_apart_are_read_as_words_and_digits_as_a_number(text: str) -> None:
    found = {one.rule_id: one for one in find_indicators(f"Waiters\n{text}", rulebook=KE, on=ON) if one.counts}
    assert not found["fee_registration"].hint
    assert found["fee_registration"].facts["fees"][0]["amount"] == 1500


def test_a_span_is_cut_from_the_original_text_however_it_is_disguised() -> None:
    text = "Cooks ✅\nÉvery one: P A Y 500 bob béfore the interview. Call."
    one = next(one for one in find_indicators(text, rulebook=KE, on=ON) if one.rule_id == "pay_before_interview")
    assert one.span is not None
    assert "P A Y 500 bob béfore" in text[slice(*one.span)]
    assert text[slice(*one.span)][: len(one.quote)] == one.quote


def test_many_adverts_are_read_as_each_alone() -> None:
    adverts = [AdvertText(text, on=ON) for text in ORDINARY]
    alone = [find_indicators(text, rulebook=KE, on=ON) for text in ORDINARY]
    assert find_many(adverts, rulebook=KE) == alone


def test_a_rule_that_asks_for_abroad_heeds_the_known_destination() -> None:
    text = "Receptionist\nYou will also do house cleaning and cooking."
    rules = [
        {one.rule_id for one in find_indicators(text, rulebook=KE, on=ON, destination=code)} for code in ("OM", "KE")
    ]
    assert "title_duties_mismatch" in rules[0]
    assert "title_duties_mismatch" not in rules[1]


def test_a_rule_is_silent_before_it_is_in_force() -> None:
    text = "Housemaids for Oman"
    assert "destination_without_agreement" in {one.rule_id for one in find_indicators(text, rulebook=KE, on=ON)}
    before = find_indicators(text, rulebook=KE, on=date(2023, 1, 1))
    assert "destination_without_agreement" not in {one.rule_id for one in before}


def test_several_soft_findings_of_an_ordinary_advert_stay_under_even_odds() -> None:
    text = (
        "Housemaids for Oman\nOur client needs ten maids. Attractive salary. Few slots left, hurry. WhatsApp only. "
        "Write to office@gmail.com or fill the Google form."
    )
    found = find_indicators(text, rulebook=KE, on=ON)
    assert sum(one.counts for one in found) >= 6
    assert Scorecard().score(AdvertReading(text, found), rulebook=KE).probability < 0.5


def test_which_rules_raise_alone_or_at_once_is_as_documented() -> None:
    rules = {rule.id: rule for rule in KE.jurisdiction.rules}
    never_alone = {
        "shared_phone_many_agencies", "duplicate_text_many_names", "job_order_not_found", "sexualised_work",
        "women_only_age_appearance", "salary_deduction_recovery", "loan_offered_for_fees",
    }  # fmt: skip
    assert not any(rules[one].hard for one in never_alone)
    grave = {rule.id for rule in rules.values() if rule.severity is Severity.CRITICAL} - never_alone
    assert all(rules[one].hard for one in grave | {"passport_collected", "vacancies_exceed_job_order"})
    assert {rule.id for rule in rules.values() if rule.urgent} == {
        "minor_targeted", "seasia_customer_service", "scam_compound_markers", "russia_alabuga", "russia_military_front",
    }  # fmt: skip


def test_no_reference_is_called_confirmed_before_a_person_has_confirmed_it() -> None:
    assert not any(rule.reference.confirmed for rule in KE.jurisdiction.rules)


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_is_read_without_trouble_and_spans_lie_inside(text: str) -> None:
    for one in find_indicators(text, rulebook=KE, on=ON):
        assert one.span is not None
        assert 0 <= one.span[0] <= one.span[1] <= len(text)
