"""Adverts tied to what is on the screen: by a finding to another advert, or by identity to a listed agency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from registry.records import Advert, Assessment


@dataclass(frozen=True)
class LinkedAdvert:
    """One such advert, as a list shows it."""

    id: int
    title: str
    advertiser: str
    source: str
    posted_on: date | None


def linked_adverts(session: Session, advert_ids: Sequence[int]) -> list[LinkedAdvert]:
    """Those of `advert_ids` that are on file, the earliest number first."""
    query = select(col(Advert.id), col(Advert.title), col(Advert.advertiser), col(Advert.source), col(Advert.posted_on))
    rows = session.execute(query.where(col(Advert.id).in_(list(advert_ids))).order_by(col(Advert.id)))
    return [LinkedAdvert(*row) for row in rows]


def adverts_of_agency(session: Session, agency_id: int, *, limit: int) -> tuple[list[LinkedAdvert], int]:
    """The adverts now held to be this agency's, the newest first and at most `limit`, and how many there are in all."""
    matched = (col(Assessment.agency_id) == agency_id, col(Assessment.until_at).is_(None))
    total = session.execute(select(func.count()).select_from(Assessment).where(*matched)).scalar_one()
    query = (
        select(col(Advert.id), col(Advert.title), col(Advert.advertiser), col(Advert.source), col(Advert.posted_on))
        .join(Assessment, col(Assessment.advert_id) == col(Advert.id))
        .where(*matched)
        .order_by(col(Advert.last_seen_at).desc(), col(Advert.id).desc())
        .limit(limit)
    )
    return [LinkedAdvert(*row) for row in session.execute(query)], total
