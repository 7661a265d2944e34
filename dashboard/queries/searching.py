"""One search box: adverts, recruiters, agencies and contacts, whether or not anything was raised about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select, union_all
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from alerts.plain_words import case_number
from registry.identity.contacts import find_contacts
from registry.records import (
    Advert,
    Agency,
    AgencyContact,
    AgencyName,
    Alert,
    AlertAdvert,
    Recruiter,
    RecruiterKey,
)
from registry.vocabulary import AlertState, ContactKind

LONGEST_QUERY = 200
SHORTEST_QUERY = 2
_DIGITS = re.compile(r"[\s().+-]+")
_NUMBER = re.compile(r"[\d\s().+/-]+")
_Column = Mapped[str] | Mapped[str | None]


@dataclass(frozen=True)
class AdvertHit:
    """An advert that says it, and the newest case that rests on it, if any."""

    id: int
    title: str
    advertiser: str
    source: str
    posted_on: date | None
    case_id: int | None


@dataclass(frozen=True)
class RecruiterHit:
    """A recruiter of that name or contact, and its newest case, if any."""

    id: int
    name: str
    adverts: int
    case_id: int | None


@dataclass(frozen=True)
class AgencyHit:
    """An agency on an official list."""

    id: int
    name: str
    number: str | None
    jurisdiction: str


@dataclass(frozen=True)
class ContactHit:
    """A contact, and who uses it: a recruiter or a listed agency."""

    kind: ContactKind
    value: str
    recruiter_id: int | None
    agency_id: int | None
    name: str


@dataclass(frozen=True)
class CaseHit:
    """The case of that reference."""

    id: int
    recruiter: str
    state: AlertState


@dataclass(frozen=True)
class SearchResults:
    """What was found, each list at most `limit` long; `cut` names the lists that held more."""

    adverts: tuple[AdvertHit, ...] = ()
    recruiters: tuple[RecruiterHit, ...] = ()
    agencies: tuple[AgencyHit, ...] = ()
    contacts: tuple[ContactHit, ...] = ()
    cases: tuple[CaseHit, ...] = ()
    cut: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was found."""
        return not (self.adverts or self.recruiters or self.agencies or self.contacts or self.cases)


def search(session: Session, text: str, *, region: str, limit: int = 20) -> SearchResults:
    """Everything on file that holds every word of `text`, or the case whose reference it is.

    Phones are sought in international form, wildcards as characters.
    """
    wanted = " ".join(text.replace("\x00", "").split())[:LONGEST_QUERY]
    if len(wanted) < SHORTEST_QUERY:
        return SearchResults()
    values = contact_values(wanted, region=region)
    # One more than shown, to know that there is more without counting.
    adverts = _adverts(session, wanted, values, limit + 1)
    recruiters = _recruiters(session, wanted, values, limit + 1)
    agencies = _agencies(session, wanted, values, limit + 1)
    contacts = _contacts(session, wanted, values, limit + 1)
    lengths = (("adverts", adverts), ("recruiters", recruiters), ("agencies", agencies), ("contacts", contacts))
    return SearchResults(
        adverts=tuple(adverts[:limit]),
        recruiters=tuple(recruiters[:limit]),
        agencies=tuple(agencies[:limit]),
        contacts=tuple(contacts[:limit]),
        cases=_cases(session, wanted),
        cut=tuple(name for name, hits in lengths if len(hits) > limit),
    )


def contact_values(text: str, *, region: str) -> tuple[str, ...]:
    """The stored forms that `text` may have as a contact: phones in E.164, bare digits for payment numbers."""
    values = {contact.value for contact in find_contacts(text, region=region)}
    bare = _DIGITS.sub("", text)
    if bare.isascii() and bare.isdigit():
        values.add(bare)
    return tuple(sorted(values))


def sought(text: str) -> list[str]:
    """What has to be held all at once: each word, in whatever order; numbers and what stands in quotes as one."""
    quoted = text.strip('"“”')
    if quoted != text or _NUMBER.fullmatch(text):
        return [quoted] if quoted else [text]
    return list(dict.fromkeys(text.split()))


def _holds(column: _Column, text: str) -> ColumnElement[bool]:
    return column.icontains(text, autoescape=True)


def _hold_all(columns: Sequence[_Column], text: str) -> ColumnElement[bool]:
    """Whether every word of `text` stands in one or another of `columns`."""
    return and_(*(or_(*(_holds(column, word) for column in columns)) for word in sought(text)))


def _cases(session: Session, text: str) -> tuple[CaseHit, ...]:
    query = (
        select(col(Alert.id), col(Recruiter.name), col(Alert.state))
        .join(Recruiter, col(Recruiter.id) == col(Alert.recruiter_id))
        .where(col(Alert.id) == case_number(text))
    )
    return tuple(CaseHit(*row) for row in session.execute(query))


