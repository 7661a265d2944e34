"""What is made of a rulebook, made once a version: compiling its phrases takes longer than reading some adverts."""

from collections.abc import Callable
from typing import Generic, TypeVar

from registry.law.rulebook import Rulebook

MOST_KEPT = 8
Made = TypeVar("Made")


class ByVersion(Generic[Made]):
    """Gives what `make` makes of a rulebook, the same for the same version."""

    def __init__(self, make: Callable[[Rulebook], Made]) -> None:
        self._make = make
        self._kept: dict[str, Made] = {}

    def __call__(self, rulebook: Rulebook) -> Made:
        """What is made of `rulebook`; few versions are kept."""
        if rulebook.version not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[rulebook.version] = self._make(rulebook)
        return self._kept[rulebook.version]
