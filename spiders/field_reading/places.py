"""Places as adverts name them ("Saudia", "Dubai", "Nairobi CBD") as ISO 3166-1 codes, and where the job would be."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from spiders.field_reading.words import words_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# What makes a country in running text the place of the job: going or working before it, "visa" or "jobs" after.
_BEFORE = re.compile(
    r"(?:work|job|jobs|working|employment|employer|travel|fly|flight|deploy\w*|vacanc\w+|needed|wanted|required|placed?"
    r"|placement|opportunit\w+|position|recruit\w*|hiring|based|abroad|kazi|ajira|kwenda|safari|nafasi|wanahitajika)"
    r"[^.!?\n]{0,40}\b(?:in|to|for|at|nchini|kwenda|kwa|huko|ya|za|,|:|-)\s*(?:the\s+)?$"
)
_AFTER = re.compile(r"^\s*(?:visa|jobs?|vacanc\w+|opportunit\w+|employers?|contract|bound)\b")
_NEAR = 70
LETTERS_READ = 20_000


@dataclass(frozen=True)
class _Names:
    by_first_word: dict[str, tuple[tuple[str, str], ...]]
    capitalised: frozenset[str]
    codes: frozenset[str]
    _abroad: dict[str, frozenset[str]] = field(default_factory=dict)

    def abroad(self, home: str) -> frozenset[str]:
        """A word of each name that stands for another country than `home` (of any country, where that is empty)."""
        if home not in self._abroad:
            ways = (way for listed in self.by_first_word.values() for way in listed)
            self._abroad[home] = frozenset(words_of(name)[0] for name, code in ways if code != home)
        return self._abroad[home]


@dataclass(frozen=True)
class Mention:
    """One country named in a text: its code and where."""

    code: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _names() -> _Names:
    given: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "countries.yml").read_text("utf-8"))
    first: dict[str, list[tuple[str, str]]] = {}
    for code, names in given["countries"].items():
        for name in names:
            first.setdefault(_WORD.findall(name)[0], []).append((name, code))
    longest_first = {word: tuple(sorted(ways, key=lambda way: -len(way[0]))) for word, ways in first.items()}
    return _Names(longest_first, frozenset(given["capitalised"]), frozenset(given["countries"]))


def countries_in(text: str, *, beside: str = "") -> list[Mention]:
    """Every country that `text` names, in order; none where it names no other than `beside`."""
    names, end = _names(), 0
    found: list[Mention] = []
    text = text[:LETTERS_READ]
    if names.abroad(beside).isdisjoint(words_of(text)):
        return found
    lower = text.lower()
    if len(lower) != len(text):  # a few letters change length in lower case and would shift every place
        text = lower
    for word in _WORD.finditer(lower):
        if word.start() < end:
            continue
        for name, code in names.by_first_word.get(word[0], ()):
            stop = word.start() + len(name)
            if lower.startswith(name, word.start()) and not lower[stop : stop + 1].isalpha():
                if _written_as_name(text[word.start() : stop], name, names):
                    found.append(Mention(code, word.start(), stop))
                    end = stop
                break
    return found


def _written_as_name(printed: str, name: str, names: _Names) -> bool:
    if len(name) <= 3:
        return printed.isupper()
    return name not in names.capitalised or printed[0].isupper()


def read_country(raw: str) -> str | None:
    """The country a field states, by ISO code or by any name or city; None where none or several stand."""
    stripped = raw.strip()
    if len(stripped) == 2 and stripped.upper() in _names().codes:
        return stripped.upper()
    codes = {mention.code for mention in countries_in(raw)}
    return codes.pop() if len(codes) == 1 else None


def destination_of(*, title: str, location: str, description: str, home: str, stated: str = "") -> str | None:
    """The country the job is in, where the advert is clear about it; `home` is the country it is advertised in.

    `stated` is what markup gives as the country. A foreign country in the title goes before the location, which is
    often the agency's own office.
    """
    in_title = _foreign(title, home)
    if in_title:
        return in_title
    place = read_country(stated) or _foreign(location, home) or read_country(location)
    if place and place != home:
        return place
    return _in_running_text(description, home) or place


def _foreign(text: str, home: str) -> str | None:
    return next((mention.code for mention in countries_in(text, beside=home) if mention.code != home), None)


def _in_running_text(text: str, home: str) -> str | None:
    text = text[:LETTERS_READ]
    abroad = [mention for mention in countries_in(text, beside=home) if mention.code != home]
    if not abroad:
        return None
    lower = text.lower()
    jobs = Counter(
        mention.code
        for mention in abroad
        if _BEFORE.search(lower[max(0, mention.start - _NEAR) : mention.start])
        or _AFTER.match(lower[mention.end : mention.end + _NEAR])
    )
    return jobs.most_common(1)[0][0] if jobs else None
