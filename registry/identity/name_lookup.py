"""Which firms of a register a name might be: by exact and rearranged words first, by n-grams for the rest."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from registry.identity.name_alignment import Vocabulary
from registry.identity.name_comparison import Comparison, NameRelation, compare
from registry.identity.name_index import Ids, NameIndex, Scores
from registry.identity.name_parts import NameWords, words_of
from registry.identity.names import NormalisedName, normalise
from registry.identity.register_entries import Entry

_FROM_WORDS = 40
_FROM_GRAMS = 10


@dataclass(frozen=True)
class Ranked:
    """One firm's place among those a name might be: its position in the register and how the names compare."""

    position: int
    compared: Comparison


class NameLookup:
    """A register's names, ready to be asked for many at once."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """`entries` in the order whose positions are answered."""
        self._entries = entries
        self._forms: list[tuple[str, int]] = []
        self._by_words: dict[str, list[int]] = defaultdict(list)
        counts: Counter[str] = Counter()
        others: Counter[str] = Counter()
        for position, entry in enumerate(entries):
            counts.update({word for name in entry.names for word in words_of(name).rare})
            others.update({word for name in entry.names for word in words_of(name).stems} - words_of(entry.name).rare)
            for name in entry.names:
                words = words_of(name)
                self._forms.append((gram_form(words.name), position))
                for key in _keys(words):
                    if position not in self._by_words[key][-1:]:
                        self._by_words[key].append(position)

        self._vocabulary = Vocabulary(counts, len(entries), others)

    @cached_property
    def _grams(self) -> NameIndex:
        return NameIndex([form for form, _ in self._forms])

    @cached_property
    def _owners(self) -> Ids:
        return np.fromiter((position for _, position in self._forms), dtype=np.int64, count=len(self._forms))

    def candidates(self, names: Sequence[str], *, top: int = 10) -> tuple[Ids, Scores]:
        """Positions (names x top, -1 where fewer) and scores: the array door, without reasons."""
        ids, scores = self._grams.candidates([gram_form(normalise(name)) for name in names], top=top)
        owners = np.append(self._owners, -1)
        return owners[ids], scores

    def rank_many(self, names: Iterable[str]) -> dict[str, tuple[Ranked, ...]]:
        """For each distinct name the firms it might be, best first; exact names end the search for that name."""
        asked = [name for name in dict.fromkeys(names) if words_of(name).stems]
        exact = {name: found for name in asked if (found := self._exact(name))}
        rest = [name for name in asked if name not in exact]
        ids, _ = self.candidates(rest, top=_FROM_GRAMS) if rest else (np.zeros((0, 0), dtype=np.int64), None)
        near = {
            name: self._ranked(name, (int(one) for one in row if one >= 0)) for name, row in zip(rest, ids, strict=True)
        }
        return exact | near

    def _exact(self, name: str) -> tuple[Ranked, ...]:
        positions = self._by_words.get(f"= {words_of(name).name.normalised}", ())
        ranked = self._sorted(name, positions)
        return tuple(one for one in ranked if one.compared.relation is NameRelation.EXACT)

    def _ranked(self, name: str, near: Iterable[int]) -> tuple[Ranked, ...]:
        positions = set(near)
        for key in _keys(words_of(name)):
            positions.update(self._by_words.get(key, ())[:_FROM_WORDS])
        return self._sorted(name, positions)

    def _sorted(self, name: str, positions: Iterable[int]) -> tuple[Ranked, ...]:
        ranked = [Ranked(position, self._best(name, self._entries[position])) for position in set(positions)]
        return tuple(sorted(ranked, key=lambda one: (-one.compared.score, one.position)))

    def _best(self, name: str, entry: Entry) -> Comparison:
        found = (compare(name, one, vocabulary=self._vocabulary) for one in entry.names)
        return max(found, key=lambda compared: compared.score)

    def compare(self, name: str, position: int) -> Comparison:
        """How `name` compares with the firm at `position`."""
        return self._best(name, self._entries[position])


def gram_form(name: NormalisedName) -> str:
    """A name as n-grams see it: words in a fixed order, so that their order in print does not matter."""
    return " ".join(sorted(name.tokens))


def _keys(words: NameWords) -> tuple[str, ...]:
    return (
        f"= {words.name.normalised}",
        f"j {words.joined}",
        f"s {' '.join(sorted(words.stems))}",
        f"r {words.rare_key}",
    )
