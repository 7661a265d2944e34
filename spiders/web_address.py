"""Addresses that pages print, joined and split without trusting them: what is no address is empty, never an error."""

from urllib.parse import SplitResult, urljoin, urlsplit

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
