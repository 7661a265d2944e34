"""The writing side of one crawl: its row, its evidence file, its batches; synchronous, and used from one thread."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import assert_never

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from registry.advert_item import AdvertItem
from registry.database import open_database, unit_of_work
from registry.evidence import EvidenceWriter
from registry.intake import close_crawl, open_crawl, record_sightings
from registry.lifecycle import interrupt_stale_crawls, mark_gone, unseen_addresses
from registry.page_states import PageAnswer, known_pages, remember_pages, stored_items
from registry.records import Crawl, PageState
from registry.schema import upgrade
from registry.settings import Settings
from registry.vocabulary import CrawlState
from spiders.crawl_health import health_problems
from spiders.seen import Seen, SeenAdverts, SeenGone, SeenPage, SeenUnchanged
from spiders.source_schema import Source
from spiders.tally import Tally

PAST = 7


class CrawlStore:
    """One running crawl of `source` in the registry."""

    def __init__(self, settings: Settings, source: Source, *, at: datetime) -> None:
        self.source = source
        self._engine: Engine = open_database(settings.database)
        self.jurisdictions_dir = settings.jurisdictions_dir
        upgrade(self._engine)
        with unit_of_work(self._engine) as session:
            interrupt_stale_crawls(session, source.name)
            self.crawl_id: int = open_crawl(session, source=source.name, at=at).id or 0
        stamp = f"{at:%Y%m%dT%H%M%S}"
        self._evidence_place = (settings.evidence_dir, f"{source.name}-{stamp}-{self.crawl_id}")
        self._evidence: EvidenceWriter | None = None

    def known_pages(self) -> Mapping[str, PageState]:
        """What the server said last time of each page."""
        with unit_of_work(self._engine) as session:
            return known_pages(session, self.source.name)

    def unseen(self, *, limit: int) -> list[str]:
        """Addresses of adverts on file that this crawl has not met."""
        with unit_of_work(self._engine) as session:
            return unseen_addresses(session, self._crawl(session), limit=limit)

    def store(self, batch: Sequence[Seen]) -> list[AdvertItem]:
        """Pages kept, adverts sighted, gone ones marked, in one unit of work; returns the adverts."""
        items: list[AdvertItem] = []
        pages: list[PageAnswer] = []
        gone: list[str] = []
        same: dict[str, datetime] = {}
        for seen in batch:
            match seen:
                case SeenAdverts():
                    kept = self._keep(seen)
                    items += kept
                    pages += _page_states(seen.page, kept, self.source.name)
                case SeenUnchanged():
                    same[seen.url] = seen.at
                case SeenGone():
                    gone.append(seen.url)
                case _:
                    assert_never(seen)
        with unit_of_work(self._engine) as session:
            known = stored_items(session, self.source.name, same)
            items += [item.model_copy(update={"seen_at": same[url]}) for url, item in known.items()]
            crawl = self._crawl(session)
            record_sightings(session, items, crawl)
            remember_pages(session, pages)
            mark_gone(session, gone, crawl)
        return items

    def close(self, tally: Tally, *, at: datetime, state: CrawlState) -> Crawl:
        """The crawl's row closed with its counts, problems and health."""
        if self._evidence is not None:
            self._evidence.close()
        with unit_of_work(self._engine) as session:
            crawl = self._crawl(session)
            problems = list(tally.problems)
            if state is CrawlState.FINISHED and not self.source.is_register:
                past = self._past(session)
                problems += health_problems(self.source, items=crawl.items, coverage=tally.coverage, past=past)
            close_crawl(
                session, crawl, at=at, state=state, pages=tally.pages, bytes_=tally.bytes,
                status_codes=tally.status_codes, coverage=tally.coverage, problems=problems,
            )  # fmt: skip
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

    def _keep(self, seen: SeenAdverts) -> list[AdvertItem]:
        if self._evidence is None:
            self._evidence = EvidenceWriter(*self._evidence_place)
        page = seen.page
        kept = self._evidence.keep(
            url=page.url, at=page.at, status=page.status, body=page.body,
            headers=page.headers, request_headers=page.request_headers,
        )  # fmt: skip
        proof = {"evidence_digest": kept.digest, "evidence_file": kept.file, "evidence_offset": kept.offset}
        return [item.model_copy(update=proof) for item in seen.items]


def _page_states(page: SeenPage, items: Sequence[AdvertItem], source: str) -> list[PageAnswer]:
    """The page's state, where asking for it conditionally later can stand for its one advert."""
    headers = {name.lower(): value for name, value in page.headers}
    etag, modified = headers.get("etag"), headers.get("last-modified")
    if len(items) != 1 or items[0].url != page.url or not (etag or modified):
        return []
    digest = items[0].evidence_digest
    return [PageAnswer(url=page.url, source=source, etag=etag, last_modified=modified, digest=digest, seen_at=page.at)]
