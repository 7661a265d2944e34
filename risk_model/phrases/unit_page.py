"""Texts as rows of sentences that other texts say too; apart because what stands within one is looked for once a page.

Boards repeat themselves: of the sentences of some thousand adverts a fifth are different. Whatever a phrase finds
within a sentence it finds in every text that has it; only what reaches over a sentence's end is asked of whole texts.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from risk_model.phrases.matching import Compiled, Hit, Matcher, hit, moved
from risk_model.phrases.page import MOST, Page, Traces
from risk_model.phrases.place_arrays import Mask, Places, ranges
from risk_model.phrases.text_sets import NO_TEXTS, TextSet, columns_of, places_in, set_of
from risk_model.words.advert_text import BREAK, Words

_OF_NUMBERS = "0123456789ox."


Saying = tuple[str, tuple[str, ...], int]


class Unit(NamedTuple):
    """A sentence of a text: which of the different ones, and its first word."""

    number: int
    start: int


def taken_apart(texts: Sequence[Words]) -> tuple[list[Words], list[list[Unit]]]:
    """The different sentences of texts, and those of each text."""
    different: list[Words] = []
    units: list[list[Unit]] = []
    known: dict[Saying, int] = {}
    for text in texts:
        listed = []
        for start, end in _sentences(text):
            number = known.setdefault(saying(text, start, end), len(known))
            if number == len(different):
                different.append(text.alone(start, end))
            listed.append(Unit(number, start))
        units.append(listed)
    return different, units


def saying(text: Words, start: int, end: int) -> Saying:
    """All that what is found within some words may depend on."""
    return text.quote(start, end), tuple(text.words[start:end]), min(max(0, text.title_end - start), end - start)


def _sentences(text: Words) -> Iterator[tuple[int, int]]:
    """First and past-last word of each sentence; a telephone goes on over a line's end, so such two stay together."""
    words, start = text.words, 0
    for place in [at for at, word in enumerate(words) if word is BREAK]:
        if start < place and not (_is_number(words, place - 1) and _is_number(words, place + 1)):
            yield start, place
            start = place + 1
        elif start == place:
            start = place + 1
    if start < len(words):
        yield start, len(words)


def _is_number(words: list[str], place: int) -> bool:
    return place < len(words) and not words[place].strip(_OF_NUMBERS)


