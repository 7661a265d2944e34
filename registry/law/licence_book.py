"""What registers and notices say of given agencies at all times, read once, so that any day can be looked up."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from registry.bulk import in_pieces
from registry.records import Agency, Licence, Notice, RegisterImport
from registry.vocabulary import ImportState, LicenceScope, LicenceStatus, RegisterKind

# A register says what was so when it was printed; that reaches back a quarter at most, and only to its first printing.
REACHES_BACK = timedelta(days=92)
HOLDERS = (RegisterKind.AGENCIES, RegisterKind.MARITIME)


@dataclass(frozen=True)
class Snapshot:
    """One list that took effect."""

    id: int
    kind: RegisterKind
    as_of: date
    source: str
    sha256: str
    presence_means_licensed: bool


@dataclass(frozen=True)
class PrintedLicence:
    """What the register said of a licence from one snapshot to the next (`until_on` exclusive, None: still)."""

    number: str | None
    status: LicenceStatus
    status_raw: str
    scope: LicenceScope
    issued_on: date | None
    expires_on: date | None
    from_on: date
    until_on: date | None

    def in_effect(self, on: date) -> bool:
        """Whether this is what the register said on that day."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


@dataclass(frozen=True)
class LicenceRow(PrintedLicence):
    """A printed licence with the snapshot that first said so."""

    snapshot: Snapshot


@dataclass(frozen=True)
class NoticeRow:
    """One firm in one official notice."""

    id: int
    issuer: str
    published_on: date
    action: LicenceStatus
    name: str
    number: str | None
    url: str
    agency_id: int | None


@dataclass(frozen=True)
class Holder:
    """An agency as the register calls it now."""

    id: int
    name: str
    number: str | None
    kind: RegisterKind


@dataclass(frozen=True)
class LicenceBook:
    """Licences and notices by agency, and notices by name for firms that no register holds."""

    snapshots: dict[RegisterKind, tuple[Snapshot, ...]] = field(default_factory=dict)
    holders: dict[int, Holder] = field(default_factory=dict)
    licences: dict[int, tuple[LicenceRow, ...]] = field(default_factory=dict)
    notices: dict[int, tuple[NoticeRow, ...]] = field(default_factory=dict)
    notices_by_name: dict[str, tuple[NoticeRow, ...]] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        session: Session,
        jurisdiction: str,
        *,
        agency_ids: Iterable[int] | None = None,
        names: Iterable[str] = (),
        kinds: Sequence[RegisterKind] = (*HOLDERS, RegisterKind.VACANCIES),
    ) -> "LicenceBook":
        """The book of `agency_ids` (None: of all) and of notices under the normalised `names`."""
        snapshots = read_snapshots(session, jurisdiction, kinds=kinds)
        by_id = {one.id: one for listed in snapshots.values() for one in listed}
        wanted = None if agency_ids is None else sorted(set(agency_ids))
        notices = _notices(session, jurisdiction, wanted, sorted(set(names)))
        by_agency: dict[int, list[NoticeRow]] = defaultdict(list)
        by_name: dict[str, list[NoticeRow]] = defaultdict(list)
        for normalised, notice in notices:
            by_name[normalised].append(notice)
            if notice.agency_id is not None:
                by_agency[notice.agency_id].append(notice)
        return cls(
            snapshots=snapshots,
            holders=_holders(session, jurisdiction, wanted),
            licences=_licences(session, jurisdiction, wanted, by_id),
            notices={agency: tuple(listed) for agency, listed in by_agency.items()},
            notices_by_name={name: tuple(listed) for name, listed in by_name.items()},
        )

    def register_on(self, kind: RegisterKind, on: date) -> Snapshot | None:
        """The list of that kind that speaks for `on`, None where none does.

        That is the last one printed by then; for days before the first, the first, if it is not much later.
        """
        listed = self.snapshots.get(kind, ())
        place = bisect_right(listed, on, key=lambda one: one.as_of)
        if place:
            return listed[place - 1]
        return listed[0] if listed and listed[0].as_of - on <= REACHES_BACK else None

    def licence_on(self, agency_id: int, on: date) -> LicenceRow | None:
        """What the register that speaks for `on` says of the agency's licence, under that register's own date."""
        holder = self.holders.get(agency_id)
        snapshot = self.register_on(holder.kind, on) if holder else None
        if snapshot is None:
            return None
        day = max(on, snapshot.as_of)
        for row in reversed(self.licences.get(agency_id, ())):
            if row.in_effect(day):
                return replace(row, snapshot=snapshot)
        return None

    def left_before(self, agency_id: int, on: date) -> tuple[LicenceRow, date] | None:
        """What the last register to list an agency said of it, and the date of the one that no longer did by `on`.

        None where it is listed, or was not listed before.
        """
        holder = self.holders.get(agency_id)
        ended = [row for row in self.licences.get(agency_id, ()) if row.until_on is not None and row.until_on <= on]
        if holder is None or not ended or self.licence_on(agency_id, on) is not None:
            return None
        last = max(ended, key=lambda row: row.until_on or on)
        since = last.until_on or on
        before = [one for one in self.snapshots.get(holder.kind, ()) if last.from_on <= one.as_of < since]
        return (replace(last, snapshot=before[-1]), since) if before else (last, since)


