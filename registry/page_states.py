"""What servers last said of their pages (ETag, Last-Modified), so that an unchanged page is not fetched whole again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from registry.advert_item import AdvertItem
from registry.bulk import in_pieces, insert_rows
from registry.records import Advert, PageState


@dataclass(frozen=True)
class PageAnswer:
    """What the server said of one page, and the digest of what it served."""

    url: str
    source: str
    etag: str | None
    last_modified: str | None
    digest: str | None
    seen_at: datetime


def known_pages(session: Session, source: str) -> Mapping[str, PageState]:
    """Every page of `source` that can be asked for conditionally, by address."""
    pages = session.exec(select(PageState).where(PageState.source == source))
    return {page.url: page for page in pages if page.etag or page.last_modified}


def remember_pages(session: Session, pages: Sequence[PageAnswer]) -> None:
    """Each page's state stored, replacing what was known of it; a page given twice is stored as last given."""
    latest = {page.url: asdict(page) for page in pages}
    known: set[str] = set()
    for piece in in_pieces(latest):
        known |= set(session.exec(select(PageState.url).where(col(PageState.url).in_(piece))))
    insert_rows(session, PageState, [row for url, row in latest.items() if url not in known])
    changed: list[dict[str, Any]] = [{**row, "page_url": url} for url, row in latest.items() if url in known]
    if changed:
        columns: dict[str, Any] = {name: bindparam(name) for name in changed[0] if name not in ("url", "page_url")}
        statement = update(PageState).where(col(PageState.url) == bindparam("page_url")).values(columns)
        session.connection().execute(statement, [{k: v for k, v in row.items() if k != "url"} for row in changed])


def stored_items(session: Session, source: str, addresses: Iterable[str]) -> dict[str, AdvertItem]:
    """The adverts at these addresses of `source` as they were last read, by address."""
    found: dict[str, AdvertItem] = {}
    for piece in in_pieces(addresses):
        query = select(Advert).where(Advert.source == source, col(Advert.url).in_(piece))
        found |= {advert.url: AdvertItem.model_validate(advert.item) for advert in session.exec(query)}
    return found
