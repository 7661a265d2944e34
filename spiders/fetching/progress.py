"""How far crawls are, as JSON lines on standard error for whoever started the process."""

import sys
import time

import orjson
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from spiders.source_spider import SourceSpider

SECONDS = 0.5


class ProgressLines:
    """One line per source at most every half second: source, items, pages, and how many adverts are known of."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._last = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ProgressLines":
        """The progress of one crawl, where the door asked for it."""
        if not crawler.settings.getbool("WAKALA_PROGRESS"):
            raise NotConfigured
        lines = cls(crawler)
        crawler.signals.connect(lines.maybe, signals.response_received)
        crawler.signals.connect(lines.now, signals.spider_closed)
        return lines

    def maybe(self) -> None:
        """Write a line unless one was written just before."""
        if time.monotonic() - self._last >= SECONDS:
            self.now()

    def now(self) -> None:
        """Write a line."""
        self._last = time.monotonic()
        spider = self._crawler.spider
        if isinstance(spider, SourceSpider):
            tally = spider.tally
            line = {
                "source": spider.name,
                "items": tally.items,
                "pages": tally.pages,
                "expected": tally.expected or None,
            }
            sys.stderr.write(orjson.dumps(line).decode() + "\n")
            sys.stderr.flush()
