"""What spiders hand to the pipeline: a page as it was served, the adverts read from it, and pages found gone."""

from dataclasses import dataclass
from datetime import datetime

from scrapy.http import Headers as ScrapyHeaders
from scrapy.http import Response

from registry.advert_item import AdvertItem

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SeenPage:
    """A page as the server gave it, and when."""

    url: str
    at: datetime
    status: int
    headers: Headers
    request_headers: Headers
    body: bytes


@dataclass(frozen=True)
class SeenAdverts:
    """The adverts of one page."""

    page: SeenPage
    items: tuple[AdvertItem, ...]


@dataclass(frozen=True)
class SeenUnchanged:
    """The address of a page that the server says is as it was."""

    url: str
    at: datetime


@dataclass(frozen=True)
class SeenGone:
    """The address of an advert whose page says 404 or 410."""

    url: str
    at: datetime


Seen = SeenAdverts | SeenUnchanged | SeenGone


def seen_page(response: Response, *, at: datetime) -> SeenPage:
    """The response without Scrapy around it."""
    return SeenPage(
        url=response.url,
        at=at,
        status=response.status,
        headers=_plain(response.headers),
        request_headers=_plain(response.request.headers) if response.request else (),
        body=response.body,
    )


def _plain(headers: ScrapyHeaders) -> Headers:
    return tuple((_text(name), _text(value)) for name in headers for value in headers.getlist(name))


def _text(value: bytes) -> str:
    # A header may not carry a line break into the archive.
    return value.decode("latin-1").replace("\r", " ").replace("\n", " ")
