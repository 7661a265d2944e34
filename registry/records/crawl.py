"""How each run of each source went, and what is known of each page."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from registry.records.columns import Json, document, word
from registry.vocabulary import CrawlState


class Crawl(SQLModel, table=True):
    """One run of one source (a crawl, a manual report, a file of reports) and how it went."""

    __tablename__ = "crawl"

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)
    started_at: datetime
    finished_at: datetime | None = None
    state: CrawlState = word(CrawlState)
    items: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    pages: int = 0
    bytes: int = 0
    status_codes: Json = document(dict)
    coverage: Json = document(dict)
    problems: Json = document(list)


class PageState(SQLModel, table=True):
    """What the server last said of one page, so that an unchanged page is not fetched whole."""

    __tablename__ = "page_state"

    url: str = Field(primary_key=True)
    source: str = Field(index=True)
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    seen_at: datetime
    next_visit_at: datetime | None = None
