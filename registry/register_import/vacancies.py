"""Approved vacancies into a snapshot: new orders opened, the ones no longer listed closed, compared by the database."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    cast,
    exists,
    func,
    insert,
    literal,
    select,
    text,
    update,
)
from sqlmodel import col

from registry.bulk import insert_rows
from registry.records import JobOrder
from registry.register_import.entry import Entry
from registry.register_import.snapshot import Snapshot

_BETWEEN = "\x1f"
_COMPARED = ("agency_name", "agency_number", "number", "title", "destination", "vacancies")
_TABLES = MetaData()
_LISTED = Table(
    "vacancy_stage",
    _TABLES,
    Column("place", Integer, primary_key=True),
    Column("order_key", String, nullable=False, index=True),
    Column("agency_name", String, nullable=False),
    Column("agency_number", String),
    Column("number", String),
    Column("title", String, nullable=False),
    Column("destination", String),
    Column("vacancies", Integer),
    Column("approved_on", Date),
    prefixes=["TEMPORARY"],
)
_OPEN = Table(
    "vacancy_open",
    _TABLES,
    Column("order_id", Integer, primary_key=True),
    Column("order_key", String, nullable=False, index=True),
    prefixes=["TEMPORARY"],
)
_QUIETLY = {"synchronize_session": False}


def store_vacancies(snapshot: Snapshot, entries: Iterable[Entry]) -> None:
    """Bring the open orders to what `entries` say; an order whose posts changed is closed and opened anew."""
    session = snapshot.session
    with _staged(snapshot, entries):
        columns: dict[str, Any] = {name: _LISTED.c[name] for name in (*_COMPARED, "approved_on")} | {
            "import_id": literal(snapshot.import_id, Integer),
            "jurisdiction": literal(snapshot.jurisdiction.code, String),
            "from_on": literal(snapshot.as_of, Date),
        }
        # An order printed twice is one; the row below counts.
        last = select(func.max(_LISTED.c.place)).group_by(_LISTED.c.order_key)
        is_new = ~exists().where(_OPEN.c.order_key == _LISTED.c.order_key)
        fresh = select(*columns.values()).where(_LISTED.c.place.in_(last), is_new).order_by(_LISTED.c.place)
        is_gone = ~exists().where(_LISTED.c.order_key == _OPEN.c.order_key)
        gone = select(_OPEN.c.order_id).where(is_gone)
        for event, those in (("orders_opened", fresh.order_by(None)), ("orders_closed", gone)):
            counting = select(func.count()).select_from(those.subquery())
            snapshot.events[event] = session.execute(counting).scalar_one()
        closing = update(JobOrder).where(col(JobOrder.id).in_(gone)).values(until_on=snapshot.as_of)
        session.execute(closing, execution_options=_QUIETLY)
        session.execute(insert(JobOrder).from_select(list(columns), fresh))


def country_names(snapshot: Snapshot) -> dict[str, str]:
    """ISO codes by folded country name, as far as the jurisdiction's destinations name them."""
    return {
        name.casefold(): destination.country
        for destination in snapshot.jurisdiction.destinations
        for name in (*destination.names, destination.country)
    }


@contextmanager
def _staged(snapshot: Snapshot, entries: Iterable[Entry]) -> Iterator[None]:
    """While it lasts the database holds the list's orders and the open ones on file, each by all that is compared."""
    session, countries = snapshot.session, country_names(snapshot)
    for table in (_LISTED, _OPEN):
        # Left behind only by an import that failed on this very connection.
        session.connection().execute(text(f"DROP TABLE IF EXISTS {table.name}"))
        table.create(session.connection())
    insert_rows(session, _LISTED, (_row(entry, countries, place) for place, entry in enumerate(entries)))
    key: ColumnElement[str] = literal("", String)
    for name in _COMPARED:
        key += literal(_BETWEEN, String) + func.coalesce(cast(col(getattr(JobOrder, name)), String), "")
    on_file = (col(JobOrder.jurisdiction) == snapshot.jurisdiction.code, col(JobOrder.until_on).is_(None))
    session.execute(insert(_OPEN).from_select(["order_id", "order_key"], select(col(JobOrder.id), key).where(*on_file)))
    if session.connection().dialect.name == "postgresql":
        session.connection().execute(text("ANALYZE vacancy_stage, vacancy_open"))
    yield
    _TABLES.drop_all(session.connection(), checkfirst=False)


def _row(entry: Entry, countries: Mapping[str, str], place: int) -> dict[str, Any]:
    said = entry.values.get("destination", "").casefold()
    code = countries.get(said) or (said.upper() if len(said) == 2 and said.isalpha() else None)
    digits = "".join(letter for letter in entry.values.get("vacancies", "") if letter.isdigit())
    # The same order printed twice without a number may be two: approving too many accuses nobody.
    posts = int(digits) * (1 if entry.number else entry.places) if 0 < len(digits) <= 7 else None
    order = {
        "agency_name": entry.name,
        "agency_number": entry.values.get("agency_number"),
        "number": entry.number,
        "title": entry.values.get("title", ""),
        "destination": code,
        "vacancies": posts,
    }
    told = "".join(f"{_BETWEEN}{'' if order[name] is None else order[name]}" for name in _COMPARED)
    return {"place": place, "order_key": told, **order, "approved_on": entry.issued_on}
