"""Texts as the stretches between their stops and lines' ends; apart because several lists of phrases are looked for in
the same texts, and what a stretch may hold of any is told in one look at its words, and once: adverts repeat them."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, takewhile
from typing import NamedTuple

from registry.law.needed_words import NeededWords, Needs

_MOST_KEPT = 20_000
LONGEST_KEPT = 500  # characters of a stretch that is remembered: hostile texts have no end
_ENDS = re.compile(r"([.!?\n]+)")
Span = tuple[int, int]
_MayHold = tuple[Mapping[Hashable, list[int]], Collection[Hashable]]


class Wanted(NamedTuple):
    """A list of phrases: what each needs, which of them never leave a stretch, and which a text's first line."""

    needs: Sequence[Needs]
    staying: frozenset[int]
    titled: frozenset[int] = frozenset()


class Stretch:
    """What is told of one stretch: the words of it that phrases need, and by list which phrases may be in it.

    `leaving` are the lists with words here of a phrase that may leave it. `found` is for what a list's finder finds of
    those that may be in it.
    """

    __slots__ = ("found", "leaving", "possible", "tells", "words")

    def __init__(self, words: frozenset[str], possible: Mapping[Hashable, list[int]], leaving: Collection[Hashable]):
        self.words, self.possible, self.leaving = words, possible, leaving
        self.tells = bool(possible or leaving)
        self.found: dict[Hashable, tuple[int, ...]] = {}


_NOTHING = Stretch(frozenset({""}), {}, ())  # of what stands between two line ends


class PhraseLists(dict[str, Stretch]):
    """Several lists of phrases by the words that they need, and what is told of stretches met so far."""

    def __init__(self, lists: Mapping[Hashable, Wanted]) -> None:
        super().__init__()
        self._lists = lists
        # Many sentences differ only in words that no phrase needs.
        self._which = lru_cache(maxsize=_MOST_KEPT)(self._may_hold)
        self._needed = NeededWords(needs for one in lists.values() for needs in one.needs)
        # By word the phrases that stay in a stretch, and the lists with one that may not.
        self._by_word: dict[str, set[tuple[Hashable, int | None]]] = defaultdict(set)
        self._crossing: dict[Hashable, dict[str, list[int]]] = {name: defaultdict(list) for name in lists}
        for name, one in lists.items():
            for place, needs in enumerate(one.needs):
                for word in needs[0]:
                    self._by_word[word].add((name, place if place in one.staying else None))
                    if place not in one.staying:
                        self._crossing[name][word].append(place)

    def __missing__(self, written: str) -> Stretch:
        if len(written) > LONGEST_KEPT:
            return self._read(written, self._may_hold)
        if len(self) > _MOST_KEPT:
            self.clear()
        self[written] = told = self._read(written, self._which) if written else _NOTHING
        return told

    def crossing(self, name: Hashable, words: frozenset[str], titled: frozenset[str]) -> set[int]:
        """The phrases of a list that may leave a stretch and whose words are all among `words`, or the title's."""
        by_word, wanted = self._crossing[name], self._lists[name]
        places = {place for word in by_word.keys() & words for place in by_word[word]}
        return {
            place
            for place in places
            if not any(map((titled if place in wanted.titled else words).isdisjoint, wanted.needs[place]))
        }

    def _read(self, written: str, which: Callable[[frozenset[str]], _MayHold]) -> Stretch:
        words = self._needed.among(written)
        return Stretch(words, *which(words))

    def _may_hold(self, words: frozenset[str]) -> _MayHold:
        """By list the phrases that may be in a stretch of these words and stay there, and the lists with others."""
        by_word = self._by_word
        possible: dict[Hashable, list[int]] = {}
        leaving = []
        for name, place in set().union(*(by_word[word] for word in words if word in by_word)):
            if place is None:
                leaving.append(name)
            elif not any(map(words.isdisjoint, self._lists[name].needs[place])):
                possible.setdefault(name, []).append(place)
        return possible, leaving


class Said:
    """A text with what is told of its stretches, once for all lists of phrases that are looked for in it."""

    def __init__(self, text: str, lists: PhraseLists) -> None:
        self.text, self._lists = text, lists
        self._pieces = _ENDS.split(text)
        # The parts of `split` in turns: what stands between stops, and the stops.
        self._told = list(map(lists.__getitem__, self._pieces[::2]))
        self._places: dict[Hashable, list[int]] = {}
        self._leaving: set[Hashable] = set()
        for at, told in enumerate(self._told):
            if told.tells:
                for name in told.possible:
                    self._places.setdefault(name, []).append(at)
                self._leaving.update(told.leaving)

    def may_hold(self, name: Hashable) -> bool:
        """Whether any phrase of a list may be in the text; most texts may hold none of most lists."""
        return name in self._places or name in self._leaving

    def with_some_of(self, name: Hashable) -> Iterator[tuple[Span, str, Stretch]]:
        """The stretches that may have a phrase of a list which stays in them: first and past-last character, words."""
        for at in self._places.get(name, ()):
            yield (self._bounds[2 * at], self._bounds[2 * at + 1]), self._pieces[2 * at], self._told[at]

    def crossing(self, name: Hashable) -> Iterable[int]:
        """The phrases of a list that may leave a stretch and may be in the text."""
        return self._lists.crossing(name, self._words, self._title_words) if name in self._leaving else ()

    @cached_property
    def _bounds(self) -> list[int]:
        return list(accumulate(map(len, self._pieces), initial=0))

    @cached_property
    def _title_words(self) -> frozenset[str]:
        """The words of the first line."""
        lines = sum(1 for _ in takewhile(lambda stops: "\n" not in stops, self._pieces[1::2]))
        return frozenset[str]().union(*(told.words for told in self._told[: lines + 1]))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset[str]().union(*(told.words for told in self._told))
