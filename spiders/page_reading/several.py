"""Pages that hold several adverts without markup: rows of a table of vacancies, and cards that repeat one shape."""

import re
from dataclasses import dataclass

from spiders.field_reading.occupations import read_occupation
from spiders.page_reading.job_words import job_words
from spiders.page_reading.labelled_lines import label_of
from spiders.page_reading.page_heading import is_general
from spiders.page_reading.page_lines import AROUND, Line, lines_of
from spiders.page_reading.page_tree import Element, line_within

MOST_ROWS, MOST_CARDS, MOST_GROUPS = 500, 300, 12
MOST_CELLS = 40
LEAST_ROWS, LEAST_CARDS = 2, 2
LEAST_CARD_TEXT, SHORT_TEASER, LONGEST_TEASER = 90, 180, 400
_CUT = re.compile(
    r"…|\.\.\.|\[…\]|\bread more\b|\bview (?:job|details)\b|\bsoma zaidi\b|\bcontinue reading\b", re.IGNORECASE
)
_CARD_TAGS = frozenset(("article", "li", "div", "section", "tr", "td"))


@dataclass(frozen=True)
class Card:
    """One advert among several on a page: its heading, its text, its own values, and its address if it has one."""

    title: str
    text: str
    values: dict[str, str]
    link: str = ""
    element: Element = None


def rows_of_jobs(root: Element) -> list[Card]:
    """The rows of the first table whose head names a job's title and another field; none where no table does."""
    for table in root.iter("table"):
        rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")][: MOST_ROWS + 1]
        names = [label_of(line_within(cell)) for cell in rows[0][:MOST_CELLS]] if rows else []
        if "title" not in names or len(set(names) - {None}) < 2:
            continue
        cards = [_row(names, cells) for cells in rows[1:] if len(cells) == len(names)]
        found = [card for card in cards if card.title and not label_of(card.title)]
        if len(found) >= LEAST_ROWS:
            return found
    return []


def _row(names: list[str | None], cells: list[Element]) -> Card:
    printed = [line_within(cell) for cell in cells]
    values: dict[str, str] = {}
    for name, value in zip(names, printed, strict=True):
        if name and value:
            values.setdefault(name, value)
    link = next((a.get("href") for cell in cells for a in cell.iter("a") if a.get("href")), "")
    return Card(values.pop("title", ""), " | ".join(filter(None, printed)), values, link)


def cards_of(lines: list[Line]) -> list[Card]:
    """The cards of the page's largest group of alike elements that each read as an advert of their own.

    `lines` are those inside the page: what stands in menus and beside the page is no card.
    """
    sizes = _sizes(lines)
    whole = sum(len(line.text) for line in lines)
    best: list[Card] = []
    for group in _groups(sizes, least=whole // 2):
        cards = [card for element in group[:MOST_CARDS] if (card := _card(element))]
        if len(cards) >= LEAST_CARDS and len(cards) >= 0.6 * len(group) and _size(cards) > _size(best):
            best = cards
    return best


def _size(cards: list[Card]) -> int:
    return sum(len(card.text) for card in cards)


def _sizes(lines: list[Line]) -> dict[Element, int]:
    """How much text each element that holds any of `lines` holds."""
    sizes: dict[Element, int] = {}
    for line in lines:
        for element in (line.element, *line.element.iterancestors()):
            sizes[element] = sizes.get(element, 0) + len(line.text)
    return sizes


def _groups(sizes: dict[Element, int], *, least: int) -> list[list[Element]]:
    """Siblings of one tag and class that hold at least `least` letters together, the largest groups first."""
    alike: dict[tuple[Element, str, str], list[Element]] = {}
    for element in sizes:
        parent = element.getparent()
        if parent is not None and element.tag in _CARD_TAGS:
            alike.setdefault((parent, element.tag, _shape(element)), []).append(element)
    held = [(sum(sizes[one] for one in group), group) for group in alike.values() if len(group) >= LEAST_CARDS]
    return [group for size, group in sorted(held, key=lambda one: -one[0])[:MOST_GROUPS] if size >= least]


def _shape(element: Element) -> str:
    """The first word of its class: the others often say which one it is (`post-731`)."""
    return next(iter((element.get("class") or "").split()), "")


def _card(element: Element) -> Card | None:
    lines = [line for line in lines_of(element) if line.place != AROUND]
    text = "\n".join(line.text.replace("\t", " | ") for line in lines)
    if len(text) < LEAST_CARD_TEXT or len(job_words(text)) < 2:
        return None
    heading = next((line for line in lines if line.level and not is_general(line.text)), None)
    heading = heading or next((line for line in lines if line.strong and not is_general(line.text)), None)
    if heading is None and not (element.get("class") or element.tag in ("article", "li")):
        return None
    title = heading.text if heading else ""
    if title and not (read_occupation(title) or job_words(title)):
        return None
    return Card(title, _below(lines, heading), {}, _link(element, heading), element)


def _below(lines: list[Line], heading: Line | None) -> str:
    kept = [
        line.text.replace("\t", ": ")
        for line in lines
        if line is not heading and not (line.is_link and len(line.text) < 30)
    ]
    return "\n".join(kept)


def _link(element: Element, heading: Line | None) -> str:
    near = heading.element if heading is not None else None
    inside = list(near.iter("a")) if near is not None else []
    around = [near] if near is not None and near.tag == "a" else []
    return next((a.get("href") for a in (*around, *inside, *element.iter("a")) if _leads_on(a.get("href"))), "")


def _leads_on(address: str | None) -> bool:
    return bool(address) and not str(address).startswith(("#", "tel:", "mailto:", "javascript:", "https://wa.me"))


def are_teasers(cards: list[Card]) -> bool:
    """Whether the cards only lead to adverts that stand elsewhere: cut short, or a line or two under a linked title."""
    return sum(_is_teaser(card) for card in cards) > len(cards) / 2


def _is_teaser(card: Card) -> bool:
    if not card.link or len(card.text) > LONGEST_TEASER:
        return False
    return bool(_CUT.search(card.text)) or (bool(card.title) and len(card.text) < SHORT_TEASER)
