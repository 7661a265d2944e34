"""Compiled phrases at work on one text: which words each covers, with the gaps it leaps over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from risk_model.advert_text import Words

MOST = 64
Place = tuple[int, int]


class Part(NamedTuple):
    """Words `start` to before `end`, matched but for those in `gaps`."""

    start: int
    end: int
    gaps: tuple[tuple[int, int], ...] = ()


class Hit(NamedTuple):
    """Where a phrase was found: the words it spans, and its parts (several when it asks for things near each other)."""

    start: int
    end: int
    parts: tuple[Part, ...]


def hit(start: int, end: int) -> Hit:
    """A hit without gaps."""
    return Hit(start, end, (Part(start, end),))


class Matcher:
    """One text with the atoms found in it; compiled phrases ask it for their hits, each computed once."""

    def __init__(
        self, words: Words, atoms: dict[int, list[Place]], slots: "Callable[[Matcher, str, str], list[Hit]]"
    ) -> None:
        """`atoms` are places by atom; `slots` finds the hits of a slot by name and argument."""
        self.words, self.atoms, self._slots = words, atoms, slots
        self.present = set(atoms)
        self.notes: dict[str, Any] = {}
        self._known: dict[int, list[Hit]] = {}

    def hits(self, node: "Compiled") -> list[Hit]:
        """Every hit of `node`, by place, at most MOST."""
        known = self._known.get(node.number)
        if known is None:
            known = self._known[node.number] = _few(node.find(self))
        return known

    def slot(self, name: str, argument: str) -> list[Hit]:
        """Hits of a slot."""
        return self._slots(self, name, argument)


@dataclass(slots=True, kw_only=True)
class Compiled:
    """A node ready to match; `needs` are sets of atoms of which each must have one present for a hit to be possible."""

    number: int
    needs: tuple[frozenset[int], ...] = ()

    def find(self, matcher: Matcher) -> Iterable[Hit]:
        """Hits in no special order."""
        raise NotImplementedError

    def possible(self, matcher: Matcher) -> bool:
        """Whether every needed atom is there."""
        present = matcher.present
        for need in self.needs:  # noqa: SIM110  (a generator costs twice as much in the innermost loop there is)
            if need.isdisjoint(present):
                return False
        return True


def _few(found: Iterable[Hit]) -> list[Hit]:
    """By place, the same words once, at most MOST: hostile text must not cost more than its length."""
    hits = list(found)
    if len(hits) < 2:
        return hits
    return sorted(dict.fromkeys(hits), key=_place)[:MOST]


_place = itemgetter(0, 1)
