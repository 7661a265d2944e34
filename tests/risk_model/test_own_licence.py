"""What a licensed agency says of "one licence" is its own; whoever is not licensed is held to the same words."""

from datetime import date

import pytest
from sqlmodel import Session

from registry.facts import AdvertFacts
from registry.identity.types import AgencyMatch, Claim
from registry.law.licensing import Standing
from registry.law.rulebook import load_rulebook
from registry.observation import Observation
from registry.vocabulary import MatchOutcome, MatchStrength, StandingState, Stated
from risk_model.own_licence import answer
from tests.factory import an_advert

SAID = Observation("claims_under_other_licence", Stated.STATED, "“we work under one licence”", span=(0, 10))


def _answered(session: Session, state: StandingState, strength: MatchStrength) -> Observation:
    match = AgencyMatch(1, strength, MatchOutcome.MATCHED, 1.0)
    standing = Standing(state, "licence ZZ/EA/0001 is valid until 30 June 2027")
    facts = AdvertFacts(an_advert(session), Claim("Tembo Ridge"), match, standing, (), date(2026, 11, 18))
    rules = {rule.id: rule for rule in load_rulebook("ke").jurisdiction.rules}
    [one] = answer([SAID], facts, rules=rules)
    return one


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
