"""What is wrong with an official list itself, for whoever keeps it: faults found by the import that is in effect."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from sqlalchemy import func, select
from sqlmodel import Session, col

from registry.records import Agency, RegisterImport, RegisterRemark
from registry.spreadsheet_cells import cell
from registry.vocabulary import ImportState, RegisterKind

# What each kind of remark means, in the order in which a registrar would take them up.
FAULTS = {
    "listed_but_expired": "shown as valid after its own expiry date",
    "contradicting_status": "listed more than once with different statuses",
    "contradicting_dates": "listed more than once with different expiry dates",
    "dates_back_to_front": "valid from a day after its own expiry date",
    "one_number_several_names": "one licence number for several names",
    "renamed_after_revocation": "another name soon after the licence was lost",
    "successor_of_revoked": "new, with contacts of one that lately lost its licence",
    "duplicate_row": "the same row more than once",
    "same_name": "several entries of one name",
    "near_duplicate": "names that are nearly one",
    "shared_phone": "one telephone for several entries",
    "shared_email": "one e-mail address for several entries",
    "shared_address": "one address for several entries",
    "missing_name": "a row without a name, left out",
    "missing_number": "no licence number",
    "unread_status": "a status that cannot be read",
    "unreadable_date": "a date that cannot be read",
    "unreadable_phone": "a telephone that cannot be read",
    "unreadable_email": "an e-mail address that cannot be read",
    "missing_expiry": "no expiry date",
    "missing_phone": "no telephone",
    "missing_email": "no e-mail address",
    "missing_address": "no address",
}
COLUMNS = ("register", "jurisdiction", "as_of", "fault", "meaning", "number", "name", "text")


@dataclass(frozen=True)
class Fault:
    """One fault of one list; `number` and `name` are of the entry it was seen at first, "" where it is nobody's."""

    register: RegisterKind
    jurisdiction: str
    as_of: date
    kind: str
    number: str
    name: str
    text: str

    @property
    def meaning(self) -> str:
        """What the kind of fault is, in a few words."""
        return FAULTS.get(self.kind, self.kind.replace("_", " "))


@dataclass(frozen=True)
class AuditedList:
    """One list in effect and how many faults of each kind it has, the gravest kinds first; more than are kept."""

    import_id: int
    register: RegisterKind
    jurisdiction: str
    as_of: date
    source: str
    counts: tuple[tuple[str, int], ...]


def audited_lists(session: Session, *, jurisdiction: str | None = None) -> list[AuditedList]:
    """The lists in effect with their faults counted, by country and kind."""
    newest = (
        select(func.max(col(RegisterImport.id)))
        .where(col(RegisterImport.state) == ImportState.ACTIVE)
        .group_by(col(RegisterImport.jurisdiction), col(RegisterImport.kind))
    )
    query = select(RegisterImport).where(col(RegisterImport.id).in_(newest))
    if jurisdiction is not None:
        query = query.where(col(RegisterImport.jurisdiction) == jurisdiction)
    ordered = query.order_by(col(RegisterImport.jurisdiction), col(RegisterImport.kind))
    return [_audited(one) for one in session.execute(ordered).scalars()]


def _audited(one: RegisterImport) -> AuditedList:
    report = one.report if isinstance(one.report, dict) else {}
    counts = sorted(report.get("remarks", {}).items(), key=lambda pair: (_rank(pair[0]), pair[0]))
    return AuditedList(int(one.id or 0), one.kind, one.jurisdiction, one.as_of, one.source, tuple(counts))


def _rank(kind: str) -> int:
    return list(FAULTS).index(kind) if kind in FAULTS else len(FAULTS)


def register_faults(session: Session, lists: Sequence[AuditedList], *, limit: int | None = None) -> list[Fault]:
    """The faults kept of `lists`, the gravest kinds first; at most `limit` of each list."""
    return [fault for one in lists for fault in _faults(session, one)[:limit]]


def _faults(session: Session, audited: AuditedList) -> list[Fault]:
    columns = (col(RegisterRemark.kind), col(Agency.number), col(Agency.name), col(RegisterRemark.text))
    query = (
        select(*columns)
        .outerjoin(Agency, col(Agency.id) == col(RegisterRemark.agency_id))
        .where(col(RegisterRemark.import_id) == audited.import_id)
        .order_by(col(RegisterRemark.id))
    )
    found = [
        Fault(audited.register, audited.jurisdiction, audited.as_of, kind, number or "", name or "", text)
        for kind, number, name, text in session.execute(query)
    ]
    return sorted(found, key=lambda fault: _rank(fault.kind))


def write_faults(faults: Iterable[Fault], out: IO[str]) -> None:
    """The faults as CSV with COLUMNS; no cell of it runs as a formula."""
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in faults:
        said = (one.register.value, one.jurisdiction, one.as_of.isoformat(), one.kind, one.meaning)
        writer.writerow([*said, *map(cell, (one.number, one.name, one.text))])
