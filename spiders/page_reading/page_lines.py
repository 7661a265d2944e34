"""A page as the lines a reader sees, each with how much of it is links, what heading it is, and where it stands."""

import re
from dataclasses import dataclass

from lxml import etree

from spiders.page_reading.labelled_lines import label_of
from spiders.page_reading.page_tree import BLOCKS, CELLS, HIDDEN, Element
from spiders.page_reading.page_words import in_classes

_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu"))
_NEVER = frozenset(("nav", "footer", "aside", "button", "label"))
_AROUND = in_classes("around")
_CONTACT = re.compile(
    r"^\s*(?:tel:|mailto:|sms:|(?=https?://(?:wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com|t\.me|m\.me)))(\S{3,200})",
    re.I,
)
_TITLED = re.compile(
    r"(?:^|[\s_-])(?:job|entry|post|position|vacancy|listing|advert|ad|item|message)[_-]?(?:title|heading|headline|name)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_KEYED = frozenset(("strong", "b", "span", "label", "em", "i", "font", "u"))
_KEY, _CELL = "\x02", "\t"  # \x1f would do, but Python counts it as white space
MOST_LINES = 6_000
LONGEST_LINE = 4_000
# Where a line stands.
INSIDE, CLASSED, AROUND = 0, 1, 2


@dataclass
class Line:
    """One visible line: `linked` of its characters are links; `level` is its heading's level, 0 for none.

    `place` is INSIDE, AROUND (menus, footers) or CLASSED (around, but only by its class's name).
    """

    text: str
    linked: int
    level: int
    place: int
    element: Element
    strong: bool = False
    home: bool = False

    @property
    def is_link(self) -> bool:
        """Whether the line is nothing but links."""
        return self.linked >= 0.8 * len(self.text)


def lines_of(root: Element) -> list[Line]:
    """The page's visible lines in their order, bounded in number and length."""
    reading = _Reading()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if len(reading.lines) >= MOST_LINES:
            break
        if event in ("comment", "pi"):
            reading.add(element.tail)
        elif event == "start":
            if element.tag in HIDDEN or _unseen(element):
                walk.skip_subtree()  # its end still comes, with the tail
                reading.skipped.add(element)
            else:
                reading.opened(element)
        elif element in reading.skipped:
            reading.add(element.tail)
        else:
            reading.closed(element)
    reading.flush(root)
    return _resettled(reading.lines)


def _unseen(element: Element) -> bool:
    style = element.get("style")
    return "hidden" in element.attrib or bool(style and re.search(r"display\s*:\s*none", style))


class _Reading:
    """The line being put together, and what is open around it."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.skipped: set[Element] = set()
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0
        self.home = False
        self.bold = 0
        self.strong = 0
        self.places: list[int] = [INSIDE]
        self.levels: list[tuple[Element, int]] = []
        self.rows: list[int] = []

    def add(self, text: str | None) -> None:
        if text:
            folded = text.replace("\t", " ").replace("\n", " ").replace("\r", " ").replace(_KEY, " ")
            self.parts.append(folded)
            shown = len(folded.strip())
            self.linked += shown if self.links else 0
            self.strong += shown if self.bold else 0

    def opened(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self.flush(element.getparent())
        if tag == "tr":
            self.rows.append(len(self.lines))
        self.places.append(max(self.places[-1], _place(element)))
        if level := _level(element):
            self.flush(element.getparent())
            self.levels.append((element, level))
        if tag in ("strong", "b"):
            self.bold += 1
        if tag == "a" and element.get("href"):
            self._link(element)
        if tag == "pre":
            self._verbatim(element)
        elif tag == "img" and not element.get("src", "").startswith("data:"):
            return
        else:
            self.add(element.text)

    def _link(self, element: Element) -> None:
        self.links += 1
        address = element.get("href")
        if contact := _CONTACT.match(address):
            self.parts.append(f" {contact[1].split('?')[0]} ")
        self.home = self.home or bool(re.fullmatch(r"(?:https?://[^/]+)?/?(?:index\.\w+)?|\./", address.strip()))

    def _verbatim(self, element: Element) -> None:
        for number, line in enumerate((element.text or "").split("\n")):
            if number:
                self.flush(element)
            self.add(line)

    def closed(self, element: Element) -> None:
        tag = element.tag
        if tag == "a" and element.get("href"):
            self.links -= 1
        if tag in ("strong", "b"):
            self.bold -= 1
        if tag in CELLS and self.rows and self.rows[-1] == len(self.lines):
            self.parts.append(_CELL)
        elif tag in CELLS or (
            tag in BLOCKS and tag != "br"
        ):  # a cell of several lines lays the page out, and is no value
            self.flush(element)
        elif tag in _KEYED or tag == "a":
            self.parts.append(_KEY if (element.tail or "").strip() else f" {_KEY}")
        if self.levels and self.levels[-1][0] is element:
            self.flush(element)
            self.levels.pop()
        if tag == "tr" and self.rows:
            self.rows.pop()
        self.places.pop()
        self.add(element.tail)

    def flush(self, element: Element) -> None:
        if self.parts and element is not None:
            text = _put_together("".join(self.parts)[:LONGEST_LINE])
            if text:
                level = self.levels[-1][1] if self.levels else 0
                strong = self.strong >= 0.8 * len(text)
                place = self.places[-1]
                self.lines.append(Line(text, self.linked, level, place, element, strong, self.home))
        self.parts, self.linked, self.strong, self.home = [], 0, 0, False


def _put_together(printed: str) -> str:
    """The line with its cells apart by a tab, and a colon after a label that stands out by its own element."""
    cells = [" ".join(cell.split()) for cell in printed.split(_CELL)]
    cells = [cell for cell in cells if cell.strip(_KEY + " ")]
    return _CELL.join(_labelled(cell) for cell in cells)


def _labelled(cell: str) -> str:
    first, key, rest = cell.partition(_KEY)
    plain = " ".join(cell.replace(_KEY, "").split())
    if key and rest.strip(_KEY + " ") and label_of(first) and not first.rstrip().endswith((":", "-", "–")):
        rest = " ".join(rest.replace(_KEY, "").split()).lstrip(":–- ")
        return f"{first.strip()}: {rest}"
    return plain


def _place(element: Element) -> int:
    tag = element.tag
    if tag in _NEVER or (element.get("role") or "").lower() in _ROLES:
        return AROUND
    if tag == "header" and not any(True for _ in element.iterancestors("article", "main")):
        return AROUND
    if tag in ("html", "body", "main", "article"):
        return INSIDE
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return CLASSED if len(named) > 1 and _AROUND.search(named[:400]) else INSIDE


def _level(element: Element) -> int:
    if element.tag in _HEADINGS:
        return _HEADINGS[element.tag]
    if element.get("role") == "heading" or _TITLED.search((element.get("class") or "")[:200]):
        return 3
    return 0


def _resettled(lines: list[Line]) -> list[Line]:
    """The lines, those judged by a class's name alone taken back in where little would be left without them."""
    inside, classed = (_said(lines, place) for place in (INSIDE, CLASSED))
    if classed > 2 * inside:
        for line in lines:
            line.place = INSIDE if line.place == CLASSED else line.place
    return lines


def _said(lines: list[Line], place: int) -> int:
    return sum(len(line.text) - line.linked for line in lines if line.place == place)
