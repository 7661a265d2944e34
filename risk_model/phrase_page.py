"""Several texts laid end to end as one row of bits: where each phrase may stand is told for all of them at once.

A bit is a word. Whether steps of a phrase can follow each other is asked by shifting whole rows, so one question serves
every text of the page; the answer may name too many places, never too few, and only what remains is matched exactly.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from risk_model.advert_text import BREAK, Words

WORDS_A_PAGE = 40_000
_SOME = re.compile(rb"[^\0]")
_BITS = [tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]
NOWHERE: frozenset[int] = frozenset()


class Traces(NamedTuple):
    """Where hits of a phrase may start and end on a page, as bits.

    `exact` are hits of known length: (words, their starts); `loose` those that start somewhere in the first row and end
    (past the last word) somewhere in the second, at most `span` words on; `wide` ones may cross sentences.
    """

    starts: int
    exact: tuple[tuple[int, int], ...] = ()
    loose: tuple[int, int] = (0, 0)
    span: int = 1
    wide: bool = False

    def ends(self) -> int:
        """Every place a hit may end."""
        found = self.loose[1]
        for length, starts in self.exact:
            found |= starts << length
        return found


def exactly(by_length: Iterable[tuple[int, int]]) -> Traces | None:
    """Traces of hits that are known by length and start; None where there is none."""
    exact = tuple(by_length)
    if not exact:
        return None
    return Traces(union(starts for _, starts in exact), exact=exact, span=max(length for length, _ in exact))


class Screened(Protocol):
    """A compiled phrase as a page knows it."""

    number: int

    def screen(self, page: "Page") -> Traces | None:
        """Where it may be on a page; None where it cannot."""


Phrase = TypeVar("Phrase", bound=Screened)


class Page:
    """Texts end to end, with the atoms found in them; asked by compiled phrases, each once."""

    def __init__(
        self,
        texts: Sequence[Words],
        *,
        atoms: Mapping[int, tuple[int, list[int]]],
        numeral_words: frozenset[str] = frozenset(),
    ) -> None:
        """`atoms` are length and starts by atom, counted over the whole page, with one place between texts."""
        self.texts, self.atoms, self.numeral_words = texts, atoms, numeral_words
        self.notes: list[dict[str, Any]] = [{} for _ in texts]
        self.hits: list[dict[int, list[Any]]] = [{} for _ in texts]
        self.offsets: list[int] = []
        self.windows: list[int] = []
        self._text_at: dict[int, int] = {}
        words = inside = place = 0
        for index, text in enumerate(texts):
            count = len(text.words)
            full = (1 << count) - 1
            broken = row_of(at for at, word in enumerate(text.words) if word is BREAK)
            self.offsets.append(place)
            self.windows.append(full)
            words |= (full & ~broken) << place
            inside |= full << place
            place += count + 1
            self._text_at[place - 1] = index
        self.length = place
        self._inside, self._between = inside, row_of(self._text_at)
        self._lanes = {(1, False): words, (1, True): inside}
        self._known: dict[int, Traces | None] = {}
        self._where: dict[int, frozenset[int]] = {}
        self._live: dict[int, list[Any]] = {}
        self._by_text: dict[int, dict[int, list[Any]]] = {}
        self._rows: dict[str, int] = {}
        self.atom_rows: dict[int, tuple[int, int]] = {}

    def traces(self, node: Screened) -> Traces | None:
        """Where `node` may be."""
        number = node.number
        if number not in self._known:
            self._known[number] = node.screen(self)
        return self._known[number]

    def where(self, node: Screened) -> frozenset[int]:
        """Which texts `node` may be in, by their place on the page."""
        number = node.number
        known = self._where.get(number)
        if known is None:
            found = self.traces(node)
            known = self._where[number] = self.texts_of(found.starts) if found else NOWHERE
        return known

    def texts_of(self, row: int) -> frozenset[int]:
        """The texts that have a bit of `row`: adding it to a text's full row carries into the place after the text."""
        carried = (self._inside + (row & self._inside)) & self._between
        return frozenset([self._text_at[place] for place in set_bits(carried)])

    def live(self, number: int, nodes: Iterable[Phrase]) -> list[Phrase]:
        """Those of `nodes` (always the same for one `number`) that may be somewhere."""
        if number not in self._live:
            self._live[number] = [node for node in nodes if self.traces(node)]
        return self._live[number]

    def live_in(self, text: int, number: int, nodes: Iterable[Phrase]) -> Sequence[Phrase]:
        """Those of `nodes` that may be in one text."""
        known = self._by_text.get(number)
        if known is None:
            known = self._by_text[number] = {}
            for node in self.live(number, nodes):
                for one in self.where(node):
                    known.setdefault(one, []).append(node)
        return known.get(text, ())

    def atom(self, atom: int) -> tuple[int, int]:
        """An atom's length in words, and its starts."""
        length, starts = self.atoms[atom]
        self.atom_rows[atom] = length, row_of(starts)
        return self.atom_rows[atom]

    # -- rows of the page --------------------------------------------------------------------------------------------

    @property
    def words(self) -> int:
        """Every word that is no sentence end."""
        return self._lanes[1, False]

    def titles(self) -> int:
        """Words of the texts' first lines."""
        return self._row_of("titles", lambda text: (1 << text.title_end) - 1)

    def numbers(self) -> int:
        """Numbers in digits."""
        return self._row_of("numbers", lambda text: row_of(text.numbers))

    def numerals(self) -> int:
        """Numbers in digits and in words."""
        known = self.numeral_words
        return self.numbers() | self._row_of(
            "numerals", lambda text: row_of(at for at, word in enumerate(text.words) if word in known)
        )

    def links(self) -> int:
        """Web and mail addresses."""
        return self._row_of(
            "links",
            lambda text: row_of(at for at, word in enumerate(text.words) if "." in word) if text.links else 0,
        )

    def numerals_in(self, index: int) -> list[int]:
        """Words of one text that are numbers, in digits or in words."""
        return set_bits((self.numerals() >> self.offsets[index]) & self.windows[index])

    def _row_of(self, name: str, read: Callable[[Words], int]) -> int:
        if name not in self._rows:
            row = 0
            for text, place in zip(self.texts, self.offsets, strict=True):
                row |= read(text) << place
            self._rows[name] = row
        return self._rows[name]

    # -- walking over words ------------------------------------------------------------------------------------------

    def ahead(self, row: int, most: int, *, wide: bool = False) -> int:
        """`row` and up to `most` places after each, inside the sentence (if `wide`, the text)."""
        done = 0
        while done < most:
            step = min(done + 1, most - done)
            row |= (row << step) & self._lane(step, wide)
            done += step
        return row

    def back(self, row: int, most: int, *, wide: bool = False) -> int:
        """`row` and up to `most` places before each."""
        done = 0
        while done < most:
            step = min(done + 1, most - done)
            row |= (row >> step) & (self._lane(step, wide) >> (step - 1))
            done += step
        return row

    def _lane(self, step: int, wide: bool) -> int:
        """Places that `step` places in a row lead up to without a sentence (a text) ending."""
        key = (step, wide)
        if key not in self._lanes:
            half = step // 2
            self._lanes[key] = self._lane(half, wide) & (self._lane(step - half, wide) << half)
        return self._lanes[key]

    def reach(self, traces: Traces, starts: int) -> int:
        """Where hits that start at `starts` may end."""
        reached = 0
        for length, row in traces.exact:
            if here := row & starts:
                reached |= here << length
        first, last = traces.loose
        if first and (here := first & starts):
            reached |= (self.ahead(here, min(traces.span, self.length) - 1, wide=traces.wide) & (last >> 1)) << 1
        return reached


def set_bits(row: int) -> list[int]:
    """The places of the bits set, in order."""
    if not row & (row - 1):
        return [row.bit_length() - 1] if row else []
    data = row.to_bytes((row.bit_length() + 7) // 8, "little")
    return [found.start() * 8 + bit for found in _SOME.finditer(data) for bit in _BITS[found[0][0]]]


def union(rows: Iterable[int]) -> int:
    """Every bit that one of the rows has."""
    found = 0
    for row in rows:
        found |= row
    return found


def row_of(places: Iterable[int]) -> int:
    """The places as bits."""
    known = list(places)
    row = bytearray(max(known, default=-8) // 8 + 1)
    for place in known:
        row[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(row, "little")
