"""Notices that name firms: each notice its own source, linked to the register by number or by exactly the same name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import col, select

from registry.bulk import in_pieces, insert_rows
from registry.identity.names import normalise_name
from registry.records import Agency, AgencyName, Notice
from registry.register_import.entry import Entry
from registry.register_import.rows import number_key
from registry.register_import.snapshot import Snapshot
from registry.vocabulary import LicenceStatus, RegisterKind

Place = tuple[str, str, LicenceStatus]


def store_notices(snapshot: Snapshot, entries: Iterable[Entry], *, issuer: str) -> None:
    """Add the notices not yet on file; one stays on file when its page drops it.

    A notice is known again by issuer, firm, action and, where the list prints one, its date.
    """
    for batch in in_pieces(entries, 2_000):
        known = _known(snapshot, batch)
        rows = []
        for entry in batch:
            row = _row(snapshot, entry, issuer)
            dates = known[row["issuer"], row["normalised"], row["action"]]
            if (entry.published_on in dates) if entry.published_on else dates:
                continue
            dates.add(row["published_on"])
            rows.append(row)
        insert_rows(snapshot.session, Notice, rows)
    link_notices(snapshot)


def _row(snapshot: Snapshot, entry: Entry, issuer: str) -> dict[str, Any]:
    return {
        "import_id": snapshot.import_id,
        "jurisdiction": snapshot.jurisdiction.code,
        "issuer": entry.values.get("issuer", issuer),
        "published_on": entry.published_on or snapshot.as_of,
        "action": entry.status or LicenceStatus.BLACKLISTED,
        "name": entry.name,
        "normalised": normalise_name(entry.name) or entry.name.casefold(),
        "reason": entry.values.get("reason", ""),
        "url": entry.values.get("url", ""),
        "right_of_reply": entry.values.get("right_of_reply", ""),
        "number": entry.number,
        "people": list(entry.contacts.get("person", ())),
    }


def _known(snapshot: Snapshot, batch: Sequence[Entry]) -> dict[Place, set[date]]:
    names = {normalise_name(entry.name) or entry.name.casefold() for entry in batch}
    known: dict[Place, set[date]] = defaultdict(set)
    query = select(Notice.issuer, Notice.normalised, col(Notice.action), col(Notice.published_on)).where(
        Notice.jurisdiction == snapshot.jurisdiction.code, col(Notice.normalised).in_(names)
    )
    for issuer, normalised, action, published_on in snapshot.session.exec(query):
        known[issuer, normalised, action].add(published_on)
    return known


def link_notices(snapshot: Snapshot) -> None:
    """Point unlinked notices at the one holder with their number, else at the one with exactly their name.

    Two holders of one name, or a number that is another's, link nothing.
    """
    query = select(Notice.id, Notice.normalised, Notice.number).where(
        Notice.jurisdiction == snapshot.jurisdiction.code, col(Notice.agency_id).is_(None)
    )
    open_notices = [(int(id_ or 0), name, number) for id_, name, number in snapshot.session.exec(query)]
    links = find_holders(snapshot, [(name, number) for _, name, number in open_notices])
    found = [
        {"notice_id": id_, "agency": agency}
        for (id_, _, _), agency in zip(open_notices, links, strict=True)
        if agency is not None
    ]
    if found:
        statement = update(Notice).where(col(Notice.id) == bindparam("notice_id"))
        snapshot.session.connection().execute(statement.values(agency_id=bindparam("agency")), found)


def find_holders(snapshot: Snapshot, wanted: Sequence[tuple[str, str | None]]) -> list[int | None]:
    """For each (normalised name, number) the one licence holder meant, or None where none or several are."""
    numbers = {number_key(number) for _, number in wanted if number}
    names = {name for name, _ in wanted}
    by_number: dict[str, set[int]] = defaultdict(set)
    by_name: dict[str, set[int]] = defaultdict(set)
    kinds = (RegisterKind.AGENCIES, RegisterKind.MARITIME)
    register = (Agency.jurisdiction == snapshot.jurisdiction.code, col(Agency.register_kind).in_(kinds))
    for piece in in_pieces(numbers):
        for key, id_ in snapshot.session.exec(
            select(Agency.row_key, Agency.id).where(*register, col(Agency.row_key).in_(piece))
        ):
            by_number[key].add(int(id_ or 0))
    for piece in in_pieces(names):
        query = select(AgencyName.normalised, AgencyName.agency_id).join(
            Agency, col(Agency.id) == col(AgencyName.agency_id)
        )
        for name, agency in snapshot.session.exec(query.where(*register, col(AgencyName.normalised).in_(piece))):
            by_name[name].add(agency)
    return [_only(by_number.get(number_key(number)) if number else by_name.get(name)) for name, number in wanted]


def _only(found: set[int] | None) -> int | None:
    return next(iter(found)) if found and len(found) == 1 else None
