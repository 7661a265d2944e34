"""How two names stand to each other: whether they can be one firm's, imitate, are kin, or have nothing in common."""

from enum import StrEnum
from itertools import groupby

from registry.identity.name_comparing.alignment import Alignment, Respelling, Vocabulary
from registry.identity.name_comparing.parts import EMPTY_KINDS, NameWords
from registry.identity.name_comparing.resemblance import Likeness
from registry.identity.name_words import words


class NameRelation(StrEnum):
    """How two names stand to each other, from the same to strangers; only the first four can be one firm by name."""

    EXACT = "exact"
    VARIANT = "variant"
    SHORTENED = "shortened"
    MISSPELT = "misspelt"
    LOOK_ALIKE = "look_alike"
    SIBLING = "sibling"
    DIFFERENT = "different"


SAME_FIRM = (NameRelation.EXACT, NameRelation.VARIANT, NameRelation.SHORTENED, NameRelation.MISSPELT)
# A word of these kinds changes what a firm does: "X Agency" and "X Africa Safaris" are siblings at best.
_TELLING_KINDS = frozenset({"travel"})
_WORN = frozenset({"trade"})


def relation_of(a: NameWords, b: NameWords, found: Alignment, vocabulary: Vocabulary) -> NameRelation:
    """The relation of two names whose words are aligned, read against the words that a register uses."""
    # A country beside initials only says whose they are ("KRA Kenya").
    beside = words().country if found.has(Likeness.ACRONYM) else frozenset()
    own_left = [one for one in found.left if one in a.rare and one not in beside]
    own_right = [one for one in found.right if one in b.rare and one not in beside]
    same = [one for one in found.same if one in a.rare and one in b.rare]
    respelt = [one for one in found.respelt if _is_own(one.one, a.rare) and _is_own(one.other, b.rare)]
    near = [one for one in found.respelt if one.likeness is Likeness.NEAR]
    sure = [*same, *(one.other for one in respelt if one.likeness is not Likeness.NEAR)]
    if not same and not respelt:
        return NameRelation.DIFFERENT
    if own_left or own_right:
        return _with_own_words_left(found, vocabulary, same=sure, sides=(len(own_left), len(own_right)))
    if is_split(a, b, found, vocabulary):
        return NameRelation.LOOK_ALIKE
    agreed = _with_own_words_agreed(found, letters=len("".join(sure)), company=len(same) + len(respelt) > 1)
    if not near:
        return agreed
    return _at_best_look_alike(agreed, lone=not sure and len(respelt) < 2 and _is_weak(near[0]))


def _is_own(word: str, rare: frozenset[str]) -> bool:
    return word in rare or (" " in word and not rare.isdisjoint(word.split()))


def _is_weak(near: Respelling) -> bool:
    """Whether a resemblance is that of a short word or of another first letter.

    A letter doubled or not is how one name is imitated and how one is written by ear, short as it may be.
    """
    if len(near.one) > 4 and _undoubled(near.one) == _undoubled(near.other):
        return False
    return len(near.one) < 6 or near.score < 0.65


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _at_best_look_alike(relation: NameRelation, *, lone: bool) -> NameRelation:
    if lone:
        return NameRelation.DIFFERENT  # one letter of a short word: thousands of words are as near to each other
    return NameRelation.LOOK_ALIKE if relation in SAME_FIRM else relation


def is_split(a: NameWords, b: NameWords, found: Alignment, vocabulary: Vocabulary) -> bool:
    """Whether a trade word that one name alone has stands between words of the firm's own."""
    return any(_splits(one, a, b, vocabulary) for one in found.left) or any(
        _splits(one, b, a, vocabulary) for one in found.right
    )


def _splits(word: str, mine: NameWords, yours: NameWords, vocabulary: Vocabulary) -> bool:
    """Whether a word of one name alone stands between distinguishing words: "KCB Investment Bank" is not "KCB Bank"."""
    if words().generic.get(word) in EMPTY_KINDS or vocabulary.is_ornament(word):
        return False
    place = mine.stems.index(word)
    shared = mine.rare & yours.rare
    return not shared.isdisjoint(mine.stems[:place]) and not shared.isdisjoint(mine.stems[place + 1 :])


def _with_own_words_left(
    found: Alignment, vocabulary: Vocabulary, *, same: list[str], sides: tuple[int, int]
) -> NameRelation:
    """One own word differs or is missing; where enough of the rest agrees, one name is taken for the other."""
    known = words()
    generic = known.generic
    shared = sum(generic.get(one) not in EMPTY_KINDS for one in found.same) + len(found.respelt)
    telling = [one for one in same if one not in known.half_own and not vocabulary.is_common(one)]
    others = sum(generic.get(one) not in EMPTY_KINDS for one in (*found.left, *found.right)) - sum(sides)
    if max(sides) > 1 or shared < 2 or len("".join(telling)) < 4:
        return NameRelation.DIFFERENT
    if telling[0] in generic:
        # Trade words alone name both: one replaced is a likeness, one more or less is another firm.
        return NameRelation.LOOK_ALIKE if sides == (1, 1) and not others else NameRelation.DIFFERENT
    allowed = 0 if len(telling) < 2 else 1 if all(sides) else 2
    return NameRelation.LOOK_ALIKE if others <= allowed else NameRelation.DIFFERENT


def _with_own_words_agreed(found: Alignment, *, letters: int, company: bool) -> NameRelation:
    generic = words().generic
    left, right = ([generic.get(one, "") for one in side] for side in (found.left, found.right))
    kinds_left, kinds_right = set(left) - EMPTY_KINDS, set(right) - EMPTY_KINDS
    if kinds_left and kinds_right:
        return NameRelation.LOOK_ALIKE if kinds_left == kinds_right == _WORN else NameRelation.SIBLING
    missing = sum(kind not in EMPTY_KINDS for kind in (*left, *right))
    if (kinds_left | kinds_right) & _TELLING_KINDS:
        return NameRelation.SIBLING
    if found.has(Likeness.ACRONYM):
        return _with_initials(found, {*kinds_left, *kinds_right})
    if found.has(Likeness.SLIP):
        return _misspelt(missing, company=company)
    if not left and not right:
        return NameRelation.VARIANT
    # A single short word beside trade words ("ALS International") is too little to stand for a firm, and so is what is
    # known by its sound alone.
    enough = letters > 5 and not (found.has(Likeness.SOUND) and missing > 1 and not company)
    return NameRelation.SHORTENED if missing <= 3 and enough else NameRelation.LOOK_ALIKE


def _with_initials(found: Alignment, others: set[str]) -> NameRelation:
    """Three letters stand for a thousand firms; four that fit every word, with only a place beside, hardly do."""
    letters = min(min(len(one.one), len(one.other)) for one in found.respelt if one.likeness is Likeness.ACRONYM)
    return NameRelation.SHORTENED if letters > 3 and others <= {"place", ""} else NameRelation.DIFFERENT


def _misspelt(missing: int, *, company: bool) -> NameRelation:
    """A slip in a name's only own word is believed where everything else agrees."""
    if missing <= (1 if company else 0):
        return NameRelation.MISSPELT
    return NameRelation.LOOK_ALIKE if company or missing == 1 else NameRelation.DIFFERENT
