"""The snapshot being stored: what every writer of its rows needs to know, and the rows it collects for bulk writing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, SQLModel, col

from registry.bulk import in_pieces, insert_rows
from registry.law.rule_schema import Jurisdiction
from registry.records import RegisterEvent, RegisterRemark
from registry.vocabulary import RegisterChange, RegisterKind

MAX_REMARKS_A_KIND = 500


@dataclass
class Snapshot:
    """One import taking effect. `first` says that nothing was on file before, so nothing has changed."""

    session: Session
    import_id: int
    jurisdiction: Jurisdiction
    kind: RegisterKind
    as_of: date
    first: bool
    events: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)
    _events: list[dict[str, Any]] = field(default_factory=list)
    _remarks: list[dict[str, Any]] = field(default_factory=list)

    def event(self, agency_id: int, change: RegisterChange, before: object = "", after: object = "") -> None:
        """Remember one change, to be written by `write`."""
        if self.first:
            return
        self.events[change.value] += 1
        self._events.append(
            {
                "import_id": self.import_id,
                "agency_id": agency_id,
                "change": change,
                "on": self.as_of,
                "before": str(before or "")[:500],
                "after": str(after or "")[:500],
            }
        )

    def remark(self, kind: str, text: str, agency_id: int | None = None) -> None:
        """Remember one fault of the register; all are counted, the first of each kind are kept."""
        self.remarks[kind] += 1
        if self.remarks[kind] <= MAX_REMARKS_A_KIND:
            row = {"import_id": self.import_id, "agency_id": agency_id, "kind": kind, "text": text}
            self._remarks.append(row)

    def write(self) -> None:
        """Store the events and remarks remembered so far."""
        insert_rows(self.session, RegisterEvent, self._events)
        insert_rows(self.session, RegisterRemark, self._remarks)
        self._events.clear()
        self._remarks.clear()

    def close(self, table: type[SQLModel], ids: Iterable[int]) -> None:
        """Close the dated rows `ids` of `table` on the snapshot's day."""
        for piece in in_pieces(ids):
            statement = update(table).where(col(table.id).in_(piece))  # type: ignore[attr-defined]
            self.session.execute(
                statement.values(until_on=self.as_of), execution_options={"synchronize_session": False}
            )
