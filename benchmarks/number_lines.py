"""Lines in which people marked the numbers that count posts (spiders/field_reading/counted_numbers.csv), to fit to.

What is bracketed adds up to the posts of the line: "[[40]] waiters and [[twenty]] cleaners, age 21-35".
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from spiders.field_reading import number_features
from spiders.field_reading.counted_sentence import Sentence
from spiders.field_reading.counting_words import NUMBER
from spiders.field_reading.number_features import candidates, features_of, wholes
from spiders.field_reading.said_numbers import read_number
from spiders.field_reading.told_numbers import row_of, told_in
from spiders.field_reading.unsigned_openings import SHORT_TEXT

FILE = Path(number_features.__file__).with_name("counted_numbers.csv")
PLAIN = "patterns"
_MARKED = re.compile(r"\[\[(.*?)\]\]")
# Digits of another script read as the same numbers, so they carry the mark through the taking apart.
_OTHER_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Line:
    """One line without its marks, how many posts it has, and of each candidate its features and whether it counts."""

    writer: str
    text: str
    posts: int | None
    row: Sentence
    counting: set[int]
    places: list[int]
    features: list[list[str]]
    counts: list[bool]


def lines() -> list[Line]:
    """Every line of the file."""
    return [_line(writer, text) for writer, text in _marked()]


def placed() -> list[Line]:
    """The plainest lines (`patterns`), by turns before and behind whole adverts that name no number of posts.

    Whoever is asked for lines that differ leaves plain ones out, and so nobody wrote them into a long text. Each is of
    the writer whose advert it stands in.
    """
    given = _marked()
    plain = [text for writer, text in given if writer == PLAIN and _MARKED.search(text)]
    around = [one for one in given if one[0] != PLAIN and not _MARKED.search(one[1]) and len(one[1]) > SHORT_TEXT]
    found = []
    for at, said in enumerate(plain):
        writer, advert = around[at % len(around)]
        found.append(_line(writer, f"{said}\n{advert}" if at % 2 else f"{advert}\n{said}"))
    return found


def _marked() -> list[tuple[str, str]]:
    """Writer and text, with its marks, of every line of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [(given["writer"], given["text"]) for given in csv.DictReader(file)]


def _line(writer: str, marked: str) -> Line:
    text = _MARKED.sub(r"\1", marked)
    row = row_of(told_in(text))
    counting = _counting(row, marked)
    places = candidates(row)
    return Line(
        writer=writer,
        text=text,
        posts=sum(_value(said) for said in _MARKED.findall(marked)) or None,
        row=row,
        counting=counting,
        places=places,
        features=list(features_of(row, places)),
        counts=[at in counting for at in places],
    )


def _counting(row: Sentence, marked: str) -> set[int]:
    """Where marked numbers stand; of a whole and its parts the whole, whichever was marked."""
    other = row_of(
        told_in(_MARKED.sub(lambda match: str(_value(match[1])).translate(_OTHER_DIGITS), marked), whole=True)
    )
    mine, theirs = sorted(row.values), sorted(other.values)
    alike = SequenceMatcher(None, [row.values[at] for at in mine], [other.values[at] for at in theirs], autojunk=False)
    counting = set()
    for first, second, length in alike.get_matching_blocks():
        for at in range(length):
            if not other.tokens[theirs[second + at]].isascii():
                counting.add(mine[first + at])
    for whole, parts in wholes(row, [at for at in mine if row.kinds[at] == NUMBER]):
        if whole not in counting and counting.issuperset(parts):
            counting = counting.difference(parts) | {whole}
    return counting


def _value(said: str) -> int:
    tokens: Sequence[str] = re.findall(r"\d+(?:,\d{3})*|[^\W\d_]+|-", said.lower())
    read = read_number(tokens, 0)
    assert read is not None, said
    return read[0]
