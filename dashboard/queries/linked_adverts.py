"""Adverts that a finding ties to the one on the screen: the same words or the same telephone under other names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from registry.records import Advert


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
