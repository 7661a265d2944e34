"""Two words side by side: a slip of the pen, near enough to be mistaken, short for each other, or neither."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from registry.identity.name_comparing.parts import spellings
from registry.identity.name_comparing.transliteration import sound
from registry.identity.name_words import words


class Likeness(StrEnum):
    """How two words that are not the same may still be one, from the surest down."""

    JOINED = "spacing"
    SHORT = "abbreviation"
    SOUND = "script"
    ACRONYM = "acronym"
    SLIP = "spelling"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How far two words agree, in (0, 1], and as what; `needs_company` slips prove nothing on a name of one word."""

    score: float
    likeness: Likeness
    needs_company: bool = False


SHORTENED_WORD = Resemblance(0.95, Likeness.SHORT)
# Beyond this sign a letter is a syllable or a word, and another one is another word.
_ALPHABETS = "\u2e80"
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=200_000)  # trade words meet each other in almost every pair of names
def resemblance(one: str, other: str) -> Resemblance | None:
    """How `one` and `other`, two different stems, may be one word; None where they are two."""
    known = words()
    generic = known.generic
    trade = (one in generic) + (other in generic)
    if (trade or one in known.half_own or other in known.half_own) and _is_shortened(one, other):
        return SHORTENED_WORD
    if trade == 2 or (one in known.half_own and other in known.half_own):
        return _inflected(one, other)
    if trade and "place" not in (generic.get(one), generic.get(other)):
        # Trade words tell so little that a slip in one is forgiven freely.
        pairs = [(mine, yours) for mine in spellings(one) for yours in spellings(other)]
        if any(_is_trade_slip(mine, yours) for mine, yours in pairs):
            return Resemblance(OSA.normalized_similarity(one, other), Likeness.SLIP)
    return _own_word(one, other)


def _inflected(one: str, other: str) -> Resemblance | None:
    """Two words of the trade are two words ("eastern", "western") unless they grow from one ("contractor")."""
    if len(one) < 7 or len(other) < 7 or one[:6] != other[:6]:
        return None
    return Resemblance(OSA.normalized_similarity(one, other), Likeness.SLIP)


def _is_shortened(one: str, other: str) -> bool:
    """Whether a trade word is cut off after a few letters ("tech" for "technology")."""
    short, long = sorted((one, other), key=len)
    known = words()
    cut = len(short) > 2 and len(long) - len(short) > 2 and long.startswith(short)
    return cut and short not in known.generic and short not in known.half_own


def _is_trade_slip(one: str, other: str) -> bool:
    short, long = sorted((len(one), len(other)))
    if one[0] != other[0] or long < 5 or short < 4 or long - short > 2 or not (one.isalpha() and other.isalpha()):
        return False
    allowed = 2 if short > 5 else 1
    return bool(OSA.distance(one, other, score_cutoff=allowed) <= allowed)


def _own_word(one: str, other: str) -> Resemblance | None:
    short, long = sorted((len(one), len(other)))
    if short < 4 or long - short > 2 or _is_initials(one, other) or max(one[0], other[0]) > _ALPHABETS:
        return None
    if not (one.isalpha() and other.isalpha()):
        return _with_digits_for_letters(one, other)
    edits = OSA.distance(one, other, score_cutoff=2)
    likeness = 1 - edits / long
    if edits == 1:
        return _with_one_edit(one, other, likeness) if one[0] == other[0] else _with_another_start(one, other, likeness)
    if edits > 2 or one[0] != other[0]:
        return None
    if _same_letters(one, other):
        return Resemblance(likeness, Likeness.SLIP, needs_company=short < 6)
    # One Arabic or Somali name has many Latin spellings, which differ in their vowels ("Mohammed", "Muhammad").
    believed = short > 8 or (short > 6 and sound(one) == sound(other))
    return Resemblance(likeness, Likeness.SLIP, needs_company=True) if believed else None


def _with_one_edit(one: str, other: str, likeness: float) -> Resemblance:
    short = min(len(one), len(other))
    replaced = len(one) == len(other) and not _same_letters(one, other)
    if not _is_natural(one, other) or (replaced and short < 6):
        return Resemblance(likeness, Likeness.NEAR)
    return Resemblance(likeness, Likeness.SLIP, needs_company=short < 6)


def _with_another_start(one: str, other: str, likeness: float) -> Resemblance | None:
    """The first letter of a firm's own word is hardly ever slipped, but it may be transcribed ("Yukos", "Jukos")."""
    if frozenset((one[0], other[0])) in words().letters.transcribed and one[1:] == other[1:]:
        return Resemblance(likeness, Likeness.SLIP, needs_company=True)
    return Resemblance(likeness - 0.3, Likeness.NEAR) if min(len(one), len(other)) > 5 else None


def _with_digits_for_letters(one: str, other: str) -> Resemblance | None:
    """Digits drawn for the letters that they look like ("Temb0"): an imitator's hand, or a scanner's."""
    if not (one.isascii() and other.isascii()) or _drawn(one) != _drawn(other):
        return None
    return None if one.isdigit() or other.isdigit() else Resemblance(0.9, Likeness.NEAR)


def _drawn(word: str) -> str:
    return word.translate(words().letters.drawn)


def _is_initials(one: str, other: str) -> bool:
    """Whether either word has no vowel: letters that stand for words are never misspelt."""
    return one.isascii() and other.isascii() and (_VOWELS.isdisjoint(one) or _VOWELS.isdisjoint(other))


def _same_letters(one: str, other: str) -> bool:
    return len(one) == len(other) > 4 and sorted(one) == sorted(other)


def _is_natural(one: str, other: str) -> bool:
    """Whether fingers or ears make this slip; "Glencore" and "Glenmore" differ by a letter that neither confuses."""
    if len(one) != len(other) or not one.isascii() or not other.isascii() or _same_letters(one, other):
        return True
    left, right = next((a, b) for a, b in zip(one, other, strict=True) if a != b)
    return (left in _VOWELS and right in _VOWELS) or frozenset((left, right)) in words().letters.confused
