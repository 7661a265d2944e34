"""Fixed runs of two words and more, found in one pass; apart because words are looked at in pairs before they are read.

Most words of a text begin none of the runs a rulebook looks for. Whether two words in a row do is told for all of them
at once, by arrays; only the few stretches that may be in a run go through the automaton.
"""

from collections.abc import Mapping

import ahocorasick
import numpy as np

from risk_model.phrases.place_arrays import Places, grouped

NO_WORD = 0
_NOTHING = 0
_OPENING_BITS = 20


class RunFinder:
    """Finds runs of numbered words, each with its own number."""

    def __init__(self, runs: Mapping[tuple[int, ...], int], *, words: int) -> None:
        """`runs` are words in a row (two or more) with the number of the run; `words` is the largest word."""
        self._openings = np.zeros(1 << _OPENING_BITS, dtype=np.uint8)
        self._lengths = {run: len(said) for said, run in runs.items()}
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_ANY, ahocorasick.KEY_SEQUENCE)
        self._automaton.add_word((words + 1, NO_WORD), _NOTHING)  # an automaton of nothing cannot be asked
        for said, run in runs.items():
            self._automaton.add_word(said, run)
        self._automaton.make_automaton()
        longest: dict[int, int] = {}
        for said in runs:
            opening = int(_opening(np.array(said[0]), np.array(said[1])))
            longest[opening] = max(longest.get(opening, 0), len(said))
        self._openings[list(longest)] = list(longest.values())

    def find(self, words: Places) -> dict[int, tuple[int, list[Places]]]:
        """By run that is there: how many words it has, and the places where it starts."""
        places, read = self._worth_reading(words)
        found = np.array(list(self._automaton.iter(read)), dtype=np.intp).reshape(-1, 2)
        runs = {}
        for run, lasts in grouped(found[:, 1], places[found[:, 0]]):
            length = self._lengths[run]
            runs[run] = (length, [lasts + (1 - length)])
        return runs

    def _worth_reading(self, words: Places) -> tuple[Places, tuple[int, ...]]:
        """The places of words that may be in a run, and those words.

        Where two words begin a run, as many as its longest run has are read, and past them a place that parts.
        """
        lengths = self._openings[_opening(words[:-1], words[1:])]
        starts = np.flatnonzero(lengths)
        stops = np.minimum(starts + lengths[starts], len(words))
        count = len(words) + 1
        inside = np.cumsum(np.bincount(starts, minlength=count) - np.bincount(stops, minlength=count))[:-1] > 0
        read = inside.copy()
        read[1:] |= inside[:-1]
        return np.flatnonzero(read), tuple(np.where(inside, words, NO_WORD)[read].tolist())


def _opening(first: Places, second: Places) -> Places:
    """A small number for two words in a row; others may share it."""
    small: Places = (first * 611_953 + second) & ((1 << _OPENING_BITS) - 1)
    return small
