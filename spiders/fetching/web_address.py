"""Addresses that pages print, joined and split without trusting them: what is no address is empty, never an error."""

from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

if TYPE_CHECKING:
    from scrapy.http import Response

NOWHERE = SplitResult("", "", "", "", "")


def joined(page: str, link: str) -> str:
    """The address that `link` on the page at `page` leads to; empty where it is none."""
    try:
        found = urljoin(page, link.strip())
        urlsplit(found)
    except ValueError:
        return ""
    return found


def split(address: str) -> SplitResult:
    """The parts of `address`, all empty where it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return NOWHERE


def led_to(response: "Response", link: str | None) -> str:
    """The http(s) address that `link` on a fetched page leads to, by the page's own base; empty where it is none."""
    try:
        found = (link or "").strip()
        if not found.startswith(("http://", "https://")):
            found = response.urljoin(found) if found else ""
        return found if urlsplit(found).scheme in ("http", "https") and urlsplit(found).hostname else ""
    except ValueError:
        return ""
