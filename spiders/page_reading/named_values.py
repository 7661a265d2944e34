"""Values that a page names by classes instead of words: `<span class="company">`, `<time datetime>`."""

import re

from spiders.page_reading.labelled_lines import label_of
from spiders.page_reading.page_tree import Element, line_within
from spiders.page_reading.page_words import by_property, in_classes

_CALLED = {name: in_classes(phrases) for name, phrases in by_property("named").items()}
_ANY = in_classes([phrase for phrases in by_property("named").values() for phrase in phrases])
_LABELLED = re.compile(r"^([A-Za-z ]{2,30}?)\s*[:–]\s+(.+)$")
_BESIDE = re.compile(r"\b(?:(?:visit )?website|view (?:company )?profile|follow|view all jobs)\b", re.IGNORECASE)
_POSTED = re.compile(r"^(?:posted|published|listed|imewekwa|date)\s*(?:on|at|:)?\s*", re.IGNORECASE)
LONGEST = 160
MOST_ELEMENTS = 20_000


def read_named(part: Element) -> dict[str, str]:
    """The first value named by a class for each property, inside `part`."""
    found: dict[str, str] = {}
    stamp = ""
    for number, element in enumerate(part.iter("*")):
        if number > MOST_ELEMENTS:
            break
        if element.tag == "time" and element.get("datetime"):
            stamp = stamp or element.get("datetime")[:40]
        named = element.get("class")
        if not named or not _ANY.search(named[:200]):
            continue
        name = next((name for name, pattern in _CALLED.items() if pattern.search(named[:200])), None)
        value = line_within(element) if name else ""
        if name and 1 < len(value) <= LONGEST and not label_of(value):
            found.setdefault(name, _bare(value))
    return {**found, "date_posted": stamp} if stamp else found


def _bare(value: str) -> str:
    labelled = _LABELLED.match(value)
    value = labelled[2] if labelled and label_of(labelled[1]) else _POSTED.sub("", value) or value
    return " ".join(_BESIDE.sub(" ", value).split()) or value
