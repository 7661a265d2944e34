"""Holders that a list no longer names: one event each, and everything open about them closed, in a few statements."""

from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, String, func, insert, literal, select, update
from sqlmodel import col

from registry.records import Agency, AgencyContact, AgencyName, Licence, RegisterEvent
from registry.register_import.snapshot import Snapshot
from registry.vocabulary import RegisterChange

REGISTERED = "registered"
_QUIETLY = {"synchronize_session": False}


def close_vanished(snapshot: Snapshot) -> None:
    """Whoever was listed before and was not met in this import has vanished on its day."""
    gone = (
        col(Agency.jurisdiction) == snapshot.jurisdiction.code,
        col(Agency.register_kind) == snapshot.kind,
        col(Agency.last_import_id) != snapshot.import_id,
    )
    if count := _tell(snapshot, gone):
        snapshot.events[RegisterChange.VANISHED.value] += count
    ids = select(col(Agency.id)).where(*gone)
    for table in (AgencyName, AgencyContact, Licence):
        open_rows = (col(table.until_on).is_(None), col(table.agency_id).in_(ids))
        closing = update(table).where(*open_rows).values(until_on=snapshot.as_of)
        snapshot.session.execute(closing, execution_options=_QUIETLY)
    # One that comes back is looked at again, whatever its row says then.
    forgetting = update(Agency).where(*gone, col(Agency.digest) != "").values(digest="")
    snapshot.session.execute(forgetting, execution_options=_QUIETLY)


def _tell(snapshot: Snapshot, gone: tuple[ColumnElement[bool], ...]) -> int:
    """How many had an open name, each with its event written."""
    kind: Any = RegisterEvent.__table__.c.change.type  # type: ignore[attr-defined]
    columns: tuple[Any, ...] = (
        literal(snapshot.import_id, Integer),
        col(Agency.id),
        literal(RegisterChange.VANISHED, kind),
        literal(snapshot.as_of, Date),
        col(Agency.name),
        literal("", String),
    )
    listed = (
        select(*columns)
        .join(AgencyName, col(AgencyName.agency_id) == col(Agency.id))
        .where(*gone, col(AgencyName.until_on).is_(None), col(AgencyName.role) == REGISTERED)
    )
    count: int = snapshot.session.execute(select(func.count()).select_from(listed.subquery())).scalar_one()
    names = ["import_id", "agency_id", "change", "on", "before", "after"]
    snapshot.session.execute(insert(RegisterEvent).from_select(names, listed.order_by(col(Agency.id))))
    return count
