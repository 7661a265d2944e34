"""RSS and Atom entries as postings, read by a parser that resolves no entity and fetches nothing."""

from urllib.parse import urljoin

from lxml import etree

from spiders.html_text import line_of, text_of
from spiders.posting import Posting

MOST_ENTRIES = 2_000
_FIELDS = {
    "title": ("title",),
    "description": ("encoded", "content", "description", "summary"),
    "date_posted": ("pubDate", "published", "date", "updated"),
    "hiring_organization": ("company", "employer"),
    "job_location": ("location",),
    "occupational_category": ("category",),
    "identifier": ("guid", "id"),
}


def find_entries(body: bytes, *, url: str) -> list[Posting]:
    """Every entry of the feed that has a title or a text; an unreadable feed has none."""
    root = parse_xml(body)
    if root is None:
        return []
    entries = [node for node in root.iter() if _name(node) in ("item", "entry")][:MOST_ENTRIES]
    return [posting for node in entries if (posting := _posting(node, url))]


def parse_xml(body: bytes) -> "etree._Element | None":
    """The root of `body`, repaired where it is broken; None when there is nothing to read. Entities stay unresolved."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True
    )
    try:
        return etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


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
    return Posting("feed", {k: v for k, v in values.items() if v}, url=urljoin(url, link) if link else "")


def _inside(node: "etree._Element") -> str:
    if len(node):
        return (node.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in node)
    return node.text or ""


def _first(texts: dict[str, str], names: tuple[str, ...], *, block: bool) -> str:
    for name in names:
        if value := text_of(texts.get(name, "")) if block else line_of(texts.get(name, "")):
            return value
    return ""
