"""From one page's bytes to its adverts, or to a sentence on why there are none; pure, and without Scrapy."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from registry.advert_item import AdvertItem
from spiders.css_fields import find_by_selectors
from spiders.feeds import find_entries
from spiders.item_reading import posting_address, read_item
from spiders.jobposting_markup import find_postings
from spiders.locality import KENYA, Locality
from spiders.markup.page_text import decode_page
from spiders.page_reading.page_kind import why_no_advert
from spiders.page_reading.readable_text import Reading, read_readable
from spiders.posting import Posting
from spiders.source_schema import Source

NOTHING = "The page holds no advert that any of this source's methods can read."
NOT_A_PAGE = "The file is not a page of text; give an HTML page or a feed."


@dataclass(frozen=True)
class PageReading:
    """The adverts of one page; `reason` says why there are none."""

    items: tuple[AdvertItem, ...] = ()
    reason: str = ""


def extract_adverts(
    body: bytes, *, url: str, source: Source, content_type: str = "", at: datetime, locality: Locality = KENYA
) -> list[AdvertItem]:
    """Every advert of the page, in its order; none for a page that is no advert."""
    return list(read_page(body, url=url, source=source, content_type=content_type, at=at, locality=locality).items)


def read_page(
    body: bytes, *, url: str, source: Source, content_type: str = "", at: datetime, locality: Locality = KENYA
) -> PageReading:
    """The adverts of the page by the first of the source's methods that finds any, else one sentence on why not.

    `at` is when the page was seen (aware).
    """
    if body[:5] in (b"%PDF-", b"\x89PNG\r") or b"\x00\x00\x00" in body[:200]:
        return PageReading(reason=NOT_A_PAGE)
    html = decode_page(body, content_type)
    methods: dict[str, Callable[[], list[Posting]]] = {
        "jobposting": lambda: find_postings(html, url=url),
        "css": lambda: find_by_selectors(html, url=url, source=source),
        "feed": lambda: find_entries(body, url=url),
    }
    seen: Reading | None = None
    for method in source.method:
        if method == "readable" or (method == "css" and not source.container):
            seen = seen or read_readable(html, url=url)
            refusal = why_no_advert(html, seen.text, heading=seen.heading, read=bool(seen.postings))
            if refusal:
                return PageReading(reason=refusal)
        found = [*seen.postings] if seen and method == "readable" else methods[method]()
        items = _items([one for one in found if one], url=url, source=source, at=at, locality=locality)
        if items:
            return PageReading(items)
    seen = seen or read_readable(html, url=url)
    return PageReading(
        reason=why_no_advert(html, seen.text, heading=seen.heading, read=bool(seen.postings)) or seen.reason or NOTHING
    )


def _items(
    postings: list[Posting], *, url: str, source: Source, at: datetime, locality: Locality
) -> tuple[AdvertItem, ...]:
    alone = len(postings) == 1
    read = (
        read_item(one, url=posting_address(one, page=url, alone=alone), source=source, at=at, locality=locality)
        for one in postings
    )
    return tuple(item for item in read if item is not None)
