"""Ways of speaking that turn a finding around: denials, quoted warnings, payments that are lawful, official senders."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from registry.identity.contact_reading.domains import is_under
from registry.law.rule_schema import Jurisdiction, LawfulContext, OfficialSender, Rule
from registry.vocabulary import Severity
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Hit, Matcher, Part
from risk_model.speech.clauses import Clauses, holds_a_mark, question_before, sentence_before
from risk_model.speech.voice import Voice
from risk_model.words.advert_text import BREAK, Words

BEFORE = 1
AFTER = 3
CLAUSE = 8
ALL_CONTEXTS = -1  # no phrase has such a number
_BEYOND_A_SENTENCE = frozenset({"quoted", "told", "text", "advert"})  # scopes that the voice of a text decides on
_GOES_ON = "warning_goes_on"
_TURNS = "clause_break"
_STARTS = "clause_start"
Before = Callable[[Words, int, int], tuple[int, int] | None]
_ENDS_ASKING, _FURTHER = "turning_word", "listed_further"


@dataclass(frozen=True)
class Turn:
    """Which context turns a finding around, and the words that do it."""

    context: LawfulContext
    by: Hit


class Contexts:
    """The lawful contexts of one jurisdiction, compiled."""

    def __init__(self, jurisdiction: Jurisdiction, automaton: PhraseAutomaton) -> None:
        self._all = [(context, automaton.compile(context.phrases.all())) for context in jurisdiction.lawful_contexts]
        self._nodes = [node for _, node in self._all]
        self._answering = [(context, node) for context, node in self._all if context.answers]
        # What lawful adverts deny in so many words.
        self.answered = {rule_id for context, _ in self._answering for rule_id in context.answers}
        # Warnings that speak for more than their own sentence.
        self.warnings = {one.id for one, _ in self._all if one.reading == "warning" and one.scope != "sentence"}
        self._goes_on = automaton.concept(_GOES_ON)
        warnings = (node for context, node in self._all if context.reading == "warning" and context.scope != "quoted")
        self._voice = Voice(automaton, warnings)
        self.clauses = Clauses(*map(automaton.concept, (_TURNS, _STARTS, _ENDS_ASKING, _FURTHER)))

    def turn(
        self,
        matcher: Matcher,
        rule: Rule,
        found: Hit,
        *,
        but: Callable[[Turn], bool] | None = None,
        whole: bool = False,
    ) -> Turn | None:
        """What turns `found` around under `rule`, passing over what is true of `but`; None where it stands.

        A `whole` one is a stretch that no phrase found, with a denial's words among its own.
        """
        return self._turn(matcher, self._said_for(matcher, rule), found, but, whole=whole)

    def turns(self, matcher: Matcher, rule: Rule, found: Sequence[Hit]) -> list[Turn | None]:
        """What turns each of a rule's hits around, None where one stands, in their order."""
        said = self._said_for(matcher, rule)
        return [self._turn(matcher, said, one) for one in found] if said else [None] * len(found)

    def _said_for(self, matcher: Matcher, rule: Rule) -> list[tuple[LawfulContext, list[Hit]]]:
        return [(one, hits) for one, hits in self._said(matcher) if not one.cancels or rule.id in one.cancels]

    def _turn(
        self,
        matcher: Matcher,
        said: Sequence[tuple[LawfulContext, list[Hit]]],
        found: Hit,
        but: Callable[[Turn], bool] | None = None,
        *,
        whole: bool = False,
    ) -> Turn | None:
        if not whole and _denies_itself(said, found):
            said = [both for both in said if not (_may_be_own(both[0]) and both[0].scope in _BESIDE)]
        for context, hits in said:
            may_be_own = _may_be_own(context)
            for by in hits:
                if whole and context.scope in _INSIDE and found.start <= by.start and by.end <= found.end:
                    if self._speaks_for(matcher, context, by, found):
                        return Turn(context, by)
                    continue
                if may_be_own and any(_own_words(by, part) for part in found.parts):
                    continue
                if self._reaches(matcher, context, by, found) and not (but and but(Turn(context, by))):
                    return Turn(context, by)
        return None

    def _said(self, matcher: Matcher) -> list[tuple[LawfulContext, list[Hit]]]:
        """The contexts that the text has words of which turn anything around, with those words."""
        if "contexts" not in matcher.notes:
            possible = {node.number for node in matcher.page.live_in(matcher.index, ALL_CONTEXTS, self._nodes)}
            said = ((context, matcher.found(node)) for context, node in self._all if node.number in possible)
            telling = ((context, self._telling(matcher, context, hits)) for context, hits in said if hits)
            matcher.notes["contexts"] = [(context, hits) for context, hits in telling if hits]
        contexts: list[tuple[LawfulContext, list[Hit]]] = matcher.notes["contexts"]
        return contexts

    def _telling(self, matcher: Matcher, context: LawfulContext, hits: list[Hit]) -> list[Hit]:
        """Those of a context's hits that reach anything at all, as far as that hangs on the text alone."""
        if before := _SPEAKS_ON.get(context.scope):
            return [by for by in hits if before(matcher.words, by.start, by.end)]
        if context.scope in _BEYOND_A_SENTENCE and not self._voice.leaves_any(matcher, context):
            return []
        return hits

    def paid_by_others(self, matcher: Matcher, demand: Hit) -> bool:
        """Whether the words around a demand say that the employer, or whoever advertises, pays."""
        return any(
            self._reaches(matcher, context, by, demand)
            for context, hits in self._said(matcher)
            if context.reading == "lawful_payment" and context.scope in ("before", "after", "clause")
            for by in hits
        )

    def answers(self, matcher: Matcher) -> Iterable[tuple[str, Turn]]:
        """Rules that the advert denies outright, each with the words that do."""
        for context, node in self._answering:
            if hits := matcher.hits(node):
                yield from ((rule_id, Turn(context, hits[0])) for rule_id in context.answers)

    def _speaks_for(self, matcher: Matcher, context: LawfulContext, by: Hit, found: Hit) -> bool:
        """Whether what stands inside a stretch reaches most of it."""
        if context.scope in _SPEAKS_ON:
            return found.end - by.end <= AFTER
        last = self.clauses.asked_from(matcher, by.end)
        return by.end < found.end and 2 * (min(last, found.end) - by.end) >= found.end - by.end

    def _reaches(self, matcher: Matcher, context: LawfulContext, by: Hit, found: Hit) -> bool:
        match context.scope:
            case "before":
                return any(_stands_before(matcher.words, by, part) for part in found.parts)
            case "within":
                return any(_inside(by, part) or _inside(part, by) for part in found.parts)
            case "clause":
                return any(_shares_clause(matcher, by, part, self.clauses) for part in found.parts)
            case "sentence":
                return self._in_sentence(matcher, by, found) and not self._is_an_offer(matcher, by, found)
            case "ahead" | "after" | "answer" | "verdict":
                return _AWAY[context.scope](matcher, by, found, self.clauses)
            case _:
                return self._voice.leaves_it(matcher, context, by, found)

    def _in_sentence(self, matcher: Matcher, by: Hit, found: Hit) -> bool:
        """In the same sentence, or in those that carry a warning on ("They ask ...", a list under "Beware:")."""
        words = matcher.words
        if not words.broken(by.end - 1, found.start) or not words.broken(by.start, found.end - 1):
            return True
        if found.start < by.start:
            return False
        start, _ = words.sentence(found.start)
        return all(self._carries_on(matcher, place) for place in _sentence_starts(words, by.end, start))

    def _carries_on(self, matcher: Matcher, place: int) -> bool:
        return place in matcher.words.listed or any(one.start == place for one in matcher.hits(self._goes_on))

    def _is_an_offer(self, matcher: Matcher, by: Hit, found: Hit) -> bool:
        """Whether who seems to warn offers: "beware of conmen, pay only to our till", "who calls it a scam lies"."""
        start, end = matcher.words.sentence(found.start)
        if any(
            start <= one.start < end
            for one in self._voice.demands(matcher)
            if not _told_before(matcher, by, found, one)
        ):
            return True
        start, end = matcher.words.sentence(by.start)
        return any(start <= one.start < end for one in self._voice.dismissals(matcher))


