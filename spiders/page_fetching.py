"""One page asked for by a person, fetched under the same rules as any crawl: robots, bounds, address guard."""

from collections.abc import AsyncIterator, Iterator, Sequence

from scrapy import Request
from scrapy.http import Response

from registry.errors import InvalidInput
from registry.settings import Settings
from spiders.collecting import try_out
from spiders.seen import SeenAdverts, SeenPage, seen_page
from spiders.source_loader import spider_class
from spiders.source_schema import Source
from spiders.source_spider import SourceSpider


class PageSpider(SourceSpider):
    """Fetches the source's start pages and hands them on unread."""

    async def start(self) -> AsyncIterator[Request]:
        """Every page asked for."""
        for url in self.source.start:
            yield Request(url, self.parse_page, errback=self.lost, dont_filter=True)

    def parse_page(self, response: Response) -> Iterator[SeenAdverts]:
        """The page as it came."""
        yield SeenAdverts(seen_page(response, at=self.now()), ())


def fetch_pages(urls: Sequence[str], *, source: Source, settings: Settings) -> list[SeenPage]:
    """The pages at `urls` that could be fetched; InvalidInput says why when none could. Once a process."""
    asked = source.model_copy(update={"start": tuple(urls)})
    seen = try_out(spider_class(PageSpider, asked), settings=settings, pages=len(urls) + 5)
    pages = [one.page for one in seen.pages]
    if not pages:
        reason = " ".join(seen.spider.tally.problems) or "Nothing was answered."
        raise InvalidInput(f"{urls[0]} could not be fetched. {reason}")
    return pages
