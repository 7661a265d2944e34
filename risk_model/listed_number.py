"""A telephone that money is to be sent to, told as the register's where the register gives it for the matched agency.

Apart from the wording: an advert's own words cannot say whose number it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from registry.facts import AdvertFacts
from registry.identity.contacts import find_contacts
from registry.observation import Observation
from registry.vocabulary import ContactKind

RULE = "mpesa_personal_number"


def tell_listed(said: Iterable[Observation], facts: AdvertFacts, *, region: str) -> Iterator[Observation]:
    """The observations; one on a number that the register gives for the matched agency says so, and still counts."""
    listed = _listed(facts)
    for one in said:
        if listed and one.rule_id == RULE and (numbers := sorted(_numbers(one.quote, region) & listed)):
            given = f"the register gives {' and '.join(numbers)} for {_agency(facts)}"
            text = f"{one.explanation} It is a mobile number, no till or paybill; {given}."
            yield replace(one, explanation=text, facts={**one.facts, "register_gives": numbers})
        else:
            yield one


def _listed(facts: AdvertFacts) -> frozenset[str]:
    if facts.match.agency_id is None:
        return frozenset()
    agree = (one for one in facts.match.reasons if one.kind == ContactKind.PHONE.value and one.score)
    return frozenset(one.registered for one in agree)


def _numbers(quote: str, region: str) -> frozenset[str]:
    return frozenset(one.value for one in find_contacts(quote, region=region) if one.kind is ContactKind.PHONE)


def _agency(facts: AdvertFacts) -> str:
    return str(facts.standing.facts.get("agency") or "the agency that this advert is matched to")
