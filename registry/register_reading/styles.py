"""The colours a browser would show, as far as registers need them: style, class, id, old attributes, inheritance."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from registry.register_reading.class_colours import class_colours
from registry.register_reading.colours import canonical, family
from registry.register_reading.stylesheet import Property, Sheet, declared

_ICONS = ("i", "span", "svg")
_GROUPS = ("tbody", "thead", "tfoot")


@dataclass(frozen=True)
class Styles:
    """What colours a page's elements, by its own style sheet, their attributes and well-known class names."""

    sheet: Sheet

    @classmethod
    def of(cls, page: Any) -> "Styles":
        """The styles of a parsed page."""
        return cls(sheet=Sheet.of(page))

    def own(self, element: Any, wanted: Property = "color") -> str | None:
        """The colour that `element` itself sets: style attribute, sheet, old attribute, and last its class's name.

        Black text by a rule for every `td` is how the page looks, and says nothing of one row.
        """
        if colour := declared(element.get("style") or "").get(wanted):
            return colour
        if (rule := self.sheet.rule(element, wanted)) is not None:
            colour = rule.colours[wanted]
            return None if wanted == "color" and rule.is_of_the_page and family(colour) == "black" else colour
        old = element.get("bgcolor") if wanted == "background" else element.get("color")
        if old and (wanted == "background" or element.tag == "font") and (colour := canonical(old)):
            return colour
        return class_colours(element.get("class") or "").get(wanted)

    def text_colours(self, cells: Sequence[Any], row: Any) -> tuple[str, ...]:
        """The distinct colours of the text in `cells`, commonest first, inherited ones below the page's own."""
        around = self._inherited(row)
        counts: Counter[str] = Counter()
        for cell in cells:
            self._count(cell, around if cell is row else self.own(cell) or around, counts)
        return tuple(colour for colour, _ in counts.most_common())

    def backgrounds(self, cells: Sequence[Any], row: Any) -> tuple[str, ...]:
        """The distinct backgrounds of `cells` and of what stands out inside them, commonest first."""
        behind = self.own(row, "background")
        group = row.getparent()
        if behind is None and group is not None and group.tag in _GROUPS:
            behind = self.own(group, "background")
        counts: Counter[str] = Counter()
        for cell in cells:
            found = [behind if cell is row else self.own(cell, "background") or behind]
            found += [
                self.own(inner, "background")
                for inner in cell.iter()
                if inner is not cell and isinstance(inner.tag, str)
            ]
            counts.update(one for one in found if one)
        return tuple(colour for colour, _ in counts.most_common())

    def _inherited(self, row: Any) -> str | None:
        element = row
        while element is not None and element.tag not in ("body", "html"):
            # Black above the row is how the page looks, and says nothing of this one.
            if (colour := self.own(element)) and (element is row or family(colour) != "black"):
                return colour
            element = element.getparent()
        return None

    def _count(self, element: Any, colour: str | None, counts: Counter[str]) -> None:
        if colour and (element.text or "").strip():
            counts[colour] += 1
        for child in element:
            if isinstance(child.tag, str):
                own = self.own(child)
                self._count(child, own or colour, counts)
                if own and child.tag in _ICONS and not len(child) and not (child.text or "").strip():
                    counts[own] += 1
            if colour and (child.tail or "").strip():
                counts[colour] += 1
