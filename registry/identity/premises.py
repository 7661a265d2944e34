"""Offices that a text asks people to come to: the building, the room in it, and whether that is a home."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from registry.identity.words import fold

_NOUNS = "house|hse|plaza|towers?|building|bldg|centre|center|complex|arcade|chambers|court|mansions?|mall"
_HOMES = "apartments?|apts?|flats?|residences?|villas?|estate"
_BUILDING = re.compile(rf"\b((?:[A-Z][\w'&]{{0,30}}[ \t]{{1,3}}){{1,4}})((?i:{_NOUNS}|{_HOMES}))\b")
_ROOM = re.compile(
    r"\b(suite|room|rm|office|shop|door|unit|stall)\s*(?:no\b\.?|number\b|#)?\s*([a-z]{0,2}-?\d{1,4}[a-z]?)\b",
    re.IGNORECASE,
)
_OWN_DOOR = re.compile(
    r"\b(?:(?:flat|apartment|apt)\s*(?:no\b\.?|number\b|#)?|house\s*(?:no\b\.?|number\b|#))\s*[a-z]?\d{1,4}[a-z]?\b",
    re.IGNORECASE,
)
# What a text says before the place where it wants to be visited; a place of work is named without it.
_INVITES = re.compile(
    r"\b(?:our\s+offices?|offices?\s+(?:at|in|on|is|are)|visit(?:\s+us)?|come\s+to|walk\s+in|apply\s+(?:in\s+person\s+)?at|"
    r"(?:bring|drop|submit|deliver)\b[^.\n]{0,40}?\b(?:at|to)|ofisi(?:ni)?|njoo|fika)\b",
    re.IGNORECASE,
)
# What a text with an office in it cannot do without, to pass by most texts quickly.
_HINTS = ("office", "visit", "come", "walk in", "apply", "bring", "drop", "submit", "deliver", "ofisi", "njoo", "fika")
_PLACES = tuple(f" {one.removesuffix('s?')}" for one in f"{_NOUNS}|{_HOMES}".split("|"))
_SAME = {"hse": "house", "bldg": "building", "center": "centre", "towers": "tower", "mansions": "mansion"}
# Words that stand before a building's name and are none of it, though a heading may give them capitals.
_NOT_A_NAME = frozenset(
    {"the", "our", "an", "at", "in", "on", "of", "to", "us", "by", "and", "or", "new", "big", "main", "same", "your"}
    | {"this", "that", "visit", "come", "office", "offices", "floor", "flr", "room", "suite", "shop", "door", "unit"}
    | {"ground", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
    | {"shopping", "town", "trade", "ofisi", "njoo", "fika"}
)
_BEFORE, _BESIDE = 90, 60  # characters in which an invitation, and a room, belong to a building


@dataclass(frozen=True)
class Premises:
    """One office as printed at `start` to before `end`: its building ("" where only a door is told), its rooms as
    compared, and whether it is a home."""

    start: int
    end: int
    building: str
    rooms: frozenset[str]
    home: bool

    def is_in(self, other: "Premises") -> bool:
        """Whether both are in one building."""
        return bool(self.building) and self.building == other.building

    def is_same_suite(self, other: "Premises") -> bool:
        """Whether both are one room of one building."""
        return self.is_in(other) and not self.rooms.isdisjoint(other.rooms)


def offices_in(text: str) -> list[Premises]:
    """The offices that `text` asks people to come to, in order."""
    lower = text.lower()
    if not any(place in lower for place in _PLACES) or not any(hint in lower for hint in _HINTS):
        return []
    return [one for one in _printed(text) if _is_invited(text, one.start)]


def premises_of(address: str) -> list[Premises]:
    """The building of a registered address, as far as it can be read."""
    return list(_printed(address if address != address.lower() else address.title()))


def _printed(text: str) -> Iterator[Premises]:
    ends = 0
    for found in _BUILDING.finditer(text):
        name = _name(found[1])
        if name:
            noun = found[2].lower()
            around = text[max(0, found.start() - _BESIDE, ends) : found.end() + _BESIDE]
            home = re.fullmatch(_HOMES, noun) is not None
            rooms = frozenset(f"{one[2].lower().replace('-', '')}" for one in _ROOM.finditer(around))
            yield Premises(found.start(), found.end(), f"{name} {_SAME.get(noun, noun)}", rooms, home)
            ends = found.end()
    for door in _OWN_DOOR.finditer(text):
        yield Premises(door.start(), door.end(), "", frozenset(), home=True)


def _name(said: str) -> str:
    words = [fold(word) for word in said.split()]
    while words and (words[0] in _NOT_A_NAME or any(char.isdigit() for char in words[0])):
        del words[0]
    last = max((at for at, word in enumerate(words) if word in _NOT_A_NAME or any(map(str.isdigit, word))), default=-1)
    return " ".join(words[last + 1 :])


def _is_invited(text: str, start: int) -> bool:
    before = text[max(0, start - _BEFORE) : start]
    sentence = re.split(r"[.!?]\s+(?=[A-Z])|\n\s*\n", before)[-1]
    return _INVITES.search(sentence) is not None
