"""What a demo site answers with, and the templates it is written in."""

import hashlib
from dataclasses import dataclass, field
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboard.demo.recruiters import Advert
from dashboard.demo.week import SERVED_AT

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """What a site needs to know of a request: the path below its own prefix, the query, and a form when posted."""

    path: str
    query: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] | None = None


class Site(Protocol):
    """One kind of site under its own prefix."""

    def page(self, request: "Request") -> "Page":
        """The page at a path below the prefix."""


class AdvertSite(Site, Protocol):
    """A site on which adverts stand."""

    def address(self, advert: Advert) -> str:
        """Where an advert stands."""


@dataclass(frozen=True)
class Page:
    """One response."""

    body: bytes
    content_type: str = HTML
    status: int = 200

    def headers(self) -> dict[str, str]:
        """Type, length, and the marks by which a crawler may ask whether anything changed."""
        return {
            "content-type": self.content_type,
            "content-length": str(len(self.body)),
            "etag": f'"{hashlib.blake2b(self.body, digest_size=12).hexdigest()}"',
            "last-modified": format_datetime(SERVED_AT, usegmt=True),
        }


NOT_FOUND = Page(b"<h1>404</h1><p>The page you are looking for is not here.</p>", status=404)
GONE = Page(b"<h1>410</h1><p>This advert has been taken down.</p>", status=410)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def render(template: str, **values: Any) -> Page:
    """An HTML page from a template; values are escaped unless they are Markup."""
    return Page(_templates().get_template(template).render(**values).encode())


def number_of(text: str, default: int = 0) -> int:
    """A page or advert number from an address; `default` where there is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default
