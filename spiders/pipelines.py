"""Where what spiders see meets the registry: batches written off the crawl's thread, and the crawl closed."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar, cast

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from sqlalchemy.exc import SQLAlchemyError

from registry.errors import WakalaError
from registry.intake import CrawlCounts
from registry.settings import load_settings
from registry.vocabulary import CrawlState
from spiders.advert_spider import AdvertSpider
from spiders.register_spider import RegisterSpider
from spiders.seen import Seen, SeenAdverts, SeenListed
from spiders.source_spider import SourceSpider, Waiting
from spiders.storing.crawl_store import CrawlStore
from spiders.storing.register_filing import file_register

T = TypeVar("T")
ITEMS_A_BATCH = 200
BYTES_A_BATCH = 8_000_000
MOST_REVISITS = 100
# One thread for every crawl of the process: SQLite takes one writer at a time anyway.
WRITER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="registry")


class RegistryPipeline:
    """Buffers one crawl's findings and hands them to the registry in batches."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._store: CrawlStore | None = None
        self._waiting: list[Seen] = []
        self._weight = 0
        self._turn = asyncio.Lock()
        self._revisited = False
        self._started = time.monotonic()
        self._counted: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RegistryPipeline":
        """The pipeline of one crawl, listening to what Scrapy tells of it."""
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.stumbled, signals.spider_error)
        crawler.signals.connect(pipeline.idle, signals.spider_idle)
        crawler.signals.connect(pipeline.closed, signals.spider_closed)
        return pipeline

    @property
    def spider(self) -> SourceSpider:
        """The spider this pipeline serves."""
        return cast(SourceSpider, self._crawler.spider)

    async def open_spider(self) -> None:
        """Open the crawl in the registry."""
        spider = self.spider
        beside = spider.storer if isinstance(spider, AdvertSpider) else None
        self._store = await in_writer(
            partial(CrawlStore, load_settings(), spider.source, at=spider.now(), beside=beside)
        )
        if self._store.taken_up is not None:
            spider.tally.go_on_from(self._store.taken_up)
            self._counted = await in_writer(self._store.counted)
        if isinstance(spider, AdvertSpider):
            spider.known_pages = await in_writer(self._store.known_pages)
            spider.ask_all = self._crawler.settings.getbool("WAKALA_AFRESH")
        spider.hand_over = self.take

    async def process_item(self, item: Seen) -> Seen:
        """Buffer one finding that the spider yielded."""
        full = self.take(item)
        if full is not None:
            await full
        return item

    def take(self, item: Seen) -> Waiting | None:
        """Buffer one finding; where the buffer is full, what to wait for before the next."""
        self._waiting.append(item)
        if not isinstance(item, SeenListed):
            self._weight += len(item.page.body)
            self.spider.tally.saw_page(status=item.page.status, size=len(item.page.body))
        if isinstance(item, SeenAdverts):
            for advert in item.items:
                if not self._counted or advert.key not in self._counted:
                    self.spider.tally.saw_item(advert)
        return self._made_room() if self._is_full else None

    @property
    def _is_full(self) -> bool:
        return len(self._waiting) >= ITEMS_A_BATCH or self._weight >= BYTES_A_BATCH

    async def _made_room(self) -> None:
        """Write the buffer; while one batch is being written, whoever fills the next waits, and so do downloads."""
        async with self._turn:
            if self._is_full:
                await in_writer(self._writing())

    async def close_spider(self) -> None:
        """Write what is left."""
        await in_writer(self._writing())

    def stumbled(self, failure: Any, response: Response) -> None:
        """Note an error of our own on a page: the crawl counts as failed, and the log has the rest."""
        self.spider.tally.failed = True
        text = f"Our reading of a page failed ({type(failure.value).__name__}); see the log."
        self.spider.tally.problem(text, where=response.url, lost_part=True)

    def idle(self, spider: Spider) -> None:
        """Before the crawl ends, look once at adverts on file that the site no longer lists."""
        if self._revisited or not isinstance(spider, AdvertSpider) or spider.backlog:
            return
        spider.look_back()
        if not spider.tally.complete or self._store is None:
            return
        self._revisited = True
        WRITER.submit(self._writing()).result()
        unseen = WRITER.submit(partial(self._store.unseen, limit=MOST_REVISITS)).result()
        addresses = [address for address in unseen if not spider.has_asked(address)]
        for address in addresses:
            self._crawler.engine.crawl(spider.revisit(address))
        if addresses:
            raise DontCloseSpider

    async def closed(self, reason: str) -> None:
        """Close the crawl in the registry, a complete official list imported first."""
        store, spider = self._store, self.spider
        if store is None:
            return
        state = self._state(reason)
        if isinstance(spider, RegisterSpider) and state is CrawlState.FINISHED:
            state = await in_writer(partial(file_register, store, spider))
        spider.crawl = await in_writer(partial(store.close, spider.tally, self._counts(), at=spider.now(), state=state))

    def _state(self, reason: str) -> CrawlState:
        tally = self.spider.tally
        if reason == "shutdown":
            return CrawlState.INTERRUPTED
        if reason != "finished":
            tally.problem(f"The crawl was ended by a bound ({reason}); part of the site was not seen.", lost_part=True)
        return CrawlState.FAILED if tally.failed or not tally.pages_read else CrawlState.FINISHED

    def _writing(self) -> Callable[[], None]:
        # The figures are taken with the batch: what is stored and what is counted can then never differ.
        batch, self._waiting, self._weight = self._waiting, [], 0
        return partial(self._write, batch, self._counts())

    def _counts(self) -> CrawlCounts:
        return self.spider.tally.counts(seconds=time.monotonic() - self._started)

    def _write(self, batch: list[Seen], counts: CrawlCounts) -> None:
        if not batch or self._store is None:
            return
        try:
            self._store.store(batch, counts)
        except (WakalaError, SQLAlchemyError, OSError) as error:
            self.spider.tally.failed = True
            self.spider.tally.problem(f"A batch of {len(batch)} pages could not be stored ({error}).", lost_part=True)


async def in_writer(work: Callable[[], T]) -> T:
    """`work` done in the one thread that writes."""
    return await asyncio.get_running_loop().run_in_executor(WRITER, work)
