"""Who is behind adverts: a recruiter's names, contacts and adverts, and who else uses the same contacts."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from dashboard.queries.contact_use import agencies_by_contact, names_by_contact
from registry.records import Advert, Alert, Recruiter, RecruiterKey
from registry.vocabulary import AlertState, ContactKind, Disposition


@dataclass(frozen=True)
class KeyView:
    """One contact a recruiter uses: in how many of its adverts, and how many other recruiters use it too.

    `names` are the unrelated names that this recruiter's own adverts give beside it, `listed` the agencies for which an
    official list gives it.
    """

    kind: ContactKind
    value: str
    adverts: int
    shared_with: int
    names: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseLine:
    """One alert on a recruiter, as a list shows it."""

    id: int
    state: AlertState
    disposition: Disposition | None
    raised_on: date


@dataclass(frozen=True)
class AdvertLine:
    """One advert, as a list shows it."""

    id: int
    title: str
    source: str
    posted_on: date | None
    last_seen_at: datetime


@dataclass(frozen=True)
class RecruiterView:
    """One recruiter; `merged_into_id` is set when another one holds its adverts now."""

    id: int
    name: str
    names: tuple[str, ...]
    first_seen_at: datetime
    merged_into_id: int | None
    keys: tuple[KeyView, ...]
    cases: tuple[CaseLine, ...]
    adverts: int


def recruiter_view(session: Session, recruiter_id: int, *, keys: int = 60) -> RecruiterView | None:
    """That recruiter with its most used contacts, or None when there is none of that number."""
    recruiter = session.get(Recruiter, recruiter_id)
    if recruiter is None:
        return None
    number = select(func.count()).select_from(Advert).where(col(Advert.recruiter_id) == recruiter_id)
    cases = (
        select(col(Alert.id), col(Alert.state), col(Alert.disposition), col(Alert.raised_on))
        .where(col(Alert.recruiter_id) == recruiter_id)
        .order_by(col(Alert.id).desc())
        .limit(50)
    )
    return RecruiterView(
        id=recruiter_id,
        name=recruiter.name,
        names=tuple(str(name) for name in recruiter.names),
        first_seen_at=recruiter.first_seen_at,
        merged_into_id=recruiter.merged_into_id,
        keys=_keys(session, recruiter_id, limit=keys),
        cases=tuple(CaseLine(*row) for row in session.execute(cases)),
        adverts=session.execute(number).scalar_one(),
    )


def recruiter_adverts(session: Session, recruiter_id: int, *, page: int, size: int) -> list[AdvertLine]:
    """Page `page` (from 1) of a recruiter's adverts, last seen first."""
    query = (
        select(col(Advert.id), col(Advert.title), col(Advert.source), col(Advert.posted_on), col(Advert.last_seen_at))
        .where(col(Advert.recruiter_id) == recruiter_id)
        .order_by(col(Advert.last_seen_at).desc(), col(Advert.id).desc())
        .offset((page - 1) * size)
        .limit(size)
    )
    return [AdvertLine(*row) for row in session.execute(query)]


def _keys(session: Session, recruiter_id: int, *, limit: int) -> tuple[KeyView, ...]:
    other = aliased(RecruiterKey)
    shared = (
        select(func.count(func.distinct(other.recruiter_id)))
        .where(col(other.kind) == col(RecruiterKey.kind), col(other.value) == col(RecruiterKey.value))
        .where(col(other.recruiter_id) != col(RecruiterKey.recruiter_id))
        .correlate(RecruiterKey)
        .scalar_subquery()
    )
    query = (
        select(col(RecruiterKey.kind), col(RecruiterKey.value), col(RecruiterKey.adverts), shared)
        .where(col(RecruiterKey.recruiter_id) == recruiter_id, col(RecruiterKey.kind) != ContactKind.NAME)
        .order_by(col(RecruiterKey.adverts).desc(), col(RecruiterKey.id))
        .limit(limit)
    )
    rows = session.execute(query).all()
    names = names_by_contact(session, recruiter_id)
    listed = agencies_by_contact(session, [(kind, value) for kind, value, _, _ in rows])
    return tuple(
        KeyView(kind, value, adverts, others, names.get((kind, value), ()), listed.get((kind, value), ()))
        for kind, value, adverts, others in rows
    )
