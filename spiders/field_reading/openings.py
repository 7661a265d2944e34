"""How many posts an advert offers, by patterns and by a reader that learned which numbers count posts.

Too high a number would accuse an agency of exceeding its order: where the two differ, the higher one must be surer.
"""

from collections.abc import Sequence

from spiders.field_reading.counting_patterns import SIGNS
from spiders.field_reading.learned_numbers import chances
from spiders.field_reading.number_features import candidates
from spiders.field_reading.openings_by_patterns import read_by_patterns
from spiders.field_reading.surest_total import Total, surest_total
from spiders.field_reading.told_numbers import Told, row_of, said_once, told_in
from spiders.field_reading.unsigned_openings import SHORT_TEXT

LETTERS_READ = 20_000
TITLE_READ = 500
# How sure the learned reading must be, by what the patterns say: nothing, less, or more than it (docs/decisions/0025).
SURE_ALONE, SURE_OF_MORE, SURE_OF_LESS, SURE_OF_NONE = 0.6, 0.7, 0.5, 0.6
# It learned from lines: titles are no such, and a long text holds many numbers.
SURE_ALONE_ELSEWHERE = 0.8


def read_openings(title: str, description: str) -> int | None:
    """The number of posts stated in the title, else in the description; None where none is."""
    stated = _read(title[:TITLE_READ], titled=True)
    return stated if stated is not None else _read(description[:LETTERS_READ], titled=False)


def _read(text: str, *, titled: bool) -> int | None:
    told = told_in(text)
    patterned = read_by_patterns(text, told, titled=titled)
    return of_both(patterned, learned(told), in_line=not titled and len(text) <= SHORT_TEXT)


def learned(told: Sequence[Told]) -> Total:
    """What the learned reader makes of the sentences."""
    if not any(one.sentence is not None and one.sentence.values and candidates(one.sentence) for one in told):
        return Total(0, 1.0)
    row = row_of(said_once(told))
    if sum(len(one.printed) for one in told) > SHORT_TEXT and SIGNS.isdisjoint(row.kinds):
        return Total(0, 1.0)  # a long text that wants nobody in any sentence
    return surest_total(row, chances(row, candidates(row)))


def of_both(patterned: int | None, read: Total, *, in_line: bool) -> int | None:
    """The reading of the two that is surer; of more posts than the patterns find it must be surer still."""
    posts, chance, each = read
    if patterned is None:
        return posts if posts and chance >= (SURE_ALONE if in_line else SURE_ALONE_ELSEWHERE) else None
    if not posts:
        return None if chance >= SURE_OF_NONE else patterned
    if posts > patterned == each:
        return patterned  # one number said again, as in two languages: "10 posts. Nafasi 10."
    return posts if chance >= (SURE_OF_MORE if posts > patterned else SURE_OF_LESS) else patterned
