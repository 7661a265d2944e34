"""Which official lists are on file: how old, how long, and whether one is held back until a person confirms it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from registry.records import RegisterImport
from registry.vocabulary import ImportState, RegisterKind


@dataclass(frozen=True)
class RegisterLine:
    """The newest import of one official list."""

    jurisdiction: str
    kind: RegisterKind
    source: str
    as_of: date
    rows: int
    state: ImportState


def registers(session: Session) -> list[RegisterLine]:
    """The newest import of every official list that was ever loaded."""
    newest = (
        select(func.max(col(RegisterImport.id)))
        .where(col(RegisterImport.state) != ImportState.REJECTED)
        .group_by(col(RegisterImport.jurisdiction), col(RegisterImport.kind), col(RegisterImport.state))
    )
    query = (
        select(RegisterImport)
        .where(col(RegisterImport.id).in_(newest))
        .order_by(col(RegisterImport.jurisdiction), col(RegisterImport.kind), col(RegisterImport.id))
    )
    return [
        RegisterLine(one.jurisdiction, one.kind, one.source, one.as_of, one.rows, one.state)
        for one in session.execute(query).scalars()
    ]
