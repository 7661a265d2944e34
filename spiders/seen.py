"""What spiders hand to the pipeline: pages as they were served, the adverts read from them, and pages not asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from registry.advert_item import AdvertItem
from registry.vocabulary import PageRole

if TYPE_CHECKING:  # the process that stores has no use for Scrapy, which takes 40 MB
    from scrapy.http import Headers as ScrapyHeaders
    from scrapy.http import Response

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SeenPage:
    """A page as the server gave it, when, and what was asked: `asked` is the link followed, before any redirect."""

    url: str
    at: datetime
    status: int
    headers: Headers
    request_headers: Headers
    body: bytes
    asked: str = ""
    redirected: bool = False
    request: tuple[str, bytes] = ("GET", b"")


@dataclass(frozen=True)
class SeenAdverts:
    """The adverts of one page."""

    page: SeenPage
    items: tuple[AdvertItem, ...]


@dataclass(frozen=True)
class SeenUnchanged:
    """An advert's page of which the server says that it is as it was (304)."""

    page: SeenPage


@dataclass(frozen=True)
class SeenGone:
    """An advert's page that says 404 or 410."""

    page: SeenPage


@dataclass(frozen=True)
class SeenOther:
    """A page that is no advert: one that leads to adverts, or one that was refused or refuses us."""

    page: SeenPage
    role: PageRole


@dataclass(frozen=True)
class SeenListed:
    """The address of a known page that the site still lists and that is not due for a visit."""

    url: str


Seen = SeenAdverts | SeenUnchanged | SeenGone | SeenOther | SeenListed


def seen_page(response: "Response", *, at: datetime) -> SeenPage:
    """The response without Scrapy around it."""
    request = response.request
    return SeenPage(
        url=response.url,
        at=at,
        status=response.status,
        headers=_plain(response.headers),
        request_headers=_plain(request.headers) if request else (),
        body=response.body,
        asked=request.meta.get("address") or request.url if request else response.url,
        redirected=bool(request and request.meta.get("redirect_urls")),
        request=(request.method, request.body) if request else ("GET", b""),
    )


def _plain(headers: "ScrapyHeaders") -> Headers:
    # Scrapy's own reading of its headers normalises each name anew, which took longer than all of the rest here.
    stored: Iterable[tuple[bytes, list[bytes]]] = dict.items(headers)
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, values in stored for value in values)
