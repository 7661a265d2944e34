"""The one way to a database: SQLite or PostgreSQL, aware UTC datetimes, one commit per unit of work."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session, SQLModel

from registry.errors import InvalidInput

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING_CONVENTION

DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
ADDRESSES = "use sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME"


def open_database(url: str) -> Engine:
    """An engine for `url`; raises InvalidInput when the address or the file cannot be a database."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        # Not repeated: it may hold a password.
        raise InvalidInput(f"The database address (WAKALA_DATABASE_URL) cannot be read; {ADDRESSES}.") from error
    if parsed.drivername not in DRIVERS:
        raise InvalidInput(f"A database of kind {parsed.drivername!r} is none that Wakala works on; {ADDRESSES}.")
    if parsed.get_backend_name() != "sqlite":
        return create_engine(
            parsed.set(drivername=DRIVERS[parsed.drivername]), pool_pre_ping=True, json_deserializer=_read_json
        )
    _refuse_other_files(parsed.database)
    engine = create_engine(parsed, json_deserializer=_read_json)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _read_json(stored: str | bytes) -> Any:
    try:
        return orjson.loads(stored)
    except orjson.JSONDecodeError:  # numbers that only Python's own reader takes
        return json.loads(stored)


def _refuse_other_files(name: str | None) -> None:
    if not name or name == ":memory:":
        return
    file = Path(name)
    if file.is_dir():
        raise InvalidInput(f"The database {file} is a folder; point WAKALA_DATABASE_URL or WAKALA_HOME elsewhere.")
    if file.is_file() and not _is_sqlite(file):
        raise InvalidInput(
            f"The file {file} is not a Wakala database; move it away or set WAKALA_HOME to another folder."
        )
    file.parent.mkdir(parents=True, exist_ok=True)


def _is_sqlite(file: Path) -> bool:
    # Only SQLite may look inside: closing a file that was opened in another way makes the system drop every lock that
    # this process has on it (sqlite.org/howtocorrupt.html, 2.2), and the next command to end would take the write-ahead
    # log from under a running dashboard.
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA schema_version")
    except sqlite3.Error as error:
        return error.sqlite_errorcode != sqlite3.SQLITE_NOTADB
    return True


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=15000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def unit_of_work(engine: Engine) -> Iterator[Session]:
    """A session that commits once when the block ends well and rolls back otherwise; only doors open one."""
    with Session(engine, expire_on_commit=False) as session:
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise


def is_reachable(engine: Engine) -> str | None:
    """None when the database answers, else one sentence on why it does not."""
    try:
        with engine.connect():
            return None
    except DBAPIError as error:
        return f"The database {engine.url.render_as_string(hide_password=True)} does not answer: {error.orig}"
