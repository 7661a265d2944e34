"""What becomes of adverts that a crawl did not meet again: which to look for, and which are gone."""

from collections.abc import Iterable

from sqlalchemy import update
from sqlmodel import Session, col, select

from registry.bulk import in_pieces
from registry.records import Advert, Crawl, Sighting
from registry.vocabulary import AdvertState, CrawlState


def unseen_addresses(session: Session, crawl: Crawl, *, limit: int) -> list[str]:
    """Addresses of the source's live adverts that `crawl` has not sighted, longest unseen first, at most `limit`."""
    seen = select(Sighting.advert_id).where(Sighting.crawl_id == crawl.id)
    query = (
        select(Advert.url)
        .where(Advert.source == crawl.source, Advert.state == AdvertState.LIVE, col(Advert.id).not_in(seen))
        .order_by(col(Advert.last_seen_at), col(Advert.id))
        .limit(limit)
    )
    return list(session.exec(query))


def mark_gone(session: Session, addresses: Iterable[str], crawl: Crawl) -> int:
    """How many live adverts of the crawl's source at these addresses are now marked gone; the crawl counts them.

    Call it only for pages that say 404 or 410: a captcha or an error tells nothing about an advert.
    """
    marked = 0
    for piece in in_pieces(addresses):
        statement = (
            update(Advert)
            .where(
                col(Advert.source) == crawl.source, col(Advert.url).in_(piece), col(Advert.state) == AdvertState.LIVE
            )
            .values(state=AdvertState.GONE)
        )
        marked += session.connection().execute(statement).rowcount
    crawl.gone += marked
    session.add(crawl)
    session.flush()
    return marked


def interrupt_stale_crawls(session: Session, source: str) -> int:
    """How many crawls of `source` that were still marked as running, though their process is gone, now say so."""
    stale = session.exec(select(Crawl).where(Crawl.source == source, Crawl.state == CrawlState.RUNNING)).all()
    for crawl in stale:
        crawl.state = CrawlState.INTERRUPTED
        crawl.problems = [*crawl.problems, "The crawl was stopped before its end; what it had stored is kept."]
        session.add(crawl)
    session.flush()
    return len(stale)
