"""Microdata items of a page in W3C's JSON shape: {type, id, properties: {name: value or list}}.

Apart from RDFa because the two attach values to items by different rules. Values follow
https://www.w3.org/TR/microdata/#values, with schema.org's habit of `content` on any element.
"""

from typing import Any

from spiders.fetching.web_address import joined
from spiders.page_reading.page_tree import LONGEST_TEXT, Element, text_within

Item = dict[str, Any]
MOST_ITEMS = 5_000
MOST_PROPERTIES = 20_000
MOST_TEXT = 2_000_000  # of all properties together: nested ones repeat the text inside them
# Which attribute says an element's value; those of `_LINKS` are addresses.
_LINKS = {
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    **dict.fromkeys(("a", "area", "link"), "href"),
    "object": "data",
}
_SAYING = {"meta": "content", "data": "value", "meter": "value"}
_ACTIONS = ("-input", "-output")


def find_items(root: Element, *, url: str) -> list[Item]:
    """The page's outermost items in its order, those inside others in their place."""
    return _Reading(root, url).outermost()


class _Reading:
    """One pass over a page: every item once, wherever it is referred to from."""

    def __init__(self, root: Element, url: str) -> None:
        self.root = root
        self.url = url
        self.taken: set[Element] = set()
        self.properties = 0
        self.text_left = MOST_TEXT
        self.by_id: dict[str, Element] | None = None

    def outermost(self) -> list[Item]:
        scopes = self.root.xpath("descendant-or-self::*[@itemscope]")[:MOST_ITEMS]
        return [item for scope in scopes if (item := self.item(scope))]

    def item(self, scope: Element) -> Item | None:
        """The item that `scope` opens; None where it was read before, so that references cannot go in circles."""
        if scope in self.taken:
            return None
        self.taken.add(scope)
        item: Item = {}
        if types := (scope.get("itemtype") or "").split():
            item["type"] = types[0] if len(types) == 1 else types
            if scope.get("itemid"):
                item["id"] = scope.get("itemid").strip()
        found: dict[str, list[Any]] = {}
        for node in self._own(scope):
            self._add(node, found)
        for reference in (scope.get("itemref") or "").split():
            for node in self._referred(reference):
                self._add(node, found)
        if found:
            item["properties"] = {name: values[0] if len(values) == 1 else values for name, values in found.items()}
        else:
            item["value"] = self._plain(scope)
        return item

    def _add(self, node: Element, found: dict[str, list[Any]]) -> None:
        self.properties += 1
        if self.properties > MOST_PROPERTIES:
            return
        value = self.item(node) if node.get("itemscope") is not None else self._plain(node)
        for name in (node.get("itemprop") or "").split():
            found.setdefault(name, []).append(value)

    def _own(self, scope: Element) -> list[Element]:
        """The properties inside `scope` that belong to no item inside it, in the page's order."""
        found: list[Element] = []
        waiting = list(reversed(scope))
        while waiting:
            node = waiting.pop()
            if not isinstance(node.tag, str):
                continue
            if node.get("itemprop") is not None:
                found.append(node)
            if node.get("itemscope") is None:
                waiting.extend(reversed(node))
        return found

    def _referred(self, reference: str) -> list[Element]:
        if self.by_id is None:
            self.by_id = {}
            for node in self.root.xpath("descendant-or-self::*[@id]"):
                self.by_id.setdefault(node.get("id"), node)
        node = self.by_id.get(reference)
        if node is None:
            return []
        if node.get("itemprop") is not None and node.get("itemscope") is not None:
            return [node]
        return ([node] if node.get("itemprop") is not None else []) + self._own(node)

    def _plain(self, node: Element) -> Any:
        tag = node.tag
        if tag in _LINKS:
            return joined(self.url, node.get(_LINKS[tag], ""))
        if tag in _SAYING:
            return node.get(_SAYING[tag], "")
        if tag == "time" and node.get("datetime"):
            return node.get("datetime")
        if node.get("content"):
            return node.get("content")
        if (node.get("itemprop") or "").endswith(_ACTIONS):
            asked = {"valueRequired": True} if "required" in node.attrib else {}
            return asked | ({"valueName": node.get("name")} if node.get("name") else {})
        text = text_within(node, limit=min(LONGEST_TEXT, self.text_left))
        self.text_left = max(0, self.text_left - len(text))
        return text
