"""The official lists on file."""

from sqlmodel import Session, col, select

from registry.records import RegisterImport


def official_lists(session: Session, *, limit: int = 200) -> list[RegisterImport]:
    """The latest imports of every register, newest first."""
    query = select(RegisterImport).order_by(col(RegisterImport.id).desc())
    return list(session.exec(query.limit(limit)))
