"""Lists that wait for a person: their entries kept row by row in the database, whatever their size."""

from collections.abc import Iterable, Iterator

from sqlalchemy import delete
from sqlmodel import Session, col, select

from registry.bulk import insert_rows
from registry.records import HeldRow
from registry.register_import.entry import Entry

AT_A_TIME = 2_000


def hold_entries(session: Session, import_id: int, entries: Iterable[Entry]) -> None:
    """Keep the entries of a list that is held back."""
    insert_rows(session, HeldRow, ({"import_id": import_id, "body": one.to_json().decode()} for one in entries))


def held_entries(session: Session, import_id: int) -> Iterator[Entry]:
    """The entries kept of that list, in order."""
    after = 0
    while rows := _rows(session, import_id, after):
        yield from (Entry.from_json(body) for _, body in rows)
        after = rows[-1][0]


def _rows(session: Session, import_id: int, after: int) -> list[tuple[int, str]]:
    query = select(col(HeldRow.id), col(HeldRow.body)).where(HeldRow.import_id == import_id, col(HeldRow.id) > after)
    found = session.execute(query.order_by(col(HeldRow.id)).limit(AT_A_TIME))
    return [(int(id_), body) for id_, body in found]


def drop_held(session: Session, import_id: int) -> None:
    """Forget the entries of that list: it was decided on."""
    session.execute(delete(HeldRow).where(col(HeldRow.import_id) == import_id))
