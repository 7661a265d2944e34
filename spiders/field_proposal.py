"""Selectors for an advert's values, proposed from what a reader finds on two of a site's pages."""

import re
from collections.abc import Sequence

from parsel import Selector

from spiders.markup.html_text import line_of
from spiders.markup.page_text import decode_page
from spiders.page_reading.page_tree import Element, line_within, parse_page
from spiders.page_reading.readable_text import read_readable

PROPOSED = ("title", "hiring_organization", "job_location", "base_salary", "date_posted", "valid_through")
_STEADY = re.compile(r"[A-Za-z][A-Za-z_-]{2,40}")  # a class with a number in it is often this one page's own
_HOLDERS = frozenset(("article", "main", "div", "section", "td"))


def propose_fields(adverts: Sequence[tuple[str, bytes]]) -> dict[str, str]:
    """A selector by item property, found on the first advert and matching on all; a title and a text always."""
    if not adverts:
        return {"title": "h1", "description": "main"}
    url, body = adverts[0]
    html = decode_page(body)
    reading = read_readable(html, url=url)
    root = parse_page(html)
    values = dict(reading.postings[0].values) if reading.postings else {}
    pages = [Selector(text=decode_page(one) or "<html/>") for _, one in adverts]
    found: dict[str, str] = {}
    for name in PROPOSED:
        selector = _selector_for(root, values.get(name, ""), pages) if root is not None else ""
        if selector:
            found[name] = selector
    found.setdefault("title", "h1")
    found["description"] = _holder(root, values.get("description", ""), pages) if root is not None else "main"
    return found


def _selector_for(root: Element, value: str, pages: Sequence[Selector]) -> str:
    """The simplest selector whose first match on the first page is `value`, and which matches on every page."""
    if not value:
        return ""
    wanted = " ".join(value.split())
    for element in root.iter("h1", "h2", "h3", "h4", "span", "p", "div", "li", "td", "dd", "a", "time", "strong", "b"):
        if line_within(element) != wanted:
            continue
        for selector in _ways_to(element):
            first = pages[0].css(selector)
            if first and line_of(first[0].get()) == wanted and all(page.css(selector) for page in pages):
                return selector
    return ""


def _ways_to(element: Element) -> list[str]:
    """Selectors for an element, the steadiest first: by its class, by its tag where that says enough, by its parent."""
    own = [f"{element.tag}.{name}" for name in (element.get("class") or "").split() if _STEADY.fullmatch(name)]
    plain = [element.tag] if element.tag in ("h1", "h2", "h3", "time") else []
    parent = element.getparent()
    around = (parent.get("class") or "").split() if parent is not None else []
    return [*own, *plain, *(f"{parent.tag}.{name} > {element.tag}" for name in around if _STEADY.fullmatch(name))]


def _holder(root: Element, text: str, pages: Sequence[Selector]) -> str:
    """The selector of the smallest part that holds nearly all of the advert's text."""
    least = 0.8 * len("".join(text.split()))
    best, size = "main", 0
    for element in root.iter(*_HOLDERS):
        held = len("".join(line_within(element).split()))
        if held < min(least, 3_000) or (size and held >= size):
            continue
        named = [element.tag] if element.tag in ("article", "main") else []
        for selector in (*_ways_to(element), *named):
            if all(len(page.css(selector)) == 1 for page in pages):
                best, size = selector, held
                break
    return best
