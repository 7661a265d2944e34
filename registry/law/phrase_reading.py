"""Short lists of phrases found in running text: for the few questions of law that wording answers, without a model.

The many indicator phrases are found by `risk_model`; this reads the same phrase language, exactly as written, for who
recruits for others. Endings and misspellings are not bridged: what decides whether a licence is needed is said plainly.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from registry.law.needed_words import needs_of, words_of
from registry.law.phrase_language import Choice, InTitle, Near, Node, Ref, Sequence, Word, parse_phrase
from registry.law.rule_schema import Phrases

_GAP = r"(?:[^\w.!?\n]+[\w'’-]+){0,%d}?"
_BETWEEN = r"[^\w.!?\n]+"


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
        nodes = [parse_phrase(phrase) for phrase in phrases]
        self._patterns = [re.compile(self._pattern(node), re.IGNORECASE) for node in nodes]
        self._needs = [needs_of(node, self._named) for node in nodes]
        self._anywhere = [place for place, needs in enumerate(self._needs) if not needs]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for place, needs in enumerate(self._needs):
            for word in needs[0] if needs else ():
                self._by_word[word].append(place)
        self._words = frozenset(self._by_word)

    def find(self, text: str, *, words: frozenset[str] | None = None) -> Found | None:
        """The first phrase in `text`, None where there is none; `words` are those of the text, if known already."""
        hit = _first(self._possible(words_of(text) if words is None else words), text)
        return Found(hit.start(), hit.end(), hit[0]) if hit else None

    def count(self, text: str, *, words: frozenset[str] | None = None) -> int:
        """How often any phrase stands in `text`; `words` are those of the text, if known already."""
        possible, count, place = self._possible(words_of(text) if words is None else words), 0, 0
        while hit := _first(possible, text, place):
            count, place = count + 1, hit.end()
        return count

    def _possible(self, words: frozenset[str]) -> list[re.Pattern[str]]:
        """Phrases whose words are all among `words`, in the order in which they are listed."""
        places = {place for word in self._words & words for place in self._by_word[word]}
        able = [place for place in places if not any(words.isdisjoint(group) for group in self._needs[place])]
        return [self._patterns[place] for place in sorted((*self._anywhere, *able))]

    def _named(self, name: str) -> list[Node]:
        return [parse_phrase(phrase) for phrase in self._concepts[name].all()] if name in self._concepts else []

    def _pattern(self, node: Node) -> str:
        match node:
            case Word():
                return _word(node)
            case Choice(options):
                return "(?:" + "|".join(self._pattern(option) for option in options) + ")"
            case Sequence():
                return self._sequence(node)
            case Near(left, right, within, absent):
                return self._alone(left, right, within) if absent else self._near(left, right, min(within, 60))
            case InTitle(inner):
                return rf"\A[^\n]*?{self._pattern(inner)}"
            case Ref(name, _):
                named = [self._pattern(phrase) for phrase in self._named(name)]
                return "(?:" + "|".join(named) + ")" if named else r"[\w'’-]+"

    def _near(self, left: Node, right: Node, within: int) -> str:
        first, second, gap = self._pattern(left), self._pattern(right), _GAP % within
        return f"(?:{first}{gap}{_BETWEEN}{second}|{second}{gap}{_BETWEEN}{first})"

    def _alone(self, left: Node, right: Node, within: int) -> str:
        return rf"{self._pattern(left)}(?!{_GAP % within}{_BETWEEN}{self._pattern(right)})"

    def _sequence(self, node: Sequence) -> str:
        pattern, started = "", False
        for step in node.steps:
            inner = self._pattern(step.node)
            before = (_GAP % step.gap if step.gap else "") + _BETWEEN if started else ""
            pattern += f"(?:{before}{inner})?" if step.optional and started else f"{before}{inner}"
            started = True
        return pattern


def _first(patterns: Iterable[re.Pattern[str]], text: str, place: int = 0) -> re.Match[str] | None:
    """The earliest hit at or after `place`; of several at one character the one listed first."""
    hits = (hit for pattern in patterns if (hit := pattern.search(text, place)))
    return min(hits, key=lambda hit: hit.start(), default=None)


def _word(word: Word) -> str:
    body = r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", word.text) if part) or re.escape(word.text)
    match word.form:
        case "prefix":
            return rf"(?<!\w){body}\w*"
        case "suffix":
            return rf"\w*{body}(?!\w)"
        case "verb":
            return rf"(?<!\w)\w*{body}\w*"
        case _:
            return rf"(?<!\w){body}(?!\w)"
