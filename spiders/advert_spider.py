"""Any source of adverts: listing, sitemap or feed leads to advert pages, and each page is read by `extraction`."""

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any, cast

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from registry.kept_pages.page_states import KnownPage
from registry.vocabulary import PageRole
from spiders.extraction import NOTHING, PageReading, read_page
from spiders.feeds import find_entries, parse_xml
from spiders.fetching.asked import Asked
from spiders.fetching.backlog import Backlog
from spiders.fetching.failures import answer_of
from spiders.fetching.listed_pages import listed_pages
from spiders.fetching.paging import next_page
from spiders.fetching.unpacking import unpacked
from spiders.fetching.web_address import led_to
from spiders.item_reading import plain_address
from spiders.posting import Posting
from spiders.seen import Seen, SeenAdverts, SeenGone, SeenListed, SeenOther, SeenUnchanged, seen_page
from spiders.source_schema import Source
from spiders.source_spider import SourceSpider, Waiting
from spiders.storing.reading_process import Page, ReadingProcess
from spiders.storing.storing_process import StoringProcess

Found = Iterator[Request | Seen]
GONE = (404, 410)
NOT_CHANGED = 304
MOST_SITEMAPS = 500
LONGEST_ADDRESS = 2_000
LAST = -1


class AdvertSpider(SourceSpider):
    """The spider of one source file with adverts.

    `known_pages` are asked for when they are due, and then only if they have changed; all of them, and whole, with
    `ask_all`. Pages are read by `reader` and stored by `storer`, where there are such processes beside this one.
    """

    reader: ReadingProcess | None = None
    storer: StoringProcess | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked = Asked()
        self._sitemaps: set[str] = set()
        self.known_pages: Mapping[str, KnownPage] = {}
        self.ask_all = False
        self.backlog = Backlog(ask=self._ask, note=self._note, stumbled=self._stumbled)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "AdvertSpider":
        """The spider, going on with what was listed whenever nothing is queued."""
        spider = cast(AdvertSpider, super().from_crawler(crawler, *args, **kwargs))
        crawler.signals.connect(spider.backlog.go_on, signals.scheduler_empty)
        crawler.signals.connect(spider.backlog.clear, signals.spider_closed)
        crawler.signals.connect(spider.go_on_while_listed, signals.spider_idle)
        return spider

    def go_on_while_listed(self) -> None:
        """Let the crawl not end before everything listed was asked for."""
        if self.backlog:
            raise DontCloseSpider

    async def start(self) -> AsyncIterator[Request]:
        """The source's start pages, each read in the way its file says."""
        source = self.source
        parse = (
            self.parse_listing if source.links
            else self.parse_sitemap if source.sitemap
            else self.parse_feed if source.feed
            else self.parse_cards
        )  # fmt: skip
        for url in source.first_pages:
            yield Request(url, parse, errback=self.lost, dont_filter=True)

    def parse_listing(self, response: Response, page: int = 1) -> Found:
        """The adverts that a listing page links to, and the listing's next page."""
        yield self._list(response)
        if not isinstance(response, TextResponse) or not self.source.links:
            self.tally.problem("A listing page is not text.", where=response.url, lost_part=True)
            return
        links = [one.attrib.get("href", "") for one in response.css(self.source.links)]
        fresh = [address for link in links if link and (address := self._fresh(led_to(response, link)))]
        if not links and page == 1 and not self.source.search:  # a search may find nothing
            self.tally.problem(
                f"No link matches the selector {self.source.links!r}; the site may have changed.",
                where=response.url, lost_part=True,
            )  # fmt: skip
        self.backlog.add(self._visit(address) for address in fresh)
        if fresh or page == 1:
            yield from self._next(response, page, self.parse_listing)

    def parse_sitemap(self, response: Response, rest: tuple[str, ...] = ()) -> Found:
        """The adverts that a sitemap lists, then the first of the sitemaps that an index lists and of the `rest`."""
        yield self._list(response)
        body = unpacked(response.body, most=self.source.politeness.max_bytes * 10)
        root = parse_xml(body) if body else None
        if root is None or not isinstance(root.tag, str):
            self.tally.problem("A sitemap cannot be read.", where=response.url, lost_part=True)
            yield from self._next_sitemap(rest)
            return
        inside = [(node.text or "").strip() for node in root.iter("{*}loc")]
        if root.tag.endswith("sitemapindex"):
            listed = (led_to(response, url) for url in inside[:MOST_SITEMAPS])
            yield from self._next_sitemap((*filter(None, listed), *rest))
            return
        follow = re.compile(self.source.sitemap.follow) if self.source.sitemap else None
        fresh = [
            (address, changed_at)
            for url, changed_at in listed_pages(root)
            if follow and follow.search(url) and (address := self._fresh(led_to(response, url)))
        ]
        visits = (self._visit(address, changed_at=changed_at) for address, changed_at in fresh)
        self.backlog.add(chain(visits, self._next_sitemap(rest)))

    def sitemap_lost(self, failure: Failure) -> Found:
        """Note a sitemap that could not be had, and go on with the next."""
        yield from self.lost(failure)
        yield from self._next_sitemap(failure.request.cb_kwargs.get("rest", ()))  # type: ignore[attr-defined]

    def _next_sitemap(self, urls: tuple[str, ...]) -> Iterator[Request]:
        """The request for the first of these sitemaps that was not asked for; it brings the others with it.

        It waits for the pages of the one before: what is listed stands in memory, and sites list millions.
        """
        for place, url in enumerate(urls):
            if url not in self._sitemaps and len(url) <= LONGEST_ADDRESS and len(self._sitemaps) < MOST_SITEMAPS:
                self._sitemaps.add(url)
                yield Request(
                    url, self.parse_sitemap, errback=self.sitemap_lost, dont_filter=True, priority=LAST,
                    cb_kwargs={"rest": urls[place + 1 :]},
                )  # fmt: skip
                return

    def look_back(self) -> None:
        """Before the crawl ends: say so where sitemaps were read and none of them lists an advert."""
        if self.source.sitemap and self.tally.complete and not self.tally.expected:
            text = f"No address in the sitemap matches {self.source.sitemap.follow!r}; the site may have changed."
            self.tally.problem(text, where=self.source.start[0], lost_part=True)

    def parse_feed(self, response: Response) -> Found | Waiting | None:
        """The adverts of a feed: its entries, or the pages they link to."""
        entries = find_entries(response.body, url=response.url)
        if not entries:
            self.tally.problem("A feed has no entries.", where=response.url, lost_part=True)
        if self.source.feed and self.source.feed.pages:
            return self._linked_by(response, entries)
        return self.parse_advert(response)

    def _linked_by(self, response: Response, entries: Iterable[Posting]) -> Found:
        yield self._list(response)
        fresh = [address for entry in entries if entry.url and (address := self._fresh(entry.url))]
        self.backlog.add(self._visit(address) for address in fresh)

    async def parse_cards(self, response: Response, page: int = 1) -> AsyncIterator[Request | Seen]:
        """The adverts that stand on the page itself, and the next such page while there are any."""
        at = self.now()
        seen = self._seen(response, await self._read(_asked(self.source, response, at)), at)
        yield seen
        if isinstance(seen, SeenAdverts) or page == 1:
            for request in self._next(response, page, self.parse_cards):
                yield request

    def parse_advert(self, response: Response) -> Waiting | None:
        """Hand over the adverts of one page; a page without any is noted with the reason.

        Most of a crawl is this, so it goes past Scrapy's ways for items: what it returns is None, or to be waited for.
        """
        at = self.now()
        if response.status == NOT_CHANGED:
            return self.hand_over(SeenUnchanged(seen_page(response, at=at)))
        page = _asked(self.source, response, at)
        if self.reader is not None:
            return self._parse_beside(response, page)
        return self.hand_over(self._seen(response, self._read_here(page), at))

    async def _parse_beside(self, response: Response, page: Page) -> None:
        waiting = self.hand_over(self._seen(response, await self._read(page), page.at))
        if waiting is not None:
            await waiting

    def _seen(self, response: Response, reading: PageReading, at: datetime) -> SeenAdverts | SeenOther:
        if reading.items:
            return SeenAdverts(seen_page(response, at=at), reading.items)
        self.tally.refused("no_advert_on_the_page")
        self.tally.problem(reading.reason or NOTHING, where=response.url)
        return SeenOther(seen_page(response, at=at), PageRole.REFUSED)

    async def _read(self, page: Page) -> PageReading:
        """The page's adverts, read beside this process where the installation asks for that."""
        source, locality = self.source, self.locality
        reading = await self.reader.read(page, source=source, locality=locality) if self.reader else None
        return reading or self._read_here(page)

    def _read_here(self, page: Page) -> PageReading:
        return read_page(
            page.body,
            url=page.url,
            source=self.source,
            content_type=page.content_type,
            at=page.at,
            locality=self.locality,
        )

    def revisit(self, url: str) -> Request:
        """A request for a known advert that the site no longer lists, to see whether it is gone."""
        return self._request(url)

    def has_asked(self, url: str) -> bool:
        """Whether the page at that address was asked for in this crawl, whatever came of it."""
        return plain_address(url) in self._asked

    def advert_lost(self, failure: Failure) -> Found:
        """Only a 404 or 410 says that an advert is gone; a refusal or an error says nothing."""
        answer = answer_of(failure)
        if answer is not None and answer.status in GONE:
            yield SeenGone(seen_page(answer, at=self.now()))
        else:
            yield from self.not_had(failure)

    def _list(self, response: Response) -> SeenOther:
        return SeenOther(seen_page(response, at=self.now()), PageRole.LIST)

    def _fresh(self, url: str) -> str:
        """The address of an advert's page that the site lists, "" where it was listed before or cannot be visited."""
        address = plain_address(url)
        if not address.startswith(("http://", "https://")) or len(address) > LONGEST_ADDRESS:
            return ""
        if not self._asked.add(address):
            return ""
        self.tally.expected += 1
        return address

    def _visit(self, address: str, *, changed_at: datetime | None = None) -> Request | SeenListed:
        """The request for a listed advert's page, or the note that it is listed still and not due.

        `changed_at` is when the site says that the page changed last.
        """
        known = self.known_pages.get(address)
        if known is not None and (known.done or not (self.ask_all or self._is_due(known, changed_at))):
            return SeenListed(address)
        return self._request(address)

    def _ask(self, request: Request) -> None:
        self.crawler.engine.crawl(request)

    def _note(self, seen: Seen) -> Waiting | None:
        return self.hand_over(seen)

    def _stumbled(self, error: BaseException) -> None:
        self.tally.failed = True
        self.tally.problem(f"Our going through a list failed ({type(error).__name__}); see the log.", lost_part=True)
        self.logger.error("a list was not gone through", exc_info=error)

    def _is_due(self, known: KnownPage, changed_at: datetime | None) -> bool:
        if known.next_visit_at is None or known.next_visit_at <= self.now():
            return True
        return changed_at is not None and changed_at > known.seen_at

    def _request(self, address: str) -> Request:
        """A request for one advert's page, conditional where the server has told us how to ask."""
        known = None if self.ask_all else self.known_pages.get(address)
        asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known and known.alone else {}
        return Request(
            address,
            self.parse_advert,
            errback=self.advert_lost,
            headers={name: value for name, value in asked.items() if value},
            meta={"address": address, **({"handle_httpstatus_list": [NOT_CHANGED]} if any(asked.values()) else {})},
            dont_filter=True,  # Scrapy's filter would keep a second book of what was asked for, five times as large
        )

    def _next(self, response: Response, page: int, callback: Any) -> Iterator[Request]:
        if self.source.paging and isinstance(response, TextResponse):
            request = next_page(response, self.source.paging, page=page)
            if request is not None:
                yield request.replace(callback=callback, errback=self.lost, cb_kwargs={"page": page + 1})


def _asked(source: Source, response: Response, at: datetime) -> Page:
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return Page(source.name, response.body, response.url, kind, at)