def read_snapshots(
    session: Session, jurisdiction: str, *, kinds: Sequence[RegisterKind]
) -> dict[RegisterKind, tuple[Snapshot, ...]]:
    """The lists that took effect, by kind, oldest first."""
    query = select(
        col(RegisterImport.id),
        col(RegisterImport.kind),
        col(RegisterImport.as_of),
        col(RegisterImport.source),
    ).add_columns(col(RegisterImport.sha256), col(RegisterImport.presence_means_licensed))
    query = query.where(
        col(RegisterImport.jurisdiction) == jurisdiction,
        col(RegisterImport.state) == ImportState.ACTIVE,
        col(RegisterImport.kind).in_(list(kinds)),
    ).order_by(col(RegisterImport.as_of), col(RegisterImport.id))
    found: dict[RegisterKind, list[Snapshot]] = defaultdict(list)
    for row in session.execute(query):
        snapshot = Snapshot(*row)
        found[snapshot.kind].append(snapshot)
    return {kind: tuple(listed) for kind, listed in found.items()}


def _pieces(wanted: Sequence[int] | None) -> Iterable[list[int] | None]:
    return [None] if wanted is None else in_pieces(wanted)


def _holders(session: Session, jurisdiction: str, wanted: Sequence[int] | None) -> dict[int, Holder]:
    query = select(col(Agency.id), col(Agency.name), col(Agency.number), col(Agency.register_kind))
    query = query.where(col(Agency.jurisdiction) == jurisdiction, col(Agency.register_kind).in_(HOLDERS))
    found: dict[int, Holder] = {}
    for piece in _pieces(wanted):
        asked = query if piece is None else query.where(col(Agency.id).in_(piece))
        found |= {row[0]: Holder(*row) for row in session.execute(asked)}
    return found


def _licences(
    session: Session, jurisdiction: str, wanted: Sequence[int] | None, snapshots: dict[int, Snapshot]
) -> dict[int, tuple[LicenceRow, ...]]:
    query = select(
        col(Licence.agency_id), col(Licence.import_id), col(Licence.number), col(Licence.status)
    ).add_columns(
        col(Licence.status_raw),
        col(Licence.scope),
        col(Licence.issued_on),
        col(Licence.expires_on),
        col(Licence.from_on),
        col(Licence.until_on),
    )
    query = query.join(Agency, col(Agency.id) == col(Licence.agency_id)).where(col(Agency.jurisdiction) == jurisdiction)
    query = query.order_by(col(Licence.from_on), col(Licence.id))
    found: dict[int, list[LicenceRow]] = defaultdict(list)
    for piece in _pieces(wanted):
        asked = query if piece is None else query.where(col(Licence.agency_id).in_(piece))
        for row in session.execute(asked):
            agency_id, import_id, *says = tuple[Any, ...](row)
            if (snapshot := snapshots.get(import_id)) is not None:
                found[agency_id].append(LicenceRow(*[*says, snapshot]))
    return {agency_id: tuple(rows) for agency_id, rows in found.items()}


def _notices(
    session: Session, jurisdiction: str, wanted: Sequence[int] | None, names: Sequence[str]
) -> list[tuple[str, NoticeRow]]:
    query = select(col(Notice.normalised), col(Notice.id), col(Notice.issuer), col(Notice.published_on)).add_columns(
        col(Notice.action), col(Notice.name), col(Notice.number), col(Notice.url), col(Notice.agency_id)
    )
    query = query.where(col(Notice.jurisdiction) == jurisdiction).order_by(col(Notice.published_on), col(Notice.id))
    if wanted is None:
        asked = [query]
    else:
        asked = [query.where(col(Notice.agency_id).in_(piece)) for piece in in_pieces(wanted)]
        asked += [query.where(col(Notice.normalised).in_(piece)) for piece in in_pieces(names)]
    found: dict[int, tuple[str, NoticeRow]] = {}
    for one in asked:
        for normalised, *says in session.execute(one):
            notice = NoticeRow(*says)
            found[notice.id] = (normalised, notice)
    return sorted(found.values(), key=lambda pair: (pair[1].published_on, pair[1].id))
