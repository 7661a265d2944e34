"""Alerts read in order to be changed: nobody else changes them before the transaction ends, on either database."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from registry.records import Alert


def held(session: Session, query: SelectOfScalar[Alert]) -> Sequence[Alert]:
    """The alerts of that query as they stand now, whatever this session read of them before.

    PostgreSQL locks these rows. SQLite knows no such lock: nobody else may write at all until the transaction ends, so
    an officer who acts at that moment waits, and is then refused or heard on what the alert has become.
    """
    begin_writing(session)
    return session.exec(query.with_for_update().execution_options(populate_existing=True)).all()


def begin_writing(session: Session) -> None:
    """On SQLite the transaction begun now, as its only writer, unless it has begun; on PostgreSQL it has.

    The driver would begin it at the first write only: what was read before may be old by then, and a savepoint set
    before would be the transaction itself, so that its end would commit half of an act.
    """
    driver: Any = session.connection().connection.dbapi_connection
    if isinstance(driver, sqlite3.Connection) and not driver.in_transaction:
        session.execute(text("BEGIN IMMEDIATE"))
