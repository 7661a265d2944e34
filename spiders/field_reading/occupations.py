"""A job's title as an ISCO-08 unit group, where the title says which: by the longest listed title that stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
_PARTS = re.compile(r"\s+[-–—|/:]\s+|[,(;:|/\[]|\s+@")
_LINKS = frozenset(("wa", "ya", "la", "za", "cha", "of", "in", "kwa", "na"))
LONGEST_TITLE = 160
MOST_PARTS = 3
LISTED = Path(__file__).parent / "occupations.yml"


@dataclass(frozen=True)
class _Titles:
    by_first_word: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    turning: frozenset[str]
    ending: frozenset[str]
    generic: frozenset[tuple[str, ...]]
    plain: frozenset[str]


def read_occupations(titles: Sequence[str]) -> list[str | None]:
    """The ISCO-08 code of each title, None where a title names no single listed occupation."""
    return [read_occupation(title) for title in titles]


@lru_cache(maxsize=8192)
def read_occupation(title: str) -> str | None:
    """The four digits of the ISCO-08 unit group that `title` names, or None."""
    parts = [part for part in _PARTS.split(title[:LONGEST_TITLE].lower()) if part.strip()][:MOST_PARTS]
    return next((code for part in parts if (code := _in_part(part))), None)


def last_words() -> frozenset[str]:
    """The word that says what a person is in each title: "cleaner" of "hotel cleaner", "fundi" of "fundi wa maji"."""
    titles = (title for titles in _titles().by_first_word.values() for title, _ in titles)
    return frozenset(title[0] if _LINKS.intersection(title) else title[-1] for title in titles)


def _in_part(part: str) -> str | None:
    known = _titles()
    words = [_singular(word) for word in _WORD.findall(part)]
    found: tuple[int, str] | None = None
    place = 0
    while place < len(words) and not (found and words[place] in known.ending):
        titles = known.by_first_word.get(words[place], ())
        match = next(
            ((title, code) for title, code in titles if tuple(words[place : place + len(title)]) == title), None
        )
        if match is None:
            if found and words[place] in known.turning:
                found = None  # "driver trainer" is no driver
            place += 1
            continue
        stranger = place > 0 and found is None and not _is_plain(words[place - 1])
        found = None if stranger and match[0] in known.generic else (place, match[1])
        place += len(match[0])
    return found[1] if found else None


def _is_plain(word: str) -> bool:
    return word.isdigit() or word in _titles().plain


@lru_cache(maxsize=1)
def _titles() -> _Titles:
    given: dict[str, Any] = yaml.load(LISTED.read_text("utf-8"), Loader=yaml.CSafeLoader)
    first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for code, titles in given["occupations"].items():
        for title in titles:
            words = tuple(_singular(word) for word in _WORD.findall(title.lower()))
            first.setdefault(words[0], []).append((words, code))
    longest_first = {word: tuple(sorted(ways, key=lambda way: -len(way[0]))) for word, ways in first.items()}
    generic = frozenset(tuple(_singular(word) for word in _WORD.findall(title)) for title in given["generic"])
    plain = frozenset(_singular(word) for word in given["plain"]) | frozenset(given["plain"])
    return _Titles(longest_first, frozenset(given["turning"]), frozenset(given["ending"]), generic, plain)


@lru_cache(maxsize=8192)
def _singular(word: str) -> str:
    word = word.replace("’", "'").removesuffix("'s")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
