"""What an advert claims about who is recruiting, and how its contacts stand against those a register gives."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, Protocol

from registry.advert_item import Contact
from registry.identity.contact_reading.domains import host_of, registrable_domain
from registry.identity.contact_reading.licence_numbers import licence_key
from registry.identity.contacts import Reachable, contacts_on_file, domain_of, phone_of
from registry.identity.name_words import words
from registry.identity.names import clean_advertiser
from registry.identity.types import Claim, MatchReason
from registry.records import Advert
from registry.vocabulary import ContactKind, SourceKind

# Where the page's own address is the advertiser's, not a host's.
OWN_SITE = frozenset({SourceKind.AGENCY_SITE})
_ONLINE = frozenset({ContactKind.EMAIL.value, ContactKind.DOMAIN.value})


class Advertised(Protocol):
    """An advert, or the columns of one, that prints contacts at an address."""

    @property
    def url(self) -> str: ...
    @property
    def source_kind(self) -> SourceKind: ...
    @property
    def contacts(self) -> Any: ...


def contacts_of(advert: Advertised) -> tuple[Contact, ...]:
    """The advert's contacts, an agency's own site included, a board's own domain left out."""
    host = registrable_domain(host_of(advert.url))
    given = contacts_on_file(advert.contacts)
    if advert.source_kind in OWN_SITE:
        own = () if host is None else (Contact(kind=ContactKind.DOMAIN, value=host, raw=advert.url[:500]),)
        return tuple(dict.fromkeys((*given, *own)))
    return tuple(one for one in given if host is None or domain_of(one) != host)


def claim_of(advert: Advert) -> Claim:
    """Who `advert` says is recruiting: the cleaned name and every contact and licence number it prints."""
    name = clean_advertiser(advert.advertiser or advert.advertiser_raw)
    said = f"{advert.advertiser_raw}\n{advert.title}\n{advert.description}"
    return Claim(name, contacts_of(advert), branch=_names_a_branch(said))


def _names_a_branch(said: str) -> bool:
    lower = said.lower()
    return any(map(lower.__contains__, words().branches["words"])) and _branches().search(said) is not None


@cache
def _branches() -> re.Pattern[str]:
    known = words().branches
    said = "|".join(re.escape(one) for one in known["words"])
    others = "|".join(re.escape(one) for one in known["not_before"])
    return re.compile(rf"\b(?:{said})\b(?!\W+(?:{others})\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Reach:
    """The ways to reach one firm that two sources can be compared on."""

    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()

    @classmethod
    def of(cls, contacts: Iterable[Reachable]) -> "Reach":
        """The comparable part of `contacts`; the domain of an e-mail counts as a domain unless anyone can have one."""
        listed = tuple(contacts)
        if not listed:
            return _UNREACHABLE
        return cls(
            phones=frozenset(number for one in listed if (number := phone_of(one))),
            emails=frozenset(one.value.lower() for one in listed if one.kind is ContactKind.EMAIL),
            domains=frozenset(domain for one in listed if (domain := domain_of(one))),
        )

    @cached_property
    def keys(self) -> tuple[tuple[ContactKind, str], ...]:
        """Each contact with its kind, strongest kind first."""
        phones = ((ContactKind.PHONE, one) for one in sorted(self.phones))
        emails = ((ContactKind.EMAIL, one) for one in sorted(self.emails))
        domains = ((ContactKind.DOMAIN, one) for one in sorted(self.domains))
        return (*phones, *emails, *domains)

    def against(self, registered: "Reach", *, seen: frozenset[str] = frozenset()) -> tuple[MatchReason, ...]:
        """One reason for each kind that both sides give: score 1 where a value agrees, 0 where none does.

        `seen` are domains of the firm's own adverts, for a register that gives none.
        """
        pairs = (
            (ContactKind.PHONE, self.phones, registered.phones),
            (ContactKind.EMAIL, self.emails, registered.emails),
            (ContactKind.DOMAIN, self.domains, registered.domains),
        )
        reasons = tuple(_compared(kind, mine, theirs) for kind, mine, theirs in pairs if mine and theirs)
        if registered.domains or not seen or not self.domains:
            return reasons
        told = _compared(ContactKind.DOMAIN, self.domains, seen)
        text = "the domain is that of the agency's own adverts" if told.score else SEEN_ELSEWHERE
        return (*reasons, replace(told, text=text))


_UNREACHABLE = Reach()
SEEN_ELSEWHERE = "no domain of the advert is one that the agency's own adverts print"


def _compared(kind: ContactKind, mine: frozenset[str], theirs: frozenset[str]) -> MatchReason:
    shared = sorted(mine & theirs)
    if shared:
        return MatchReason(kind.value, shared[0], shared[0], 1.0, f"the {kind.value} is the register's")
    claimed, registered = ", ".join(sorted(mine)), ", ".join(sorted(theirs))
    return MatchReason(kind.value, claimed, registered, 0.0, f"no {kind.value} of the advert is the register's")


def agrees(reasons: Iterable[MatchReason]) -> bool:
    """Whether any contact agrees."""
    return any(one.score == 1.0 for one in reasons)


def differing_kinds(reasons: Iterable[MatchReason]) -> frozenset[str]:
    """The kinds of contact that both sides give and that do not agree."""
    return frozenset(one.kind for one in reasons if one.score == 0.0)


def is_disowned(reasons: Iterable[MatchReason], *, mine: Reach, registered: Reach) -> bool:
    """Whether neither the telephone nor the e-mail address or site is the register's, where both sides give both.

    One of the two may have changed since the register was printed, or be a branch's; an own domain beside free mail
    disagrees like any other two addresses. Of a register that gives no telephone, another site of one's own tells as
    much, where the advert gives a telephone too.
    """
    compared = tuple(reasons)
    differing = differing_kinds(compared)
    if agrees(compared):
        return False
    if ContactKind.PHONE.value in differing:
        return bool(differing & _ONLINE)
    return bool(mine.phones) and not registered.phones and _is_another_site(mine.domains, registered.domains)


def _is_another_site(mine: frozenset[str], registered: frozenset[str]) -> bool:
    """Whether sites of one's own on both sides are others by name: "firm.com" may be the "firm.co.ke" of a list."""
    names = {domain.partition(".")[0] for domain in mine}
    return bool(names and registered) and names.isdisjoint(domain.partition(".")[0] for domain in registered)


def quoted_numbers(claim: Claim) -> dict[str, str]:
    """The licence numbers an advert quotes, as compared, beside the characters it printed."""
    licences = (one for one in claim.contacts if one.kind is ContactKind.LICENCE)
    return {licence_key(one.value): one.raw or one.value for one in licences}
