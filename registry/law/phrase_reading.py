"""Short lists of phrases found in running text: for the few questions of law that wording answers, without a model.

The many indicator phrases are found by `risk_model`; this reads the same phrase language, exactly as written, for who
recruits for others. Endings and misspellings are not bridged: what decides whether a licence is needed is said plainly.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from registry.law.needed_words import needs_of, stays_in_stretch
from registry.law.phrase_language import Choice, InTitle, Near, Node, Ref, Sequence, Word, parse_phrase
from registry.law.rule_schema import Phrases
from registry.law.stretches import PhraseLists, Said, Span, Stretch, Wanted

_BETWEEN = r"[^\w.!?\n]+"
# A word with what hyphens and apostrophes join to it. These also part words, so each is read in one way only: a line of
# dashes could be divided into words and gaps in more ways than anybody can wait for. Longer chains are several words.
_JOINED = r"\w++(?:['’-]++\w++){0,20}+"
_LEAD = r"(?:\w++['’-]+){1,20}"  # of a chain, up to a word in it
# Any one word, for a slot: with the dashes around it where nothing follows, and without them where something does.
_ANY_WORD = r"[\w'’-]+"
_ANY_WORD_BEFORE = r"\w++(?:['’-]++\w++){0,20}"
_WORD_STARTS = r"(?<!\w)"
Hit = re.Match[str]


@dataclass(frozen=True)
class Found:
    """Words of a text that a phrase describes, and where."""

    start: int
    end: int
    quote: str


class PhraseFinder:
    """Finds any of a list of phrases."""

    def __init__(self, phrases: Iterable[str], *, concepts: Mapping[str, Phrases] | None = None) -> None:
        """`concepts` are those that the phrases may name; slots such as <money> stand for any one word."""
        self._concepts = concepts or {}
        # An option is looked for by its own words, and need not be where another one's are.
        self._nodes = [option for phrase in phrases for option in _options(parse_phrase(phrase))]
        staying = (place for place, node in enumerate(self._nodes) if stays_in_stretch(node, self._named))
        titled = (
            place
            for place, node in enumerate(self._nodes)
            if isinstance(node, InTitle) and stays_in_stretch(node.node, self._named)
        )
        self.wanted = Wanted(
            [needs_of(node, self._named) for node in self._nodes], frozenset(staying), frozenset(titled)
        )
        self._only = PhraseLists({self: self.wanted})
        # Few phrases are ever looked for in texts, and compiling one takes as long as reading some adverts.
        self._whole = cache(self._compile)
        self._both = cache(self._both_of)

    def find(self, text: str | Said) -> Found | None:
        """The first phrase in `text`, None where there is none; of several at one character the one listed first."""
        said = self._said(text)
        hits = [hit for place, spans in self._possible(said) if (hit := self._search(place, said.text, spans))]
        first = min(hits, key=_start, default=None)
        return Found(first.start(), first.end(), first[0]) if first else None

    def stands_in(self, text: str | Said) -> bool:
        """Whether any phrase is in `text`."""
        said = self._said(text)
        return any(self._search(place, said.text, spans) for place, spans in self._possible(said))

    def count(self, text: str | Said) -> int:
        """How often any phrase stands in `text`, no two of them overlapping."""
        said = self._said(text)
        possible = self._possible(said)
        coming = [(hit, one) for one in possible if (hit := self._search(one[0], said.text, one[1]))]
        count = 0
        while coming:
            count, end = count + 1, min((hit for hit, _ in coming), key=_start).end()
            coming = [(after, one) for hit, one in coming if (after := self._after(end, hit, *one, said.text))]
        return count

    def spans(self, text: str | Said) -> list[Span]:
        """Where phrases stand in `text`: each phrase by itself, so that some may overlap."""
        said = self._said(text)
        return [
            hit.span()
            for place, stretches in self._possible(said)
            for start, end in stretches
            for hit in self._whole(place).finditer(said.text, start, end)
        ]

    def _said(self, text: str | Said) -> Said:
        return text if isinstance(text, Said) else Said(text, self._only)

    def _possible(self, said: Said) -> list[tuple[int, list[Span]]]:
        """Phrases in the order in which they are listed, with where one may be, or is if it stays in a stretch."""
        if not said.may_hold(self):
            return []
        spans: dict[int, list[Span]] = {}
        for span, written, told in said.with_some_of(self):
            for place in self._within(written, told):
                spans.setdefault(place, []).append(span)
        for place in said.crossing(self):
            spans[place] = [(0, len(said.text))]
        return sorted(spans.items())

    def _within(self, written: str, told: Stretch) -> tuple[int, ...]:
        """The phrases in a stretch that never leave one."""
        known = told.found.get(self)
        if known is None:
            whole = [(0, len(written))]
            known = tuple(place for place in told.possible[self] if self._search(place, written, whole))
            told.found[self] = known
        return known

    def _after(self, end: int, hit: Hit, place: int, spans: list[Span], text: str) -> Hit | None:
        """The hit, or if it stands before `end` the next one of its phrase."""
        return hit if hit.start() >= end else self._search(place, text, spans, after=end)

    def _search(self, place: int, text: str, spans: list[Span], *, after: int = 0) -> Hit | None:
        """The first hit of one phrase that begins at or behind `after`."""
        # Many hits in many spans: those that are done are not gone through again for each.
        for at in range(bisect_right(spans, after, key=_end), len(spans)):
            start, end = max(spans[at][0], after), spans[at][1]
            # Each of two things alone is found far sooner than one near the other.
            if all(one.search(text, start, end) for one in self._both(place)) and (
                hit := self._whole(place).search(text, start, end)
            ):
                return hit
        return None

    def _compile(self, place: int) -> re.Pattern[str]:
        return re.compile(self._pattern(self._nodes[place]), re.IGNORECASE)

    def _both_of(self, place: int) -> tuple[re.Pattern[str], ...]:
        """What must both be in a stretch for a phrase of two things near each other, the shorter first."""
        node = self._nodes[place]
        if not isinstance(node, Near) or node.absent:
            return ()
        patterns = sorted((self._pattern(node.left), self._pattern(node.right)), key=len)
        return tuple(re.compile(one, re.IGNORECASE) for one in patterns)

    def _named(self, name: str) -> list[Node]:
        return [parse_phrase(phrase) for phrase in self._concepts[name].all()] if name in self._concepts else []

    def _pattern(self, node: Node) -> str:
        match node:
            case Word():
                return _word(node)
            case Choice(options):
                return _either([self._pattern(option) for option in options])
            case Sequence():
                return self._sequence(node)
            case Near(left, right, within, absent):
                return self._alone(left, right, within) if absent else self._near(left, right, min(within, 60))
            case InTitle(inner):
                return rf"\A[^\n]*?{self._pattern(inner)}"
            case Ref(name, _):
                named = [self._pattern(phrase) for phrase in self._named(name)]
                return _either(named) if named else _ANY_WORD

    def _near(self, left: Node, right: Node, within: int) -> str:
        first, second, gap = self._pattern(left), self._pattern(right), _gap(within)
        return _either([f"{_followed(first)}{gap}{second}", f"{_followed(second)}{gap}{first}"])

    def _alone(self, left: Node, right: Node, within: int) -> str:
        return rf"{self._pattern(left)}(?!{_gap(within)}{self._pattern(right)})"

    def _sequence(self, node: Sequence) -> str:
        pattern, started = "", False
        for at, step in enumerate(node.steps):
            inner = self._pattern(step.node)
            inner = inner if all(later.optional for later in node.steps[at + 1 :]) else _followed(inner)
            before = _gap(step.gap) if started else ""
            pattern += f"(?:{before}{inner})?" if step.optional and started else f"{before}{inner}"
            started = True
        return pattern


def _options(node: Node) -> tuple[Node, ...]:
    """What of a phrase is found by itself: a choice is as many phrases as it has options."""
    return tuple(one for option in node.options for one in _options(option)) if isinstance(node, Choice) else (node,)


def _start(hit: Hit) -> int:
    return hit.start()


def _end(span: Span) -> int:
    return span[1]


def _gap(words: int) -> str:
    """What may stand between two things: up to so many words, the fewest first, or some and a part of a chain."""
    if not words:
        return _BETWEEN
    word = rf"(?:{_BETWEEN}+{_JOINED})"
    return rf"(?:{word}{{0,{words}}}?{_BETWEEN}|{word}{{0,{words - 1}}}{_BETWEEN}+{_LEAD})"


def _followed(pattern: str) -> str:
    """The pattern of something that something else follows."""
    return pattern.replace(_ANY_WORD, _ANY_WORD_BEFORE)


def _either(patterns: Iterable[str]) -> str:
    """One pattern for any of `patterns`; where all begin a word, that is asked once a place instead of once each."""
    listed = list(patterns)
    if all(one.startswith(_WORD_STARTS) for one in listed):
        return _WORD_STARTS + "(?:" + "|".join(one.removeprefix(_WORD_STARTS) for one in listed) + ")"
    return "(?:" + "|".join(listed) + ")"


def _word(word: Word) -> str:
    body = r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", word.text) if part) or re.escape(word.text)
    match word.form:
        case "prefix":
            return rf"{_WORD_STARTS}{body}\w*+"
        case "suffix":
            return rf"\w*{body}(?!\w)"
        case "verb":
            return rf"{_WORD_STARTS}\w*{body}\w*+"
        case _:
            return rf"{_WORD_STARTS}{body}(?!\w)"
