"""A text's sentences taken apart once, and as one row of words for the reader that learned which numbers count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spiders.field_reading.counted_sentence import Sentence, take_apart
from spiders.field_reading.printed_numbers import plain_numbers
from spiders.field_reading.said_numbers import has_number

SENTENCE_END = re.compile(r"[.!?](?=\s|$)|[\n;•|?]+")
HEADING = 70
_LEFT_OUT, _BREAK = "…", "|"
# What ends a sentence is one of these letters among the kinds of words.
ENDS = frozenset(".|;")


@dataclass(frozen=True)
class Told:
    """One sentence in lower case; `sentence` is None where it is long and has no number, `end` the mark behind it."""

    printed: str
    sentence: Sentence | None
    counted: bool
    end: str


@dataclass(frozen=True)
class Row:
    """The words of all sentences, a letter for each, and the values of its numbers by place."""

    words: tuple[str, ...]
    kinds: str
    values: dict[int, int]
    digits: frozenset[int]


def told_in(text: str, *, whole: bool = False) -> list[Told]:
    """The sentences of `text`, none where it has no number; as a `whole` each is taken apart whatever is in it."""
    text = plain_numbers(text)
    if not (whole or has_number(text)):
        return []
    told: list[Told] = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        _tell(told, text[start : match.start()], match[0][0], whole)
        start = match.end()
    _tell(told, text[start:], ".", whole)
    return told


def _tell(told: list[Told], printed: str, end: str, whole: bool) -> None:
    if printed.strip():
        counted = has_number(printed)
        sentence = take_apart(printed) if whole or counted or len(printed) <= HEADING else None
        told.append(Told(printed, sentence, counted, end if end in ".!?;" else _BREAK))


def row_of(told: Sequence[Told]) -> Row:
    """The sentences as one row; in place of a long one without numbers stands one mark."""
    words: list[str] = []
    kinds: list[str] = []
    values: dict[int, int] = {}
    digits: set[int] = set()
    for one in told:
        start, sentence = len(words), one.sentence
        if sentence is None:
            words.append(_LEFT_OUT)
            kinds.append(_LEFT_OUT)
        else:
            words.extend(sentence.tokens)
            kinds.append(sentence.kinds)
            values.update((start + at, value) for at, value in sentence.values.items())
            digits.update(start + at for at in sentence.digits)
        words.append(one.end)
        kinds.append("." if one.end in ".!?" else _BREAK)
    return Row(tuple(words), "".join(kinds), values, frozenset(digits))
