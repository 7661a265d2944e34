"""Every word as written, with what it counts as, each worked out once and read by number afterwards."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np

from risk_model.phrases.place_arrays import Places, grouped

MOST_FORMS = 50_000


class Form(NamedTuple):
    """What one written word counts as: a number in the automaton (0: none), and the atoms it is by itself."""

    number: int
    atoms: tuple[int, ...]


class FormTable(dict[str, int]):
    """Rows of written words; a word not met before is read by `read` and given the next row."""

    def __init__(self, read: Callable[[str], Form]) -> None:
        super().__init__()
        self._read = read
        self._forms: list[Form] = []

    def __missing__(self, word: str) -> int:
        self._forms.append(self._read(word))
        row = self[word] = len(self._forms) - 1
        return row

    def rows_of(self, words: Iterable[str], count: int) -> Places:
        """The row of each of `count` words, in order."""
        if len(self) > MOST_FORMS:  # hostile texts may hold any number of words
            self.clear()
            self._forms.clear()
        return np.fromiter(map(self.__getitem__, words), dtype=np.intp, count=count)

    def numbers(self, rows: Places) -> Places:
        """The automaton's number of each row."""
        numbers: Places = np.array([form.number for form in self._forms], dtype=np.intp)[rows]
        return numbers

    def atoms(self, rows: Places) -> dict[int, list[Places]]:
        """By atom the places of every word that is that atom by itself; places of one word are sorted."""
        found: dict[int, list[Places]] = {}
        for row, places in grouped(rows, np.arange(len(rows))):
            for atom in self._forms[row].atoms:
                found.setdefault(atom, []).append(places)
        return found
