"""Set-based writes and reads in pieces that every database accepts: one statement a thousand rows, not one a row."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Table, insert
from sqlmodel import Session, SQLModel

T = TypeVar("T")
# SQLite allows 32,766 bound values a statement; rows here have up to 25 columns.
ROWS_A_STATEMENT = 1_000
VALUES_A_QUERY = 5_000


def in_pieces(values: Iterable[T], size: int = VALUES_A_QUERY) -> Iterator[list[T]]:
    """The values as lists of at most `size`, in order; for IN clauses."""
    rest = iter(values)
    while piece := list(islice(rest, size)):
        yield piece


def insert_rows(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """All `rows` (columns by name, the same keys in each) in `table`."""
    for piece in in_pieces(rows, ROWS_A_STATEMENT):
        session.execute(insert(_core(table)), piece)


def insert_returning_ids(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> list[int]:
    """The ids the database gave to `rows`, in their order."""
    ids: list[int] = []
    for piece in in_pieces(rows, ROWS_A_STATEMENT):
        statement = insert(_core(table)).returning(_core(table).c.id, sort_by_parameter_order=True)
        ids.extend(session.execute(statement, piece).scalars())
    return ids


def _core(table: type[SQLModel]) -> Table:
    # Through the mapped class SQLAlchemy leaves out columns that are None and so starts a new statement wherever rows
    # differ in them: thousands of statements instead of one a thousand rows.
    return table.__table__  # type: ignore[attr-defined,no-any-return]
