"""How a copycat is told: every contact compared and what with, and what else may be the case, in two sentences."""

from collections.abc import Iterable
from datetime import date

from registry.identity.claims import SEEN_ELSEWHERE
from registry.identity.name_comparing.comparison import Comparison
from registry.identity.register_entries import Entry
from registry.identity.types import MatchReason
from registry.law.days import say
from registry.noticing.surroundings import AdvertClaim


def explain(
    one: AdvertClaim,
    entry: Entry,
    compared: Comparison,
    contacts: Iterable[MatchReason],
    *,
    adverts: int,
    quotes: bool,
    on: date,
) -> str:
    """What the advert takes from `entry` and what it does not, against the register as of `on`.

    `adverts` is how many of the recruiter's adverts `contacts` were gathered from; `quotes` says that one of them
    quotes the agency's own licence number.
    """
    number = f" ({entry.number})" if entry.number else ""
    relation = "imitates that" if compared.imitates else "is that"
    name = f"The advert's name {one.claim.name!r} {relation} of {entry.name}{number}"
    quoted = ", and the licence number quoted is that agency's" if quotes else ""
    whose = "its contacts" if adverts < 2 else f"the contacts in its recruiter's {adverts} adverts"
    told = "; ".join(f"{it.kind} {it.claimed}, {_whose(it)} {it.registered}" for it in contacts)
    said = ", and the advert says it is a branch" if one.claim.branch else ""
    doubt = f"Either somebody else uses the name, or the agency has changed its contacts since the list of {say(on)}."
    return f"{name}{quoted}, but none of {whose} is: {told}{said}. {doubt}"


def _whose(contact: MatchReason) -> str:
    return "the agency's own adverts have" if contact.text == SEEN_ELSEWHERE else "the register has"
