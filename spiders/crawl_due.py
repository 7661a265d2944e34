"""Door: crawl every enabled source whose interval has passed (`python -m spiders.crawl_due`), for the timetable."""

import argparse
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from registry.database import open_database, unit_of_work
from registry.records import Crawl
from registry.schema import upgrade
from registry.settings import load_settings
from registry.vocabulary import CrawlState
from spiders.crawling import run_crawls
from spiders.doors import give, instant, run_door, say
from spiders.fetching.one_at_a_time import is_crawled_now
from spiders.source import readable_sources, source_folders
from spiders.source_schema import Source

ENDED = (CrawlState.FINISHED, CrawlState.FAILED)


def main(arguments: Sequence[str]) -> int:
    """Crawl what is due and report; a source file that cannot be read is told and does not stop the others."""
    parser = argparse.ArgumentParser(prog="python -m spiders.crawl_due", description=__doc__)
    parser.add_argument("--at", metavar="INSTANT", help="the instant at which to judge what is due; default now")
    parser.add_argument("--progress", action="store_true", help="JSON lines on standard error")
    given = parser.parse_args(arguments)
    settings, at = load_settings(), instant(given.at)
    sources, broken = readable_sources(source_folders(settings))
    for sentence in broken.values():
        say(sentence)
    engine = open_database(settings.database)
    upgrade(engine)
    with unit_of_work(engine) as session:
        last = last_crawls(session)
    engine.dispose()
    instant_now = at or datetime.now(UTC)
    due = [
        source
        for source in sources.values()
        if is_due(source, last=last, at=instant_now) and not is_crawled_now(source.name, home=settings.home)
    ]
    crawls = run_crawls(due, settings=settings, at=at, progress=given.progress)
    give({"crawls": crawls, "unreadable": [*broken.values()]})
    return 0


def last_crawls(session: Session) -> Mapping[str, datetime]:
    """When each source's latest crawl started that came to an end of its own.

    One that was stopped half-way has not done its work: the source is due again at once.
    """
    query = select(Crawl.source, func.max(Crawl.started_at)).where(col(Crawl.state).in_(ENDED))
    return dict(session.exec(query.group_by(col(Crawl.source))).all())


def is_due(source: Source, *, last: Mapping[str, datetime], at: datetime) -> bool:
    """Whether the timetable should crawl `source` at that instant: enabled, interval passed, inside its hours."""
    if not source.enabled:
        return False
    hours = source.politeness.hours
    if hours is not None:
        hour = at.astimezone(hours.zone).hour
        inside = hours.since <= hour < hours.until
        if hours.since > hours.until:
            inside = hour >= hours.since or hour < hours.until
        if not inside:
            return False
    before = last.get(source.name)
    return before is None or at - before >= timedelta(hours=source.interval)


if __name__ == "__main__":
    run_door(main)
