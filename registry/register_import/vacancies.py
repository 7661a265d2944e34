"""Approved vacancies into a snapshot: new orders opened, the ones no longer listed closed."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import col, select

from registry.bulk import insert_rows
from registry.records import JobOrder
from registry.register_import.entry import Entry
from registry.register_import.snapshot import Snapshot

Order = tuple[str, str | None, str | None, str, str | None, int | None]


def store_vacancies(snapshot: Snapshot, entries: Iterable[Entry]) -> None:
    """Bring the open orders to what `entries` say; an order whose posts changed is closed and opened anew."""
    countries = country_names(snapshot)
    wanted = {_order(entry, countries): entry for entry in entries}
    on_file = _on_file(snapshot)
    snapshot.close(JobOrder, [id_ for order, ids in on_file.items() if order not in wanted for id_ in ids])
    fresh = [(order, entry) for order, entry in wanted.items() if order not in on_file]
    insert_rows(snapshot.session, JobOrder, [_row(snapshot, order, entry) for order, entry in fresh])
    snapshot.events["orders_opened"] = len(fresh)
    snapshot.events["orders_closed"] = sum(len(ids) for order, ids in on_file.items() if order not in wanted)


def country_names(snapshot: Snapshot) -> dict[str, str]:
    """ISO codes by folded country name, as far as the jurisdiction's destinations name them."""
    return {
        name.casefold(): destination.country
        for destination in snapshot.jurisdiction.destinations
        for name in (*destination.names, destination.country)
    }


def _order(entry: Entry, countries: Mapping[str, str]) -> Order:
    said = entry.values.get("destination", "").casefold()
    code = countries.get(said) or (said.upper() if len(said) == 2 and said.isalpha() else None)
    digits = "".join(letter for letter in entry.values.get("vacancies", "") if letter.isdigit())
    # The same order printed twice without a number may be two: approving too many accuses nobody.
    posts = int(digits) * (1 if entry.number else entry.places) if 0 < len(digits) <= 7 else None
    return entry.name, entry.values.get("agency_number"), entry.number, entry.values.get("title", ""), code, posts


def _row(snapshot: Snapshot, order: Order, entry: Entry) -> dict[str, Any]:
    name, agency_number, number, title, destination, posts = order
    return {
        "import_id": snapshot.import_id,
        "jurisdiction": snapshot.jurisdiction.code,
        "agency_name": name,
        "agency_number": agency_number,
        "number": number,
        "title": title,
        "destination": destination,
        "vacancies": posts,
        "approved_on": entry.issued_on,
        "from_on": snapshot.as_of,
    }


def _on_file(snapshot: Snapshot) -> dict[Order, list[int]]:
    query = select(JobOrder).where(
        JobOrder.jurisdiction == snapshot.jurisdiction.code, col(JobOrder.until_on).is_(None)
    )
    found: dict[Order, list[int]] = {}
    for order in snapshot.session.exec(query):
        place = (order.agency_name, order.agency_number, order.number, order.title, order.destination, order.vacancies)
        found.setdefault(place, []).append(int(order.id or 0))
    return found
