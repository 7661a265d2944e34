"""What is on file of a batch of holders: their open dated rows, by value, in one query a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, select

from registry.records import Agency, AgencyContact, AgencyName, Licence
from registry.register_import.changes import Facts
from registry.register_import.snapshot import Snapshot
from registry.vocabulary import ContactKind


@dataclass
class OnFile:
    """One holder's open rows: names by (name, role), contacts by (kind, value), licences with what they say."""

    id: int
    name: str
    number: str | None
    names: dict[tuple[str, str], int] = field(default_factory=dict)
    contacts: dict[tuple[ContactKind, str], int] = field(default_factory=dict)
    licences: list[tuple[int, Facts]] = field(default_factory=list)


def load_on_file(snapshot: Snapshot, keys: Sequence[str]) -> dict[str, OnFile]:
    """The holders of this register that have one of `keys`, by key."""
    session = snapshot.session
    agencies = select(Agency.row_key, Agency.id, Agency.name, Agency.number).where(
        Agency.jurisdiction == snapshot.jurisdiction.code,
        Agency.register_kind == snapshot.kind,
        col(Agency.row_key).in_(keys),
    )
    known = {key: OnFile(int(id_ or 0), name, number) for key, id_, name, number in session.exec(agencies)}
    by_id = {holder.id: holder for holder in known.values()}
    names = select(AgencyName.agency_id, AgencyName.id, AgencyName.name, AgencyName.role)
    for agency, row, name, role in session.exec(names.where(open_rows(AgencyName, by_id))):
        by_id[agency].names[name, role] = int(row or 0)
    contacts = select(AgencyContact.agency_id, AgencyContact.id, col(AgencyContact.kind), AgencyContact.value)
    for agency, row, contact, value in session.exec(contacts.where(open_rows(AgencyContact, by_id))):
        by_id[agency].contacts[contact, value] = int(row or 0)
    says = (Licence.number, Licence.status, Licence.scope, Licence.issued_on, Licence.expires_on)
    licences = session.execute(select(Licence.agency_id, Licence.id, *says).where(open_rows(Licence, by_id)))  # type: ignore[call-overload]
    for agency, row, *facts in licences:
        by_id[agency].licences.append((row, tuple(facts)))
    return known


def open_rows(table: Any, agency_ids: Iterable[int]) -> Any:
    """The condition that a dated row of `table` belongs to one of the agencies and is not closed."""
    return col(table.agency_id).in_(list(agency_ids)) & col(table.until_on).is_(None)
