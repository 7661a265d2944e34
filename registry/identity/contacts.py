"""Every way to reach, pay or look up an advertiser that a text prints: phones, addresses, payment, licence numbers."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Protocol

from registry.advert_item import Contact
from registry.identity.contact_reading.contact_words import blank
from registry.identity.contact_reading.domains import email_domain, find_sites, identifies, registrable_domain
from registry.identity.contact_reading.emails import find_emails
from registry.identity.contact_reading.legible import fold_text
from registry.identity.contact_reading.licence_numbers import find_licence_numbers
from registry.identity.contact_reading.messaging import find_messaging
from registry.identity.contact_reading.payments import find_payment_numbers, find_pochi
from registry.identity.contact_reading.phones import find_phones
from registry.vocabulary import ContactKind

Spotted = tuple[int, int, ContactKind, str]

_MAX_TEXT = 60_000
_WHATSAPP_PHONE = "whatsapp:+"
_SAYING_WHO = (ContactKind.DOMAIN, ContactKind.EMAIL)


def find_contacts(
    text: str,
    *,
    region: str = "KE",
    licence_pattern: str | None = None,
    paybill_digits: tuple[int, int] = (5, 7),
    till_digits: tuple[int, int] = (5, 7),
) -> tuple[Contact, ...]:
    """Each contact in `text` once, in the order of the text, normalised beside the characters it was read from.

    Phones are E.164 as dialled in `region`; e-mails and hosts in lower case; `domain` only where it can identify
    somebody; `messaging` is "service:name"; licence numbers are found by their words and, where given, by
    `licence_pattern`.
    """
    text = text[:_MAX_TEXT]
    folded, places = fold_text(text)
    addresses = list(_addresses(folded, region))
    payments = list(find_payment_numbers(folded, paybill=paybill_digits, till=till_digits))
    licences = [
        (start, end, ContactKind.LICENCE, number)
        for start, end, number in find_licence_numbers(folded, pattern=licence_pattern)
    ]
    spotted = [one for one in (*addresses, *payments, *licences) if one[3]]
    phones = list(find_phones(blank(folded, ((start, end) for start, end, _, _ in spotted)), region=region))
    spotted += [(start, end, ContactKind.PHONE, number) for start, end, number in phones]
    spotted += find_pochi(folded, phones)
    return tuple(
        _once((one for one in spotted if one[2] is not ContactKind.DOMAIN or identifies(one[3])), text, places)
    )


def _once(spotted: Iterable[Spotted], text: str, places: list[int] | None) -> Iterator[Contact]:
    seen: set[tuple[ContactKind, str]] = set()
    for start, end, kind, value in sorted(spotted):
        if (kind, value) in seen:
            continue
        seen.add((kind, value))
        raw = text[start:end] if places is None else text[places[start] : places[end]]
        yield _contact(kind, value, raw)


def _addresses(text: str, region: str) -> Iterator[Spotted]:
    emails = list(find_emails(text))
    yield from ((start, end, ContactKind.EMAIL, address) for start, end, address in emails)
    rest = blank(text, ((start, end) for start, end, _ in emails))
    yield from find_messaging(rest, region=region)
    for start, end, host in find_sites(rest):
        yield start, end, ContactKind.DOMAIN, registrable_domain(host) or ""


def contacts_on_file(stored: Iterable[Mapping[str, str]]) -> tuple[Contact, ...]:
    """Contacts as an advert's column holds them; equal ones are one object, for adverts repeat them."""
    return tuple(_contact(one["kind"], one["value"], one.get("raw", "")) for one in stored)


@lru_cache(maxsize=100_000)
def _contact(kind: str, value: str, raw: str) -> Contact:
    return Contact.model_validate({"kind": kind, "value": value, "raw": raw})


class Reachable(Protocol):
    """A contact as far as two are compared."""

    @property
    def kind(self) -> ContactKind:
        """What it is."""

    @property
    def value(self) -> str:
        """Normalised, as `Contact.value`."""


def phone_of(contact: Reachable) -> str | None:
    """The telephone number that a contact is; a pochi or WhatsApp number is one too."""
    if contact.kind in (ContactKind.PHONE, ContactKind.POCHI):
        return contact.value
    if contact.kind is ContactKind.MESSAGING and contact.value.startswith(_WHATSAPP_PHONE):
        return contact.value.removeprefix("whatsapp:")
    return None


def domain_of(contact: Reachable) -> str | None:
    """The domain that says who is behind a domain or e-mail contact; None for free mail, platforms and other kinds."""
    return _domain(contact.kind, contact.value) if contact.kind in _SAYING_WHO else None


@lru_cache(maxsize=100_000)
def _domain(kind: ContactKind, value: str) -> str | None:
    domain = registrable_domain(value) if kind is ContactKind.DOMAIN else email_domain(value)
    return domain if identifies(domain) else None
