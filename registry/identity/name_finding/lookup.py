"""Which firms of a register a name might be: by forms that agree whole, and by what its letters have in common."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from registry.identity.name_comparing.comparison import Comparison, NameRelation, compare
from registry.identity.name_comparing.parts import words_of
from registry.identity.name_comparing.readings import readings
from registry.identity.name_finding.index import Ids, NameIndex, Scores
from registry.identity.name_finding.keys import NameKeys, names_of
from registry.identity.name_finding.sounds import NameSounds
from registry.identity.register_entries import Entry

_FROM_LETTERS = 6
# Adverts repeat their advertisers' names, from batch to batch: so many comparisons are remembered a register.
_MOST_COMPARED = 10_000
# Comparing is what costs: firms whose letters have far less in common than the best one's are not looked at.
_ALWAYS_COMPARED, _WORTH_COMPARING = 2, 0.6


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
        self._compared: dict[tuple[str, int], Comparison] = {}

    @cached_property
    def _built(self) -> tuple[NameKeys, NameIndex]:
        names = names_of(self._entries)
        return NameKeys(self._entries, names), NameIndex(names)

    @cached_property
    def _sounds(self) -> NameSounds:
        return NameSounds(self._entries)

    @property
    def _keys(self) -> NameKeys:
        return self._built[0]

    def candidates(self, names: Sequence[str], *, top: int = 10) -> tuple[Ids, Scores]:
        """Positions (names x top, -1 where fewer) and scores: the array door, without reasons."""
        keys, letters = self._built
        ids, scores = letters.candidates(names, top=top)
        return np.append(keys.owners, -1)[ids], scores

    def rank_many(self, names: Iterable[str]) -> dict[str, tuple[Ranked, ...]]:
        """For each distinct name the firms it might be, best first; exact names end the search for that name."""
        asked = [name for name in dict.fromkeys(names) if words_of(name).stems]
        printed = self._keys.exact([words_of(name) for name in asked])
        exact = {
            name: found
            for name, positions in zip(asked, printed, strict=True)
            if positions and (found := self._exact(name, positions))
        }
        rest = [name for name in asked if name not in exact]
        return exact | dict(zip(rest, self._near(rest), strict=True))

    def _exact(self, name: str, positions: Iterable[int]) -> tuple[Ranked, ...]:
        ranked = self._sorted(name, positions)
        return tuple(one for one in ranked if one.compared.relation is NameRelation.EXACT)

    def _near(self, names: Sequence[str]) -> list[tuple[Ranked, ...]]:
        ids, scores = self.candidates(names, top=_FROM_LETTERS)
        worth = (ids >= 0) & (scores >= _WORTH_COMPARING * scores[:, :1])
        worth[:, :_ALWAYS_COMPARED] = ids[:, :_ALWAYS_COMPARED] >= 0
        alike = self._keys.alike([readings(name) for name in names])
        return [
            self._sorted(name, (*whole, *self._sounds.alike(words_of(name)), *letters[chosen].tolist()))
            for name, whole, letters, chosen in zip(names, alike, ids, worth, strict=True)
        ]

    def _sorted(self, name: str, positions: Iterable[int]) -> tuple[Ranked, ...]:
        ranked = [Ranked(position, self.compare(name, position)) for position in set(positions)]
        return tuple(sorted(ranked, key=lambda one: (-one.compared.score, one.position)))

    def compare(self, name: str, position: int) -> Comparison:
        """How `name` compares with the firm at `position`; what was compared is kept, up to a number of pairs."""
        found = self._compared.get((name, position))
        if found is None:
            if len(self._compared) >= _MOST_COMPARED:
                self._compared.clear()
            found = self._compared[name, position] = self._compare(name, position)
        return found

    def forget(self) -> None:
        """Let go of the pairs that are kept."""
        self._compared.clear()

    def _compare(self, name: str, position: int) -> Comparison:
        found = (compare(name, one, vocabulary=self._keys.vocabulary) for one in self._entries[position].names)
        return max(found, key=lambda compared: compared.score)
