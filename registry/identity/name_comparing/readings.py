"""One printed name, several ways to read it: two names in one, two scripts side by side, one script in another."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from registry.identity.name_comparing.alignment import Hearing
from registry.identity.name_comparing.parts import NameWords, words_of
from registry.identity.name_comparing.transliteration import has_other_script, in_latin, leaves_vowels_out
from registry.identity.name_words import words

_MOST = 6
_SLASH = re.compile(r"(?<=[^\W\d_]{3})\s*/\s*(?=[^\W\d_]{3})")
_LATIN_RUN = re.compile(r"[A-Za-z\u00c0-\u024f0-9.,&'’ -]{3,}")
_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f]{3}")


@lru_cache(maxsize=100_000)
def readings(raw: str) -> tuple[NameWords, ...]:
    """The ways to read `raw`, the plain one first: most names have one."""
    whole = words_of(raw)
    if "/" not in raw and raw.isascii() and not _other_name().search(raw):
        return (whole,)
    found = [whole, *(words_of(part) for part in _parts(raw))]
    return tuple(dict.fromkeys(one for one in found if one.stems))[:_MOST] or (whole,)


@lru_cache(maxsize=50_000)
def latin_reading(reading: NameWords) -> NameWords:
    """A reading with its other scripts in Latin letters; itself where it has none."""
    return words_of(in_latin(" ".join(reading.stems))) if is_in_other_script(reading) else reading


def is_in_other_script(reading: NameWords) -> bool:
    """Whether a reading has letters that `latin_reading` would write otherwise."""
    return has_other_script(reading.name.normalised)


def hearing(a: NameWords, b: NameWords) -> Hearing:
    """What can be heard of two readings: nothing unless they are in different scripts."""
    if is_in_other_script(a) == is_in_other_script(b):
        return Hearing.NOT
    silent = leaves_vowels_out(a.name.normalised) or leaves_vowels_out(b.name.normalised)
    return Hearing.CONSONANTS if silent else Hearing.LETTERS


def _parts(raw: str) -> Iterator[str]:
    """The names that `raw` says are one firm's: "X Ltd t/a Y", "X/Y", and a name printed in two scripts."""
    aliases = _other_name().split(raw)
    if len(aliases) > 1:
        yield from aliases
    sides = _SLASH.split(raw)
    if len(sides) > 1 and all(not words_of(side).rare <= words().generic.keys() for side in sides):
        yield from sides
    if has_other_script(raw) and _LETTERS.search(raw):
        yield from (run for run in _LATIN_RUN.findall(raw) if _LETTERS.search(run))
        yield _LATIN_RUN.sub(" ", raw)


@cache
def _other_name() -> re.Pattern[str]:
    said = "|".join(re.escape(one) for one in sorted(words().also_known_as, key=len, reverse=True))
    return re.compile(rf"(?<=\w\W)\(?\b(?:{said})(?!\w)[:\s]*", re.IGNORECASE)
