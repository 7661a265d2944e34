"""One page asked for by a person, fetched under the same rules as any crawl: robots, bounds, address guard."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence

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
    """Fetches the source's start pages, and those that `then` names after seeing one, and hands them on unread."""

    then: Callable[[SeenPage], Sequence[str]] | None = None

    async def start(self) -> AsyncIterator[Request]:
        """Every page asked for."""
        for url in self.source.start:
            yield Request(url, self.parse_page, errback=self.lost, dont_filter=True)

    def parse_page(self, response: Response, *, first: bool = True) -> Iterator[SeenAdverts | Request]:
        """The page as it came, and requests for the pages it leads to."""
        page = seen_page(response, at=self.now())
        yield SeenAdverts(page, ())
        for url in self.then(page) if first and self.then else ():
            yield Request(url, self.parse_page, errback=self.lost, cb_kwargs={"first": False})


def fetch_pages(
    url: str, *, source: Source, settings: Settings, then: Callable[[SeenPage], Sequence[str]] | None = None
) -> list[SeenPage]:
    """The page at `url`, then those that `then` asks for after seeing it; InvalidInput says why it could not be had.

    Once a process.
    """
    spider = spider_class(PageSpider, source.model_copy(update={"start": (url,)}))
    spider.then = staticmethod(then) if then else None  # type: ignore[attr-defined]
    seen = try_out(spider, settings=settings, pages=20)
    pages = [one.page for one in seen.pages]
    if not pages:
        reason = " ".join(seen.spider.tally.problems) or "Nothing was answered."
        raise InvalidInput(f"{url} could not be fetched. {reason}")
    return pages