def official(senders: Iterable[OfficialSender], domains: Sequence[str], rule: Rule) -> OfficialSender | None:
    """The official sender that may say this lawfully; grave findings stand whoever says them."""
    if rule.severity is Severity.CRITICAL:
        return None
    return next((one for one in senders if rule.id in one.cancels and _speaks(one, domains)), None)


def is_official(senders: Iterable[OfficialSender], domains: Sequence[str]) -> bool:
    """Whether one of the hosts that an advert speaks from is an official sender's, whatever it may say."""
    return any(_speaks(one, domains) for one in senders)


def _speaks(sender: OfficialSender, domains: Sequence[str]) -> bool:
    return any(is_under(host, sender.domains) for host in domains)


def _may_be_own(context: LawfulContext) -> bool:
    """Whether the words of a denial may be those that state a finding; not where it is written for certain rules."""
    return context.reading == "denial" and not context.cancels


def _inside(one: Hit | Part, other: Hit | Part) -> bool:
    return other.start <= one.start and one.end <= other.end


def _own_words(by: Hit, part: Part) -> bool:
    """Whether a "no" is among the words that state the finding ("no contract", "no day off")."""
    inside = part.start <= by.start and by.end <= part.end
    return inside and not any(start <= by.start and by.end <= end for start, end in part.gaps)


