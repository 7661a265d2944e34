"""Compiled phrases at work on one text: which words each covers, with the gaps it leaps over."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from risk_model.phrases.page import Page, Traces, exactly
from risk_model.phrases.place_arrays import places_of
from risk_model.phrases.text_sets import NO_TEXTS, TextSet, places_in
from risk_model.words.advert_text import Words

Place = tuple[int, int]
_KEPT_HITS = 50_000


class Part(NamedTuple):
    """Words `start` to before `end`, matched but for those in `gaps`."""

    start: int
    end: int
    gaps: tuple[tuple[int, int], ...] = ()


def moved(part: Part, by: int) -> Part:
    """The part `by` words further on."""
    return Part(part.start + by, part.end + by, tuple((first + by, last + by) for first, last in part.gaps))


class Hit(NamedTuple):
    """Where a phrase was found: the words it spans, and its parts (several when it asks for things near each other)."""

    start: int
    end: int
    parts: tuple[Part, ...]


NO_HITS: list[Hit] = []


class _Hits(dict[Place, Hit]):
    """Hits without gaps, each made once."""

    def __missing__(self, place: Place) -> Hit:
        made = Hit(*place, (Part(*place),))
        if len(self) < _KEPT_HITS:
            self[place] = made
        return made


_hits = _Hits()


def hits_at(places: Iterable[Place]) -> list[Hit]:
    """Hits without gaps, in the order given."""
    return list(map(_hits.__getitem__, places))


def hit(start: int, end: int) -> Hit:
    """A hit without gaps; equal ones are one object, for most texts have them at the same places."""
    return _hits[start, end]


class Matcher:
    """One text of a page; compiled phrases ask it for their hits, each computed once and kept with the page."""

    __slots__ = ("_known", "index", "notes", "page", "words")

    def __init__(self, page: Page, index: int) -> None:
        """`index` is the text's place on the page."""
        self.words: Words = page.texts[index]
        self.page, self.index = page, index
        self.notes: dict[str, Any] = page.notes[index]
        self._known: dict[int, list[Hit]] = page.hits[index]

    def hits(self, node: "Compiled") -> list[Hit]:
        """Every hit of `node`, by place, at most MOST."""
        known = self._known.get(node.number)
        if known is None:
            if not self.may_have(node):
                return NO_HITS
            return self.found(node)
        return known

    def found(self, node: "Compiled") -> list[Hit]:
        """As `hits`, without asking first whether `node` may be in the text."""
        known = self._known.get(node.number)
        if known is None:
            known = self._known[node.number] = self.page.find(node, self)
        return known

    def has(self, node: "Compiled") -> bool:
        """Whether `node` is in the text; sooner told than all of its hits."""
        known = self._known.get(node.number)
        if known is not None:
            return bool(known)
        return self.may_have(node) and self.page.has(node, self)

    def may_have(self, node: "Compiled") -> bool:
        """Whether `node` may be in the text."""
        return self.page.packed(node)[self.index >> 3] >> (self.index & 7) & 1 == 1

    def pieces(self, node: "Compiled") -> list[tuple["Matcher", int]] | None:
        """The sentences that `node` may be in, each with its first word; None where the text is looked at whole."""
        return self.page.pieces(self.index, node)

    def numerals(self) -> list[int]:
        """Words that are numbers, in digits or in words."""
        return self.page.numerals_in(self.index)


@dataclass(slots=True, kw_only=True)
class Compiled(ABC):
    """What every kind of node in `nodes` is: a number of its own, a quick look at a page, an exact search.

    One is `local` whose hits never depend on anything outside the sentence that they stand in.
    """

    number: int
    local: bool = field(init=False, default=True)

    @abstractmethod
    def screen(self, page: Page) -> Traces | None:
        """Where hits may be on a page; None where none can be."""

    def texts(self, page: Page) -> TextSet:
        """In which texts of a page hits may be."""
        found = page.traces(self)
        return page.texts_at(found.starts) if found else NO_TEXTS

    def surely(self, page: Page) -> TextSet:  # noqa: ARG002
        """In which texts of a page hits are for certain."""
        return NO_TEXTS

    def stands_in(self, matcher: Matcher) -> bool:
        """Whether a text that may have hits has one."""
        return bool(matcher.hits(self))

    @abstractmethod
    def find(self, matcher: Matcher) -> list[Hit]:
        """Hits in no special order."""

    def screen_few(self, page: Page, texts: TextSet, *, wide: bool) -> Traces | None:
        """Where hits are in so few texts that they are sooner found than screened; `wide` ones may cross sentences."""
        by_length: dict[int, list[int]] = {}
        for index in places_in(texts, len(page.texts)).tolist():
            offset = page.offsets[index]
            for one in Matcher(page, index).found(self):
                by_length.setdefault(one.end - one.start, []).append(offset + one.start)
        found = exactly({length: places_of(starts) for length, starts in by_length.items()})
        return found._replace(wide=wide) if found else None
