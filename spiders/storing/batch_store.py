"""What one crawl saw, batch by batch, into its archive and the registry; synchronous, and used by one thread."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from registry.database import unit_of_work
from registry.dumped_item import DumpedItem
from registry.intake import CrawlCounts, count_crawl, file_sightings
from registry.kept_pages.archives import finish_archive, open_archive
from registry.kept_pages.page_states import met_again, page_states, remember_pages, stored_items
from registry.kept_pages.writing import EvidenceWriter
from registry.lifecycle import mark_gone
from registry.records import Crawl
from spiders.seen import Seen, SeenGone, SeenListed
from spiders.source_schema import Source
from spiders.storing.page_keeping import Kept, PageKeeper


class BatchStore:
    """The pages of the crawl `crawl_id` of `source`; its archive is made with its first page."""

    def __init__(self, engine: Engine, folder: Path, *, source: Source, crawl_id: int, at: datetime) -> None:
        self._engine = engine
        self._folder = folder
        self._source = source
        self._crawl_id = crawl_id
        self._at = at
        self._keeper: PageKeeper | None = None

    def store(self, batch: Sequence[Seen], counts: CrawlCounts) -> None:
        """Keep the pages, sight their adverts, mark those that are gone, and bring the figures up to date.

        Pages are on the disk before the one unit of work that points at them is committed. The same batch stored
        twice leaves in the registry what it left once.
        """
        pages = [seen for seen in batch if not isinstance(seen, SeenListed)]
        keeper = self._open_archive() if pages else None
        with unit_of_work(self._engine) as session:
            known = page_states(session, self._source.name, {seen.page.asked for seen in pages})
            kept = keeper.keep(pages, known=known) if keeper else []
            items = [item for one in kept for item in one.items]
            items += self._unchanged(session, kept)
            crawl = session.get_one(Crawl, self._crawl_id)
            file_sightings(session, items, crawl)
            remember_pages(session, [one.state for one in kept if one.state is not None])
            mark_gone(session, [seen.page.url for seen in batch if isinstance(seen, SeenGone)], crawl)
            met_again(session, [seen.url for seen in batch if isinstance(seen, SeenListed)], crawl)
            count_crawl(session, crawl, counts)
            if keeper is not None:
                keeper.writer.flush()

    def finish(self, at: datetime) -> None:
        """The archive closed, and on file as complete."""
        if self._keeper is not None:
            with unit_of_work(self._engine) as session:
                finish_archive(session, self._keeper.writer, at=at)

    def _open_archive(self) -> PageKeeper:
        if self._keeper is None:
            label = f"{self._source.name}-{self._at:%Y%m%dT%H%M%S}-{self._crawl_id}"
            with unit_of_work(self._engine) as session:
                name = open_archive(session, label, crawl_id=self._crawl_id, at=self._at)
            writer = EvidenceWriter(self._folder, name, at=self._at, source=self._source.name)
            self._keeper = PageKeeper(writer, source=self._source, crawl_id=self._crawl_id)
        return self._keeper

    def _unchanged(self, session: Session, kept: Iterable[Kept]) -> list[DumpedItem]:
        """The adverts of pages that the server called unchanged, as last read, each with this visit as its proof."""
        same = {one.unchanged_at: one for one in kept if one.unchanged_at}
        known = stored_items(session, self._source.name, same)
        return [
            DumpedItem.of(item.model_copy(update={"seen_at": same[url].seen_at, **same[url].proof}))
            for url, item in known.items()
        ]
