"""A text's sentences taken apart once, and as one row of words for the reader that learned which numbers count."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from spiders.field_reading.counted_sentence import Sentence, take_apart
from spiders.field_reading.counting_words import TRADE
from spiders.field_reading.kept_sentences import kept
from spiders.field_reading.printed_numbers import plain_numbers
from spiders.field_reading.said_numbers import has_number

SENTENCE_END = re.compile(r"([.!?](?=\s|$)|[\n;•|?]+)")
HEADING = 70
_LEFT_OUT, _BREAK = "…", "|"
# What ends a sentence is one of these letters among the kinds of words.
ENDS = frozenset(".|;")
_has_number = kept(has_number)


class Told(NamedTuple):
    """One sentence in lower case; `sentence` is None where it is long and has no number, `end` the mark behind it."""

    printed: str
    sentence: Sentence | None
    counted: bool
    end: str


def told_in(text: str, *, whole: bool = False) -> list[Told]:
    """The sentences of `text`, none where it has no number; as a `whole` each is taken apart whatever is in it."""
    text = plain_numbers(text)
    if not (whole or has_number(text)):
        return []
    pieces = [*SENTENCE_END.split(text), "."]
    told: list[Told] = []
    for printed, end in zip(pieces[::2], pieces[1::2], strict=True):
        if not printed.strip():
            continue
        counted = _has_number(printed)
        sentence = take_apart(printed) if whole or counted or len(printed) <= HEADING else None
        told.append(Told(printed, sentence, counted, end[0] if end[0] in ".!?;" else _BREAK))
    return told


def said_once(told: Sequence[Told]) -> list[Told]:
    """The sentences without those said before; under another trade's heading the same words count anew."""
    known: dict[tuple[str, str], Told] = {}
    before: Told | None = None
    for one in told:
        heading = before.printed if before is not None and _heads(before, one) else ""
        known.setdefault((" ".join(heading.split()), " ".join(one.printed.split())), one)
        before = one
    return list(known.values())


def _heads(before: Told, one: Told) -> bool:
    if before.counted or before.sentence is None or one.sentence is None:
        return False
    return TRADE in before.sentence.kinds and TRADE not in one.sentence.kinds


def row_of(told: Sequence[Told]) -> Sentence:
    """The sentences as one; in place of a long one without numbers stands one mark."""
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
            for at, value in sentence.values.items():
                values[start + at] = value
            for at in sentence.digits:
                digits.add(start + at)
        words.append(one.end)
        kinds.append("." if one.end in ".!?" else _BREAK)
    return Sentence(tuple(words), "".join(kinds), values, frozenset(digits))
