"""Where sentences begin and end around what is named in a text; initials and legal forms end none."""

import re

_END = re.compile(r"(?<!\b[A-Z])(?<!\bLtd)(?<!\bCo)[.!?]+(?=\s|$)|\n+")
Span = tuple[int, int]


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence that `text[start:end]` stands in, with its stop."""
    first = max((found.end() for found in _END.finditer(text, 0, start)), default=0)
    after = _END.search(text, end)
    return first, after.end() if after else len(text)


def sentence_before(text: str, first: int) -> Span:
    """The sentence before the one that begins at `first`; empty at the beginning of the text."""
    return sentence_around(text, max(0, first - 1), first)[0], first


def sentence_behind(text: str, last: int) -> Span:
    """The sentence behind the one that ends at `last`; empty at the end of the text."""
    return last, sentence_around(text, last, min(len(text), last + 1))[1]
