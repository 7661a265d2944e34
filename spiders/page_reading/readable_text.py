"""The last method: an advert's heading, text and stated values from a page with neither markup nor selectors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spiders.fetching.web_address import joined
from spiders.field_reading.occupations import read_occupation
from spiders.page_reading.job_words import job_words, names_post, says_hiring, seeks_workers
from spiders.page_reading.labelled_lines import label_of, read_labelled, read_stacked
from spiders.page_reading.named_values import read_named
from spiders.page_reading.page_heading import Heading, find_heading, is_afterwards, is_general, tidy_title
from spiders.page_reading.page_lines import AROUND, INSIDE, Line, lines_of
from spiders.page_reading.page_names import firm_in_title, site_names, title_parts
from spiders.page_reading.page_tree import Element, parse_page
from spiders.page_reading.page_words import whole
from spiders.page_reading.several import MOST_CARDS, Card, are_teasers, cards_of, rows_of_jobs
from spiders.posting import Posting

LEAST_TEXT, SHORT_TEXT = 80, 30
LEAST_SIGNS, MANY_SIGNS = 2, 3
SPEAKING = {
    "base_salary",
    "valid_through",
    "total_job_openings",
    "employment_type",
    "job_location",
    "hiring_organization",
}
_MONEY = re.compile(
    r"\b(?:ksh?s?|kes|sar|aed|qar|kwd|omr|bhd|usd|eur|gbp)\.? ?\d|[£$€₹] ?\d|\d\d ?k\b|\d ?(?:/=|bob\b)", re.IGNORECASE
)
_ELSEWHERE = whole("elsewhere")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s+", re.IGNORECASE)
# Nine digits, since a day with its year has eight.
_GIVES_CONTACT = re.compile(r"@|wa\.me|\d(?:[ ()/.-]{0,3}\d){8}")
LEAST_JOB_WORDS = 2
LEAST_SECTIONS = 2
LISTING = "The page lists adverts that stand on pages of their own; give the address of one of them."
NAVIGATION = "The page holds menus and links, and no text that could be an advert."
ABOUT_ELSE = "The page's text is no advert for a job that a reader could tell."
UNREADABLE = "The page holds no text that could be an advert."


@dataclass(frozen=True)
class Reading:
    """What a page says: its postings, or `reason`; `text` is what stands in it, without what stands around."""

    postings: tuple[Posting, ...] = ()
    reason: str = ""
    text: str = ""
    heading: str = ""


def read_readable(html: str, *, url: str) -> Reading:
    """The adverts that a reader would see on the page, with the reason where there are none."""
    root = parse_page(html if "<" in html else html.replace("\n", "<br>"))
    if root is None:
        return Reading(reason=UNREADABLE)
    lines = lines_of(root)
    inside = [line for line in lines if line.place == INSIDE]
    site = site_names(root, lines, url=url)
    stated = read_stacked(inside)
    heading = find_heading(lines, titles=title_parts(root), site=site, labelled=stated.get("title", ""))
    kept = _advert_lines(lines, heading)
    text = _as_text(kept)
    if any(_ELSEWHERE.fullmatch(line.text) for line in _first_heading(inside)):
        return Reading((), ABOUT_ELSE, text, heading.text)
    several = _several(root, inside, kept, heading, url)
    if several.postings or several.reason:
        return Reading(several.postings, several.reason, text, heading.text)
    reason = _why_none(kept, heading, text, stated)
    if reason:
        return Reading((), reason, text, heading.text)
    values = {**read_named(_part(kept, root)), **stated, "title": tidy_title(heading.text), "description": text}
    values.setdefault("hiring_organization", firm_in_title(root, heading.text))
    posting = Posting("readable", {name: value for name, value in values.items() if value})
    return Reading((posting,), "", text, heading.text)


def _first_heading(inside: list[Line]) -> list[Line]:
    return [line for line in inside if line.level][:1]


def _why_none(kept: list[Line], heading: Heading, text: str, stated: Mapping[str, str]) -> str:
    said = sum(len(line.text) - line.linked for line in kept)
    linked = sum(line.linked for line in kept)
    signs = _signs(kept, heading, text, stated)
    if said < (SHORT_TEXT if signs >= MANY_SIGNS else LEAST_TEXT) or linked > 2 * said:
        return NAVIGATION if linked else UNREADABLE
    if signs < LEAST_SIGNS or (signs < MANY_SIGNS and len(job_words(f"{heading.text}\n{text}")) < LEAST_JOB_WORDS):
        return ABOUT_ELSE
    return ""


def _signs(kept: list[Line], heading: Heading, text: str, stated: Mapping[str, str]) -> int:
    """How many things speak for an advert and not for a firm's own page or a report about the trade."""
    parts = sum(1 for line in kept if (line.level or line.strong) and is_general(line.text))
    named = len(SPEAKING & stated.keys())
    return sum((
        2 * bool(read_occupation(heading.text)),
        bool(says_hiring(heading.text) or names_post(heading.text)),
        bool(seeks_workers(text)),
        min(2, parts),
        min(2, named),
        bool(_MONEY.search(text)),
        bool(_GIVES_CONTACT.search(text)),
    ))  # fmt: skip


