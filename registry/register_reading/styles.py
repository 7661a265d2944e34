"""The text colour a browser would show, as far as registers need it: style, class, id, font and inheritance."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from registry.register_reading.colours import canonical

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;]+)", re.IGNORECASE)
_LAST_NAME = re.compile(r"([.#])([A-Za-z_][\w-]*)")
MAX_STYLE = 1_000_000


@dataclass(frozen=True)
class Styles:
    """The colours that a page's own style sheet gives to classes and ids."""

    classes: dict[str, str]
    ids: dict[str, str]

    @classmethod
    def of(cls, page: Any) -> "Styles":
        """The rules in the page's <style> elements; linked sheets are not fetched."""
        sheet = "\n".join(element.text or "" for element in page.iter("style"))[:MAX_STYLE]
        classes: dict[str, str] = {}
        ids: dict[str, str] = {}
        for selectors, declarations in _RULE.findall(_COMMENT.sub("", sheet)):
            found = _COLOUR.search(declarations)
            if found is None or (colour := canonical(found[1])) is None:
                continue
            for selector in selectors.split(","):
                # `tr.lapsed td` colours what is inside .lapsed, so the class itself may carry it; `a:hover` does not.
                names = [] if ":" in selector else _LAST_NAME.findall(selector)
                for sign, label in names[-1:]:
                    (classes if sign == "." else ids)[label] = colour
        return cls(classes=classes, ids=ids)

    def own(self, element: Any) -> str | None:
        """The colour that `element` itself sets: style attribute, then id, class, and last the font's colour."""
        if (inline := _COLOUR.search(element.get("style") or "")) and (colour := canonical(inline[1])):
            return colour
        if colour := self.ids.get(element.get("id") or ""):
            return colour
        for label in reversed((element.get("class") or "").split()):
            if label in self.classes:
                return self.classes[label]
        return canonical(element.get("color") or "") if element.tag == "font" else None

    def text_colours(self, cells: Sequence[Any], row: Any) -> tuple[str, ...]:
        """The distinct colours of the text in `cells`, commonest first, inherited ones below the page's own."""
        around = self._inherited(row)
        counts: Counter[str] = Counter()
        for cell in cells:
            self._count(cell, around if cell is row else self.own(cell) or around, counts)
        return tuple(colour for colour, _ in counts.most_common())

    def _inherited(self, row: Any) -> str | None:
        element = row
        while element is not None and element.tag not in ("body", "html"):
            if colour := self.own(element):
                return colour
            element = element.getparent()
        return None

    def _count(self, element: Any, colour: str | None, counts: Counter[str]) -> None:
        if colour and (element.text or "").strip():
            counts[colour] += 1
        for child in element:
            if isinstance(child.tag, str):
                self._count(child, self.own(child) or colour, counts)
            if colour and (child.tail or "").strip():
                counts[colour] += 1
