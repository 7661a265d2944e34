"""Fields that a text states under a label ("Salary: KSh 30,000", "Kampuni" over its value), to fill what is missing."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from registry.word_beginnings import line_beginnings, matches_at
from spiders.field_reading.pay import read_period
from spiders.page_reading.page_words import by_property

if TYPE_CHECKING:
    from spiders.page_reading.page_lines import Line

_LABEL_OF = {
    name: re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE)
    for name, phrases in by_property("labels").items()
}
_SEPARATORS = (":", "=", "\t", "–", "-")
_MARKS = r"[\s*•·\-–>✓✔▪📍💰📅🏢]{0,6}"
_LINE = re.compile(
    rf"^{_MARKS}([A-Za-z][A-Za-z. ]{{1,30}}?)[ *]{{0,4}}(?:[:=]|\t|\s[–-]\s)[ *]{{0,4}}(\S.{{0,300}})$", re.MULTILINE
)
# Behind its marks and the longest label a line has one of these, or it is none of a label and a value.
_SEPARATOR, _FARTHEST = re.compile(r"[:=\t–-]"), 44
_DAY = r"\d{1,2}(?:st|nd|rd|th)?[ /.-](?:of )?[A-Za-z0-9]{1,9}[ /.,-]{1,2}\d{2,4}|\d{4}-\d\d-\d\d"
_UNTIL = (
    r"deadline|closing date|apply (?:by|before)|on or before|(?:not|no) later than|before|by"
    r"|mwisho wa (?:kutuma )?maombi|kabla ya"
)
# One of these stands in each of them.
_UNTIL_WORDS = ("deadline", "closing date", "by", "before", "later than", "mwisho wa", "kabla ya")
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
# What such a date cannot do without, beginning with its last digit so that the engine stops only there.
_DAY_HINT = re.compile(r"\d(?:[sSnNrRtT][tTdDhH])?[ /.-](?:[oO][fF] )?[A-Za-z0-9]{1,9}[ /.,-]{1,2}\d\d")
_DEADLINE = re.compile(rf"\b(?:{_UNTIL})\b[^.\n\d]{{0,24}}?{_WEEKDAY}((?:{_DAY}))", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"(?<=\w\w)[.!]\s+(?=[A-Z])")
LETTERS_READ = 20_000
LONGEST_VALUE = 140


@lru_cache(maxsize=4096)
def label_of(printed: str) -> str | None:
    """The item property that `printed` is a label of, or None."""
    label = printed.strip(" \t:*•-–\x1f").strip()
    if not 2 <= len(label) <= 32:
        return None
    return next((name for name, pattern in _LABEL_OF.items() if pattern.fullmatch(label)), None)


def read_labelled(text: str) -> dict[str, str]:
    """The first value under each known label in `text`, by item property; label and value on one line."""
    found: dict[str, str] = {}
    text = text[:LETTERS_READ]
    starts = line_beginnings(text) if any(sign in text for sign in _SEPARATORS) else ()
    labelled = (start for start in starts if _SEPARATOR.search(text, start, start + _FARTHEST))
    for label, value in (found.groups() for found in matches_at(_LINE, text, labelled)):
        if name := label_of(label):
            said = _pay(label, value) if name == "base_salary" else value
            found.setdefault(name, said.strip()[:LONGEST_VALUE])
    return found


def _pay(label: str, value: str) -> str:
    """Pay to the end of its sentence, with the period that its label alone says."""
    said = _NEXT_SENTENCE.split(value, maxsplit=1)[0]
    return f"{said} ({label.strip().lower()})" if read_period(label) and not read_period(said) else said


def deadline_in(text: str) -> str:
    """The date by which a running text says one must apply ("not later than 5th December 2026"), as printed."""
    text = text[:LETTERS_READ]
    lower = text.lower()
    if not any(map(lower.__contains__, _UNTIL_WORDS)) or not _DAY_HINT.search(text):
        return ""
    match = _DEADLINE.search(text)
    return match[1] if match else ""


def read_stacked(lines: Sequence["Line"]) -> dict[str, str]:
    """The first value under each known label, whether beside it or on the line next to it; cells are apart by tabs."""
    found: dict[str, str] = {}
    for place, line in enumerate(lines):
        cells = line.text.split("\t")
        if len(cells) % 2 == 0:
            pairs = list(zip(cells[::2], cells[1::2], strict=True))
        else:
            pairs = [(line.text, _beside(lines, place))] if len(cells) == 1 and not line.is_link else []
        for label, value in pairs:
            name = label_of(label)
            if name and value and len(value) <= LONGEST_VALUE and not label_of(value) and not value.endswith(":"):
                found.setdefault(name, value)
    for name, value in read_labelled("\n".join(line.text for line in lines if "\t" not in line.text)).items():
        found.setdefault(name, value)
    return found


def _beside(lines: Sequence["Line"], place: int) -> str:
    """The line that belongs to the label at `place`: the one after it, or before it where the label closes its box."""
    label = lines[place]
    before = lines[place - 1] if place else None
    closes = before and label_of(label.text) and label.element.getnext() is None
    if before and closes and before.element is label.element.getprevious() and not label_of(before.text):
        return before.text
    after = lines[place + 1] if place + 1 < len(lines) else None
    return after.text if after is not None and "\t" not in after.text and not after.level else ""