def _denies_itself(said: Iterable[tuple[LawfulContext, list[Hit]]], found: Hit) -> bool:
    """Whether a finding is made of a denial ("no phone"): what is denied beside it is another thing ("no day off")."""
    own = (by for context, hits in said if _may_be_own(context) for by in hits)
    return any(_own_words(by, part) for by in own for part in found.parts)


def _stands_before(words: Words, by: Hit, part: Part) -> bool:
    """Right before the part, or in one of the gaps it leaps over."""
    if 0 <= part.start - by.end <= BEFORE and not words.broken(by.end - 1, part.start):
        return True
    return any(start <= by.start < end for start, end in part.gaps)


def _asks_for(matcher: Matcher, by: Hit, found: Hit, clauses: Clauses) -> bool:
    """Whether the finding begins in what is asked, or among the asking words: "nobody at our office will ask ..."."""
    if any(holds_a_mark(matcher.words, part.start, part.end) for part in by.parts):
        return False
    if by.start < found.start < by.end < found.end:
        return True
    return by.start < max(found.parts).start < clauses.asked_from(matcher, by.end)


def _is_spoken_on(matcher: Matcher, by: Hit, found: Hit, _clauses: Clauses, *, before: Before) -> bool:
    """Whether the finding is in what the words speak on alone: "Must I pay? No, ...", "You must pay. Lies."."""
    said = before(matcher.words, by.start, by.end)
    return said is not None and said[0] <= found.start and found.end <= said[1]


def _stands_after(matcher: Matcher, by: Hit, found: Hit, clauses: Clauses) -> bool:
    part = max(found.parts)
    if any(start <= by.start and by.end <= end for start, end in part.gaps):
        return True
    if not 0 <= by.start - part.end <= AFTER or _clause_ends(matcher, part.end - 1, by.start, clauses):
        return False
    words = matcher.words
    return "," not in words.original[words.ends[part.end - 1] : words.starts[by.start]]


# What reaches the words next to its own.
_BESIDE = frozenset({"before", "after", "clause"})
# What speaks alone on all that stands before it.
_SPEAKS_ON: Mapping[str, Before] = {"answer": question_before, "verdict": sentence_before}
# What a stretch that no phrase found may have among its words.
_INSIDE = frozenset({"ahead", *_SPEAKS_ON})
# What reaches away from its own words, to one side.
_AWAY: Mapping[str, Callable[[Matcher, Hit, Hit, Clauses], bool]] = {
    "ahead": _asks_for,
    "after": _stands_after,
    **{scope: partial(_is_spoken_on, before=before) for scope, before in _SPEAKS_ON.items()},
}


def _shares_clause(matcher: Matcher, by: Hit, part: Part, clauses: Clauses) -> bool:
    if by.start < part.end and part.start < by.end:
        return True
    if 0 <= part.start - by.end <= CLAUSE:
        return not _clause_ends(matcher, by.end - 1, part.start, clauses)
    return 0 <= by.start - part.end <= AFTER and not _clause_ends(matcher, part.end - 1, by.start, clauses)


def _clause_ends(matcher: Matcher, start: int, end: int, clauses: Clauses) -> bool:
    """Whether a sentence ends, or a "but" stands, between two words."""
    if matcher.words.broken(start, end):
        return True
    return clauses.ends_between(matcher, start, end)


def _told_before(matcher: Matcher, by: Hit, found: Hit, demand: Hit) -> bool:
    """Whether a warning tells of the finding in one breath before its own demand: "they charge 20,000, we ask 500"."""
    return (
        by.start <= found.start < by.end + AFTER
        and found.end <= demand.start
        and not holds_a_mark(matcher.words, by.start, found.end)
    )


def _sentence_starts(words: Words, start: int, end: int) -> list[int]:
    """First words of the sentences that begin after word `start`, up to the one at `end`."""
    return [place + 1 for place in range(start, end) if words.words[place] is BREAK]
