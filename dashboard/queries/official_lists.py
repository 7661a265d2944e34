"""The official lists on file, without the rows of those that are held back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from registry.law.licence_book import HOLDERS
from registry.records import RegisterImport
from registry.vocabulary import ImportState, RegisterKind


@dataclass(frozen=True)
class OfficialList:
    """One import of one official list; `report` is what was counted in it, and why it was held back if it was."""

    id: int
    jurisdiction: str
    kind: RegisterKind
    source: str
    sha256: str
    as_of: date
    rows: int
    state: ImportState
    report: Mapping[str, Any]

    @property
    def sentence(self) -> str:
        """Why it was held back, empty where it was not."""
        return str(self.report.get("sentence", ""))


_COLUMNS = (
    col(RegisterImport.id),
    col(RegisterImport.jurisdiction),
    col(RegisterImport.kind),
    col(RegisterImport.source),
    col(RegisterImport.sha256),
    col(RegisterImport.as_of),
    col(RegisterImport.rows),
    col(RegisterImport.state),
    col(RegisterImport.report),
)


def official_lists(session: Session, *, limit: int = 200) -> list[OfficialList]:
    """The latest imports of every register, newest first."""
    query = select(*_COLUMNS).order_by(col(RegisterImport.id).desc()).limit(limit)  # type: ignore[call-overload]
    return [OfficialList(*row) for row in session.execute(query)]


def lists_compared(session: Session, jurisdiction: str, *, on: date) -> list[OfficialList]:
    """The lists of licence holders that an advert of that day is compared with: the last one by then, else the first.

    Kinds of list that were never imported are left out.
    """
    query = select(*_COLUMNS).where(  # type: ignore[call-overload]
        col(RegisterImport.jurisdiction) == jurisdiction,
        col(RegisterImport.kind).in_(HOLDERS),
        col(RegisterImport.state) == ImportState.ACTIVE,
    )
    ordered = query.order_by(col(RegisterImport.as_of), col(RegisterImport.id))
    lists = [OfficialList(*row) for row in session.execute(ordered)]
    found = []
    for kind in HOLDERS:
        mine = [one for one in lists if one.kind is kind]
        found += [one for one in mine if one.as_of <= on][-1:] or mine[:1]
    return found


def list_before(session: Session, held: OfficialList) -> OfficialList | None:
    """The list in effect that a held one would replace, None while there is none."""
    query = (
        select(*_COLUMNS)  # type: ignore[call-overload]
        .where(col(RegisterImport.jurisdiction) == held.jurisdiction, col(RegisterImport.kind) == held.kind)
        .where(col(RegisterImport.state) == ImportState.ACTIVE)
        .order_by(col(RegisterImport.as_of).desc(), col(RegisterImport.id).desc())
        .limit(1)
    )
    found = session.execute(query).first()
    return None if found is None else OfficialList(*found)
