"""A Scrapy spider that fetches pages and does nothing with them, for `crawl.py` to compare with.

`python -m benchmarks.empty_spider PORT PAGES ours|defaults CONCURRENCY [held-back]`; prints pages and seconds as JSON.
`held-back` looks for garbage as seldom as our crawls do.
"""

import json
import sys
from collections.abc import AsyncIterator
from contextlib import nullcontext

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings

from benchmarks.processor_time import ProcessorTime
from spiders.fetching.garbage import seldom_collecting
from spiders.source_loader import pace_of
from spiders.source_schema import Source


class EmptySpider(Spider):
    """Asks for every page at once, as a sitemap of them would."""

    name = "empty"
    first = 0
    pages = 0
    source: Source

    async def start(self) -> AsyncIterator[Request]:
        """Every page."""
        for number in range(self.pages):
            yield Request(f"{self.source.start[0]}{number:06}", self.parse)

    def parse(self, response: Response) -> None:
        """Nothing."""


def main() -> int:
    """One crawl."""
    port, pages, whose, concurrency, *held_back = sys.argv[1:]
    source = Source.model_validate(
        {
            "title": "Board", "kind": "board", "local": True, "start": [f"http://127.0.0.1:{port}/jobs/"],
            "politeness": {"delay": 0, "concurrency": int(concurrency), "max_pages": int(pages) * 2},
        }
    )  # fmt: skip
    EmptySpider.source, EmptySpider.pages = source, int(pages)
    settings = Settings()
    if whose == "ours":
        settings.setmodule("spiders.settings", priority="project")
        settings.update({"ITEM_PIPELINES": {}, **pace_of(source)}, priority="cmdline")
    else:
        settings.update({"LOG_LEVEL": "WARNING"}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(EmptySpider)
    process.crawl(crawler)
    taken = ProcessorTime()
    with seldom_collecting() if held_back else nullcontext():
        process.start()
    stats = crawler.stats.get_stats() if crawler.stats else {}
    told = {
        "cpu": taken.seconds,
        "own": taken.own,
        "pages": stats["downloader/response_status_count/200"],
        "seconds": stats["elapsed_time_seconds"],
    }
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
