"""The firms of a register by forms of their names that must agree whole: in print, joined, sorted, or in rare words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from registry.identity.name_comparing.alignment import Vocabulary
from registry.identity.name_comparing.initials import abbreviated, initials
from registry.identity.name_comparing.parts import NameWords, taken_apart
from registry.identity.name_finding.bulk_names import normalise_names
from registry.identity.name_finding.hashed_lines import Hashes, hashes_of
from registry.identity.names import NormalisedName
from registry.identity.register_entries import Entry

# Beyond so many firms of one form, a form tells nothing more.
_OF_ONE_FORM = 40
_AT_ONCE = 20_000
_FORMS = 5


class NameKeys:
    """Hashes of names' forms beside positions in a register, read once, with how often its words are used."""

    def __init__(self, entries: Sequence[Entry], names: Sequence[str]) -> None:
        """`entries` in the order whose positions are answered; `names` as `names_of` gives them."""
        self.owners = np.repeat(np.arange(len(entries)), [len(entry.names) for entry in entries])
        counts: Counter[str] = Counter()
        others: Counter[str] = Counter()
        pieces: list[Hashes] = []
        firms = _firms(entries, names)
        while piece := list(islice(firms, _AT_ONCE)):
            for firm in piece:
                own = firm[0].rare
                counts.update(own.union(*(words.rare for words in firm[1:])))
                others.update({stem for words in firm for stem in words.stems if stem not in own})
            pieces.append(hashes_of([form for firm in piece for words in firm for form in forms_of(words)]))
        hashes = np.concatenate((*pieces, np.zeros(0, dtype=np.uint64)))
        order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[order]
        self._positions = self.owners[order // _FORMS].astype(np.int32)
        self.vocabulary = Vocabulary(counts, len(entries), others)

    def exact(self, asked: Sequence[NameWords]) -> list[list[int]]:
        """For each name the positions of the firms that print it so, but for case, marks and legal form."""
        return [self._held(*bounds) for bounds in self._bounds([forms_of(words)[0] for words in asked])]

    def alike(self, asked: Sequence[Sequence[NameWords]]) -> list[set[int]]:
        """For each name, in every way to read it, the firms that agree in any form, at most 40 a form."""
        forms = [[form for words in readings for form in asked_forms(words)] for readings in asked]
        bounds = iter(self._bounds([form for one in forms for form in one]))
        return [
            {at for left, right in islice(bounds, len(one)) for at in self._held(left, min(right, left + _OF_ONE_FORM))}
            for one in forms
        ]

    def _bounds(self, forms: list[str]) -> list[tuple[int, int]]:
        hashed = hashes_of(forms)
        left = np.searchsorted(self._hashes, hashed)
        right = np.searchsorted(self._hashes, hashed, side="right")
        return list(zip(left.tolist(), right.tolist(), strict=True))

    def _held(self, left: int, right: int) -> list[int]:
        held: list[int] = self._positions[left:right].tolist()
        return held


def forms_of(words: NameWords) -> tuple[str, str, str, str, str]:
    """A name's forms; what stands before each keeps them apart."""
    return (*_whole_forms(words), f"i {initials(words)}")


def asked_forms(words: NameWords) -> tuple[str, ...]:
    """The forms under which a name that is asked for may be listed: its own, what its initials stand for, and those."""
    short = [f"r {letters}"] if (letters := initials(words)) else []
    return (*_whole_forms(words), *short, *(f"i {one}" for one in abbreviated(words)))


def _whole_forms(words: NameWords) -> tuple[str, str, str, str]:
    return (
        f"= {words.name.normalised}",
        f"j {words.joined}",
        f"s {' '.join(words.in_any_order)}",
        f"r {words.rare_key}",
    )


def names_of(entries: Sequence[Entry]) -> list[str]:
    """Every name of every firm as names are compared, firm by firm."""
    return normalise_names([name for entry in entries for name in entry.names])


def _firms(entries: Sequence[Entry], names: Sequence[str]) -> Iterator[list[NameWords]]:
    """The words of each firm's names, the register's own name first."""
    at = 0
    for entry in entries:
        firm = names[at : at + len(entry.names)]
        at += len(firm)
        yield [taken_apart(NormalisedName(line, line, tuple(line.split()), "")) for line in firm]
