"""Numbers whose thousands a space parts ("150 000"); apart because most digits with spaces are no number at all."""

from risk_model.words.advert_text import Words

SPACES = frozenset(" \u00a0\u2009\u202f")
_GROUP = 3
# With more groups it is a telephone, or an amount with one behind it.
_MOST_GROUPS = 3


def in_thousands(words: Words, place: int) -> tuple[float, int] | None:
    """The number in several groups that begins at `place`, and the place after it; None where none does."""
    first = words.words[place]
    if not (first.isdigit() and len(first) <= _GROUP and first[0] != "0" and _is_plain(words, place)):
        return None
    if _goes_on_from(words, place):
        return None
    end, written = place + 1, first
    while _spaced(words, end) and _is_group(words, end):
        end, written = end + 1, written + words.words[end]
        if end - place > _MOST_GROUPS:
            return None
    if _spaced(words, end) and (cents := _with_cents(words, end)):
        end, written = end + 1, written + cents
    return (float(written), end) if end - place > 1 else None


def is_round(words: Words, end: int) -> bool:
    """Whether the group before `end` is three noughts."""
    return words.words[end - 1] == "000"


def _is_group(words: Words, place: int) -> bool:
    word = words.words[place]
    return len(word) == _GROUP and word.isdigit() and _is_plain(words, place)


def _with_cents(words: Words, place: int) -> str:
    """A last group that goes on in cents ("1 500.50")."""
    whole, _, cents = words.words[place].partition(".")
    return words.words[place] if len(whole) == _GROUP and whole.isdigit() and len(cents) in (1, 2) else ""


def _is_plain(words: Words, place: int) -> bool:
    """Whether a number is written in digits alone: "1,50" is no group."""
    return "," not in words.quote(place, place + 1)


def _spaced(words: Words, place: int) -> bool:
    """Whether one space and nothing else stands before a word that is there."""
    return place < len(words.words) and words.original[words.ends[place - 1] : words.starts[place]] in SPACES


def _goes_on_from(words: Words, place: int) -> bool:
    """Whether digits stand before that a number would go on from, as within a telephone."""
    if place == 0:
        return False
    before, apart = words.words[place - 1], words.original[words.ends[place - 1] : words.starts[place]]
    if before == "+":
        return True
    if not before[:1].isdigit():
        return False
    return not apart.strip() or (before != "000" and before[0] == "0" and not apart.strip(" -.()"))
