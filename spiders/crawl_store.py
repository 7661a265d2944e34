"""The writing side of one crawl: its row, its archive, its batches; synchronous, and used from one thread."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from registry.archives import finish_archive, finish_left_archives, open_archive
from registry.database import open_database, unit_of_work
from registry.dumped_item import DumpedItem
from registry.evidence_writing import EvidenceWriter
from registry.intake import CrawlCounts, close_crawl, count_crawl, file_sightings, open_crawl
from registry.lifecycle import interrupt_stale_crawls, keys_sighted, mark_gone, take_up_again, unseen_addresses
from registry.page_states import KnownPage, known_pages, met_again, page_states, remember_pages, stored_items
from registry.records import Crawl
from registry.schema import upgrade
from registry.settings import Settings
from registry.vocabulary import CrawlState
from spiders.crawl_health import health_problems
from spiders.page_keeping import Kept, PageKeeper
from spiders.seen import Seen, SeenGone, SeenListed
from spiders.source_schema import Source
from spiders.tally import Tally

PAST = 60


class CrawlStore:
    """One running crawl of `source` in the registry: a new one, or the last one where that was interrupted.

    A crawl is taken up again within the source's interval; after that its listing has grown too old.
    """

    def __init__(self, settings: Settings, source: Source, *, at: datetime) -> None:
        self.source = source
        self._engine: Engine = open_database(settings.database)
        self._folder = settings.evidence_dir
        self.jurisdictions_dir = settings.jurisdictions_dir
        self._at = at
        upgrade(self._engine)
        with unit_of_work(self._engine) as session:
            interrupt_stale_crawls(session, source.name)
            finish_left_archives(session, self._folder, source=source.name, at=at)
            again = take_up_again(session, source.name, since=at - timedelta(hours=source.interval))
            crawl = again or open_crawl(session, source=source.name, at=at)
            self.taken_up = crawl if again else None
            self.crawl_id: int = crawl.id or 0
        self._keeper: PageKeeper | None = None

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
        """Keep the pages, sight their adverts, mark those that are gone, and bring the figures up to date.

        Pages are on the disk before the one unit of work that points at them is committed.
        """
        pages = [seen for seen in batch if not isinstance(seen, SeenListed)]
        keeper = self._open_archive() if pages else None
        with unit_of_work(self._engine) as session:
            known = page_states(session, self.source.name, {seen.page.asked for seen in pages})
            kept = keeper.keep(pages, known=known) if keeper else []
            items = [item for one in kept for item in one.items]
            items += self._unchanged(session, kept)
            crawl = self._crawl(session)
            file_sightings(session, items, crawl)
            remember_pages(session, [one.state for one in kept if one.state is not None])
            mark_gone(session, [seen.page.url for seen in batch if isinstance(seen, SeenGone)], crawl)
            met_again(session, [seen.url for seen in batch if isinstance(seen, SeenListed)], crawl)
            count_crawl(session, crawl, counts)
            if keeper is not None:
                keeper.writer.flush()

    def close(self, tally: Tally, counts: CrawlCounts, *, at: datetime, state: CrawlState) -> Crawl:
        """The crawl's row closed with its counts, problems and health."""
        with unit_of_work(self._engine) as session:
            crawl = self._crawl(session)
            count_crawl(session, crawl, counts)
            crawl.coverage = dict(tally.coverage)
            ended = state is not CrawlState.INTERRUPTED
            alarms = health_problems(self.source, crawl, state=state, past=self._past(session)) if ended else []
            close_crawl(
                session, crawl, at=at, state=state, coverage=tally.coverage, problems=tally.problems, alarms=alarms
            )
            if self._keeper is not None:
                finish_archive(session, self._keeper.writer, at=at)
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

    def _open_archive(self) -> PageKeeper:
        if self._keeper is None:
            label = f"{self.source.name}-{self._at:%Y%m%dT%H%M%S}-{self.crawl_id}"
            with unit_of_work(self._engine) as session:
                name = open_archive(session, label, crawl_id=self.crawl_id, at=self._at)
            writer = EvidenceWriter(self._folder, name, at=self._at, source=self.source.name)
            self._keeper = PageKeeper(writer, source=self.source, crawl_id=self.crawl_id)
        return self._keeper

    def _unchanged(self, session: Session, kept: Iterable[Kept]) -> list[DumpedItem]:
        """The adverts of pages that the server called unchanged, as last read, each with this visit as its proof."""
        same = {one.unchanged_at: one for one in kept if one.unchanged_at}
        known = stored_items(session, self.source.name, same)
        return [
            DumpedItem.of(item.model_copy(update={"seen_at": same[url].seen_at, **same[url].proof}))
            for url, item in known.items()
        ]
