"""Alerts read in order to be changed: nobody else changes them before the transaction ends, on either database."""

from collections.abc import Sequence

from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from registry.only_writer import begin_writing
from registry.records import Alert


def held(session: Session, query: SelectOfScalar[Alert]) -> Sequence[Alert]:
    """The alerts of that query as they stand now, whatever this session read of them before.

    PostgreSQL locks these rows. SQLite knows no such lock: nobody else may write at all until the transaction ends, so
    an officer who acts at that moment waits, and is then refused or heard on what the alert has become.
    """
    begin_writing(session)
    return session.exec(query.with_for_update().execution_options(populate_existing=True)).all()
