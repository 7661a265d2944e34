"""Why two names compare as they do: the words that are spelt differently or that one of them alone has."""

from collections.abc import Iterable, Iterator

from registry.identity.name_comparing.alignment import Alignment
from registry.identity.name_comparing.parts import NameWords
from registry.identity.name_comparing.resemblance import Likeness
from registry.identity.name_words import words
from registry.identity.types import MatchReason

GENUINENESS, FORM_INSIDE = "genuineness", "form_inside"
_WRITTEN = "'{one}' is written '{other}'"
_SAID = {
    Likeness.JOINED: _WRITTEN,
    Likeness.SLIP: _WRITTEN,
    Likeness.SHORT: "'{one}' and '{other}': one is short for the other",
    Likeness.SOUND: "'{one}' and '{other}' sound the same in two scripts",
    Likeness.ACRONYM: "'{one}' and '{other}': one is the initials of the other",
    Likeness.NEAR: "'{one}' looks like '{other}' and may be another word",
}
_LEFT_OVER = {
    "rare_word": "a distinguishing word differs or is missing",
    GENUINENESS: "a word that claims to be the real one is added",
    FORM_INSIDE: "the legal form stands inside the name",
    "trade_word": "trade words or places differ or are missing",
}


def reasons_for(a: NameWords, b: NameWords, found: Alignment) -> Iterator[MatchReason]:
    """One reason for each pair of words spelt differently, and one for each kind of words that one name alone has."""
    for pair in found.respelt:
        text = _SAID[pair.likeness].format(one=pair.one, other=pair.other)
        yield MatchReason(pair.likeness.value, pair.one, pair.other, round(pair.score, 3), text)
    if not found.left and not found.right:
        return
    left, right = _by_kind(found.left, a, found), _by_kind(found.right, b, found)
    for kind, text in _LEFT_OVER.items():
        if kind in left or kind in right:
            yield MatchReason(kind, left.get(kind, ""), right.get(kind, ""), 0.0, text)


def _by_kind(left_over: Iterable[str], name: NameWords, found: Alignment) -> dict[str, str]:
    """The words that one name alone has, in their order, by what they say."""
    kinds: dict[str, str] = {}
    for word in left_over:
        kind = _said_of(word, name, found)
        kinds[kind] = f"{kinds[kind]} {word}" if kind in kinds else word
    return kinds


def _said_of(word: str, name: NameWords, found: Alignment) -> str:
    """The kind of reason that a word which one name alone has gives."""
    kind = words().generic.get(word, "")
    if kind == "genuine":
        return GENUINENESS
    if kind == "form" and _stands_inside(word, name, found):
        return FORM_INSIDE
    return "rare_word" if word in name.rare else "trade_word"


def _stands_inside(word: str, name: NameWords, found: Alignment) -> bool:
    """Whether the other name's own words go on after a legal form; a place after it ("Ltd Kenya") is common usage."""
    after = name.stems[name.stems.index(word) + 1 :]
    return any(one in found.same and words().generic.get(one) != "place" for one in after)
