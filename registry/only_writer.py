"""Transactions that write alone; apart because whoever reads in order to change must know that nobody else does."""

import sqlite3
from typing import Any

from sqlalchemy import text
from sqlmodel import Session


def begin_writing(session: Session) -> None:
    """On SQLite the transaction begun now, as its only writer, unless it has begun; on PostgreSQL it has.

    The driver would begin it at the first write only: what was read before may be old by then, and a savepoint set
    before would be the transaction itself, so that its end would commit half of an act.
    """
    driver: Any = session.connection().connection.dbapi_connection
    if isinstance(driver, sqlite3.Connection) and not driver.in_transaction:
        session.execute(text("BEGIN IMMEDIATE"))
