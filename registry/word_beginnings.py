"""Where words and lines begin, so that a pattern which begins there is not tried at every letter.

Python's engine skips quickly only to a letter or a set of letters that a pattern starts with; a choice of words, or the
boundary before them, is tried everywhere.
"""

import re
from collections.abc import Iterable, Iterator


def small_letters(text: str) -> str:
    """`text`, as long as before, in the letters under which patterns that ignore case find a-z."""
    # Turkish i: the one letter whose small form is longer; and two that ignoring case takes for an i and an s.
    return text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")


def places_of(text: str, stems: Iterable[str]) -> list[int]:
    """Where in `text` one of `stems` stands, inside a word too, in order and once."""
    found: set[int] = set()
    for stem in stems:
        at = text.find(stem)
        while at >= 0:
            found.add(at)
            at = text.find(stem, at + 1)
    return sorted(found)


def beginnings(text: str, stems: Iterable[str]) -> list[int]:
    """Where in `text` a word begins with one of `stems`, in order; one that begins with a mark may stand anywhere."""
    return [at for at in places_of(text, stems) if not at or not text[at].isalpha() or not _is_of_word(text[at - 1])]


def line_beginnings(text: str) -> Iterator[int]:
    """Where each line of `text` begins."""
    yield 0
    at = text.find("\n")
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1)


def matches_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives where it can match at none but these `places`, given in order."""
    end = 0
    for place in places:
        if place >= end and (found := pattern.match(text, place)):
            yield found
            end = found.end()


def _is_of_word(sign: str) -> bool:
    return sign == "_" or sign.isalnum()
