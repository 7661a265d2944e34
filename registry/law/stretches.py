"""Texts as the stretches between their stops and lines' ends; apart because several lists of phrases are looked for in
the same texts, and what a stretch may hold of any is told in one look at its words, and once: adverts repeat them."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from registry.law.needed_words import NeededWords, Needs

_MOST_KEPT = 20_000
LONGEST_KEPT = 500  # characters of a stretch that is remembered: hostile texts have no end
_ENDS = re.compile(r"([.!?\n]+)")
Span = tuple[int, int]


class Wanted(NamedTuple):
    """A list of phrases: what each needs, and which of them never leave a stretch."""

    needs: Sequence[Needs]
    staying: frozenset[int]


class Stretch:
    """What is told of one stretch: the words of it that phrases need, and by list which phrases may be in it.

    `leaving` are the lists with words here of a phrase that may leave it. `found` is for what a list's finder finds of
    those that may be in it.
    """

    __slots__ = ("found", "leaving", "possible", "words")

    def __init__(self, words: frozenset[str], possible: Mapping[Hashable, list[int]], leaving: frozenset[Hashable]):
        self.words, self.possible, self.leaving = words, possible, leaving
        self.found: dict[Hashable, tuple[int, ...]] = {}


_NOTHING = Stretch(frozenset({""}), {}, frozenset())  # of most stretches


class PhraseLists:
    """Several lists of phrases by the words that they need."""

    def __init__(self, lists: Mapping[Hashable, Wanted]) -> None:
        self._lists = lists
        self._needed = NeededWords(needs for one in lists.values() for needs in one.needs)
        self._staying: dict[str, list[tuple[Hashable, int]]] = defaultdict(list)
        self._leaving: dict[str, set[Hashable]] = defaultdict(set)
        self._crossing: dict[Hashable, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for name, one in lists.items():
            for place, needs in enumerate(one.needs):
                for word in needs[0]:
                    if place in one.staying:
                        self._staying[word].append((name, place))
                    else:
                        self._leaving[word].add(name)
                        self._crossing[name][word].append(place)
        self._kept: dict[str, Stretch] = {}

    def __contains__(self, name: Hashable) -> bool:
        return name in self._lists

    def stretch(self, written: str) -> Stretch:
        """What is told of a stretch."""
        told = self._kept.get(written)
        if told is None:
            told = self._read(written)
            if len(written) <= LONGEST_KEPT:
                if len(self._kept) > _MOST_KEPT:
                    self._kept.clear()
                self._kept[written] = told
        return told

    def crossing(self, name: Hashable, words: frozenset[str]) -> set[int]:
        """The phrases of a list that may leave a stretch and whose words are all among `words`."""
        by_word, needs = self._crossing[name], self._lists[name].needs
        places = {place for word in by_word.keys() & words for place in by_word[word]}
        return {place for place in places if not any(map(words.isdisjoint, needs[place]))}

    def _read(self, written: str) -> Stretch:
        if not written:
            return _NOTHING
        words = self._needed.among(written)
        some = {one for word in self._staying.keys() & words for one in self._staying[word]}
        leaving = frozenset[Hashable]().union(*(self._leaving[word] for word in self._leaving.keys() & words))
        possible: dict[Hashable, list[int]] = {}
        for name, place in some:
            if not any(map(words.isdisjoint, self._lists[name].needs[place])):
                possible.setdefault(name, []).append(place)
        return Stretch(words, possible, leaving) if possible or len(words) > 1 or leaving else _NOTHING


class Said:
    """A text with what is told of its stretches, once for all lists of phrases that are looked for in it."""

    def __init__(self, text: str, lists: PhraseLists) -> None:
        self.text, self.lists = text, lists
        self._pieces = _ENDS.split(text)
        # The parts of `split` in turns: what stands between stops, and the stops.
        self._told = [lists.stretch(piece) for piece in self._pieces[::2]]

    def with_some_of(self, name: Hashable) -> list[tuple[Span, str, Stretch]]:
        """The stretches that may have a phrase of a list which stays in them: first and past-last character, words."""
        few = [at for at, told in enumerate(self._told) if name in told.possible]
        bounds, pieces = self._bounds if few else [], self._pieces
        return [((bounds[2 * at], bounds[2 * at + 1]), pieces[2 * at], self._told[at]) for at in few]

    def crossing(self, name: Hashable) -> Iterable[int]:
        """The phrases of a list that may leave a stretch and may be in the text."""
        if not any(name in told.leaving for told in self._told):
            return ()
        return self.lists.crossing(name, self._words)

    @cached_property
    def _bounds(self) -> list[int]:
        return list(accumulate(map(len, self._pieces), initial=0))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset[str]().union(*(told.words for told in self._told))
