"""What a source's pages state and nobody reads: properties of their markup, and values under labels left empty."""

from collections import Counter
from collections.abc import Iterable

from registry.advert_item import AdvertItem
from spiders.jobposting_markup import posting_nodes
from spiders.markup.page_text import decode_page
from spiders.markup.values import KNOWN, short_name
from spiders.page_reading.labelled_lines import read_stacked
from spiders.page_reading.page_lines import INSIDE, lines_of
from spiders.page_reading.page_tree import parse_page
from spiders.source_schema import Source

Unread = dict[str, dict[str, int]]


def unread_in(pages: Iterable[tuple[str, bytes, tuple[AdvertItem, ...]]], *, source: Source) -> Unread:
    """Counts of pages (address, body, what was read), by what they state and the items do not carry.

    `properties` are those of JobPosting markup that no item has a place for; `markup` counts pages whose markup the
    source's method passes by; `labelled` are item properties that stand under a label and stayed empty.
    """
    properties: Counter[str] = Counter()
    passed_by: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    for url, body, items in pages:
        html = decode_page(body)
        nodes = posting_nodes(html, url=url)
        if nodes and "jobposting" not in source.method:
            passed_by["JobPosting"] += 1
        names = {short_name(name) for node in nodes for name in node if not name.startswith("@")}
        properties.update(sorted(names - KNOWN - {"type", "context", "id"}))
        if len(items) == 1:
            labelled.update(_labelled(html, items[0]))
    found = {"properties": dict(properties), "markup": dict(passed_by), "labelled": dict(labelled)}
    return {kind: counts for kind, counts in found.items() if counts}


def _labelled(html: str, item: AdvertItem) -> list[str]:
    root = parse_page(html)
    if root is None:
        return []
    stated = read_stacked([line for line in lines_of(root) if line.place == INSIDE])
    return sorted(name for name in stated if not getattr(item, name, "") and not getattr(item, f"{name}_raw", ""))
