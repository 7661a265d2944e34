"""What a row says of a licence's status and scope: in words first, then by text colour, then by CSS class."""

import re
from collections.abc import Iterable
from typing import TypeVar

from registry.law.rule_schema import Licensing, StatusReading
from registry.register_import.entry import UNCOLOURED
from registry.register_reading.colours import canonical, family
from registry.register_reading.table import RawRow
from registry.register_spec import RegisterSpec
from registry.vocabulary import LicenceScope, LicenceStatus

Meaning = TypeVar("Meaning")
MOST_KEPT = 2_000
_DENIED = re.compile(r"\b(?:not|non|no longer|never)[\s-]+(?:a |yet )?$")


class StatusReader:
    """Reads status and scope by a spec's vocabulary, then by its jurisdiction's."""

    def __init__(self, spec: RegisterSpec, licensing: Licensing) -> None:
        readings = (*spec.statuses, *licensing.statuses)
        self._words = _longest_first((word, reading.status) for reading in readings for word in reading.words)
        self._exact, self._families = _colours(readings)
        self._scopes = _longest_first([*spec.scope_words.items(), *licensing.scope_words.items()])
        self._default_scope = spec.scope
        self._read: dict[str, LicenceStatus | None] = {}
        self._read_scope: dict[str, LicenceScope] = {}
        self.uncoloured = self.of_colour("#000000")

    def status(self, text: str, row: RawRow) -> tuple[LicenceStatus | None, str]:
        """The status, None where unread, and what was read it from; UNCOLOURED where the row has neither."""
        if text:
            return self.of_words(text), text
        colours = row.colours or ((row.colour,) if row.colour else ())
        read = [(status, colour) for colour in colours if (status := self.of_colour(colour)) is not None]
        if read:
            # Black is every page's own colour; beside another one it says nothing.
            status, colour = next((one for one in read if family(one[1]) != "black"), read[0])
            return status, f"colour {colour}"
        for label in (row.css_class or "").split():
            if (found := self.of_words(" ".join(re.split(r"[-_]+|(?<=[a-z])(?=[A-Z])", label)))) is not None:
                return found, f"class {label}"
        return None, f"colour {colours[0]}" if colours else UNCOLOURED

    def of_words(self, text: str) -> LicenceStatus | None:
        """The status whose words `text` holds, longest first; "not valid" is not "valid"."""
        # A register says the same few words a million times; a column that is none would fill the memory.
        if text not in self._read and len(self._read) < MOST_KEPT:
            self._read[text] = _find(self._words, text)
        return self._read[text] if text in self._read else _find(self._words, text)

    def of_colour(self, colour: str) -> LicenceStatus | None:
        """The status of that exact colour, else of the colour's family."""
        return self._exact.get(colour) or self._families.get(family(colour))

    def scope(self, text: str) -> LicenceScope:
        """The scope that `text` states, the list's own where it states none."""
        if text not in self._read_scope and len(self._read_scope) < MOST_KEPT:
            self._read_scope[text] = self._scope_in(text)
        return self._read_scope[text] if text in self._read_scope else self._scope_in(text)

    def _scope_in(self, text: str) -> LicenceScope:
        said = " ".join(text.casefold().split())
        found = {scope for pattern, scope in self._scopes if pattern.search(said)}
        if LicenceScope.BOTH in found or {LicenceScope.LOCAL, LicenceScope.FOREIGN} <= found:
            return LicenceScope.BOTH
        return found.pop() if found else self._default_scope


def _longest_first(pairs: Iterable[tuple[str, Meaning]]) -> list[tuple[re.Pattern[str], Meaning]]:
    first: dict[str, Meaning] = {}
    for word, meaning in pairs:
        first.setdefault(" ".join(word.casefold().split()), meaning)
    ordered = sorted(first.items(), key=lambda pair: -len(pair[0]))
    return [(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"), meaning) for word, meaning in ordered]


def _find(words: list[tuple[re.Pattern[str], Meaning]], text: str) -> Meaning | None:
    said = " ".join(text.casefold().split())
    for pattern, meaning in words:
        found = pattern.search(said)
        if found and not _DENIED.search(said[: found.start()]):
            return meaning
    return None


def _colours(readings: Iterable[StatusReading]) -> tuple[dict[str, LicenceStatus], dict[str, LicenceStatus]]:
    exact: dict[str, LicenceStatus] = {}
    families: dict[str, set[LicenceStatus]] = {}
    for reading in readings:
        for printed in reading.colours:
            if (colour := canonical(printed)) is not None:
                exact.setdefault(colour, reading.status)
                families.setdefault(family(colour), set()).add(exact[colour])
    return exact, {name: one for name, found in families.items() if len(found) == 1 for one in found}
