"""What a row says of a licence's status and scope: in words first, then by colour, then by CSS class.

Of the text's colour and the background's, the text's counts first, but black only where nothing is behind it: black is
every page's own colour. A background counts only once the whole list was seen: one that every row has is decoration.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from registry.law.rule_schema import Licensing, StatusReading
from registry.register_import.entry import UNCOLOURED
from registry.register_reading.colours import background_family, canonical, family
from registry.register_reading.table import RawRow
from registry.register_spec import RegisterSpec
from registry.vocabulary import LicenceScope, LicenceStatus

Meaning = TypeVar("Meaning")
MOST_KEPT = 2_000
MOST_BEHIND = 4
COLOUR = "colour "
LISTED = "listed"
_DENIED = re.compile(r"\b(?:not|non|no longer|never)[\s-]+(?:a |yet )?$")
# What takes back, anywhere before it in its sentence, that somebody is licensed: nobody becomes that by half a phrase.
_TAKEN_BACK = re.compile(
    r"\b(?:no(?!\W*\d)|not|non|never|nor|without|lack\w*|cannot|fail\w*|ceas\w+|former\w*|previous\w*|once|was|were"
    r"|used to|yet to|until|awaiting|denied|un|de|in|dis|ex|sio|hana|hawana|haina|bila)\b(?!\.)|n[\u2019']t\b"
)
# What was renewed is so still.
_RENEWED = re.compile(r"\b(?:was|were) (?=(?:last |lately |duly )?renewed\b)")
_SENTENCE = re.compile(r"[;.(]")
_PREFIX = re.compile(r"\b(in|un|de|non|dis)-(?=\w)")


@dataclass(frozen=True)
class _Waiting:
    """A row whose colours say something only beside the other rows'."""

    said: str
    text: str
    colours: tuple[str, ...]
    behind: tuple[str, ...]
    is_black: bool

    @classmethod
    def of(cls, row: RawRow, colours: tuple[str, ...]) -> "_Waiting":
        behind = tuple(one for one in row.backgrounds if background_family(one) is not None)[:MOST_BEHIND]
        black = next((colour for colour in colours if family(colour) == "black"), None)
        text = f"{COLOUR}{black or colours[0]}" if colours else UNCOLOURED
        said = " ".join((text, *colours[1:], *(("on", *behind) if behind else ())))
        return cls(said, text, colours, behind, black is not None)


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
        self._is_presence = spec.presence_means_licensed
        self._plain = self.of_colour("#000000")
        self._rows = 0
        self._behind: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        self._coloured: set[LicenceStatus] = set()
        self._waiting: dict[str, _Waiting] = {}
        self._is_plain_read: bool | None = None

    def status(self, text: str, row: RawRow) -> tuple[LicenceStatus | None, str]:
        """The status, None where unread, and what was read it from; UNCOLOURED where the row has nothing.

        Where it hangs on black, on the background or on the rest of the list, `settled` says once all rows were read.
        """
        if text:
            return self.of_words(text), text
        self._rows += 1
        self._behind.update(row.backgrounds)
        colours = row.colours or ((row.colour,) if row.colour else ())
        self._seen.update(colours)
        for colour in colours:
            if family(colour) != "black" and (status := self.of_colour(colour)) is not None:
                self._coloured.add(status)
                return status, f"{COLOUR}{colour}"
        for label in (row.css_class or "").split():
            if (found := self.of_words(" ".join(re.split(r"[-_]+|(?<=[a-z])(?=[A-Z])", label)))) is not None:
                return found, f"class {label}"
        waiting = _Waiting.of(row, colours)
        if self._is_presence and not waiting.behind:
            return LicenceStatus.VALID, LISTED
        self._waiting.setdefault(waiting.said, waiting)
        return None, waiting.said

    def settled(self, said: str) -> tuple[LicenceStatus | None, str]:
        """Status and source of a row for which `status` gave None and `said`, after all rows of the list."""
        if (waiting := self._waiting.get(said)) is None:
            return None, said
        behind = self._of_background(waiting)
        if self._is_presence:
            return behind if behind and behind[0] else (LicenceStatus.VALID, LISTED)
        if behind is not None:
            return behind
        if self._is_plain(waiting) and self._reads_plain():
            return self._plain, waiting.text
        return None, waiting.text

    def _of_background(self, waiting: "_Waiting") -> tuple[LicenceStatus | None, str] | None:
        """The status of the first colour with a meaning; None where no colour is behind some rows only."""
        telling = [colour for colour in waiting.behind if self._behind[colour] < self._rows]
        for colour in telling:
            status = self._exact.get(colour) or self._families.get(background_family(colour) or "")
            if status is not None:
                return status, f"background {colour}"
        return (None, f"background {telling[0]}") if telling else None

    def _is_plain(self, waiting: "_Waiting") -> bool:
        """Whether it is black or uncoloured, but for what every row of the list has, such as the colour of links."""
        return waiting.is_black or all(self._seen[colour] >= self._rows for colour in waiting.colours)

    def _reads_plain(self) -> bool:
        """Whether black, and text of no colour of its own, says what the law says of black.

        It does beside colours that all say something else, and where the list prints black and no colour at all; beside
        a colour that says the same, whatever others there are, plain rows are those it does not hold for.
        """
        if self._is_plain_read is None:
            waiting = self._waiting.values()
            behind = {found[0] for one in waiting if (found := self._of_background(one)) is not None and found[0]}
            told = self._coloured | behind
            black = any(one.is_black for one in waiting)
            self._is_plain_read = self._plain not in told and (bool(told) or black)
        return self._is_plain_read

    def of_words(self, text: str) -> LicenceStatus | None:
        """The status whose words `text` holds, longest first; "not valid" is not "valid"."""
        # A register says the same few words a million times; a column that is none would fill the memory.
        if text not in self._read and len(self._read) < MOST_KEPT:
            self._read[text] = _status_in(self._words, text)
        return self._read[text] if text in self._read else _status_in(self._words, text)

    def of_colour(self, colour: str) -> LicenceStatus | None:
        """The status of that exact colour, else of the colour's family."""
        return self._exact.get(colour) or self._families.get(family(colour))

    def scope(self, text: str) -> LicenceScope:
        """The scope that `text` states, the list's own where it states none."""
        if text not in self._read_scope and len(self._read_scope) < MOST_KEPT:
            self._read_scope[text] = self._scope_in(text)
        return self._read_scope[text] if text in self._read_scope else self._scope_in(text)

    def _scope_in(self, text: str) -> LicenceScope:
        said = _folded(text)
        found = {scope for pattern, scope in self._scopes if pattern.search(said)}
        if LicenceScope.BOTH in found or {LicenceScope.LOCAL, LicenceScope.FOREIGN} <= found:
            return LicenceScope.BOTH
        return found.pop() if found else self._default_scope


def _longest_first(pairs: Iterable[tuple[str, Meaning]]) -> list[tuple[re.Pattern[str], Meaning]]:
    first: dict[str, Meaning] = {}
    for word, meaning in pairs:
        first.setdefault(_folded(word), meaning)
    ordered = sorted(first.items(), key=lambda pair: -len(pair[0]))
    return [(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"), meaning) for word, meaning in ordered]


def _folded(text: str) -> str:
    """Small letters, single blanks, and "in-active" as "inactive"."""
    return _PREFIX.sub(r"\1", " ".join(text.casefold().split()))


def _status_in(words: list[tuple[re.Pattern[str], LicenceStatus]], text: str) -> LicenceStatus | None:
    said = _RENEWED.sub("", _folded(text))
    taken_back = False
    for pattern, meaning in words:
        if (found := pattern.search(said)) is None:
            continue
        before = _SENTENCE.split(said[: found.start()])[-1]
        if meaning is LicenceStatus.VALID:
            taken_back = taken_back or _TAKEN_BACK.search(before) is not None
            denied = taken_back
        else:
            denied = _DENIED.search(before) is not None
        if not denied:
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
