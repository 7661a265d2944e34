"""What spiders of adverts and of registers share: their source, their tally, their clock."""

from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from typing import Any

from scrapy import Spider
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from registry.records import Crawl
from registry.settings import load_settings
from registry.vocabulary import PageRole
from spiders.fetching.failures import answer_of, failure_sentence, refusal_of
from spiders.fetching.tally import Tally
from spiders.locality import locality_of
from spiders.seen import Seen, SeenOther, seen_page
from spiders.source_schema import Source

Waiting = Coroutine[Any, Any, None]


class SourceSpider(Spider):
    """A spider of one source file; `source` is set by the loader, `crawl` is its closed record afterwards.

    `hand_over` takes what was seen without Scrapy's item pipelines between; what it returns, if anything, says when
    there is room for more.
    """

    source: Source
    hand_over: Callable[[Seen], Waiting | None]
    custom_settings: dict[str, Any] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tally = Tally()
        self.crawl: Crawl | None = None
        self.collected: list[Seen] = []
        self.hand_over = self.collected.append
        self.locality = locality_of(self.source.jurisdiction, jurisdictions_dir=load_settings().jurisdictions_dir)
        self.fixed_at: datetime | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SourceSpider":
        """The spider, told the instant that WAKALA_AT fixes."""
        spider: SourceSpider = super().from_crawler(crawler, *args, **kwargs)
        spider.fixed_at = crawler.settings.get("WAKALA_AT")
        return spider

    def now(self) -> datetime:
        """The instant of this crawl's sightings: the one it was asked to act at, else the clock's."""
        return self.fixed_at or datetime.now(UTC)

    def lost(self, failure: Failure) -> Iterator[SeenOther]:
        """Note a page that leads to others and could not be fetched: the crawl is incomplete."""
        yield from self.not_had(failure, lost_part=True)

    def not_had(self, failure: Failure, *, lost_part: bool = False) -> Iterator[SeenOther]:
        """Note a page that could not be fetched; what the server answered is kept."""
        self.tally.refused(refusal_of(failure))
        self.tally.problem(failure_sentence(failure), where=failure.request.url, lost_part=lost_part)  # type: ignore[attr-defined]
        answer = answer_of(failure)
        if answer is not None:
            yield SeenOther(seen_page(answer, at=self.now()), PageRole.REFUSED)
