"""Set-based writes, and reads in pieces that databases accept: COPY on PostgreSQL, one prepared insert on SQLite."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import orjson
from sqlalchemy import JSON, Boolean, ColumnDefault, Connection, Date, DateTime, Enum, Table, insert, text
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Session, SQLModel

T = TypeVar("T")
ROWS_A_PIECE = 10_000
VALUES_A_QUERY = 5_000
# Fewer rows are there sooner by an ordinary insert than COPY takes to begin.
WORTH_COPYING = 100


def in_pieces(values: Iterable[T], size: int = VALUES_A_QUERY) -> Iterator[list[T]]:
    """The values as lists of at most `size`, in order; for IN clauses."""
    rest = iter(values)
    while piece := list(islice(rest, size)):
        yield piece


def insert_rows(session: Session, table: type[SQLModel] | Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """All `rows` (columns by name, the same keys in each) in `table`; at most ROWS_A_PIECE are held at a time."""
    core = table if isinstance(table, Table) else _core(table)
    for piece in in_pieces(rows, ROWS_A_PIECE):
        _write(session.connection(), core, piece)


def insert_returning_ids(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """The ids the database gave to `rows`, in their order."""
    core = _core(table)
    ids: list[int] = []
    for piece in in_pieces(rows, ROWS_A_PIECE):
        connection = session.connection()
        if connection.dialect.name == "postgresql":
            given = _reserve(connection, core, len(piece))
            _write(connection, core, [{"id": id_, **row} for id_, row in zip(given, piece, strict=True)])
        else:
            _write(connection, core, piece)
            # SQLite counts upwards from the largest, and nobody else writes while this transaction does.
            last = int(connection.exec_driver_sql("SELECT last_insert_rowid()").scalar_one())
            given = range(last - len(piece) + 1, last + 1)
        ids.extend(given)
    return ids


def refresh_statistics(session: Session, tables: Iterable[type[SQLModel]]) -> None:
    """Let the planner know of rows that this very transaction wrote, where it would take the tables for empty."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        for table in tables:
            connection.execute(text(f"ANALYZE {connection.dialect.identifier_preparer.format_table(_core(table))}"))


def _reserve(connection: Connection, table: Table, count: int) -> Sequence[int]:
    series = text("SELECT nextval(pg_get_serial_sequence(:named, 'id')) FROM generate_series(1, :count)")
    return sorted(connection.execute(series, {"named": table.name, "count": count}).scalars())


def _write(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    defaults = {
        column.name: default.arg if default.is_scalar else default.arg(None)
        for column in table.columns
        if column.name not in rows[0] and isinstance(default := column.default, ColumnDefault)
    }
    names = [*rows[0], *defaults]
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=names)
    names = compiled.positiontup or names
    values = _as_stored(connection.dialect, table, names, rows, defaults)
    if connection.dialect.name == "postgresql" and len(rows) >= WORTH_COPYING:
        _copy(connection, table, names, values)
    elif compiled.positional:
        connection.exec_driver_sql(str(compiled), values)
    else:
        connection.exec_driver_sql(str(compiled), [dict(zip(names, row, strict=True)) for row in values])


def _as_stored(
    dialect: Dialect,
    table: Table,
    names: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    defaults: Mapping[str, Any],
) -> list[tuple[Any, ...]]:
    """The rows as tuples of what the driver takes, in the order of `names`: enums as their words, JSON as text, times
    in UTC."""
    columns: list[Iterable[Any]] = []
    for name in names:
        stored = _stored(table.columns[name].type, dialect)
        if name in defaults:
            value = defaults[name]
            columns.append([value if stored is None else stored(value)] * len(rows))
        else:
            columns.append([row[name] for row in rows] if stored is None else [stored(row[name]) for row in rows])
    return list(zip(*columns, strict=True))


def _stored(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """How a value of that type is handed to the driver; None where as it is."""
    stored = kind.dialect_impl(dialect).bind_processor(dialect)
    if stored is not None and isinstance(kind, JSON):
        return _json
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    # Many rows share few words, days, instants and answers: each is worked out once.
    few = isinstance(plain, Boolean | Enum | Date | DateTime)
    return _Known(stored).__getitem__ if stored is not None and few else stored


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


class _Known(dict[Any, Any]):
    """Values as stored, each worked out once."""

    def __init__(self, stored: Callable[[Any], Any]) -> None:
        super().__init__()
        self._stored = stored

    def __missing__(self, value: Any) -> Any:
        self[value] = made = self._stored(value)
        return made


def _copy(connection: Connection, table: Table, names: Sequence[str], values: Iterable[tuple[Any, ...]]) -> None:
    import psycopg
    from psycopg import sql

    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    driver = connection.connection.cursor()
    try:
        with driver.copy(statement) as copy:
            for row in values:
                copy.write_row(row)
    except psycopg.Error as error:
        told = f"COPY {table.name}"
        raise DBAPIError.instance(told, None, error, psycopg.Error, dialect=connection.dialect) from error
    finally:
        driver.close()


def _core(table: type[SQLModel]) -> Table:
    return table.__table__  # type: ignore[attr-defined,no-any-return]
