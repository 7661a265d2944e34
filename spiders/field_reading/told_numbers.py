"""A text's sentences taken apart once, and as one row of words for the reader that learned which numbers count."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from spiders.field_reading.counted_sentence import Sentence, take_apart
from spiders.field_reading.counting_words import BREAK, NUMBER, TRADE
from spiders.field_reading.kept_sentences import kept
from spiders.field_reading.number_features import candidates
from spiders.field_reading.printed_numbers import plain_numbers
from spiders.field_reading.said_numbers import has_number, may_say_number

# Begins with a set of signs, which the engine finds sooner than a choice: one that ends a sentence, or a run of others.
SENTENCE_END = re.compile(r"([.!?\n;•|](?:(?<=[.!?])(?=\s|$)|(?<=[\n;•|?])[\n;•|?]*))")
HEADING = 70
_LEFT_OUT = "…"
_has_number = kept(has_number)


class Told(NamedTuple):
    """One sentence in lower case; `sentence` is None where it is long and has no number, `end` the mark behind it."""

    printed: str
    sentence: Sentence | None
    counted: bool
    end: str


def told_in(text: str, *, whole: bool = False, counting: bool = False) -> list[Told]:
    """The sentences of `text`, none where it has no number; as a `whole` each is taken apart whatever is in it.

    Asked for a `counting` text only, there are none either where no number may count posts: in most adverts none does.
    """
    text = plain_numbers(text)
    if not (whole or has_number(text)):
        return []
    pieces = [*SENTENCE_END.split(text), "."]
    told = [(printed, end) for printed, end in zip(pieces[::2], pieces[1::2], strict=True) if printed.strip()]
    if counting and not any(_may_count_posts(printed) for printed, _ in told):
        return []
    return [_told(printed, end, whole=whole) for printed, end in told]


def _told(printed: str, end: str, *, whole: bool) -> Told:
    counted = _has_number(printed)
    sentence = take_apart(printed) if whole or counted or len(printed) <= HEADING else None
    return Told(printed, sentence, counted, end[0] if end[0] in ".!?;" else BREAK)


@kept
def _may_count_posts(printed: str) -> bool:
    """Whether a number of the sentence counts anything for either of the readers."""
    if not may_say_number(printed) or not (len(printed) <= HEADING or _has_number(printed)):
        return False
    sentence = take_apart(printed)
    return NUMBER in sentence.kinds or bool(candidates(sentence))


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
        kinds.append("." if one.end in ".!?" else BREAK)
    return Sentence(tuple(words), "".join(kinds), values, frozenset(digits))
