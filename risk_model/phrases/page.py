"""Several texts laid end to end, each word at a place: where each phrase may stand is told for all of them at once.

Whether steps of a phrase can follow each other is asked of whole arrays of places, and only for the texts that have
every word the phrase needs. The answer may name too many places, never too few: what remains is matched exactly.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, reduce
from itertools import accumulate, chain
from operator import itemgetter, or_
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np

from risk_model.phrases.place_arrays import NO_PLACES, Mask, Places, after_ends, around, merged, within
from risk_model.phrases.text_sets import NO_TEXTS, TextSet, columns_of, flags_of, places_in, set_of
from risk_model.words.advert_text import Words

WORDS_A_PAGE = 1_000_000
MOST = 64
FEW_TEXTS = 8


class Traces(NamedTuple):
    """Where hits of a phrase may start and end on a page.

    `exact` are hits of known length: (words, their starts); `loose` those that start somewhere in the first array and
    end (past the last word) somewhere in the second, at most `span` words on; `wide` ones may cross sentences.
    """

    starts: Places
    exact: tuple[tuple[int, Places], ...] = ()
    loose: tuple[Places, Places] = (NO_PLACES, NO_PLACES)
    span: int = 1
    wide: bool = False

    def ends(self) -> Places:
        """Every place a hit may end."""
        return merged((*(starts + length for length, starts in self.exact), self.loose[1]))


def exactly(by_length: Mapping[int, Places]) -> Traces | None:
    """Traces of hits that are known by length and start; None where there is none."""
    exact = tuple((length, starts) for length, starts in by_length.items() if len(starts))
    return Traces(merged(starts for _, starts in exact), exact=exact, span=max(by_length)) if exact else None


class Screened(Protocol):
    """A compiled phrase as a page knows it."""

    number: int

    def screen(self, page: "Page") -> Traces | None:
        """Where it may be on a page; None where it cannot."""

    def texts(self, page: "Page") -> TextSet:
        """In which texts of a page it may be."""

    def surely(self, page: "Page") -> TextSet:
        """In which texts of a page it is for certain."""

    def find(self, matcher: Any) -> list[Any]:
        """Its hits in a text."""

    def stands_in(self, matcher: Any) -> bool:
        """Whether it is in a text that may have it."""


Phrase = TypeVar("Phrase", bound=Screened)
_place = itemgetter(0, 1)


def few(hits: list[Any]) -> list[Any]:
    """By place, the same words once, at most MOST: hostile text must not cost more than its length."""
    return hits if len(hits) < 2 else sorted(dict.fromkeys(hits), key=_place)[:MOST]


class Page:
    """Texts end to end, with the atoms found in them; asked by compiled phrases, each once."""

    def __init__(
        self,
        texts: Sequence[Words],
        *,
        atoms: Mapping[int, tuple[int, list[Places]]],
        numeral_words: frozenset[str] = frozenset(),
    ) -> None:
        """`atoms` are length and starts by atom, counted over the whole page, with one place between texts."""
        self.texts, self.atoms, self.numeral_words = texts, atoms, numeral_words
        self.present = set(atoms)
        self.notes: list[dict[str, Any]] = [{} for _ in texts]
        self.hits: list[dict[int, list[Any]]] = [{} for _ in texts]
        self.with_slot: dict[str, list[int]] = {}
        sizes = [len(text.words) + 1 for text in texts]
        self.offsets = [0, *accumulate(sizes)]
        self.starts = np.array(self.offsets, dtype=np.intp)
        self.length = self.offsets.pop()
        self.text_at = np.repeat(np.arange(len(texts)), sizes)
        # Sentences are counted on from text to text, so that none goes on in the next.
        first = [0, *accumulate(text.breaks[-1] + 1 for text in texts)][:-1]
        within = np.fromiter(chain.from_iterable(text.breaks for text in texts), dtype=np.intp, count=self.length)
        self.sentence_at = within + np.repeat(np.array(first, dtype=np.intp), sizes)
        self._known: dict[int, Traces | None] = {}
        self._packed: dict[int, bytes] = {}
        self._sets: dict[int, TextSet] = {}
        self._of_atoms: dict[int, TextSet] = {}
        self._in_texts: dict[int, dict[int, list[int]]] = {}
        self._listed: dict[int, list[tuple[int, list[int]]]] = {}
        self._live: dict[int, list[Any]] = {}
        self._by_text: dict[int, dict[int, list[Any]]] = {}
        self._numerals: list[list[int]] | None = None

    def traces(self, node: Screened) -> Traces | None:
        """Where `node` may be."""
        number = node.number
        if number not in self._known:
            self._known[number] = node.screen(self)
        return self._known[number]

    def packed(self, node: Screened) -> bytes:
        """The texts that `node` may be in, eight to a byte: asked for one sooner than a number of so many bits."""
        number = node.number
        known = self._packed.get(number)
        if known is None:
            known = self._packed[number] = self.texts_with(node).to_bytes((len(self.texts) + 7) // 8, "little")
        return known

    def texts_with(self, node: Screened) -> TextSet:
        """The texts that `node` may be in."""
        number = node.number
        if number not in self._sets:
            self._sets[number] = node.texts(self)
        return self._sets[number]

    def texts_with_any(self, nodes: Iterable[Screened]) -> TextSet:
        """The texts that one of `nodes` may be in."""
        return reduce(or_, map(self.texts_with, nodes), NO_TEXTS)

    def masks(self, nodes: Sequence[Screened]) -> tuple[Mask, Mask]:
        """The texts by `nodes`: which each may be in (perhaps too many), and which it is in for certain."""
        size = len(self.texts)
        return columns_of(map(self.texts_with, nodes), size), columns_of((one.surely(self) for one in nodes), size)

    def texts_with_atom(self, atom: int) -> TextSet:
        """The texts that an atom of the page is in."""
        if atom not in self._of_atoms:
            self._of_atoms[atom] = self.texts_at(np.concatenate(self.atoms[atom][1]))
        return self._of_atoms[atom]

    def are_few(self, texts: TextSet, *, wide: bool) -> bool:
        """Whether looking for a phrase in the texts takes less than telling where in them it may be.

        One that is not `wide` is not told where its last words, such as a telephone, reach over its sentence's end.
        """
        return texts.bit_count() <= FEW_TEXTS and (wide or not texts & self._of_sentences)

    @cached_property
    def _of_sentences(self) -> TextSet:
        """The texts of more than one sentence."""
        first, last = self.sentence_at[self.starts[:-1]], self.sentence_at[self.starts[1:] - 2]
        return set_of(np.flatnonzero(first != last), len(self.texts))

    def texts_at(self, places: Places) -> TextSet:
        """The texts that some places are in."""
        return set_of(self.text_at[places], len(self.texts))

    def find(self, node: Screened, matcher: Any) -> list[Any]:
        """The hits of `node` in one text, by place."""
        return few(node.find(matcher))

    def has(self, node: Screened, matcher: Any) -> bool:
        """Whether `node` is in a text that may have it."""
        return node.stands_in(matcher)

    def pieces(self, _text: int, _node: Screened) -> list[tuple[Any, int]] | None:
        """The sentences that `node` may be in as texts of their own, each with its first word; None if not known."""
        return None

    def live(self, number: int, nodes: Iterable[Phrase]) -> list[Phrase]:
        """Those of `nodes` (always the same for one `number`) that may be somewhere."""
        if number not in self._live:
            self._live[number] = [node for node in nodes if self.texts_with(node)]
        return self._live[number]

    def live_in(self, text: int, number: int, nodes: Iterable[Phrase]) -> Sequence[Phrase]:
        """Those of `nodes` that may be in one text."""
        known = self._by_text.get(number)
        if known is None:
            known = self._by_text[number] = {}
            for node in self.live(number, nodes):
                for one in places_in(self.texts_with(node), len(self.texts)).tolist():
                    known.setdefault(one, []).append(node)
        return known.get(text, ())

    def atoms_in(self, text: int) -> Mapping[int, list[int]]:
        """The atoms of one text, each with the words it starts at."""
        known = self._in_texts.get(text)
        if known is None:
            places, atoms, firsts = self._by_place
            offset, few = self.offsets[text], slice(firsts[text], firsts[text + 1])
            known = self._in_texts[text] = {}
            for place, atom in zip(places[few].tolist(), atoms[few].tolist(), strict=True):
                known.setdefault(atom, []).append(place - offset)
        return known

    @cached_property
    def _by_place(self) -> tuple[Places, Places, list[int]]:
        """Where atoms start, in order, which they are, and the first of each text."""
        found = [(atom, places) for atom, (_, parts) in self.atoms.items() for places in parts]
        places = np.concatenate([NO_PLACES, *(places for _, places in found)])
        atoms = np.repeat(np.array([atom for atom, _ in found], dtype=np.intp), [len(places) for _, places in found])
        order = np.argsort(places, kind="stable")
        return places[order], atoms[order], np.searchsorted(places[order], self.starts).tolist()

    def exact_in(self, text: int, node: Screened) -> list[tuple[int, int]]:
        """First and past-last word, in one text, of every hit of known length."""
        listed = self._listed.get(node.number)
        if listed is None:
            found = self.traces(node)
            listed = [(length, starts.tolist()) for length, starts in found.exact] if found else []
            self._listed[node.number] = listed
        offset = self.offsets[text]
        end = offset + len(self.texts[text].words)
        hits = []
        for length, places in listed:
            first = bisect_left(places, offset)
            for place in places[first : bisect_left(places, end, first)]:
                start = place - offset
                hits.append((start, start + length))
        return hits

    # -- what the slots stand near -----------------------------------------------------------------------------------

    def numerals_in(self, text: int) -> list[int]:
        """Words of one text that are numbers, in digits or in words."""
        if self._numerals is None:
            known = self.numeral_words
            self._numerals = [
                one.numbers
                if known.isdisjoint(one.words)
                else sorted({*one.numbers, *(at for at, word in enumerate(one.words) if word in known)})
                for one in self.texts
            ]
        return self._numerals[text]

    def anchored(self, anchor: str) -> list[int]:
        """Texts with a number in digits ("number"), in digits or words ("numeral"), or an address ("link")."""
        match anchor:
            case "link":
                return [at for at, text in enumerate(self.texts) if text.links]
            case "number":
                return [at for at, text in enumerate(self.texts) if text.numbers]
            case _:
                return [at for at in range(len(self.texts)) if self.numerals_in(at)]

    @cached_property
    def titles(self) -> Places:
        """For each text the place where what may be its title ends."""
        return np.array([at + text.title for at, text in zip(self.offsets, self.texts, strict=True)], dtype=np.intp)

    # -- walking over words ------------------------------------------------------------------------------------------

    def lanes(self, *, wide: bool) -> Places:
        """For each place the sentence (if `wide`, the text) that it is in."""
        return self.text_at if wide else self.sentence_at

    def only_in(self, texts: TextSet, traces: Traces) -> Traces:
        """The traces that lie in some of the texts."""

        flags = flags_of(texts, len(self.texts))
        few = np.flatnonzero(flags)
        starts, ends = self.starts[few], self.starts[few + 1]

        def kept(places: Places) -> Places:
            # A few stretches are cut out sooner than every place is looked up.
            return within(places, starts, ends) if len(places) > 8 * len(few) else places[flags[self.text_at[places]]]

        exact = tuple((length, kept(starts)) for length, starts in traces.exact)
        first, last = traces.loose
        loose = (kept(first), kept(last - 1) + 1) if len(first) else traces.loose
        all_starts = exact[0][1] if len(exact) == 1 and not len(first) else kept(traces.starts)
        return traces._replace(starts=all_starts, exact=exact, loose=loose)

    def reach(self, traces: Traces, ends: Places, gap: int) -> Places:
        """Where hits end that start at, or up to `gap` words of the sentence after, one of `ends`."""
        reached = [starts[after_ends(starts, ends, gap, self.sentence_at)] + length for length, starts in traces.exact]
        first, last = traces.loose
        if len(first):
            first = first[after_ends(first, ends, gap, self.sentence_at)]
            lanes = self.lanes(wide=traces.wide)
            reached.append(last[around(last - 1, first, lanes, before=0, after=traces.span - 1)])
        return merged(reached)
