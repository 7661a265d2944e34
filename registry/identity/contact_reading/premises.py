"""Offices that a text asks people to come to: the building, the room in it, and whether that is a home."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from registry.identity.contact_reading.contact_words import contact_words, one_of, word_set
from registry.identity.folding import fold

_OWN_NUMBER = r"[a-z]?\d{1,4}[a-z]?\b"
_NUMBERED = r"(?:no\b\.?|number\b|#)"
_BEFORE, _BESIDE = 90, 60  # characters in which an invitation, and a room, belong to a building


@dataclass(frozen=True)
class _Patterns:
    """The words of `contact_words.yml` on premises, ready to read with; `hints` and `places` pass most texts by."""

    building: re.Pattern[str]
    room: re.Pattern[str]
    own_door: re.Pattern[str]
    invites: re.Pattern[str]
    landmark: re.Pattern[str]
    hints: tuple[str, ...]
    places: tuple[str, ...]


@cache
def _patterns() -> _Patterns:
    said = contact_words()["premises"]
    nouns = (*said["buildings"], *said["homes"])
    doors = rf"(?:{one_of(said['home_doors'])})\s*{_NUMBERED}?"
    doors += rf"|(?:{one_of(said['home_doors_numbered'])})\s*{_NUMBERED}"
    carried = rf"(?:{one_of(said['carried'])})\b[^.\n]{{0,40}}?\b(?:at|to)"
    return _Patterns(
        building=re.compile(rf"\b((?:[A-Z][\w'&]{{0,30}}[ \t]{{1,3}}){{1,4}})((?i:{one_of(nouns)}))\b"),
        room=re.compile(
            rf"\b(?:{one_of(said['rooms'])})\s*{_NUMBERED}?\s*([a-z]{{0,2}}-?\d{{1,4}}[a-z]?)\b", re.IGNORECASE
        ),
        own_door=re.compile(rf"\b(?:{doors})\s*{_OWN_NUMBER}", re.IGNORECASE),
        invites=re.compile(rf"\b(?:{one_of(said['invitations'])}|{carried})\b", re.IGNORECASE),
        landmark=re.compile(rf"\b(?:{one_of(said['landmarks'])})[ \t]+(?:the[ \t]+)?", re.IGNORECASE),
        hints=(*said["carried"], *sorted({max(one.split(), key=len) for one in said["invitations"]})),
        places=tuple(f" {one}" for one in nouns),
    )


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
    """The offices that `text` asks people to come to, in order; a building that only shows the way to one is none."""
    lower = text.lower()
    known = _patterns()
    if not any(map(lower.__contains__, known.places)) or not any(map(lower.__contains__, known.hints)):
        return []
    return [one for one in _printed(text) if _is_invited(text, one.start) and not _is_landmark(text, one)]


def premises_of(address: str) -> list[Premises]:
    """The building of a registered address, as far as it can be read."""
    return list(_printed(address if address != address.lower() else address.title()))


def _printed(text: str) -> Iterator[Premises]:
    ends, known, said = 0, _patterns(), contact_words()["premises"]
    for found in known.building.finditer(text):
        name = _name(found[1])
        if name:
            noun = found[2].lower()
            around = text[max(0, found.start() - _BESIDE, ends) : found.end() + _BESIDE]
            home = noun in said["homes"]
            rooms = frozenset(one[1].lower().replace("-", "") for one in known.room.finditer(around))
            yield Premises(found.start(), found.end(), f"{name} {said['same'].get(noun, noun)}", rooms, home)
            ends = found.end()
    for door in known.own_door.finditer(text):
        yield Premises(door.start(), door.end(), "", frozenset(), home=True)


def _name(said: str) -> str:
    words, none = [fold(word) for word in said.split()], word_set("premises", "not_a_name")
    while words and (words[0] in none or any(char.isdigit() for char in words[0])):
        del words[0]
    last = max((at for at, word in enumerate(words) if word in none or any(map(str.isdigit, word))), default=-1)
    return " ".join(words[last + 1 :])


def _is_invited(text: str, start: int) -> bool:
    before = text[max(0, start - _BEFORE) : start]
    sentence = re.split(r"[.!?]\s+(?=[A-Z])|\n\s*\n", before)[-1]
    return _patterns().invites.search(sentence) is not None


def _is_landmark(text: str, one: Premises) -> bool:
    """Whether "opposite" or the like stands before the building, or, in capitals, as the first of its words."""
    words = _patterns().landmark
    before = list(words.finditer(text, max(0, one.start - _BEFORE), one.start))
    return (bool(before) and before[-1].end() == one.start) or words.match(text, one.start) is not None
