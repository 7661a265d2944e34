"""Short ways to make register entries, contacts and claims for identity's tests; everything is invented."""

from registry.advert_item import Contact
from registry.identity.claims import Reach
from registry.identity.contact_reading.licence_numbers import licence_key
from registry.identity.register_entries import Entry
from registry.identity.types import Claim
from registry.vocabulary import ContactKind, LicenceStatus, RegisterKind


def phone(number: str) -> Contact:
    """A telephone contact."""
    return Contact(kind=ContactKind.PHONE, value=number, raw=number)


def email(address: str) -> Contact:
    """An e-mail contact."""
    return Contact(kind=ContactKind.EMAIL, value=address, raw=address)


def licence(number: str) -> Contact:
    """A quoted licence number."""
    return Contact(kind=ContactKind.LICENCE, value=number, raw=number)


def an_entry(
    agency_id: int,
    name: str,
    *,
    number: str | None = None,
    contacts: tuple[Contact, ...] = (),
    kind: RegisterKind = RegisterKind.AGENCIES,
) -> Entry:
    """A firm of a register, licensed unless told otherwise."""
    return Entry(
        agency_id=agency_id,
        number=number,
        name=name,
        names=(name,),
        kind=kind,
        numbers=frozenset({licence_key(number)} if number else ()),
        reach=Reach.of(contacts),
        members=(agency_id,),
        statuses=frozenset({LicenceStatus.VALID}),
    )


def a_claim(name: str, *contacts: Contact, branch: bool = False) -> Claim:
    """What an advert by `name` with these contacts claims."""
    return Claim(name, contacts, branch)