def _newest_case_of_advert() -> ColumnElement[int | None]:
    query = select(func.max(col(AlertAdvert.alert_id))).where(col(AlertAdvert.advert_id) == col(Advert.id))
    return query.correlate(Advert).scalar_subquery()


def _adverts(session: Session, text: str, values: tuple[str, ...], limit: int) -> list[AdvertHit]:
    holds = [_hold_all((col(Advert.title), col(Advert.advertiser), col(Advert.description), col(Advert.url)), text)]
    holds += [cast(col(Advert.contacts), String).contains(f'"{value}"', autoescape=True) for value in values]
    query = (
        select(
            col(Advert.id),
            col(Advert.title),
            col(Advert.advertiser),
            col(Advert.source),
            col(Advert.posted_on),
            _newest_case_of_advert(),
        )
        .where(or_(*holds))
        .order_by(col(Advert.last_seen_at).desc(), col(Advert.id).desc())
        .limit(limit)
    )
    return [AdvertHit(*row) for row in session.execute(query)]


def _recruiters(session: Session, text: str, values: tuple[str, ...], limit: int) -> list[RecruiterHit]:
    by_key = select(col(RecruiterKey.recruiter_id)).where(
        or_(col(RecruiterKey.value).in_(values), _holds(col(RecruiterKey.value), text))
    )
    number = select(func.count()).where(col(Advert.recruiter_id) == col(Recruiter.id)).correlate(Recruiter)
    newest = select(func.max(col(Alert.id))).where(col(Alert.recruiter_id) == col(Recruiter.id)).correlate(Recruiter)
    adverts = number.scalar_subquery()
    query = (
        select(col(Recruiter.id), col(Recruiter.name), adverts, newest.scalar_subquery())
        .where(col(Recruiter.merged_into_id).is_(None))
        .where(or_(_hold_all([col(Recruiter.name)], text), col(Recruiter.id).in_(by_key)))
        .order_by(adverts.desc(), col(Recruiter.id))
        .limit(limit)
    )
    return [RecruiterHit(*row) for row in session.execute(query)]


def _agencies(session: Session, text: str, values: tuple[str, ...], limit: int) -> list[AgencyHit]:
    by_name = select(col(AgencyName.agency_id)).where(_hold_all([col(AgencyName.name)], text))
    by_contact = select(col(AgencyContact.agency_id)).where(col(AgencyContact.value).in_(values or (text,)))
    holds = (_hold_all([col(Agency.name)], text), _holds(col(Agency.number), text))
    query = (
        select(col(Agency.id), col(Agency.name), col(Agency.number), col(Agency.jurisdiction))
        .where(or_(*holds, col(Agency.id).in_(by_name), col(Agency.id).in_(by_contact)))
        .order_by(func.lower(col(Agency.name)), col(Agency.id))
        .limit(limit)
    )
    return [AgencyHit(*row) for row in session.execute(query)]


def _contacts(session: Session, text: str, values: tuple[str, ...], limit: int) -> list[ContactHit]:
    nothing = cast(None, RecruiterKey.__table__.c.recruiter_id.type)  # type: ignore[attr-defined]
    used = (
        select(
            col(RecruiterKey.kind),
            col(RecruiterKey.value),
            col(RecruiterKey.recruiter_id),
            nothing.label("agency_id"),
            col(Recruiter.name),
        )
        .join(Recruiter, col(Recruiter.id) == col(RecruiterKey.recruiter_id))
        .where(col(RecruiterKey.kind) != ContactKind.NAME, col(Recruiter.merged_into_id).is_(None))
        .where(or_(col(RecruiterKey.value).in_(values), _holds(col(RecruiterKey.value), text)))
    )
    listed = (
        select(
            col(AgencyContact.kind),
            col(AgencyContact.value),
            nothing.label("recruiter_id"),
            col(AgencyContact.agency_id),
            col(Agency.name),
        )
        .join(Agency, col(Agency.id) == col(AgencyContact.agency_id))
        .where(or_(col(AgencyContact.value).in_(values), _holds(col(AgencyContact.value), text)))
    )
    both = union_all(used, listed).subquery()
    query = select(*both.c).order_by(both.c.value, both.c.name).limit(limit)
    return [ContactHit(*row) for row in session.execute(query)]


def advert_id_of_url(session: Session, url: str) -> int | None:
    """The newest advert at that address, or None."""
    query = select(col(Advert.id)).where(col(Advert.url) == url).order_by(col(Advert.id).desc()).limit(1)
    return session.execute(query).scalar_one_or_none()
