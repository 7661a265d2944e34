"""schema.org JobPosting in a page, however marked up: JSON-LD fast, microdata and RDFa where there is none."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from spiders.markup.loose_json import parse_loosely
from spiders.markup.microdata import find_items
from spiders.markup.rdfa import find_nodes
from spiders.markup.values import posting_of, short_name
from spiders.page_reading.page_tree import parse_page
from spiders.posting import Posting

# Only what follows the bracket ignores case: so the engine stops at brackets, and not at every letter of the page.
_SCRIPT = re.compile(r"""<(?i:script\b[^<>]{0,2000}\btype\s*=\s*["']?\s*application/ld\+json\b[^<>]{0,2000}>)""")
_SAYS_JSON = re.compile(r"\+(?i:json)\b")
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_UNFILLED = re.compile(r"\s*(?:\{\{[^{}]{0,200}\}\}|\{%[^%]{0,200}%\}|<%[^%]{0,200}%>|\$\{[^{}]{0,200}\})\s*")
DEEPEST = 24
MOST_NODES = 20_000
MOST_POSTINGS = 500
LEAST_TEXT = 20

Node = dict[str, Any]


def find_postings(html: str, *, url: str) -> list[Posting]:
    """Every JobPosting that the page states and that has a title or a text, in the page's order."""
    if "JobPosting" not in html:
        return []
    return postings_among(list(json_ld(html))) or postings_among(_other_markup(html, url))


def posting_nodes(html: str, *, url: str) -> list[Node]:
    """The nodes that state the page's JobPostings, with all their properties."""
    if "JobPosting" not in html:
        return []
    stated = [node for node in _nodes(list(json_ld(html))) if is_job_posting(node)]
    return stated or [node for node in _nodes(_other_markup(html, url)) if is_job_posting(node)]


def json_ld(html: str) -> Iterator[Any]:
    """The value of each JSON-LD block that can be read, also when slightly broken; a page that is one block is one."""
    if html.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        yield from filter(None, [parse_loosely(html)])
    at = 0
    while start := _next_script(html, at):
        end = _SCRIPT_END.search(html, start.end())
        # A page that was cut off, or never closes the block, is read to its end.
        at = end.end() if end else len(html)
        value = parse_loosely(html[start.end() : end.start() if end else len(html)])
        if value:
            yield value


def _next_script(html: str, at: int) -> re.Match[str] | None:
    """The first tag from `at` on that opens a JSON-LD block, found from what says JSON in it: other tags are many."""
    said = html.find("+", at)
    while said >= 0:
        if _SAYS_JSON.match(html, said):
            start = html.rfind("<", at, said)
            if start >= 0 and (found := _SCRIPT.match(html, start)):
                return found
            at = said
        said = html.find("+", said + 1)
    return None


def postings_among(blocks: list[Any]) -> list[Posting]:
    """The JobPostings found anywhere in `blocks`, references by @id resolved."""
    nodes = list(_nodes(blocks))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    found = [posting_of(node, by_id) for node in nodes if is_job_posting(node)]
    unique = {(one.url, tuple(one.values.items())): one for one in found if _says_enough(one)}
    return list(unique.values())[:MOST_POSTINGS]


def _says_enough(posting: Posting) -> bool:
    """Whether there is a title, or a text long enough to be an advert's, that a script has not yet to fill in."""
    title, text = posting.values.get("title", ""), posting.values.get("description", "")
    return not _UNFILLED.fullmatch(title or text) and (bool(title) or len(text) >= LEAST_TEXT)


def is_job_posting(node: Node) -> bool:
    """Whether `node` says that it is a JobPosting, by any spelling of the type."""
    kinds = node.get("@type", node.get("type", ()))
    return any(isinstance(kind, str) and short_name(kind) == "JobPosting" for kind in _as_list(kinds))


def _nodes(blocks: list[Any]) -> Iterator[Node]:
    """Every mapping inside `blocks`, outermost first, with bounds against hostile depth and size."""
    waiting: list[tuple[Any, int]] = [(block, 0) for block in reversed(blocks)]
    seen = 0
    while waiting and seen < MOST_NODES:
        value, depth = waiting.pop()
        inside: list[Any] = []
        if isinstance(value, dict):
            seen += 1
            yield value
            inside = list(value.values())
        elif isinstance(value, list):
            inside = value
        if depth < DEEPEST:
            waiting += [(one, depth + 1) for one in reversed(inside) if isinstance(one, (dict, list))]


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _other_markup(html: str, url: str) -> list[Any]:
    """Microdata, then RDFa: a tree is needed for these, so only where JSON-LD says nothing."""
    ways: tuple[tuple[str, Callable[..., list[Node]]], ...] = (("itemtype", find_items), ("typeof", find_nodes))
    ways = tuple(way for way in ways if way[0] in html.lower())
    root = parse_page(html) if ways else None
    if root is None:
        return []
    for _, find in ways:
        nodes = [_flattened(node) for node in find(root, url=url)]
        if any(is_job_posting(node) for node in _nodes(nodes)):
            return nodes
    return []


def _flattened(value: Any, depth: int = 0) -> Any:
    """Microdata's shape ({type, properties}) as JSON-LD's ({@type, ...})."""
    if depth > DEEPEST:
        return None
    if isinstance(value, list):
        return [_flattened(one, depth + 1) for one in value]
    if not isinstance(value, dict):
        return value
    inside = value.get("properties")
    flat = {name: _flattened(one, depth + 1) for name, one in (inside if isinstance(inside, dict) else value).items()}
    return {**flat, "@type": value["type"]} if "type" in value and isinstance(inside, dict) else flat
