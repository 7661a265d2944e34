"""What an official list said of an agency, and when: its names, licences, contacts, notices, job orders and changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlmodel import Session, col

from registry.identity.contact_reading.licence_numbers import licence_key
from registry.law.licence_book import PrintedLicence
from registry.records import (
    Agency,
    AgencyContact,
    AgencyName,
    JobOrder,
    Licence,
    Notice,
    RegisterEvent,
    RegisterImport,
)
from registry.register_import.rows import number_key
from registry.vocabulary import (
    ContactKind,
    LicenceStatus,
    RegisterChange,
    RegisterKind,
)


@dataclass(frozen=True)
class AgencyRow:
    """One agency in a list of answers, with the status its register last gave."""

    id: int
    name: str
    number: str | None
    jurisdiction: str
    kind: RegisterKind
    status: LicenceStatus | None
    expires_on: date | None


@dataclass(frozen=True)
class SourcedLicence(PrintedLicence):
    """A printed licence with the list that first said so: its file or address."""

    source: str


@dataclass(frozen=True)
class DatedValue:
    """A name or contact with the snapshots it stood in."""

    kind: str
    value: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class NoticeRow:
    """One official notice that names the agency."""

    issuer: str
    published_on: date
    action: LicenceStatus
    reason: str
    url: str
    right_of_reply: str


@dataclass(frozen=True)
class AgencyFile:
    """Everything on file about one agency."""

    id: int
    name: str
    number: str | None
    jurisdiction: str
    kind: RegisterKind
    licences: tuple[SourcedLicence, ...]
    names: tuple[DatedValue, ...]
    contacts: tuple[DatedValue, ...]
    notices: tuple[NoticeRow, ...]
    job_orders: tuple[tuple[str, str | None, int | None, date, date | None], ...]
    events: tuple[tuple[date, RegisterChange, str, str], ...]

    def licence_on(self, on: date) -> SourcedLicence | None:
        """What the register said on that day, if it had been read by then."""
        return next((licence for licence in self.licences if licence.in_effect(on)), None)

    def name_on(self, on: date) -> str:
        """The name that its register gave on that day; the one it has now where none did."""
        known = (one.value for one in self.names if one.from_on <= on and (one.until_on is None or on < one.until_on))
        return next(known, self.name)

    def change_in_words(self, on: date, change: RegisterChange) -> str:
        """What happened on that day; a firm first listed without a valid licence was granted nothing."""
        licence = self.licence_on(on) if change is RegisterChange.GRANTED else None
        if licence is None or licence.status is LicenceStatus.VALID:
            return change.value.replace("_", " ")
        return f"first listed, as {licence.status.value.replace('_', ' ')}"


def agency_rows(session: Session, text: str, *, page: int, size: int) -> tuple[list[AgencyRow], int]:
    """Page `page` (from 1) of the agencies whose name or number holds `text`, and how many there are in all."""
    by_name = select(col(AgencyName.agency_id)).where(col(AgencyName.name).icontains(text, autoescape=True))
    held = or_(
        col(Agency.name).icontains(text, autoescape=True),
        col(Agency.number).icontains(text, autoescape=True),
        col(Agency.id).in_(by_name),
    )
    conditions = [held] if text else []
    query = _agencies().where(*conditions).order_by(func.lower(col(Agency.name)), col(Agency.id))
    total = select(func.count()).select_from(Agency).where(*conditions)
    return _rows(session, query.offset((page - 1) * size).limit(size)), session.execute(total).scalar_one()


def agency_rows_of(session: Session, agency_ids: Sequence[int]) -> dict[int, AgencyRow]:
    """The agencies of those ids, by id."""
    return {row.id: row for row in _rows(session, _agencies().where(col(Agency.id).in_(agency_ids)))}


def _agencies() -> Select[Agency, LicenceStatus, date | None]:
    newest = (
        select(func.max(col(Licence.id))).where(col(Licence.agency_id) == col(Agency.id)).correlate(Agency)
    ).scalar_subquery()
    return select(Agency, col(Licence.status), col(Licence.expires_on)).outerjoin(Licence, col(Licence.id) == newest)


def _rows(session: Session, query: Select[Agency, LicenceStatus, date | None]) -> list[AgencyRow]:
    return [
        AgencyRow(one.id or 0, one.name, one.number, one.jurisdiction, one.register_kind, status, expires_on)
        for one, status, expires_on in session.execute(query)
    ]


def agency_file(session: Session, agency_id: int) -> AgencyFile | None:
    """That agency's whole file, or None when there is none of that number."""
    agency = session.get(Agency, agency_id)
    if agency is None:
        return None
    return AgencyFile(
        id=agency_id,
        name=agency.name,
        number=agency.number,
        jurisdiction=agency.jurisdiction,
        kind=agency.register_kind,
        licences=_licences(session, agency_id),
        names=_names(session, agency_id),
        contacts=_contacts(session, agency_id),
        notices=_notices(session, agency_id),
        job_orders=_job_orders(session, agency_id),
        events=_events(session, agency_id),
    )


