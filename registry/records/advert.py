"""Adverts as they stand, and every sighting of them."""

from datetime import date, datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from registry.records.columns import Json, document, long_text, word
from registry.vocabulary import AdvertState, SightingChange, SourceKind


class Advert(SQLModel, table=True):
    """One advert at one address of one source, as last seen; `item` keeps every property, raw beside normalised.

    `forgotten_at` says when its words and contacts were removed because its time was over (registry/retention.py).
    """

    __tablename__ = "advert"
    __table_args__ = (UniqueConstraint("source", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)
    source_kind: SourceKind = word(SourceKind)
    key: str
    url: str = Field(index=True)
    title: str = ""
    advertiser: str = ""
    advertiser_raw: str = ""
    description: str = long_text(default="")
    posted_on: date | None = None
    destination: str | None = None
    location: str = ""
    vacancies: int | None = None
    language: str = "und"
    contacts: Json = document(list)
    item: Json = document(dict)
    content_digest: str
    state: AdvertState = word(AdvertState, default=AdvertState.LIVE)
    first_seen_at: datetime
    last_seen_at: datetime
    forgotten_at: datetime | None = None
    recruiter_id: int | None = Field(default=None, foreign_key="recruiter.id", index=True)


class Sighting(SQLModel, table=True):
    """One crawl saw one advert and this is what it said, with the kept page that proves it; append-only."""

    __tablename__ = "sighting"
    __table_args__ = (UniqueConstraint("advert_id", "crawl_id"),)

    id: int | None = Field(default=None, primary_key=True)
    advert_id: int = Field(foreign_key="advert.id", index=True)
    crawl_id: int = Field(foreign_key="crawl.id", index=True)
    seen_at: datetime
    change: SightingChange = word(SightingChange)
    content_digest: str
    item: Json = document(dict)
    evidence_digest: str | None = Field(default=None, index=True)
    evidence_file: str | None = None
    evidence_offset: int | None = Field(default=None, sa_type=BigInteger)
