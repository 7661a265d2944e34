"""Money for a number that is the agency's own on the register is not told as money for somebody's private telephone."""

from datetime import date

import pytest
from sqlmodel import Session

from registry.facts import AdvertFacts
from registry.identity.types import AgencyMatch, Claim, MatchReason
from registry.law.licensing import Standing
from registry.law.rulebook import load_rulebook
from registry.observation import Observation
from registry.vocabulary import MatchOutcome, MatchStrength, StandingState, Stated
from risk_model.indicators import find_indicators
from risk_model.listed_number import RULE, tell_listed
from tests.factory import an_advert

ON = date(2026, 11, 18)


def _told(session: Session, quote: str, *, registered: str, agency_id: int | None = 7) -> Observation:
    reason = MatchReason("phone", registered, registered, 1.0, "the phone is the register's")
    match = AgencyMatch(agency_id, MatchStrength.LICENCE_NUMBER, MatchOutcome.MATCHED, 1.0, (reason,))
    standing = Standing(StandingState.LICENSED, "valid", facts={"agency": "Tembo Ridge Ltd"})
    facts = AdvertFacts(an_advert(session), Claim("Tembo Ridge"), match, standing, (), ON)
    said = Observation(RULE, Stated.STATED, f"Money is asked: “{quote}”.", span=(0, len(quote)), quote=quote)
    [one] = tell_listed([said], facts, region="KE")
    return one


def test_the_registers_own_number_is_told_as_that_and_still_counts(session: Session) -> None:
    one = _told(session, "send KSh 4,000 to O700 000 001", registered="+254700000001")
    assert one.counts
    assert "the register gives +254700000001 for Tembo Ridge Ltd" in one.explanation
    assert one.facts["register_gives"] == ["+254700000001"]


@pytest.mark.parametrize(("number", "agency_id"), [("+254700000002", 7), ("+254700000001", None)])
def test_another_number_or_no_agency_is_left_as_it_is(session: Session, number: str, agency_id: int | None) -> None:
    one = _told(session, "send KSh 4,000 to 0700 000 001", registered=number, agency_id=agency_id)
    assert "register" not in one.explanation


@pytest.mark.parametrize(
    "text",
    [
        "Pay the form fee through Paybill 400001. Forward the M-Pesa message to 0700 000 001 for your date.",
        "Lipa kwa Till 9901001 halafu utume screenshot ya mpesa kwa 0700 000 001.",
        "Deposit at the bank and send us the payment confirmation on 0700 000 001.",
        "Pay by till 700001, then share the receipt to 0700 000 001.",
    ],
)
def test_a_number_for_the_message_of_a_payment_gets_no_money(text: str) -> None:
    found = find_indicators(f"Cook\n{text}", rulebook=load_rulebook("ke"), on=ON)
    assert [one for one in found if one.rule_id == RULE and one.counts] == []


@pytest.mark.parametrize(
    "text",
    [
        "Send KSh 500 to 0700 000 001 and forward the M-Pesa message to 0700 000 001.",
        "Tuma pesa kwa namba 0700 000 001, kisha utume ujumbe wa mpesa kwa 0700 000 002.",
        "Send 1,000 to 0700 000 011 and wait for a message.",
    ],
)
def test_money_is_found_beside_the_message(text: str) -> None:
    found = find_indicators(f"Cook\n{text}", rulebook=load_rulebook("ke"), on=ON)
    assert [one for one in found if one.rule_id == RULE and one.counts and not one.hint]
