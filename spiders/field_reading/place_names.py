"""Names of places and of peoples found in a text, and the country a field names ("Saudia", "Dubai", "Nairobi CBD")."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from registry.running_words import distinct_words, words_of
from registry.word_beginnings import places_of

LETTERS_READ = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INSIDE = re.compile(r"[^\W\d_]['’]?\Z")
_BEFORE_PLACES = re.compile(r"\b(?:in|to|nchini|huko)\s$")


@dataclass(frozen=True)
class Mention:
    """One country named in a text: its code and where."""

    code: str
    start: int
    end: int


class Names:
    """Names by what they stand for, found in a text at the cost of one look a word; the longest name wins."""

    def __init__(self, listed: Iterable[tuple[str, str]]) -> None:
        first: dict[str, list[tuple[str, str]]] = {}
        for name, meaning in listed:
            found = _WORD.search(name)
            first.setdefault(found[0] if found else name, []).append((name, meaning))
        self.by_first_word = {word: tuple(sorted(ways, key=lambda way: -len(way[0]))) for word, ways in first.items()}
        self.first_words = frozenset(words_of(word)[0] for word in first)

    def found_in(self, lower: str) -> Iterator[tuple[str, str, int, int]]:
        """Every name in a text of small letters: itself, what it stands for, where it starts and ends."""
        end = 0
        for start in places_of(lower, self.first_words.intersection(distinct_words(lower))):
            if (
                start < end
                or _INSIDE.search(lower, max(0, start - 2), start)
                or not (word := _WORD.match(lower, start))
            ):
                continue
            # "Jordan's" is one word, and so is "n'djamena".
            ways = self.by_first_word.get(word[0]) or self.by_first_word.get(word[0].partition("'")[0], ())
            for name, meaning in ways:
                stop = start + len(name)
                if lower.startswith(name, start) and not lower[stop : stop + 1].isalpha():
                    yield name, meaning, start, stop
                    end = stop
                    break


@dataclass(frozen=True)
class _Places:
    names: Names
    capitalised: frozenset[str]
    also_names: frozenset[str]
    codes: frozenset[str]
    _abroad: dict[str, frozenset[str]] = field(default_factory=dict)

    def abroad(self, home: str) -> frozenset[str]:
        """A word of each name that stands for another country than `home` (of any country, where that is empty)."""
        if home not in self._abroad:
            ways = (way for listed in self.names.by_first_word.values() for way in listed)
            self._abroad[home] = frozenset(words_of(name)[0] for name, code in ways if code != home)
        return self._abroad[home]


@lru_cache(maxsize=1)
def _places() -> _Places:
    given: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "countries.yml").read_text("utf-8"))
    countries: Mapping[str, list[str]] = given["countries"]
    return _Places(
        Names((name, code) for code, names in countries.items() for name in names),
        frozenset(given["capitalised"]),
        frozenset(given["also_names"]),
        frozenset(countries),
    )


def small_letters(text: str) -> tuple[str, str]:
    """The text and its small letters, sign for sign: a few letters change length and would shift every place."""
    lower = text.lower()
    return (text, lower) if len(lower) == len(text) else (lower, lower)


def countries_in(text: str, *, beside: str = "") -> list[Mention]:
    """Every country that `text` names, in order; none where it names no other than `beside`."""
    places = _places()
    text = text[:LETTERS_READ]
    if places.abroad(beside).isdisjoint(distinct_words(text)):
        return []
    text, lower = small_letters(text)
    return [
        Mention(code, start, end)
        for name, code, start, end in places.names.found_in(lower)
        if _written_as_name(text, name, start, end)
    ]


def is_also_a_name(printed: str) -> bool:
    """Whether people, firms or streets bear the name of this place too."""
    return printed.lower() in _places().also_names


def _written_as_name(text: str, name: str, start: int, end: int) -> bool:
    if len(name) <= 3:
        return text[start:end].isupper()
    if name not in _places().capitalised or text[start].isupper():
        return True
    return _BEFORE_PLACES.search(text, max(0, start - 8), start) is not None


def read_country(raw: str) -> str | None:
    """The country a field states, by ISO code or by any name or city; None where none or several stand."""
    stripped = raw.strip()
    if len(stripped) == 2 and stripped.upper() in _places().codes:
        return stripped.upper()
    codes = {mention.code for mention in countries_in(raw)}
    return codes.pop() if len(codes) == 1 else None