def _advert_lines(lines: list[Line], heading: Heading) -> list[Line]:
    """The lines that make up the advert: from its heading to where other things begin, without menus."""
    start = heading.line + 1 if heading.line >= 0 else 0
    below = _until_afterwards(lines[start:])
    if sum(len(line.text) - line.linked for line in below) < LEAST_TEXT and start:
        below = _until_afterwards([line for number, line in enumerate(lines) if number != heading.line])
    return below


def _until_afterwards(lines: list[Line]) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        if line.place != INSIDE:
            continue
        if is_afterwards(line.text) and (line.level or line.strong) and kept:
            break
        if not (line.is_link and len(line.text) < 60 and not _is_contact(line.text)):
            kept.append(line)
    return kept


def _is_contact(text: str) -> bool:
    return "@" in text or sum(letter.isdigit() for letter in text) >= 7 or "wa.me" in text


def _as_text(lines: list[Line]) -> str:
    return "\n".join(_plain(line.text) for line in lines)


def _plain(text: str) -> str:
    """A row of a table as a sentence: label and value by a colon, other cells by a bar."""
    cells = text.split("\t")
    if len(cells) % 2 == 0 and label_of(cells[0]):
        return "; ".join(f"{key.rstrip(': ')}: {value}" for key, value in zip(cells[::2], cells[1::2], strict=True))
    return " | ".join(cells)


def _several(root: Element, inside: list[Line], kept: list[Line], heading: Heading, url: str) -> Reading:
    """The adverts of a page that holds more than one, with what the page says beside them."""
    if rows := rows_of_jobs(root):
        beside = _as_text([line for line in kept if "\t" not in line.text])
        return Reading(tuple(_posting(card, url, beside) for card in rows))
    cards = cards_of(inside)
    if not cards:
        return Reading(_sections(inside))
    among = sum(len(card.text) + len(card.title) for card in cards)
    alone = sum(len(line.text) - line.linked for line in kept) - among
    titled = heading.line >= 0 and heading.text not in {card.title for card in cards}
    if titled and (alone > among / 2 or read_occupation(heading.text)):
        return Reading()  # one advert, with others beside it
    if are_teasers(cards):
        return Reading(reason=LISTING)
    return Reading(tuple(_posting(card, url, "") for card in cards))


def _sections(inside: list[Line]) -> tuple[Posting, ...]:
    """One advert for each of several headings of one rank that name a job, with what stands before the first."""
    ranks = [line.level for line in inside if line.level and read_occupation(line.text)]
    rank = max(set(ranks), key=ranks.count, default=0)
    heads = [n for n, line in enumerate(inside) if line.level == rank and read_occupation(line.text)]
    heads = [n for n in heads if not inside[n].is_link][: MOST_CARDS + 1]
    if not LEAST_SECTIONS <= len(heads) <= MOST_CARDS or any(
        0 < line.level < rank and read_occupation(line.text) for line in inside
    ):
        return ()
    ends = [*heads[1:], _end_of(inside, heads[-1])]
    texts = [_until_afterwards(inside[start + 1 : end]) for start, end in zip(heads, ends, strict=True)]
    if any(sum(len(line.text) - line.linked for line in text) < LEAST_TEXT for text in texts):
        return ()
    beside = _as_text(_until_afterwards([line for line in inside[: heads[0]] if not line.level]))
    cards = [
        Card(_NUMBERED.sub("", inside[head].text), _as_text(text), {}) for head, text in zip(heads, texts, strict=True)
    ]
    return tuple(_posting(card, "", beside) for card in cards)


def _end_of(inside: list[Line], start: int) -> int:
    """Where the last section ends: at the next heading of its rank or a higher one."""
    rank = inside[start].level
    after = range(start + 1, len(inside))
    return next((number for number in after if 0 < inside[number].level <= rank), len(inside))


def _posting(card: Card, url: str, beside: str) -> Posting:
    stated = read_labelled(card.text)
    stated.pop("title", None)
    named = read_named(card.element) if card.element is not None else {}
    text = "\n".join(filter(None, (card.text, beside)))
    values = {**named, **stated, **card.values, "title": card.title, "description": text}
    own = joined(url, card.link) if card.link else ""
    return Posting("readable", {name: value for name, value in values.items() if value}, url=own)


def _part(kept: list[Line], root: Element) -> Element:
    """The smallest part of the page that holds the advert's lines, where values may be named by classes."""
    elements = [line.element for line in kept if line.place != AROUND]
    if not elements:
        return root
    around = [elements[0], *elements[0].iterancestors()]
    last = set(elements[-1].iterancestors()) | {elements[-1]}
    part = next((one for one in around if one in last), root)
    return next((one for one in (part, *part.iterancestors()) if one.tag in ("article", "main")), part)
