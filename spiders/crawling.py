"""Crawls of several sources in this one process, each in the registry, and what they came to; once a process."""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings as ScrapySettings

from registry.database import open_database
from registry.schema import upgrade
from registry.settings import Settings
from registry.vocabulary import CrawlState
from spiders.fetching.browser import missing_browser
from spiders.fetching.garbage import seldom_collecting
from spiders.fetching.one_at_a_time import crawling, locks_held
from spiders.register_spider import RegisterSpider
from spiders.source_loader import spider_for
from spiders.source_schema import Source
from spiders.source_spider import SourceSpider
from spiders.storing.reading_process import ReadingProcess
from spiders.storing.storing_process import StoringProcess

Summary = dict[str, Any]
BUSY = "Another process is crawling this source, so it was left to that one."


def run_crawls(
    sources: Sequence[Source], *, settings: Settings, at: datetime | None, progress: bool = False, afresh: bool = False
) -> list[Summary]:
    """What each crawl came to, in the order of `sources`; blocks until all have ended or a signal ends them.

    `at` fixes the instant of every sighting; `afresh` fetches pages whole that the server would call unchanged.
    """
    if not sources:
        return []
    lacking = {source.name: problem for source in sources if (problem := missing_browser(source))}
    with crawling([source.name for source in sources if source.name not in lacking], home=settings.home) as mine:
        done = _run([one for one in sources if one.name in mine], settings, at=at, progress=progress, afresh=afresh)
    return [done.get(source.name) or _not_run(source, lacking.get(source.name, BUSY)) for source in sources]


def _run(
    sources: Sequence[Source], settings: Settings, *, at: datetime | None, progress: bool, afresh: bool
) -> dict[str, Summary]:
    if not sources:
        return {}
    engine = open_database(settings.database)
    upgrade(engine)
    engine.dispose()
    process = AsyncCrawlerProcess(scrapy_settings(settings, at=at, progress=progress, afresh=afresh))
    started = time.monotonic()
    with _beside(settings) as (reader, storer):
        crawlers = [process.create_crawler(spider_for(source, reader=reader, storer=storer)) for source in sources]
        for crawler in crawlers:
            process.crawl(crawler)
        with seldom_collecting():
            process.start()
    return {
        source.name: _summary(crawler, source, time.monotonic() - started)
        for crawler, source in zip(crawlers, sources, strict=True)
    }


@contextmanager
def _beside(settings: Settings) -> Iterator[tuple[ReadingProcess | None, StoringProcess | None]]:
    """The processes that read and store for this one, where the installation asks for them."""
    if not settings.reading_process:
        yield None, None
        return
    with closing(ReadingProcess()) as reader:
        reader.launch()
        with closing(StoringProcess(locks=locks_held())) as storer:
            yield reader, storer


def _not_run(source: Source, problem: str) -> Summary:
    return {"source": source.name, "state": CrawlState.FAILED.value, "items": 0, "problems": [problem]}


def scrapy_settings(settings: Settings, *, at: datetime | None, progress: bool, afresh: bool) -> ScrapySettings:
    """Scrapy's settings for one process; its log goes to a file in the home, away from both output streams."""
    ours = ScrapySettings()
    ours.setmodule("spiders.settings", priority="project")
    logs = settings.home / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    extra = {
        "WAKALA_AT": at,
        "WAKALA_PROGRESS": progress,
        "WAKALA_AFRESH": afresh,
        "LOG_FILE": str(logs / "spiders.log"),
    }
    ours.update(extra, priority="cmdline")
    return ours


def _summary(crawler: Crawler, source: Source, seconds: float) -> Summary:
    spider = crawler.spider
    crawl = spider.crawl if isinstance(spider, SourceSpider) else None
    if crawl is None:
        problem = "The crawl could not be started; the log in WAKALA_HOME/logs says why."
        return {"source": source.name, "state": CrawlState.FAILED.value, "items": 0, "problems": [problem]}
    rows = len(spider.rows) if isinstance(spider, RegisterSpider) else None
    stats = crawler.stats.get_value("elapsed_time_seconds") or seconds
    return {
        "source": source.name,
        "crawl_id": crawl.id,
        "state": crawl.state.value,
        **{name: getattr(crawl, name) for name in ("items", "new", "changed", "gone", "pages", "bytes")},
        **({"rows": rows} if rows is not None else {}),
        "seconds": round(stats, 3),
        "status_codes": crawl.status_codes,
        "coverage": crawl.coverage,
        "problems": crawl.problems,
    }