class UnitPage(Page):
    """A page that asks `inner`, the page of its different sentences, for all that stands within one."""

    def __init__(self, texts: Sequence[Words], units: Sequence[Sequence[Unit]], inner: Page) -> None:
        """`units` are the sentences of each text, by their place on `inner`."""
        super().__init__(texts, atoms={}, numeral_words=inner.numeral_words)
        self._inner, self._units = inner, units
        self._matchers = [Matcher(inner, number) for number in range(len(inner.texts))]
        counts = [len(listed) for listed in units]
        unit = np.fromiter((one.number for listed in units for one in listed), np.intp, count=sum(counts))
        first = np.fromiter((one.start for listed in units for one in listed), np.intp, count=sum(counts))
        text = np.repeat(np.arange(len(texts)), counts)
        self._unit, self._firsts = unit, np.cumsum(counts, dtype=np.intp) - counts
        order = np.argsort(unit, kind="stable")
        # Where each different sentence stands: how often, the first of its places, and of each place text and word.
        self._often = np.bincount(unit, minlength=len(inner.texts))
        self._first = np.cumsum(self._often) - self._often
        self._text = text[order]
        self._place = (first + np.array(self.offsets, dtype=np.intp)[text])[order]

    def traces(self, node: Compiled) -> Traces | None:  # type: ignore[override]
        """Where `node` may be."""
        if not node.local:
            return super().traces(node)
        number = node.number
        if number not in self._known:
            found = self._inner.traces(node)
            self._known[number] = None if found is None else self._everywhere(found)
        return self._known[number]

    def texts_with(self, node: Compiled) -> TextSet:  # type: ignore[override]
        """The texts that `node` may be in."""
        if not node.local:
            return super().texts_with(node)
        number = node.number
        if number not in self._sets:
            found = self._inner.texts_with(node)
            self._sets[number] = self._that_say(found) if found else NO_TEXTS
        return self._sets[number]

    def texts_with_any(self, nodes: Iterable[Compiled]) -> TextSet:  # type: ignore[override]
        """The texts that one of `nodes` may be in; sentences are put together before their texts are looked up."""
        listed = list(nodes)
        said = self._inner.texts_with_any(one for one in listed if one.local)
        return super().texts_with_any(one for one in listed if not one.local) | (
            self._that_say(said) if said else NO_TEXTS
        )

    def masks(self, nodes: Sequence[Compiled]) -> tuple[Mask, Mask]:  # type: ignore[override]
        """The texts by `nodes`: which each may be in (perhaps too many), and which it is in for certain."""
        inner, local = self._inner, [one for one in nodes if one.local]
        size = len(inner.texts)
        may, sure = super().masks([one for one in nodes if not one.local])
        at_home = np.array([one.local for one in nodes], dtype=np.bool_)
        told = []
        for wide, sentences in (
            (may, columns_of(map(inner.texts_with, local), size)),
            (sure, columns_of((one.surely(inner) for one in local), size)),
        ):
            mask = np.zeros((len(self.texts), len(nodes)), dtype=np.bool_)
            mask[:, ~at_home], mask[:, at_home] = wide, self._as_texts(sentences)
            told.append(mask)
        return told[0], told[1]

    def _as_texts(self, sentences: Mask) -> Mask:
        """Flags of the different sentences, in columns, as flags of the texts that have one of them."""
        counts = np.diff(self._firsts, append=len(self._unit))
        flags = np.zeros((sentences.shape[1], len(self.texts)), dtype=np.bool_)
        # Every text's first sentence, then the second of those that have one, and so on: most have few.
        for place in range(int(counts.max(initial=0))):
            few = np.flatnonzero(counts > place)
            flags[:, few] |= sentences.T[:, self._unit[self._firsts[few] + place]]
        return flags.T

    def _that_say(self, sentences: TextSet) -> TextSet:
        """The texts that have one of some of the sentences."""
        units = places_in(sentences, len(self._inner.texts))
        return set_of(self._text[ranges(self._first[units], self._often[units])], len(self.texts))

    def find(self, node: Compiled, matcher: Matcher) -> list[Hit]:  # type: ignore[override]
        """The hits of `node` in one text, by place: sentence after sentence."""
        if not node.local:
            return super().find(node, matcher)
        pieces = self.pieces(matcher.index, node)
        return [_moved(one, start) for piece, start in pieces for one in piece.found(node)][:MOST]

    def has(self, node: Compiled, matcher: Matcher) -> bool:  # type: ignore[override]
        """Whether `node` is in a text that may have it."""
        if not node.local:
            return super().has(node, matcher)
        return any(self._matchers[number].has(node) for number, _ in self._units[matcher.index])

    def pieces(self, text: int, node: Compiled) -> list[tuple[Matcher, int]]:  # type: ignore[override]
        """The sentences of a text that `node` may be in, each with its first word."""
        packed, matchers = self._inner.packed(node), self._matchers
        return [
            (matchers[number], start) for number, start in self._units[text] if packed[number >> 3] >> (number & 7) & 1
        ]

    def part(self, where: Sequence[tuple[int, int, int]]) -> "UnitPage":
        """Stretches of this page (text, first and past-last word, whole sentences) as texts of their own."""
        return UnitPage(
            [self.texts[text].alone(start, end) for text, start, end in where],
            [
                [Unit(one.number, one.start - start) for one in self._units[text] if start <= one.start < end]
                for text, start, end in where
            ],
            self._inner,
        )

    def is_whole(self, text: int, start: int, end: int) -> bool:
        """Whether a stretch is of whole sentences."""
        ends = [one.start + len(self._inner.texts[one.number].words) for one in self._units[text]]
        return end in ends and any(one.start == start for one in self._units[text])

    def _everywhere(self, found: Traces) -> Traces:
        """What is possible in sentences as what is possible in texts."""
        starts, (first, last) = self._places(found.starts), found.loose

        def places(inner: Places) -> Places:
            return starts if inner is found.starts else self._places(inner)

        return found._replace(
            starts=starts,
            exact=tuple((length, places(inner)) for length, inner in found.exact),
            loose=(places(first), self._places(last - 1) + 1) if len(first) else found.loose,
        )

    def _places(self, places: Places) -> Places:
        """Places of the sentences' page as places of this one."""
        units = self._inner.text_at[places]
        often = self._often[units]
        within = np.repeat(places - self._inner.starts[units], often)
        everywhere: Places = self._place[ranges(self._first[units], often)] + within
        everywhere.sort()
        return everywhere


def _moved(one: Hit, by: int) -> Hit:
    start, end, parts = one
    if len(parts) == 1 and not parts[0].gaps and parts[0].start == start and parts[0].end == end:
        return hit(start + by, end + by)
    return Hit(start + by, end + by, tuple(moved(part, by) for part in parts))
