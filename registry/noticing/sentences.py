"""Where sentences begin and end around what is named in a text; initials and legal forms end none."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

# Of several stops in a row the last one ends the sentence; looking for them one by one keeps a line of dots cheap.
_END = re.compile(r"(?<!\b[A-Z])(?<!\bLtd)(?<!\bCo)[.!?](?=\s|$)|\n+")
# Farther from a name, what is said is said of something else; texts of one sentence with names alone have no end.
LONGEST = 2_000
Span = tuple[int, int]


class Sentences:
    """The sentences of one text, whose ends are looked for once, however many names stand in it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _ends(self) -> list[int]:
        return [found.end() for found in _END.finditer(self.text)]

    def around(self, start: int, end: int) -> Span:
        """The sentence that `start` to `end` stand in, with its stop, up to `LONGEST` characters on either side."""
        return self._beginning(start), self._stop(end)

    def before(self, first: int) -> Span:
        """The sentence before the one that begins at `first`; empty at the beginning of the text."""
        return self._beginning(max(0, first - 1)), first

    def behind(self, last: int) -> Span:
        """The sentence behind the one that ends at `last`; empty at the end of the text."""
        return last, self._stop(min(len(self.text), last + 1))

    def _beginning(self, place: int) -> int:
        # A stop right before a name ends a sentence there, with no blank behind it.
        if place and _END.match(self.text, place - 1, place):
            return place
        at = bisect_left(self._ends, place)
        return max(self._ends[at - 1] if at else 0, place - LONGEST)

    def _stop(self, place: int) -> int:
        at = bisect_right(self._ends, place)
        return min(self._ends[at] if at < len(self._ends) else len(self.text), place + LONGEST)
