"""Who speaks in a text: a recruiter for itself, whatever it warns of besides, or somebody who tells of others."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from registry.law.wording_schema import LawfulContext
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Compiled, Hit, Matcher
from risk_model.words.advert_text import BREAK

# A whole advert in quotation marks is no quotation, and a mark that is never closed is an inch.
_QUOTATION = re.compile(r"[\"“”„«](?=\w)[^\"“”„«»\n]{3,300}[\"“”»]")
BESIDE = 40  # characters
LONGEST_TELLING = 40  # words: what spans more is no one sentence's


class Voice:
    """Tells an advert that warns of others from a warning, by the concepts of one jurisdiction."""

    def __init__(self, automaton: PhraseAutomaton, warnings: Iterable[Compiled]) -> None:
        """`warnings` are what the contexts that warn ask for."""
        self._own_demand = [automaton.concept(name) for name in ("own_demand", "own_account")]
        self._own_offer = automaton.concept("own_offer")
        self._own_voice = automaton.concept("own_voice")
        self._labels = automaton.concept("advert_label")
        self._disowned = automaton.concept("disowned")
        self._dismissed = automaton.concept("warning_dismissed")
        self._telling = [automaton.concept("telling"), *warnings]

    def leaves_any(self, matcher: Matcher, context: LawfulContext) -> bool:
        """Whether the voice of a text leaves anything to a context that speaks for more than its own sentence."""
        if context.reading != "warning":
            return not self.demands(matcher)
        if context.scope == "quoted" and not _quotations(matcher):
            return False
        return not self._recruits(matcher)

    def leaves_it(self, matcher: Matcher, context: LawfulContext, by: Hit, found: Hit) -> bool:
        """Whether it leaves `found` to such a context, where it leaves anything to it."""
        if context.reading != "warning":
            return True
        if context.scope == "quoted":
            return self._quotes(matcher, by, found)
        if context.scope != "advert" and self._itself(matcher, matcher.hits(self._own_offer)):
            return False
        told, said_in = self._told(matcher), {_sentence(matcher, place) for place in _ends(found)}
        if context.scope == "told":
            return _sentence(matcher, by.start) in said_in <= told
        return bool(told & said_in) or 2 * len(told) >= _sentences(matcher)

    def demands(self, matcher: Matcher) -> list[Hit]:
        """Where it says to whom the money goes."""
        return [hit for node in self._own_demand for hit in matcher.hits(node)]

    def dismissals(self, matcher: Matcher) -> list[Hit]:
        """Where it waves a warning away, as nobody does who warns."""
        return matcher.hits(self._dismissed)

    def _recruits(self, matcher: Matcher) -> bool:
        """Whether a recruiter speaks, for its own offer or money: then a warning spares its own sentence alone."""
        if "recruits" not in matcher.notes:
            speaks = self._itself(matcher, matcher.hits(self._own_voice)) or self._is_labelled(matcher)
            speaks = speaks or bool(self.demands(matcher)) or bool(self.dismissals(matcher))
            matcher.notes["recruits"] = speaks and not matcher.hits(self._disowned)
        recruits: bool = matcher.notes["recruits"]
        return recruits

    def _told(self, matcher: Matcher) -> set[int]:
        """Where the sentences begin that tell of others; a text of which half does is no offer with a warning in it."""
        if "told" not in matcher.notes:
            hits = (one for node in self._telling for one in matcher.hits(node))
            matcher.notes["told"] = {
                _sentence(matcher, one.start) for one in hits if one.end - one.start < LONGEST_TELLING
            }
        told: set[int] = matcher.notes["told"]
        return told

    def _quotes(self, matcher: Matcher, by: Hit, found: Hit) -> bool:
        """Whether `found` stands in a quotation beside which `by` says whose words they are."""
        words = matcher.words
        first, last = words.starts[by.start], words.ends[by.end - 1]
        for start, end in _quotations(matcher):
            if any(start <= words.starts[part.start] < end for part in found.parts):
                return 0 <= start - last <= BESIDE or 0 <= first - end <= BESIDE
        return False

    def _itself(self, matcher: Matcher, hits: Iterable[Hit]) -> bool:
        """Whether any of the hits is not a quotation's."""
        starts, spans = matcher.words.starts, _quotations(matcher)
        return any(not any(start <= starts[one.start] < end for start, end in spans) for one in hits)

    def _is_labelled(self, matcher: Matcher) -> bool:
        """Whether a line begins as those of an advert do: "Salary: ..."."""
        words = matcher.words
        return any(
            (one.start == 0 or words.words[one.start - 1] is BREAK)
            and words.original[words.ends[one.end - 1] : words.ends[one.end - 1] + 3].lstrip().startswith(":")
            for one in matcher.hits(self._labels)
        )


def _quotations(matcher: Matcher) -> list[tuple[int, int]]:
    """From where to where there are quotations, in characters of the original."""
    if "quotations" not in matcher.notes:
        matcher.notes["quotations"] = [one.span() for one in _QUOTATION.finditer(matcher.words.original)]
    quotations: list[tuple[int, int]] = matcher.notes["quotations"]
    return quotations


def _sentence(matcher: Matcher, place: int) -> int:
    """The first word of the sentence that word `place` stands in."""
    return matcher.words.sentence(place)[0]


def _ends(found: Hit) -> Iterator[int]:
    """First and last words of each of its parts."""
    return chain.from_iterable((part.start, part.end - 1) for part in found.parts)


def _sentences(matcher: Matcher) -> int:
    """How many there are."""
    return 1 + sum(one is BREAK and two is not BREAK for one, two in pairwise(matcher.words.words))
