"""RDFa Lite as job boards write it: nested nodes in JSON-LD's shape, terms as printed (prefixes are cut when read).

https://www.w3.org/TR/rdfa-lite/: `typeof` opens a node, `property` gives the enclosing node a value, `resource` or
`about` name a node. Full RDFa graphs (chaining by `rel`, lists) are left out: no posting needs them.
"""

from typing import Any

from spiders.fetching.web_address import joined
from spiders.page_reading.page_tree import LONGEST_TEXT, Element, text_within

Node = dict[str, Any]
MOST_PROPERTIES = 20_000
MOST_TEXT = 2_000_000  # of all properties together: nested ones repeat the text inside them
_TARGETS = ("resource", "href", "src")


def find_nodes(root: Element, *, url: str) -> list[Node]:
    """The page's outermost nodes in its order, the others as values of the properties that lead to them."""
    outermost: list[Node] = []
    waiting: list[tuple[Element, Node | None]] = [(root, None)]
    read, text_left = 0, MOST_TEXT
    while waiting and read < MOST_PROPERTIES:
        element, around = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        node = _opened(element, url)
        names = (element.get("property") or element.get("rel") or "").split() if around is not None else []
        inside = node if node is not None else around
        for name in names:
            read += 1
            if element.get("property") is None and node is None:
                break  # `rel` on a plain link ("nofollow") states nothing about the job
            value = node if node is not None else _value(element, url, limit=min(LONGEST_TEXT, text_left))
            text_left = max(0, text_left - len(value))
            _add(around, name, value)
        if node is not None and not names:
            outermost.append(node)
        waiting.extend((child, inside) for child in reversed(element))
    return outermost


def _opened(element: Element, url: str) -> Node | None:
    kinds = (element.get("typeof") or "").split()
    if not kinds:
        return None
    name = element.get("about") or element.get("resource") or ""
    return {"@type": kinds[0] if len(kinds) == 1 else kinds, **({"@id": joined(url, name)} if name else {})}


def _add(node: Node | None, name: str, value: Any) -> None:
    if node is None:
        return
    before = node.get(name)
    node[name] = value if before is None else [*before, value] if isinstance(before, list) else [before, value]


def _value(element: Element, url: str, *, limit: int) -> str:
    if element.get("content") is not None:
        return str(element.get("content"))
    if element.tag == "time" and element.get("datetime"):
        return str(element.get("datetime"))
    target = next((element.get(name) for name in _TARGETS if element.get(name)), None)
    return joined(url, target) if target else text_within(element, limit=limit)
