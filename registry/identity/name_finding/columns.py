"""Which column stands for what a name is found by: hashes cut short, then numbered from rare to frequent."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from registry.identity.name_finding.features import Features
from registry.identity.name_finding.hashed_lines import Flags, Places

Columns = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.integer]

# What is sorted together is packed into one number, which is much faster to sort than several.
COLUMN_BITS = 24


@dataclass(frozen=True)
class HashedColumns:
    """How hashes become columns: letter runs first, words and pairs after them, in spaces that grow with the names."""

    runs_bits: int
    words_bits: int

    @classmethod
    def for_register(cls, names: int) -> "HashedColumns":
        """Wide enough that two things of one register seldom share a column."""
        bits = max(names, 1).bit_length()
        return cls(min(max(bits + 6, 16), 20), min(max(bits + 4, 16), 22))

    @property
    def runs(self) -> int:
        """How many columns stand for runs of letters."""
        return 1 << self.runs_bits

    @property
    def all(self) -> int:
        """How many columns there are."""
        return self.runs + (1 << self.words_bits)

    def of(self, runs: Features, words: Features) -> Places:
        """The columns of a text's letter runs, and after them those of its words and pairs."""
        found = np.empty(len(runs.hashed) + len(words.hashed), dtype=np.uint64)
        np.right_shift(runs.hashed, np.uint64(64 - self.runs_bits), out=found[: len(runs.hashed)])
        np.right_shift(words.hashed, np.uint64(64 - self.words_bits), out=found[len(runs.hashed) :])
        found[len(runs.hashed) :] += np.uint64(self.runs)
        return found.view(np.int64)


class RankedColumns:
    """Columns numbered anew: those that no name has first, then by how many names have them, the rarest first."""

    def __init__(self, hashed: HashedColumns, frequency: Places, names: int) -> None:
        """`frequency` says for each column how many of so many `names` have it."""
        order = np.argsort(frequency, kind="stable")
        self._rank = np.empty(len(order), dtype=np.int32)
        self._rank[order] = np.arange(len(order), dtype=np.int32)
        self._is_run = order < hashed.runs
        self.unheld = int(np.count_nonzero(frequency == 0))
        self.held = len(order) - self.unheld
        self._frequency = frequency[order].astype(np.int32)
        self._rarity = (np.log((1 + names) / (1 + np.arange(names + 1))) + 1).astype(np.float32)

    def rank(self, columns: Numbers) -> Columns:
        """The new numbers of hashed columns."""
        return self._rank[columns]

    def is_run(self, ranks: Numbers) -> Flags:
        """Which of these stand for runs of letters."""
        return self._is_run[ranks]

    def frequency(self, ranks: Numbers) -> Columns:
        """How many names have each."""
        return self._frequency[ranks]

    def rarity(self, ranks: Numbers) -> npt.NDArray[np.float32]:
        """What each is worth: the more names have it, the less."""
        return self._rarity[self._frequency[ranks]]


def distinct(rows: Places, columns: Numbers) -> tuple[Places, Places]:
    """Each row's columns once and in order, beside the row."""
    packed = np.sort((rows << COLUMN_BITS) | columns)
    packed = packed[np.flatnonzero(np.diff(packed, prepend=-1))]
    return packed >> COLUMN_BITS, packed & ((1 << COLUMN_BITS) - 1)
