"""How many posts an advert offers, by patterns and by a reader that learned which numbers count posts.

Too high a number would accuse an agency of exceeding its order: where the two differ, the higher one must be surer.
"""

from collections.abc import Sequence
from typing import NamedTuple

from spiders.field_reading.counting_patterns import SIGNS
from spiders.field_reading.learned_numbers import chances
from spiders.field_reading.number_features import candidates
from spiders.field_reading.openings_by_patterns import read_by_patterns
from spiders.field_reading.surest_total import Total, surest_total
from spiders.field_reading.told_numbers import Told, row_of, said_once, told_in
from spiders.field_reading.unsigned_openings import SHORT_TEXT

LETTERS_READ = 20_000
TITLE_READ = 500


class Sure(NamedTuple):
    """How sure the learned reading must be, by what the patterns find: nothing, less than it, more, or all there is."""

    alone: float
    more: float
    less: float
    none: float


# It learned from lines, and from whole texts, in which numbers of all kinds mislead the patterns (docs/decisions/0025).
IN_LINE = Sure(alone=0.6, more=0.7, less=0.5, none=0.6)
IN_TITLE = Sure(alone=0.8, more=0.7, less=0.5, none=0.6)
IN_LONG_TEXT = Sure(alone=0.7, more=0.7, less=0.0, none=0.0)


def read_openings(title: str, description: str) -> int | None:
    """The number of posts stated in the title, else in the description; None where none is."""
    stated = _read(title[:TITLE_READ], titled=True)
    return stated if stated is not None else _read(description[:LETTERS_READ], titled=False)


def _read(text: str, *, titled: bool) -> int | None:
    told = told_in(text, counting=True)
    patterned = read_by_patterns(text, told, titled=titled)
    return of_both(patterned, learned(told), sure=IN_TITLE if titled else sure_in(text))


def sure_in(text: str) -> Sure:
    """How sure the learned reading of a text must be, by its length."""
    return IN_LINE if len(text) <= SHORT_TEXT else IN_LONG_TEXT


def learned(told: Sequence[Told]) -> Total:
    """What the learned reader makes of the sentences."""
    if not any(one.sentence is not None and one.sentence.values and candidates(one.sentence) for one in told):
        return Total(0, 1.0)
    row = row_of(said_once(told))
    if sum(len(one.printed) for one in told) > SHORT_TEXT and SIGNS.isdisjoint(row.kinds):
        return Total(0, 1.0)  # a long text that wants nobody in any sentence
    return surest_total(row, chances(row, candidates(row)))


def of_both(patterned: int | None, read: Total, *, sure: Sure) -> int | None:
    """The reading of the two that is surer; of more posts than the patterns find it must be surer still."""
    posts, chance, each = read
    if patterned is None:
        return posts if posts and chance >= sure.alone else None
    if not posts:
        return None if chance >= sure.none else patterned
    if posts > patterned == each:
        return patterned  # one number said again, as in two languages: "10 posts. Nafasi 10."
    return posts if chance >= (sure.more if posts > patterned else sure.less) else patterned
