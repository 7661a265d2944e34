"""A list's keys and digests beside the register's, in the database: only what changed is looked at row by row."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Boolean, Column, ColumnElement, MetaData, String, Table, and_, exists, text, update
from sqlmodel import col, select

from registry.bulk import insert_rows
from registry.records import Agency
from registry.register_import.entry import Entry
from registry.register_import.snapshot import Snapshot

_STAGE = Table(
    "register_stage",
    MetaData(),
    Column("row_key", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("has_fault", Boolean, nullable=False),
    prefixes=["TEMPORARY"],
)


@contextmanager
def staged(snapshot: Snapshot, entries: Iterable[Entry]) -> Iterator[None]:
    """While it lasts the database holds every entry's key, its digest, and whether it has a fault to be remarked."""
    session = snapshot.session
    # Left behind only by an import that failed on this very connection.
    session.connection().execute(text("DROP TABLE IF EXISTS register_stage"))
    _STAGE.create(session.connection())
    insert_rows(
        session,
        _STAGE,
        (
            {"row_key": one.key, "digest": one.digest, "has_fault": bool(one.faults) or one.status is None}
            for one in entries
        ),
    )
    if session.connection().dialect.name == "postgresql":
        session.connection().execute(text("ANALYZE register_stage"))
    yield
    _STAGE.drop(session.connection())


def changed_keys(snapshot: Snapshot) -> Iterator[str]:
    """The keys of staged entries that the register does not hold as they are, or that have a fault."""
    same = and_(*_here(snapshot), col(Agency.row_key) == _STAGE.c.row_key, col(Agency.digest) == _STAGE.c.digest)
    query = select(_STAGE.c.row_key).where(_STAGE.c.has_fault | ~exists().where(same))
    found = snapshot.session.execute(query, execution_options={"yield_per": 5_000})
    return (key for (key,) in found)


def mark_listed(snapshot: Snapshot) -> None:
    """Every holder whose key is staged is on this list, as its entry says now."""
    digest = select(_STAGE.c.digest).where(_STAGE.c.row_key == col(Agency.row_key)).scalar_subquery()
    staged_too = exists().where(_STAGE.c.row_key == col(Agency.row_key))
    statement = update(Agency).where(*_here(snapshot), col(Agency.last_import_id) != snapshot.import_id, staged_too)
    statement = statement.values(last_import_id=snapshot.import_id, digest=digest)
    snapshot.session.execute(statement, execution_options={"synchronize_session": False})


def _here(snapshot: Snapshot) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Agency.jurisdiction) == snapshot.jurisdiction.code,
        col(Agency.register_kind) == snapshot.kind,
    )
