"""Official lists: every page of a register, by link or ASP.NET post-back, gathered whole or not imported at all."""

import hashlib
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response, TextResponse

from registry.errors import InvalidInput
from registry.register_reading.html_table import read_html
from registry.register_reading.table import RawRow
from registry.vocabulary import PageRole
from spiders.fetching.paging import more_pages, next_page
from spiders.seen import SeenOther, seen_page
from spiders.source_spider import SourceSpider

MOST_PAGES = 2_000


class RegisterSpider(SourceSpider):
    """The spider of one source file with an official list; `rows` holds what it has read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[RawRow] = []
        self._last: tuple[RawRow, ...] = ()

    async def start(self) -> AsyncIterator[Request]:
        """The list's first pages."""
        for url in self.source.start:
            yield Request(url, self.parse_list, errback=self.lost, dont_filter=True)

    def parse_list(self, response: Response, page: int = 1) -> Iterator[Request | SeenOther]:
        """The rows of one page, kept as evidence, and the request for the page after it."""
        yield SeenOther(seen_page(response, at=self.now()), PageRole.LIST)
        try:
            rows = tuple(read_html(response.body, name=response.url).rows)
        except InvalidInput as error:
            self.tally.problem(str(error), lost_part=True)
            return
        if rows == self._last and rows:
            self.tally.problem("A page of the list repeats the one before it.", where=response.url, lost_part=True)
            return
        self._last = rows
        self.rows.extend(rows)
        yield from self._next(response, page)

    def _next(self, response: Response, page: int) -> Iterator[Request]:
        paging = self.source.paging
        if paging is None or not isinstance(response, TextResponse):
            return
        request = next_page(response, paging, page=page)
        if request is not None and page < MOST_PAGES:
            yield request.replace(callback=self.parse_list, errback=self.lost, cb_kwargs={"page": page + 1})
            return
        if request is not None or more_pages(response, paging, page=page):
            self.tally.problem(f"The list goes on after page {page}, but no way there was found.", lost_part=True)
        self._compare_total(response)

    def _compare_total(self, response: TextResponse) -> None:
        where = self.source.paging.rows_total if self.source.paging else None
        if where is None:
            return
        found = response.css(where.css) if where.css else response.xpath(where.xpath or ".")
        numbers = re.findall(r"\d[\d,]*", " ".join(found.css("::text").getall()))
        stated = max((int(number.replace(",", "")) for number in numbers), default=None)
        if stated is None:
            self.tally.problem("The list's own total was not found; the site may have changed.", where=response.url)
        elif stated != len(self.rows):
            self.tally.problem(f"The list says it has {stated} rows, but {len(self.rows)} were read.", lost_part=True)

    @property
    def rows_sha256(self) -> str:
        """A digest of what the rows say, the same whenever the list is the same."""
        digest = hashlib.sha256()
        for row in self.rows:
            said = (sorted(row.cells.items()), row.colours, row.backgrounds, row.css_class)
            digest.update(repr(said).encode("utf-8", "replace"))
        return digest.hexdigest()
