"""What pages with adverts last were: how to ask whether they changed, where they are kept, when to ask again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from registry.advert_item import AdvertItem
from registry.bulk import in_pieces, insert_rows
from registry.records import Advert, Crawl, PageState


class KnownPage(NamedTuple):
    """What a crawl needs to know before it asks for a page; `done` when this very crawl has met it already."""

    etag: str | None
    last_modified: str | None
    seen_at: datetime
    next_visit_at: datetime | None
    done: bool
    alone: bool


@dataclass(frozen=True)
class PageAnswer:
    """What one visit found; fields as in `PageState`."""

    source: str
    url: str
    seen_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    content: str = ""
    kept_file: str | None = None
    kept_offset: int | None = None
    kept_at: datetime | None = None
    wait_hours: float = 0.0
    next_visit_at: datetime | None = None
    crawl_id: int | None = field(default=None)


def known_pages(session: Session, source: str, *, crawl_id: int | None = None) -> Mapping[str, KnownPage]:
    """Every page of `source` that held adverts when it was last visited, by address."""
    query = select(
        PageState.url, PageState.etag, PageState.last_modified, PageState.seen_at, PageState.next_visit_at,
        PageState.crawl_id, PageState.content,
    ).where(PageState.source == source)  # type: ignore[call-overload]  # sqlmodel types four columns at most  # fmt: skip
    return {
        url: KnownPage(etag, modified, seen, due, crawl_id is not None and crawl_id == met, bool(content))
        for url, etag, modified, seen, due, met, content in session.exec(query)
    }


def page_states(session: Session, source: str, addresses: Iterable[str]) -> dict[str, PageState]:
    """The states of these pages of `source`, by address."""
    found: dict[str, PageState] = {}
    for piece in in_pieces(addresses):
        query = select(PageState).where(PageState.source == source, col(PageState.url).in_(piece))
        found |= {page.url: page for page in session.exec(query)}
    return found


def remember_pages(session: Session, pages: Sequence[PageAnswer]) -> None:
    """Each page's state stored, replacing what was known of it; a page given twice is stored as last given."""
    by_source: dict[str, dict[str, dict[str, Any]]] = {}
    for page in pages:
        by_source.setdefault(page.source, {})[page.url] = dict(vars(page))
    for source, latest in by_source.items():
        known = page_states(session, source, latest)
        insert_rows(session, PageState, [row for url, row in latest.items() if url not in known])
        changed = [{**row, "at_source": source, "at_url": url} for url, row in latest.items() if url in known]
        if changed:
            keys = ("source", "url")
            columns: dict[str, Any] = {name: bindparam(name) for name in vars(pages[0]) if name not in keys}
            statement = update(PageState).where(
                col(PageState.source) == bindparam("at_source"), col(PageState.url) == bindparam("at_url")
            )
            rows = [{name: value for name, value in row.items() if name not in keys} for row in changed]
            session.connection().execute(statement.values(columns), rows)
            for state in known.values():
                session.expire(state)


def met_again(session: Session, addresses: Iterable[str], crawl: Crawl) -> int:
    """How many pages the site was found to list still, without a visit: the crawl has met them and counts them."""
    met = 0
    for piece in in_pieces(addresses):
        statement = (
            update(PageState)
            .where(
                col(PageState.source) == crawl.source,
                col(PageState.url).in_(piece),
                col(PageState.crawl_id).is_distinct_from(crawl.id),
            )
            .values(crawl_id=crawl.id)
        )
        met += session.connection().execute(statement).rowcount
    crawl.listed += met
    session.add(crawl)
    session.flush()
    return met


def stored_items(session: Session, source: str, addresses: Iterable[str]) -> dict[str, AdvertItem]:
    """The adverts at these addresses of `source` as they were last read, by address; forgotten ones are left out."""
    found: dict[str, AdvertItem] = {}
    for piece in in_pieces(addresses):
        query = select(Advert).where(
            Advert.source == source, col(Advert.url).in_(piece), col(Advert.forgotten_at).is_(None)
        )
        found |= {advert.url: AdvertItem.model_validate(advert.item) for advert in session.exec(query)}
    return found
