"""Every way to reach, pay or look up an advertiser that a text prints: phones, addresses, payment, licence numbers."""

import re
from collections.abc import Iterable, Iterator

from registry.advert_item import Contact
from registry.identity.domains import (
    email_domain,
    find_bare_domains,
    find_emails,
    find_links,
    host_of,
    identifies,
    registrable_domain,
)
from registry.identity.phones import find_phones, fold_digits, to_e164
from registry.vocabulary import ContactKind

Spotted = tuple[int, int, ContactKind, str]

_NUMBER_WORD = r"(?:\s*(?:no|nos|number|num|namba|nambari|nr)\b\.?|\s*#)?"
_IS = rf"{_NUMBER_WORD}(?:\s+(?:is|ni))?\W{{0,6}}"
_DIGITS = r"(\d(?:[ -]?\d){3,8})(?!\d)"
_GOODS = r"buy\s+goods(?:\s+(?:and|&)\s+services)?(?:\s+till)?"
_PAYBILL = re.compile(rf"\b(?:pay\s?-?bill|business){_IS}{_DIGITS}", re.IGNORECASE)
_TILL = re.compile(rf"\b(?:till|{_GOODS}|lipa\s+na\s+m-?pesa(?:\s+till)?){_IS}{_DIGITS}", re.IGNORECASE)
_POCHI = re.compile(rf"\bpochi(?:\s+(?:la|ya)\s+biashara)?{_IS}(\+?\d(?:[ .-]?\d){{8,12}})", re.IGNORECASE)
_WHATSAPP = re.compile(
    r"(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?(?:[^\s]*&)?phone=|whatsapp\.com/send\?phone=)\+?(\d{8,15})",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?:(?P<telegram>t\.me|telegram\.me)|(?P<facebook>facebook\.com|fb\.com|fb\.me|m\.me)|(?P<instagram>instagram\.com)|(?P<tiktok>tiktok\.com)|(?P<whatsapp>chat\.whatsapp\.com))"
    r"/@?(?P<name>[\w.+-]{3,80})",
    re.IGNORECASE,
)
_TELEGRAM_NAME = re.compile(r"\btelegram\b\W{0,4}@(\w{5,32})", re.IGNORECASE)
_LICENCE = re.compile(
    r"(?P<before>\b[a-z']+\s+)?"
    r"(?:\b(?:licen[cs]ed?|lic|leseni|registration|registered|reg|certificate|cert|nea|permit|accreditation)\b\.?\s*){1,3}"
    r"(?:(?:by|na|ya)\s+\w+\s+)?(?:under\s+)?(?:\b(?:no|nos|number|num|namba|nambari|nr)\b\.?|#|:)\s*(?:is|ni)?\s*[:.#]?\s*"
    # After a dash set off by blanks, and after a full stop, the next sentence may begin: only digits carry on.
    r"(?P<number>[a-z0-9]+(?:\s?/\s?[a-z0-9]+|-[a-z0-9]+|\s-\s(?=[a-z]*\d)[a-z0-9]+|\.(?=[a-z0-9/.-]*\d)[a-z0-9]+)*"
    r"(?:\s\d{2,6})?)",
    re.IGNORECASE,
)
# A driver's or a nurse's licence is the worker's, not the firm's.
_OTHER_LICENCE = re.compile(
    r"^(?:driving|driver|drivers|driver's|riding|practi[cs]ing|practice|nursing|pilot|gun|firearm|vehicle|car|psv|dl|teaching|business|work|council|pin|vat|tax)\b",
    re.IGNORECASE,
)
_MAX_TEXT = 60_000
_WHATSAPP_PHONE = "whatsapp:+"


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
    folded, places = fold_digits(text)
    spotted = [
        *_payments(folded, region, paybill_digits, till_digits),
        *_licences(folded, licence_pattern),
        *_addresses(folded, region),
    ]
    taken = [(start, end) for start, end, kind, _ in spotted if kind in (ContactKind.PAYBILL, ContactKind.TILL)]
    spotted += [
        (start, end, ContactKind.PHONE, number)
        for start, end, number in find_phones(folded, region=region)
        if not any(start < there_end and there < end for there, there_end in taken)
    ]
    return tuple(_once(spotted, text, places))


