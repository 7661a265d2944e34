"""A crawl without the registry: what spiders see, kept in memory, for looking at a source before trusting it."""

from dataclasses import dataclass, field
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response

from registry.settings import Settings
from spiders.crawling import scrapy_settings
from spiders.seen import Seen, SeenAdverts
from spiders.source_spider import SourceSpider


@dataclass
class Collected:
    """What a trial crawl saw."""

    spider: SourceSpider
    seen: list[Seen] = field(default_factory=list)

    @property
    def pages(self) -> list[SeenAdverts]:
        """The pages that were read, in order of arrival."""
        return [one for one in self.seen if isinstance(one, SeenAdverts)]


class CollectingPipeline:
    """Keeps what the spider hands over on the crawler's own settings object."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CollectingPipeline":
        """The pipeline of one trial crawl."""
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.answered, signals.response_received)
        return pipeline

    def answered(self, response: Response) -> None:
        """Count one answer."""
        spider = self._crawler.spider
        if isinstance(spider, SourceSpider) and not response.url.endswith("/robots.txt"):
            spider.tally.saw_page(status=response.status, size=len(response.body))

    def open_spider(self) -> None:
        """Take what the spider hands over."""
        if isinstance(spider := self._crawler.spider, SourceSpider):
            spider.hand_over = self.process_item

    def process_item(self, item: Seen) -> None:
        """Keep one finding."""
        spider = self._crawler.spider
        if isinstance(spider, SourceSpider):
            spider.collected.append(item)
            if isinstance(item, SeenAdverts):
                for advert in item.items:
                    spider.tally.saw_item(advert)


def try_out(spider_class: type[Spider], *, settings: Settings, pages: int) -> Collected:
    """What at most about `pages` pages show, nothing stored; once a process."""
    ours = scrapy_settings(settings, at=None, progress=False, afresh=True)
    trial: dict[str, Any] = {
        "ITEM_PIPELINES": {"spiders.pipelines.RegistryPipeline": None, "spiders.collecting.CollectingPipeline": 100},
        "CLOSESPIDER_PAGECOUNT": pages,
        "CLOSESPIDER_TIMEOUT": 120,
        "RETRY_TIMES": 0,
    }
    ours.update(trial, priority="cmdline")
    process = AsyncCrawlerProcess(ours)
    crawler = process.create_crawler(spider_class)
    process.crawl(crawler)
    process.start()
    spider = crawler.spider
    if not isinstance(spider, SourceSpider):
        raise RuntimeError("the trial crawl did not start; see the log in WAKALA_HOME/logs")
    return Collected(spider, spider.collected)
