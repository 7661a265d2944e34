"""A page as a tree that any broken HTML gives, and the text a reader sees in one part of it."""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree
from lxml import html as lxml_html

_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
LONGEST_PAGE = 6_000_000
LONGEST_TEXT = 60_000
_HIDDEN = "script style noscript template svg head math iframe object select textarea datalist canvas"
_BLOCKS = (
    "p div br li ul ol tr table tbody thead tfoot caption h1 h2 h3 h4 h5 h6 section article main header footer nav"
    " aside dd dt dl blockquote pre hr form fieldset legend address figure figcaption details summary body html"
    " option"
)
HIDDEN, BLOCKS = frozenset(_HIDDEN.split()), frozenset(_BLOCKS.split())
CELLS = frozenset(("td", "th"))
_EVENTS = ("start", "end", "comment", "pi")
Element: TypeAlias = Any  # an lxml.html.HtmlElement; lxml publishes no types


def parse_page(html: str) -> Element | None:
    """The root of the page, or None where there is no element at all. Nothing is fetched, no entity resolved."""
    # A browser takes what stands after the page's end into it; the parser would drop it.
    body = _END.sub("", html[:LONGEST_PAGE]).replace("\x00", "").encode("utf-8", "replace")
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return root if isinstance(root.tag, str) else None


def text_within(node: Element, *, limit: int = LONGEST_TEXT, hidden: frozenset[str] = HIDDEN) -> str:
    """The visible text of `node`, one line a block, its cells apart by a tab; at most about `limit` characters."""
    kept: list[str] = []
    size = 0
    for piece in _pieces(node, hidden):
        kept.append(piece)
        size += len(piece)
        if size > limit:
            break
    lines = ("\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in "".join(kept).split("\n"))
    return "\n".join(line.strip() for line in lines if line.strip())


def line_within(node: Element) -> str:
    """`text_within` on one line."""
    return " ".join(text_within(node, limit=4_000).split())


def _pieces(node: Element, hidden: frozenset[str]) -> Iterator[str]:
    walk = etree.iterwalk(node, events=_EVENTS)
    for event, element in walk:
        if event in ("comment", "pi"):
            yield _folded(element.tail)
            continue
        tag = element.tag
        if event == "start":
            if tag in hidden and element is not node:
                walk.skip_subtree()
                continue
            if tag in BLOCKS:
                yield "\n"
            yield _verbatim(element.text) if tag == "pre" else _folded(element.text)
            continue
        if tag in CELLS:
            yield "\t"
        elif tag in BLOCKS and tag != "br":
            yield "\n"
        if element is not node:
            yield _folded(element.tail)


def _folded(text: str | None) -> str:
    """Text as a browser folds it: line breaks and tabs in the source are spaces."""
    return text.replace("\n", " ").replace("\t", " ").replace("\r", " ") if text else ""


def _verbatim(text: str | None) -> str:
    return text.replace("\t", " ") if text else ""
