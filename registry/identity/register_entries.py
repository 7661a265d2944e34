"""The firms a register holds on one day, or no longer holds, read in four queries, the rows of one firm together."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, tuple_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from registry.bulk import in_pieces
from registry.identity.claims import Reach
from registry.identity.contact_reading.licence_numbers import licence_key
from registry.identity.contact_reading.phones import to_e164
from registry.identity.name_comparing.parts import words_of
from registry.identity.names import normalise_name
from registry.records import Agency, AgencyContact, AgencyName, Licence, RegisterImport
from registry.vocabulary import ContactKind, ImportState, LicenceStatus, RegisterKind

# Which of a table's dated rows are read.
_Rows = Callable[[type[Any]], tuple[ColumnElement[bool], ...]]


class _Listed(NamedTuple):
    """A contact of a register, which was validated when it was imported."""

    kind: ContactKind
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One firm of a register: the agency row that stands for it, its names, numbers (as compared) and contacts."""

    agency_id: int
    number: str | None
    name: str
    names: tuple[str, ...]
    kind: RegisterKind
    numbers: frozenset[str]
    reach: Reach
    members: tuple[int, ...]
    statuses: frozenset[LicenceStatus] = frozenset()


def in_force(table: type[Any], on: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The conditions under which a dated row of `table` holds on `on`."""
    return col(table.from_on) <= on, or_(col(table.until_on).is_(None), col(table.until_on) > on)


def is_loaded(session: Session, jurisdiction: str, *, on: date, kinds: Sequence[RegisterKind]) -> bool:
    """Whether any register of these kinds was in effect on `on`; legal-entity names are no register of agencies."""
    asked = [kind for kind in kinds if kind is not RegisterKind.NAMES]
    query = select(RegisterImport.id).where(
        RegisterImport.jurisdiction == jurisdiction,
        RegisterImport.state == ImportState.ACTIVE,
        col(RegisterImport.kind).in_(asked),
        RegisterImport.as_of <= on,
    )
    return session.exec(query.limit(1)).first() is not None


def read_entries(session: Session, jurisdiction: str, *, on: date, kinds: Sequence[RegisterKind]) -> list[Entry]:
    """Every firm listed on `on`, in order of agency id; duplicate rows of one firm are one entry.

    A firm goes by its names of that day, the one it has since, and those it bore before, unless another bears them now.
    """
    return _read(session, jurisdiction, on=on, kinds=kinds, rows=lambda table: in_force(table, on))


def read_former_entries(session: Session, jurisdiction: str, *, on: date, kinds: Sequence[RegisterKind]) -> list[Entry]:
    """Every firm that was listed before `on` and is not on it, as it was when it left."""
    here = (col(Agency.jurisdiction) == jurisdiction, col(Agency.register_kind).in_(list(kinds)))
    held = sa_select(col(Licence.agency_id)).join(Agency, col(Agency.id) == col(Licence.agency_id)).where(*here)
    ended = held.add_columns(func.max(col(Licence.until_on))).where(col(Licence.until_on) <= on)
    left = ended.group_by(col(Licence.agency_id)).having(
        col(Licence.agency_id).not_in(held.where(*in_force(Licence, on)))
    )
    if session.execute(left.limit(1)).first() is None:
        return []
    return _read(
        session,
        jurisdiction,
        on=on,
        kinds=kinds,
        rows=lambda table: (tuple_(col(table.agency_id), col(table.until_on)).in_(left),),
        among=(col(Agency.id).in_(left.with_only_columns(col(Licence.agency_id))),),
    )


def _read(
    session: Session,
    jurisdiction: str,
    *,
    on: date,
    kinds: Sequence[RegisterKind],
    rows: _Rows,
    among: tuple[ColumnElement[bool], ...] = (),
) -> list[Entry]:
    here = (col(Agency.jurisdiction) == jurisdiction, col(Agency.register_kind).in_(list(kinds)))
    names: dict[int, list[str]] = defaultdict(list)
    for agency_id, name in session.execute(_dated(AgencyName, AgencyName.name, rows, here)):
        names[agency_id].append(name)
    former = _former_names(session, on, here)
    numbers: dict[int, set[str]] = defaultdict(set)
    statuses: dict[int, set[LicenceStatus]] = defaultdict(set)
    for agency_id, number, status in session.execute(_dated(Licence, Licence.number, rows, here, Licence.status)):
        numbers[agency_id].add(licence_key(number) if number else "")
        statuses[agency_id].add(status)
    reach = _reaches(session, rows, here, region=jurisdiction.upper())
    columns = (col(Agency.id), col(Agency.number), col(Agency.name), col(Agency.register_kind))
    entries = []
    listed = sa_select(*columns).where(*here, *among).order_by(col(Agency.id))
    for agency_id, number, name, kind in session.execute(listed):
        if agency_id not in names and agency_id not in numbers:
            continue  # it is not among those asked for
        held = numbers[agency_id] | ({licence_key(number)} if number else set())
        entry = Entry(
            agency_id=agency_id,
            number=number,
            name=next(iter(names[agency_id]), name),
            names=tuple(dict.fromkeys((*names[agency_id], name, *former.get(agency_id, ())))),
            kind=kind,
            numbers=frozenset(held - {""}),
            reach=reach.get(agency_id, Reach()),
            members=(agency_id,),
            statuses=frozenset(statuses[agency_id]),
        )
        entries.append(entry)
    return _one_per_firm(entries)


def _former_names(session: Session, on: date, here: tuple[Any, ...]) -> dict[int, list[str]]:
    """Names that firms no longer bear on `on`, the latest first; a name that is somebody's now is only theirs."""
    columns = (col(AgencyName.agency_id), col(AgencyName.name), col(AgencyName.normalised))
    query = sa_select(*columns).join(Agency, col(Agency.id) == col(AgencyName.agency_id)).where(*here)
    ended = query.where(col(AgencyName.until_on) <= on).order_by(col(AgencyName.until_on).desc(), col(AgencyName.id))
    rows = list(session.execute(ended))
    borne: set[str] = set()
    for piece in in_pieces(sorted({normalised for *_, normalised in rows})):
        now = query.where(*in_force(AgencyName, on), col(AgencyName.normalised).in_(piece))
        borne.update(normalised for *_, normalised in session.execute(now))
    found: dict[int, list[str]] = defaultdict(list)
    for agency_id, name, normalised in rows:
        if normalised not in borne:
            found[agency_id].append(name)
    return found


def _dated(table: type[Any], value: Any, rows: _Rows, here: tuple[Any, ...], *others: Any) -> Any:
    joined = sa_select(table.agency_id, value, *others).join(Agency, col(Agency.id) == table.agency_id)
    return joined.where(*here, *rows(table)).order_by(table.id)


def _reaches(session: Session, rows: _Rows, here: tuple[Any, ...], *, region: str) -> dict[int, Reach]:
    columns = (AgencyContact.agency_id, AgencyContact.kind, AgencyContact.value)
    query = select(*columns).join(Agency, col(Agency.id) == col(AgencyContact.agency_id))
    found: dict[int, list[_Listed]] = defaultdict(list)
    for agency_id, kind, value in session.execute(query.where(*here, *rows(AgencyContact))):
        found[agency_id].append(_Listed(kind, _compared_value(kind, value, region)))
    return {agency_id: Reach.of(contacts) for agency_id, contacts in found.items()}


def _compared_value(kind: ContactKind, value: str, region: str) -> str:
    if kind is ContactKind.PHONE and not value.startswith("+"):
        return to_e164("".join(char for char in value if char.isdigit()), region=region) or value
    return value


def _one_per_firm(entries: Sequence[Entry]) -> list[Entry]:
    """Rows with one number and one name are one firm; without numbers, rows with one name are its branches."""
    numbers = [min(entry.numbers, default="") for entry in entries]
    rows = Counter(numbers)
    firms: dict[tuple[str, ...], Entry] = {}
    for entry, number in zip(entries, numbers, strict=True):
        # Most numbers are one row's: its name need not be read to tell that nothing else is the same firm.
        alone = bool(number) and rows[number] == 1
        name = "" if alone else words_of(entry.name).rare_key if number else normalise_name(entry.name)
        key = (entry.kind.value, number, name)
        first = firms.get(key)
        firms[key] = _joined(first, entry) if first else entry
    return list(firms.values())


def _joined(first: Entry, other: Entry) -> Entry:
    reach = Reach(
        first.reach.phones | other.reach.phones,
        first.reach.emails | other.reach.emails,
        first.reach.domains | other.reach.domains,
    )
    return replace(
        first,
        names=tuple(dict.fromkeys((*first.names, *other.names))),
        numbers=first.numbers | other.numbers,
        reach=reach,
        members=(*first.members, *other.members),
        statuses=first.statuses | other.statuses,
    )
