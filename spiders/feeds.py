"""RSS, Atom and JSON Feed entries as postings, read by parsers that resolve no entity and fetch nothing."""

import re
from typing import Any

from lxml import etree

from spiders.fetching.web_address import joined
from spiders.markup.html_text import line_of, text_of
from spiders.markup.loose_json import LONGEST, parse_loosely
from spiders.markup.page_text import decode_page
from spiders.posting import Posting

MOST_ENTRIES = 2_000
_REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]{1,12}|[0-9]{1,12});?")
_FIELDS = {
    "title": ("title",),
    "description": ("encoded", "content", "description", "summary"),
    "date_posted": ("pubDate", "published", "date", "updated"),
    "hiring_organization": ("company", "employer"),
    "job_location": ("location",),
    "occupational_category": ("category",),
    "identifier": ("guid", "id"),
}

_JSON_FIELDS = {
    "title": ("title",),
    "description": ("content_html", "content_text", "summary"),
    "date_posted": ("date_published", "date_modified"),
    "hiring_organization": ("company", "employer"),
    "job_location": ("location",),
    "occupational_category": ("category",),
    "identifier": ("id",),
}


def find_entries(body: bytes, *, url: str) -> list[Posting]:
    """Every entry of the feed that has a title or a text; an unreadable feed has none."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(body, url)
    root = parse_xml(body)
    if root is None:
        return []
    entries = [node for node in root.iter() if _name(node) in ("item", "entry")][:MOST_ENTRIES]
    return [posting for node in entries if (posting := _posting(node, url))]


def _json_feed(body: bytes, url: str) -> list[Posting]:
    """The items of a JSON Feed (https://www.jsonfeed.org/version/1.1/); none of any other JSON."""
    value = parse_loosely(body[:LONGEST].decode("utf-8-sig", "replace"))
    items = value.get("items") if isinstance(value, dict) else None
    found = [one for one in items if isinstance(one, dict)][:MOST_ENTRIES] if isinstance(items, list) else []
    return [posting for one in found if (posting := _json_posting(one, url))]


def _json_posting(item: dict[str, Any], url: str) -> Posting:
    texts = {name: str(value) for name, value in item.items() if isinstance(value, (str, int, float))}
    given = item.get("authors") or item.get("author")
    author: Any = next(iter(given), None) if isinstance(given, list) else given
    if isinstance(author, dict) and isinstance(author.get("name"), str):
        texts.setdefault("company", author["name"])
    tags = item.get("tags")
    texts["category"] = ", ".join(str(tag) for tag in tags[:20]) if isinstance(tags, list) else ""
    values = {ours: _first(texts, names, block=ours == "description") for ours, names in _JSON_FIELDS.items()}
    link = texts.get("url") or texts.get("external_url", "")
    return Posting("feed", {k: v for k, v in values.items() if v}, url=joined(url, link) if link else "")


def parse_xml(body: bytes) -> "etree._Element | None":
    """The root of `body`, repaired where it is broken; None when there is nothing to read. Entities stay unresolved."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=True,
        encoding="utf-8",
    )
    # Told to repair, the parser takes `&#xD800;` into its own texts and names, and then cannot read them.
    text = _REFERENCE.sub(_character_only, decode_page(body).lstrip()).encode("utf-8", "replace")
    try:
        return etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _character_only(reference: re.Match[str]) -> str:
    """A numbered character, or nothing where the number is no character's."""
    number = int(reference[1][1:], 16) if reference[1][0] in "xX" else int(reference[1])
    return "" if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF else reference[0]


def _name(node: "etree._Element") -> str:
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""


def _posting(node: "etree._Element", url: str) -> Posting:
    texts: dict[str, str] = {}
    link = ""
    for child in node:
        name = _name(child)
        if name == "link" and child.get("rel", "alternate") == "alternate":
            link = link or (child.get("href") or child.text or "").strip()
        elif name:
            texts.setdefault(name, _inside(child))
    values = {ours: _first(texts, names, block=ours == "description") for ours, names in _FIELDS.items()}
    return Posting("feed", {k: v for k, v in values.items() if v}, url=joined(url, link) if link else "")


def _inside(node: "etree._Element") -> str:
    if len(node):
        return (node.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in node)
    return node.text or ""


def _first(texts: dict[str, str], names: tuple[str, ...], *, block: bool) -> str:
    for name in names:
        if value := text_of(texts.get(name, "")) if block else line_of(texts.get(name, "")):
            return value
    return ""
