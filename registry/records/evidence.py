"""The archives that kept pages lie in, and the proof of those that were removed on purpose."""

from datetime import datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel


class Archive(SQLModel, table=True):
    """One WARC file of the evidence folder; once finished, `manifest_sha256` is of the list of its pages' digests.

    That list, not the file, is what a time-stamp covers: pages removed later leave their digests in it.
    """

    __tablename__ = "archive"

    file: str = Field(primary_key=True)
    crawl_id: int | None = Field(default=None, foreign_key="crawl.id", index=True)
    opened_at: datetime
    finished_at: datetime | None = None
    pages: int = 0
    manifest_sha256: str | None = None
    stamped_at: datetime | None = None
    authority: str | None = None
    stamp_problem: str = ""


class ForgottenPage(SQLModel, table=True):
    """A kept page that was removed when its time was over: which one, when, by whom; what it said is gone."""

    __tablename__ = "forgotten_page"
    __table_args__ = (UniqueConstraint("file", "offset"),)

    id: int | None = Field(default=None, primary_key=True)
    file: str
    offset: int = Field(sa_type=BigInteger)
    digest: str = Field(index=True)
    kept_at: datetime
    forgotten_at: datetime
    forgotten_by: str
