"""Notices that name firms: each notice its own source, kept when its page drops it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlmodel import col, select

from registry.bulk import in_pieces, insert_rows
from registry.identity.names import normalise_name
from registry.records import Notice
from registry.register_import.entry import Entry
from registry.register_import.snapshot import Snapshot
from registry.vocabulary import LicenceStatus

Place = tuple[str, str, LicenceStatus]


def store_notices(snapshot: Snapshot, entries: Iterable[Entry], *, issuer: str) -> None:
    """Add the notices not yet on file.

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


def _row(snapshot: Snapshot, entry: Entry, issuer: str) -> dict[str, Any]:
    unknown = entry.status in (None, LicenceStatus.AMBIGUOUS)
    return {
        "import_id": snapshot.import_id,
        "jurisdiction": snapshot.jurisdiction.code,
        "issuer": entry.values.get("issuer", issuer),
        "published_on": entry.published_on or snapshot.as_of,
        "action": entry.status or LicenceStatus.AMBIGUOUS,
        "name": entry.name,
        "normalised": normalise_name(entry.name) or entry.name.casefold(),
        "reason": entry.values.get("reason", "") or (entry.status_raw if unknown else ""),
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
