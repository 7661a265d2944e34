"""The official lists on file, without the rows of those that are held back."""

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from registry.records import RegisterImport


def official_lists(session: Session, *, limit: int = 200) -> list[RegisterImport]:
    """The latest imports of every register, newest first; `held_rows` is not loaded."""
    query = select(RegisterImport).options(defer(RegisterImport.held_rows)).order_by(col(RegisterImport.id).desc())  # type: ignore[arg-type]
    return list(session.exec(query.limit(limit)))
