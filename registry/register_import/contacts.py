"""A register's contact cells as the values adverts are compared with: E.164 phones, e-mails, domains, addresses."""

import re
from collections.abc import Iterator, Mapping

from registry.identity.contact_reading.domains import registrable_domain
from registry.identity.contact_reading.phones import to_e164
from registry.identity.contacts import find_contacts
from registry.identity.names import normalise_name
from registry.register_import.plain_phones import plain_number
from registry.register_spec import Role
from registry.vocabulary import ContactKind

ContactValue = tuple[ContactKind, str, str]

# A cell that holds one address and nothing else, as nearly all do, needs no search.
_PLAIN_EMAIL = re.compile(
    r"[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}",
    re.ASCII | re.IGNORECASE,
)
_BETWEEN_PHONES = re.compile(r"\s*(?:[;,/|]|\bor\b|\band\b)\s*")
_KINDS: dict[str, tuple[ContactKind, ...]] = {
    Role.PHONE.value: (ContactKind.PHONE,),
    Role.EMAIL.value: (ContactKind.EMAIL,),
    Role.WEBSITE.value: (ContactKind.DOMAIN, ContactKind.MESSAGING),
}
MAX_VALUE = 500


def read_contacts(contacts: Mapping[str, tuple[str, ...]], *, region: str) -> tuple[ContactValue, ...]:
    """Kind, comparable value and printed text of each contact, each once; what cannot be read is left out."""
    found = dict.fromkeys(
        one for role, texts in contacts.items() for text in texts for one in _read(role, text, region)
    )
    once: dict[tuple[ContactKind, str], ContactValue] = {}
    for one in found:
        once.setdefault((one[0], one[1]), one)
    return tuple(once.values())


def fold_address(address: str) -> str:
    """An address as two are compared: lower case, letters and digits in single-spaced words."""
    return " ".join(re.findall(r"\w+", address.casefold()))[:MAX_VALUE]


def _read(role: str, text: str, region: str) -> Iterator[ContactValue]:
    if role == Role.ADDRESS.value:
        if folded := fold_address(text):
            yield ContactKind.ADDRESS, folded, text[:MAX_VALUE]
    elif role == Role.PERSON.value:
        if name := normalise_name(text)[:MAX_VALUE]:
            yield ContactKind.PERSON, name, text[:MAX_VALUE]
    elif role == Role.EMAIL.value and _PLAIN_EMAIL.fullmatch(text) and registrable_domain(text.rpartition("@")[2]):
        yield ContactKind.EMAIL, text.lower(), text
    elif role == Role.PHONE.value and (number := plain_number(text, region=region)):
        yield ContactKind.PHONE, number, text
    else:
        wanted = _KINDS[role]
        listed = [one for one in find_contacts(text, region=region) if one.kind in wanted]
        yield from ((one.kind, one.value, one.raw) for one in listed)
        if role == Role.PHONE.value:
            yield from _bare_phones(text, region, {one.value for one in listed})


def _bare_phones(text: str, region: str, known: set[str]) -> Iterator[ContactValue]:
    """Numbers too short to be called telephones in running text, which in a telephone column they are."""
    for printed in _BETWEEN_PHONES.split(text):
        digits = re.sub(r"[^\d+]", "", printed)
        if not 6 <= len(digits) <= 9:
            continue
        number = to_e164(f"+{_calling_code(region)}{digits.removeprefix('0')}", region=region)
        if number and number not in known:
            yield ContactKind.PHONE, number, printed


def _calling_code(region: str) -> int:
    import phonenumbers

    return phonenumbers.country_code_for_region(region)
