"""What a licensed agency says of "one licence" is its own; whoever is not licensed is held to the same words."""

from datetime import date

import pytest
from sqlmodel import Session

from registry.advert_item import Contact
from registry.facts import AdvertFacts
from registry.identity.types import AgencyMatch, Claim
from registry.law.licensing import Standing
from registry.law.rulebook import load_rulebook
from registry.observation import Observation
from registry.vocabulary import ContactKind, MatchOutcome, MatchStrength, StandingState, Stated
from risk_model.own_licence import answer
from tests.factory import an_advert

SAID = Observation("claims_under_other_licence", Stated.STATED, "“we work under one licence”", span=(0, 10))
ABSENT = Observation("licence_number_absent", Stated.STATED, "“Hiring guards for Dubai”", span=(0, 6))
RULES = {rule.id: rule for rule in load_rulebook("ke").jurisdiction.rules}


def _facts(session: Session, state: StandingState, strength: MatchStrength, *contacts: Contact) -> AdvertFacts:
    match = AgencyMatch(1, strength, MatchOutcome.MATCHED, 1.0)
    standing = Standing(state, "licence ZZ/EA/0001 is valid until 30 June 2027")
    claim = Claim("Tembo Ridge", contacts)
    return AdvertFacts(an_advert(session), claim, match, standing, (), date(2026, 11, 18))


def _answered(session: Session, state: StandingState, strength: MatchStrength) -> Observation:
    [one] = answer([SAID], _facts(session, state, strength), rules=RULES)
    return one


def test_an_advert_that_prints_a_number_is_not_told_to_print_none(session: Session) -> None:
    printed = Contact(kind=ContactKind.LICENCE, value="ZZ/7777", raw="ZZ/7777")
    unlisted = (StandingState.UNLISTED, MatchStrength.NONE)
    assert list(answer([ABSENT], _facts(session, *unlisted, printed), rules=RULES)) == []
    phone = Contact(kind=ContactKind.PHONE, value="+254700000001", raw="0700 000 001")
    assert list(answer([ABSENT], _facts(session, *unlisted, phone), rules=RULES)) == [ABSENT]


@pytest.mark.parametrize("strength", [MatchStrength.LICENCE_NUMBER, MatchStrength.CONTACT, MatchStrength.NAME_EXACT])
def test_an_advertiser_shown_to_be_licensed_speaks_of_its_own(session: Session, strength: MatchStrength) -> None:
    one = _answered(session, StandingState.LICENSED, strength)
    assert not one.counts
    assert "valid until 30 June 2027" in one.cancelled_by


@pytest.mark.parametrize(
    ("state", "strength"),
    [
        (StandingState.UNLISTED, MatchStrength.NONE),
        (StandingState.EXPIRED, MatchStrength.LICENCE_NUMBER),
        (StandingState.LICENSED_BY_NAME_ONLY, MatchStrength.NAME_CLOSE),
    ],
)
def test_everybody_else_is_held_to_it(session: Session, state: StandingState, strength: MatchStrength) -> None:
    assert _answered(session, state, strength).counts
