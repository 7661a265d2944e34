"""How each run of each source went, and what is known of each page."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from registry.records.columns import Json, document, word
from registry.vocabulary import CrawlState


class Crawl(SQLModel, table=True):
    """One run of one source (a crawl, a manual report, a file of reports) and how it went.

    `listed` counts pages that the site still lists and that were not due for a visit; `refusals` counts pages not read,
    by reason; `filled` counts adverts by filled property (`items` of them were looked at); `resumed` says how often the
    run was taken up again after it had been stopped. `alarms` are those of its `problems` that concern the source as a
    whole: an operator is told of them.
    """

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
    listed: int = 0
    pages: int = 0
    bytes: int = Field(default=0, sa_type=BigInteger)
    seconds: float = 0.0
    resumed: int = 0
    status_codes: Json = document(dict)
    refusals: Json = document(dict)
    filled: Json = document(dict)
    coverage: Json = document(dict)
    problems: Json = document(list)
    alarms: Json = document(list)


class PageState(SQLModel, table=True):
    """What a page with an advert last was: how to ask whether it changed, where it is kept, when to ask again.

    `digest` is of the page's bytes, `content` of what its one advert says (empty where it holds several);
    `crawl_id` is the run that met the page last.
    """

    __tablename__ = "page_state"

    source: str = Field(primary_key=True)
    url: str = Field(primary_key=True)
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    content: str = ""
    kept_file: str | None = None
    kept_offset: int | None = Field(default=None, sa_type=BigInteger)
    kept_at: datetime | None = None
    seen_at: datetime
    wait_hours: float = 0.0
    next_visit_at: datetime | None = None
    crawl_id: int | None = Field(default=None, foreign_key="crawl.id", index=True)
