"""How alike two aligned names are, as one number: what agrees against what differs, each word by its weight."""

from collections.abc import Iterable

from registry.identity.name_comparing.alignment import Alignment
from registry.identity.name_comparing.parts import EMPTY_KINDS, NameWords
from registry.identity.name_comparing.resemblance import Likeness
from registry.identity.name_words import words

OWN, HALF_OWN, PLACE, TRADE, EMPTY = 1.0, 0.6, 0.3, 0.3, 0.02
# However much else agrees, a name whose own words differ is not nearly the same.
_BOTH_HAVE_OWN_WORDS, _ONE_HAS_OWN_WORDS, _TRADES_DIFFER, _NUMBERS_DIFFER = 0.65, 0.72, 0.7, 0.6


def weight(word: str, rare: frozenset[str]) -> float:
    """How much a word tells of who a firm is; `rare` are the stems that distinguish the name it stands in."""
    if word in words().half_own:
        return HALF_OWN
    if word in rare or (" " in word and not rare.isdisjoint(word.split())):
        return OWN
    return EMPTY if words().generic.get(word) in EMPTY_KINDS else TRADE


def score(a: NameWords, b: NameWords, found: Alignment) -> float:
    """Likeness in [0, 1] of two names whose words are aligned."""
    agreed = sum(min(weight(one, a.rare), weight(one, b.rare)) for one in found.same)
    differing = 0.0
    for one in found.respelt:
        heavier = max(weight(one.one, a.rare), weight(one.other, b.rare))
        agreed += one.score * heavier
        differing += (1 - one.score) * heavier
    if not agreed:
        return 0.0
    left, right = _telling(found.left, found), _telling(found.right, found)
    own_left, own_right = [one for one in left if one in a.rare], [one for one in right if one in b.rare]
    one_sided = not left or not right
    differing += _cost(left, a.rare, one_sided=one_sided) + _cost(right, b.rare, one_sided=one_sided)
    if found.has(Likeness.ACRONYM) and (left or right):
        return min(agreed / (agreed + differing), _TRADES_DIFFER)
    return min(agreed / (agreed + differing), _cap(left, right, own_left, own_right))


def _telling(left_over: Iterable[str], found: Alignment) -> list[str]:
    """What one name alone has and means something; the country beside initials only says whose they are."""
    generic, country = words().generic, words().country
    beside_initials = found.has(Likeness.ACRONYM)
    return [
        one
        for one in left_over
        if generic.get(one) not in EMPTY_KINDS
        and not (beside_initials and (one in country or generic.get(one) == "place"))
    ]


def _cost(left_over: Iterable[str], rare: frozenset[str], *, one_sided: bool) -> float:
    """Trade words and places that one name leaves out cost half; words of the firm's own never do."""
    weights = (weight(one, rare) for one in left_over)
    return sum(one * 0.5 if one_sided and one <= TRADE else one for one in weights)


def _cap(left: list[str], right: list[str], own_left: list[str], own_right: list[str]) -> float:
    if any(one.isdigit() for one in (*left, *right)):
        return _NUMBERS_DIFFER
    if own_left and own_right:
        return _BOTH_HAVE_OWN_WORDS
    if own_left or own_right:
        return _ONE_HAS_OWN_WORDS
    return _TRADES_DIFFER if left and right else 1.0
