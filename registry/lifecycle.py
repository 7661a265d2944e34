"""What becomes of adverts that a crawl did not meet again, and of crawls that were stopped before their end."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from registry.bulk import in_pieces
from registry.records import Advert, Crawl, PageState, Sighting
from registry.vocabulary import AdvertState, CrawlState

STOPPED = "The crawl was stopped before its end; what it had stored is kept, and the next one goes on from there."


def unseen_addresses(session: Session, crawl: Crawl, *, limit: int) -> list[str]:
    """Addresses of the source's live adverts that `crawl` has not met, longest unseen first, at most `limit`."""
    seen = select(Sighting.advert_id).where(Sighting.crawl_id == crawl.id)
    met = select(PageState.url).where(PageState.source == crawl.source, PageState.crawl_id == crawl.id)
    query = (
        select(Advert.url)
        .where(Advert.source == crawl.source, Advert.state == AdvertState.LIVE)
        .where(col(Advert.id).not_in(seen), col(Advert.url).not_in(met), col(Advert.forgotten_at).is_(None))
        .order_by(col(Advert.last_seen_at), col(Advert.id))
        .limit(limit)
    )
    return list(session.exec(query))


def keys_sighted(session: Session, crawl: Crawl) -> frozenset[str]:
    """The keys of every advert that the crawl has sighted."""
    query = select(Advert.key).join(Sighting, col(Sighting.advert_id) == col(Advert.id))
    return frozenset(session.exec(query.where(Sighting.crawl_id == crawl.id)))


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
        # Should it come back, the next crawl looks at once.
        session.execute(
            update(PageState)
            .where(col(PageState.source) == crawl.source, col(PageState.url).in_(piece))
            .values(next_visit_at=None)
        )
    crawl.gone += marked
    session.add(crawl)
    session.flush()
    return marked


def interrupt_stale_crawls(session: Session, source: str) -> int:
    """How many crawls of `source` that were still marked as running, though their process is gone, now say so.

    Call it only while holding the source (`spiders.fetching.one_at_a_time`): nobody else can then be running it.
    """
    stale = session.exec(select(Crawl).where(Crawl.source == source, Crawl.state == CrawlState.RUNNING)).all()
    for crawl in stale:
        crawl.state = CrawlState.INTERRUPTED
        crawl.problems = [*crawl.problems, STOPPED]
        session.add(crawl)
    session.flush()
    return len(stale)


def take_up_again(session: Session, source: str, *, since: datetime) -> Crawl | None:
    """The source's last crawl running again where it was stopped, if that one was interrupted and began after `since`.

    What it had stored is not fetched or counted again.
    """
    last = session.exec(select(Crawl).where(Crawl.source == source).order_by(col(Crawl.id).desc()).limit(1)).first()
    if last is None or last.state is not CrawlState.INTERRUPTED or last.started_at < since:
        return None
    last.state, last.finished_at, last.problems, last.alarms = CrawlState.RUNNING, None, [], []
    last.resumed += 1
    session.add(last)
    session.flush()
    return last
