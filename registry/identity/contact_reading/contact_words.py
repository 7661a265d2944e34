"""The words of `contact_words.yml` as the patterns that reading contacts needs, built once."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from registry.identity.data_files import HERE, read_yaml


@cache
def contact_words() -> dict[str, Any]:
    """What the data file says."""
    return read_yaml(HERE / "contact_words.yml")


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first, blanks of any width."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def word_set(*path: str) -> frozenset[str]:
    """The list of the data file at `path`."""
    said: Any = contact_words()
    for part in path:
        said = said[part]
    return frozenset(said)


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text`, as long as before, with nothing to read within `spans`."""
    kept: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if end > done:
            kept += (text[done:start], "\0" * (end - max(start, done)))
            done = end
    return "".join((*kept, text[done:])) if kept else text
