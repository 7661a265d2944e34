"""The keys an advert hangs on: what is strong enough to hold adverts together, and the name beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from registry.advert_item import Contact
from registry.bulk import in_pieces
from registry.identity.claims import contacts_of
from registry.identity.contacts import domain_of, phone_of
from registry.identity.name_comparing.parts import words_of
from registry.identity.name_words import words
from registry.identity.names import clean_advertiser
from registry.records import Advert
from registry.vocabulary import ContactKind, SourceKind

Key = tuple[ContactKind, str]

# A licence number is none of them: it is borrowed too often to say who is behind an advert.
STRONG = frozenset(
    {
        ContactKind.PHONE,
        ContactKind.EMAIL,
        ContactKind.DOMAIN,
        ContactKind.MESSAGING,
        ContactKind.PAYBILL,
        ContactKind.TILL,
    }
)
_MAX_KEY = 300


@dataclass(frozen=True)
class SeenAdvert:
    """The columns of an advert that say who is behind it."""

    id: int
    source: str
    source_kind: SourceKind
    url: str
    advertiser: str
    advertiser_raw: str
    contacts: Any
    recruiter_id: int | None
    first_seen_at: datetime

    @cached_property
    def name(self) -> str:
        """The advertiser's name without what boards print around it."""
        return clean_advertiser(self.advertiser or self.advertiser_raw)

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """Every key, once, strong ones and others."""
        found = [key for contact in contacts_of(self) for key in keys_of(contact)]
        return tuple(dict.fromkeys(found))

    @cached_property
    def strong(self) -> tuple[Key, ...]:
        """The keys that hold adverts together."""
        return tuple(key for key in self.keys if key[0] in STRONG)

    @cached_property
    def name_key(self) -> Key | None:
        """The name as a key, where it distinguishes."""
        return name_key(self.name)

    @cached_property
    def held(self) -> tuple[Key, ...]:
        """Every key that its recruiter is known by, the name included."""
        return self.keys if self.name_key is None else (*self.keys, self.name_key)


def name_key(name: str) -> Key | None:
    """An advertiser's name as a key, where it distinguishes; "Global Agency" may be anyone's."""
    parts = words_of(name)
    distinguishing = [one for one in parts.rare if one not in words().generic]
    if len("".join(distinguishing)) < 3 and len(parts.stems) < 3:
        return None
    return ContactKind.NAME, parts.name.normalised[:_MAX_KEY]


def keys_of(contact: Contact) -> Iterable[Key]:
    """The keys that one contact is: a pochi or WhatsApp number is a telephone, an own e-mail address also a domain."""
    kind, value = contact.kind, contact.value[:_MAX_KEY]
    if number := phone_of(contact):
        yield ContactKind.PHONE, number[:_MAX_KEY]
    elif kind is ContactKind.EMAIL:
        yield kind, value.lower()
    elif kind is not ContactKind.DOMAIN and kind is not ContactKind.NAME:
        yield kind, value
    if domain := domain_of(contact):
        yield ContactKind.DOMAIN, domain


def seen_adverts(session: Session, where: Any, values: Iterable[int]) -> Sequence[SeenAdvert]:
    """The adverts whose column `where` is one of `values`."""
    columns = (
        col(Advert.id),
        col(Advert.source),
        col(Advert.source_kind),
        col(Advert.url),
        col(Advert.advertiser),
        col(Advert.advertiser_raw),
        col(Advert.contacts),
        col(Advert.recruiter_id),
        col(Advert.first_seen_at),
    )
    rows = (
        row for piece in in_pieces(sorted(values)) for row in session.execute(select(*columns).where(where.in_(piece)))
    )
    return [SeenAdvert(*row) for row in rows]


def seen(advert: Advert) -> SeenAdvert:
    """The same columns of an advert already at hand; it must be flushed."""
    if advert.id is None:
        raise ValueError("the advert is not stored yet")
    return SeenAdvert(
        advert.id,
        advert.source,
        advert.source_kind,
        advert.url,
        advert.advertiser,
        advert.advertiser_raw,
        advert.contacts,
        advert.recruiter_id,
        advert.first_seen_at,
    )
