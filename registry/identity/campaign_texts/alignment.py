"""Two copies of one text laid beside each other: which of the second's words stand where each of the first's does."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from registry.identity.folding import fold
from registry.vocabulary import SlotKind

MOST_CHARACTERS = 8_000
MOST_PIECES = 1_500
_CURRENCY = r"ksh?s?|kes|sar|aed|qar|omr|kwd|bhd|usd|eur|gbp|ugx|tzs"
_SUM = r"\d[\d,.]*\d|\d"
_UNIT = rf"/=|(?:{_CURRENCY}|bob|shillings|shilingi|riyals?|dirhams?|dollars?)\b"
# The surest kind first: a sum with its currency is no telephone, and an address with digits in it is no number.
_KINDS = {
    SlotKind.EMAIL: r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    SlotKind.LINK: r"(?:https?://|www\.)[^\s<>\"']*[^\s<>\"'.,;:!?)]",
    SlotKind.AMOUNT: rf"(?:\b(?:{_CURRENCY})\b\.?\s?|[$€£]\s?)(?:{_SUM})(?:/=|k\b)?(?:\s?[-–]\s?(?:{_SUM})(?:/=|k\b)?)?"
    rf"|(?:{_SUM})(?:\s?[-–]\s?(?:{_SUM}))?\s?(?:{_UNIT})",
    SlotKind.PHONE: r"[+(]?\d(?:[ \t().-]{0,2}\d){7,14}",
    SlotKind.NUMBER: _SUM,
}
_APOSTROPHES = "'’‘ʼ`´＇"
# Letters set apart by full stops are one word too: "C.V." is "CV".
_WORD = rf"[^\W_](?:\.[^\W_](?![^\W_]))+|[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)?"
_UNSAID = str.maketrans("", "", f".{_APOSTROPHES}")
_MASK = "\x00"


@dataclass(frozen=True, slots=True)
class Piece:
    """One word, number or contact of a text, with its place in it; `kind` where it varies by its nature."""

    start: int
    end: int
    key: str
    kind: SlotKind | None


def pieces_of(text: str, *, name: str = "") -> tuple[Piece, ...]:
    """The pieces of `text` as printed by `name`, in order."""
    return tuple(_pieces(text[:MOST_CHARACTERS], _pattern(name)))[:MOST_PIECES]


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    for found in pattern.finditer(text):
        kind = None if found.lastgroup in (None, "word") else SlotKind(str(found.lastgroup))
        yield Piece(found.start(), found.end(), fold(found[0].translate(_UNSAID)) if kind is None else _MASK, kind)


def _pattern(name: str) -> re.Pattern[str]:
    words = re.findall(r"[^\W_]+", name)
    named = r"\W+".join(map(re.escape, words)) if len("".join(words)) > 2 else ""
    first = [rf"(?P<name>\b{named}\b)"] if named else []
    kinds = [rf"(?P<{kind.value}>{pattern})" for kind, pattern in _KINDS.items()]
    return re.compile("|".join([*first, *kinds, rf"(?P<word>{_WORD})"]), re.IGNORECASE)


def counterparts(left: Sequence[Piece], right: Sequence[Piece]) -> list[tuple[int, int, bool]]:
    """For each piece of `left` the range of `right`'s pieces in its place (empty where it is left out), and whether
    they are the same word or of the same nature."""
    placed = [(0, 0, False)] * len(left)
    waiting: int | None = None
    for step in Levenshtein.opcodes([one.key for one in left], [one.key for one in right]):
        if step.tag == "insert":
            place = step.src_start - 1
            if place >= 0 and not placed[place][2]:
                placed[place] = (placed[place][0], step.dest_end, False)
            else:
                waiting = step.dest_start
            continue
        for offset in range(step.src_end - step.src_start):
            at = step.dest_start + offset
            if step.tag == "delete":
                placed[step.src_start + offset] = (step.dest_start, step.dest_start, False)
            else:
                placed[step.src_start + offset] = (at, at + 1, step.tag == "equal")
        if waiting is not None and step.tag == "replace":
            placed[step.src_start] = (waiting, placed[step.src_start][1], False)
        waiting = None
    return placed