def _once(spotted: Iterable[Spotted], text: str, places: list[int] | None) -> Iterator[Contact]:
    seen: set[tuple[ContactKind, str]] = set()
    for start, end, kind, value in sorted(spotted):
        if (kind, value) in seen:
            continue
        seen.add((kind, value))
        raw = text[start:end] if places is None else text[places[start] : places[end]]
        yield Contact(kind=kind, value=value, raw=raw)


def _payments(text: str, region: str, paybill: tuple[int, int], till: tuple[int, int]) -> Iterator[Spotted]:
    for kind, pattern, (least, most) in ((ContactKind.PAYBILL, _PAYBILL, paybill), (ContactKind.TILL, _TILL, till)):
        for found in pattern.finditer(text):
            digits = re.sub(r"\D", "", found[1])
            if least <= len(digits) <= most:
                yield found.start(1), found.end(1), kind, digits
    for found in _POCHI.finditer(text):
        if number := to_e164(re.sub(r"[^\d+]", "", found[1]), region=region):
            yield found.start(1), found.end(1), ContactKind.POCHI, number


def _licences(text: str, pattern: str | None) -> Iterator[Spotted]:
    for found in _LICENCE.finditer(text):
        number = found["number"].rstrip(" .-/")
        if not any(char.isdigit() for char in number) or len(licence_key(number)) < 3:
            continue
        if found["before"] and _OTHER_LICENCE.match(found["before"]):
            continue
        yield found.start("number"), found.start("number") + len(number), ContactKind.LICENCE, licence_value(number)
    if pattern:
        for found in re.finditer(pattern, text, re.IGNORECASE):
            yield found.start(), found.end(), ContactKind.LICENCE, licence_value(found[0])


def licence_value(number: str) -> str:
    """A licence number as it is stored: capitals, no blanks."""
    return re.sub(r"\s+", "", number).upper()


def licence_key(number: str) -> str:
    """A licence number as two are compared: "nea / 0123" and "NEA-0123" are the same."""
    return re.sub(r"[^0-9A-Z]", "", number.upper())


def _addresses(text: str, region: str) -> Iterator[Spotted]:
    emails = list(find_emails(text))
    links = list(find_links(text))
    yield from ((start, end, ContactKind.EMAIL, address) for start, end, address in emails)
    yield from _messaging(text, region)
    for start, end, address in links:
        domain = registrable_domain(host_of(address))
        if domain and identifies(domain):
            yield start, end, ContactKind.DOMAIN, domain
    covered = [(start, end) for start, end, _ in (*emails, *links)]
    for start, end, host in find_bare_domains(text):
        domain = registrable_domain(host)
        if domain and identifies(domain) and not any(there <= start < there_end for there, there_end in covered):
            yield start, end, ContactKind.DOMAIN, domain


def _messaging(text: str, region: str) -> Iterator[Spotted]:
    for found in _WHATSAPP.finditer(text):
        if number := to_e164("+" + found[1], region=region) or to_e164(found[1], region=region):
            yield found.start(), found.end(), ContactKind.MESSAGING, f"whatsapp:{number}"
            yield found.start(1), found.end(1), ContactKind.PHONE, number
    for found in _HANDLE.finditer(text):
        service = next(name for name, value in found.groupdict().items() if value and name != "name")
        if name := found["name"].strip(".-").lower():
            yield found.start(), found.end(), ContactKind.MESSAGING, f"{service}:{name}"
    for found in _TELEGRAM_NAME.finditer(text):
        yield found.start(1), found.end(1), ContactKind.MESSAGING, f"telegram:{found[1].lower()}"


def phone_of(contact: Contact) -> str | None:
    """The telephone number that a contact is; a pochi or WhatsApp number is one too."""
    if contact.kind in (ContactKind.PHONE, ContactKind.POCHI):
        return contact.value
    if contact.kind is ContactKind.MESSAGING and contact.value.startswith(_WHATSAPP_PHONE):
        return contact.value.removeprefix("whatsapp:")
    return None


def domain_of(contact: Contact) -> str | None:
    """The domain that says who is behind a domain or e-mail contact; None for free mail, platforms and other kinds."""
    if contact.kind is ContactKind.DOMAIN:
        domain = registrable_domain(contact.value)
    elif contact.kind is ContactKind.EMAIL:
        domain = email_domain(contact.value)
    else:
        return None
    return domain if identifies(domain) else None
