"""The firms of a register whose names sound like one written in another script."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from registry.identity.name_comparing.parts import NameWords, words_of
from registry.identity.name_comparing.readings import is_in_other_script, latin_reading
from registry.identity.name_comparing.transliteration import sound
from registry.identity.name_finding.hashed_lines import Hashes, Places, hashes_of
from registry.identity.name_finding.keys import names_of
from registry.identity.name_words import words
from registry.identity.register_entries import Entry

_FEWEST_CONSONANTS = 3
_OF_ONE_SOUND = 40


class NameSounds:
    """Names by the sound of their own words, read when a name of another script is first asked for or listed."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """`entries` in the order whose positions are answered."""
        self._entries = entries

    def alike(self, asked: NameWords) -> list[int]:
        """The positions of the firms whose names, in a script that `asked` is not in, have its own words' sound."""
        other = is_in_other_script(asked)
        if not other and not self._has_other_scripts:
            return []
        heard = sound_key(asked)
        hashes, positions = self._latin if other else self._of_other_scripts
        if not heard or not len(hashes):
            return []
        wanted = hashes_of([heard])[0]
        left, right = np.searchsorted(hashes, wanted), np.searchsorted(hashes, wanted, side="right")
        found: list[int] = positions[left : min(right, left + _OF_ONE_SOUND)].tolist()
        return found

    @cached_property
    def _has_other_scripts(self) -> bool:
        return not all(name.isascii() for entry in self._entries for name in entry.names)

    @cached_property
    def _latin(self) -> tuple[Hashes, Places]:
        names = zip(names_of(self._entries), self._owners(), strict=True)
        return _filed((name, owner) for name, owner in names if not is_in_other_script(words_of(name)))

    @cached_property
    def _of_other_scripts(self) -> tuple[Hashes, Places]:
        names = ((name, at) for at, entry in enumerate(self._entries) for name in entry.names if not name.isascii())
        return _filed((name, owner) for name, owner in names if is_in_other_script(words_of(name)))

    def _owners(self) -> Iterable[int]:
        return (at for at, entry in enumerate(self._entries) for _ in entry.names)


def sound_key(reading: NameWords) -> str:
    """A name's own words after their sound, the same in every script; "" where too little is heard."""
    generic = words().generic
    heard = sorted(sound(one) for one in latin_reading(reading).rare if one not in generic)
    return " ".join(heard) if sum(map(len, heard)) >= _FEWEST_CONSONANTS else ""


def _filed(names: Iterable[tuple[str, int]]) -> tuple[Hashes, Places]:
    heard = [(key, owner) for name, owner in names if (key := sound_key(words_of(name)))]
    hashes = hashes_of([key for key, _ in heard])
    order = np.argsort(hashes, kind="stable")
    return hashes[order], np.fromiter((owner for _, owner in heard), dtype=np.int64, count=len(heard))[order]