def _licences(session: Session, agency_id: int) -> tuple[SourcedLicence, ...]:
    query = (
        select(Licence, col(RegisterImport.source))
        .join(RegisterImport, col(RegisterImport.id) == col(Licence.import_id))
        .where(col(Licence.agency_id) == agency_id)
        .order_by(col(Licence.from_on).desc(), col(Licence.id).desc())
    )
    return tuple(
        SourcedLicence(
            number=one.number,
            status=one.status,
            status_raw=one.status_raw,
            scope=one.scope,
            issued_on=one.issued_on,
            expires_on=one.expires_on,
            from_on=one.from_on,
            until_on=one.until_on,
            source=source,
        )
        for one, source in session.execute(query)
    )


def _names(session: Session, agency_id: int) -> tuple[DatedValue, ...]:
    query = (
        select(col(AgencyName.role), col(AgencyName.name), col(AgencyName.from_on), col(AgencyName.until_on))
        .where(col(AgencyName.agency_id) == agency_id)
        .order_by(col(AgencyName.from_on).desc(), col(AgencyName.id))
    )
    return tuple(DatedValue(*row) for row in session.execute(query))


def _contacts(session: Session, agency_id: int) -> tuple[DatedValue, ...]:
    # An address is compared in small letters; a person reads it as it is printed.
    is_address = col(AgencyContact.kind) == ContactKind.ADDRESS
    printed = case((is_address, col(AgencyContact.raw)), else_=col(AgencyContact.value))
    query = (
        select(
            col(AgencyContact.kind),
            printed,
            col(AgencyContact.from_on),
            col(AgencyContact.until_on),
        )
        .where(col(AgencyContact.agency_id) == agency_id, col(AgencyContact.kind) != ContactKind.PERSON)
        .order_by(col(AgencyContact.kind), col(AgencyContact.value))
    )
    return tuple(DatedValue(*row) for row in session.execute(query))


def _notices(session: Session, agency_id: int) -> tuple[NoticeRow, ...]:
    query = (
        select(
            col(Notice.issuer),
            col(Notice.published_on),
            col(Notice.action),
            col(Notice.reason),
            col(Notice.url),
            col(Notice.right_of_reply),
        )
        .where(col(Notice.agency_id) == agency_id)
        .order_by(col(Notice.published_on).desc())
    )
    return tuple(NoticeRow(*row) for row in session.execute(query))


def _job_orders(session: Session, agency_id: int) -> tuple[tuple[str, str | None, int | None, date, date | None], ...]:
    query = (
        select(
            col(JobOrder.title),
            col(JobOrder.destination),
            col(JobOrder.vacancies),
            col(JobOrder.from_on),
            col(JobOrder.until_on),
        )
        .where(col(JobOrder.agency_id) == agency_id)
        .order_by(col(JobOrder.from_on).desc(), col(JobOrder.id))
        .limit(100)
    )
    return tuple((title, place, number, since, until) for title, place, number, since, until in session.execute(query))


def _events(session: Session, agency_id: int) -> tuple[tuple[date, RegisterChange, str, str], ...]:
    query = (
        select(col(RegisterEvent.on), col(RegisterEvent.change), col(RegisterEvent.before), col(RegisterEvent.after))
        .where(col(RegisterEvent.agency_id) == agency_id)
        .order_by(col(RegisterEvent.on).desc(), col(RegisterEvent.id).desc())
        .limit(100)
    )
    return tuple((on, change, before, after) for on, change, before, after in session.execute(query))


def agency_ids_of_number(session: Session, number: str, *, jurisdiction: str) -> list[int]:
    """The agencies of that licence number, compared as printed and without case, spaces and separators.

    Where no list has it now, those that had it in an earlier licence.
    """
    here = col(Agency.jurisdiction) == jurisdiction
    asked = (
        select(col(Agency.id)).where(
            here, or_(col(Agency.number) == number, col(Agency.row_key) == number_key(number))
        ),
        select(col(Agency.id)).where(here, _bare(col(Agency.number)) == licence_key(number)),
        select(col(Agency.id))
        .join(Licence, col(Licence.agency_id) == col(Agency.id))
        .where(here, _bare(col(Licence.number)) == licence_key(number))
        .distinct(),
    )
    found = ([one for one in session.execute(query).scalars() if one is not None] for query in asked)
    return next((ids for ids in found if ids), [])


def _bare(number: Any) -> Any:
    """The column `number` as numbers are compared, for a question that no index answers."""
    for mark in " /-.":
        number = func.replace(number, mark, "")
    return func.upper(number)
