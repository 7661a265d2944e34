"""One crawl in the registry: opened or taken up again, and closed; synchronous, and used from one thread."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from registry.database import open_database, unit_of_work
from registry.intake import CrawlCounts, close_crawl, count_crawl, open_crawl
from registry.kept_pages.archives import finish_left_archives
from registry.kept_pages.page_states import KnownPage, known_pages
from registry.lifecycle import interrupt_stale_crawls, keys_sighted, take_up_again, unseen_addresses
from registry.records import Crawl
from registry.schema import upgrade
from registry.settings import Settings
from registry.vocabulary import CrawlState
from spiders.crawl_health import health_problems
from spiders.fetching.tally import Tally
from spiders.seen import Seen
from spiders.source_schema import Source
from spiders.storing.batch_store import BatchStore
from spiders.storing.storing_process import Begin, StoredBeside, StoringProcess

PAST = 60


class CrawlStore:
    """One running crawl of `source` in the registry: a new one, or the last one where that was interrupted.

    A crawl is taken up again within the source's interval; after that its listing has grown too old. Its batches are
    stored by the process `beside`, where there is one.
    """

    def __init__(
        self, settings: Settings, source: Source, *, at: datetime, beside: StoringProcess | None = None
    ) -> None:
        self.source = source
        self._engine: Engine = open_database(settings.database)
        self.jurisdictions_dir = settings.jurisdictions_dir
        upgrade(self._engine)
        with unit_of_work(self._engine) as session:
            interrupt_stale_crawls(session, source.name)
            finish_left_archives(session, settings.evidence_dir, source=source.name, at=at)
            again = take_up_again(session, source.name, since=at - timedelta(hours=source.interval))
            crawl = again or open_crawl(session, source=source.name, at=at)
            self.taken_up = crawl if again else None
            self.crawl_id: int = crawl.id or 0
        here = BatchStore(self._engine, settings.evidence_dir, source=source, crawl_id=self.crawl_id, at=at)
        begin = Begin(settings, source, self.crawl_id, at)
        self._batches = StoredBeside(beside, begin, here=here) if beside else here

    def known_pages(self) -> Mapping[str, KnownPage]:
        """What is known of each page, and whether this crawl has met it before it was stopped."""
        with unit_of_work(self._engine) as session:
            return known_pages(session, self.source.name, crawl_id=self.crawl_id)

    def counted(self) -> frozenset[str]:
        """Keys of the adverts that this crawl had sighted before it was stopped."""
        if self.taken_up is None:
            return frozenset()
        with unit_of_work(self._engine) as session:
            return keys_sighted(session, self._crawl(session))

    def unseen(self, *, limit: int) -> list[str]:
        """Addresses of adverts on file that this crawl has not met."""
        with unit_of_work(self._engine) as session:
            return unseen_addresses(session, self._crawl(session), limit=limit)

    def store(self, batch: Sequence[Seen], counts: CrawlCounts) -> None:
        """As `BatchStore.store`, here or in the process beside."""
        self._batches.store(batch, counts)

    def close(self, tally: Tally, counts: CrawlCounts, *, at: datetime, state: CrawlState) -> Crawl:
        """The crawl's row closed with its counts, problems and health."""
        self._batches.finish(at)
        with unit_of_work(self._engine) as session:
            crawl = self._crawl(session)
            count_crawl(session, crawl, counts)
            crawl.coverage = dict(tally.coverage)
            ended = state is not CrawlState.INTERRUPTED
            alarms = health_problems(self.source, crawl, state=state, past=self._past(session)) if ended else []
            close_crawl(
                session, crawl, at=at, state=state, coverage=tally.coverage, problems=tally.problems, alarms=alarms
            )
        self._engine.dispose()
        return crawl

    def work(self) -> Engine:
        """The database, for the one import that a register spider makes."""
        return self._engine

    def _crawl(self, session: Session) -> Crawl:
        return session.get_one(Crawl, self.crawl_id)

    def _past(self, session: Session) -> Sequence[Crawl]:
        query = select(Crawl).where(Crawl.source == self.source.name, Crawl.id != self.crawl_id)
        return session.exec(query.order_by(col(Crawl.id).desc()).limit(PAST)).all()
