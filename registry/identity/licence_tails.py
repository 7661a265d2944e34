"""Licence numbers quoted by their last part: "licence no. 0211" of NEA/PEA/0211, which points and never decides."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from registry.identity.register_entries import Entry

_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST_DIGITS = 3


class LicenceTails:
    """The firms of a register by the running number that theirs ends in."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)

    def holder(self, quoted: str) -> int | None:
        """The position of the one firm whose number ends in the digits `quoted`; None where none or several do.

        Zeros before it are nothing: 211 is 0211. A year, and fewer than three digits, end too many numbers.
        """
        digits = quoted.strip()
        if not digits.isdecimal() or len(digits) < _FEWEST_DIGITS or _YEAR.fullmatch(digits):
            return None
        held = self._by_tail.get(digits.lstrip("0"), ())
        return held[0] if len(held) == 1 else None

    @cached_property
    def _by_tail(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for position, entry in enumerate(self._entries):
            *before, last = re.split(r"[^0-9A-Za-z]+", (entry.number or "").strip())
            if before and last.isdecimal() and len(last) >= _FEWEST_DIGITS and not _YEAR.fullmatch(last):
                found[last.lstrip("0")].append(position)
        return found
