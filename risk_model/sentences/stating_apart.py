"""What phrases find beside a "no" or a warning about something else ("no bribes, just send 2,000 first"; decision 29);
apart because a whole page is put to the readers of sentences together, and not place by place."""

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from registry.law.rule_schema import Rule
from risk_model.phrases.matching import Compiled, Hit, Matcher, hit
from risk_model.phrases.page import MOST
from risk_model.phrases.unit_page import UnitPage
from risk_model.sentences.likeness import LONGEST_STATED, SURE_ALONE, SURE_DESPITE_A_DENIAL
from risk_model.sentences.likeness_reader import LikenessReader
from risk_model.sentences.stated_places import Found, Standing, sureness_of
from risk_model.sentences.stretches import Stretch
from risk_model.speech.clauses import holds_a_mark, is_spoken
from risk_model.speech.contexts import Contexts, Turn

# Scopes of what turns around no more than its own sentence, and of what may be all that a short text warns by.
NEAR, WHOLE = ("before", "after", "clause", "sentence"), ("text", "advert")
Despite = Mapping[Standing, Hit]


class _Asked(NamedTuple):
    """What the readers have to be how sure of for a place to stand, and the words that seem to turn it around."""

    stretches: list[Stretch]
    least: float
    denial: Hit


class StandingApart:
    """Tells which hits state their rule in a clause of their own, whatever is denied or warned of before it."""

    def __init__(self, contexts: Contexts, *, others_say: Compiled, telling: Compiled, harm_told: Compiled) -> None:
        """`others_say` finds others' words, `telling` a warning or a tale, `harm_told` what came of it."""
        self._contexts, self._clauses = contexts, contexts.clauses
        self._others_say, self._telling, self._harm_told = others_say, telling, harm_told

    def despite(
        self, page: UnitPage, found: Sequence[Sequence[Found]], *, reader: LikenessReader, spared: Container[int] = ()
    ) -> Despite:
        """The hits of a page's texts that stand all the same, each with the clause that seemed to turn it around.

        `found` has an entry a text; texts that are `spared` are not asked. Both readers have to be sure of the hit and
        of its clause, or, where the "no" is among the clause's own words, nearly certain of it and of its sentence.
        """
        asked = {
            Standing(text, one.rule.id, where): question
            for text, listed in enumerate(found)
            if text not in spared
            for one in listed
            if one.rule.hint_from is not None
            for where, turn in one.hits
            if turn is not None and (question := self._question(Matcher(page, text), one.rule, where, turn)) is not None
        }
        return {one: asked[one].denial for one in _sure(page, asked, reader=reader)}

    def _question(self, matcher: Matcher, rule: Rule, where: Hit, turn: Turn) -> _Asked | None:
        """What is asked of a hit; None where more than its sentence, or what follows it, turns it around."""
        words, text = matcher.words, matcher.index
        if turn.by.start >= where.end or not _is_near(matcher, where, turn) or words.broken(where.start, where.end - 1):
            return None
        start, end = self._clauses.around(matcher, where.start, where.end)
        if end - start > LONGEST_STATED or is_spoken(words, start) or self._is_told(matcher, start, end, turn):
            return None
        clause, alone = Stretch(text, start, end), Stretch(text, where.start, where.end)
        if self._only(matcher, rule, where, before=start):
            if holds_a_mark(words, where.start, where.end):
                return None
            return _Asked([clause, alone], SURE_ALONE, self._denial(matcher, turn, start))
        first, last = words.sentence(where.start)
        if last - first > LONGEST_STATED or not self._only(matcher, rule, where, before=where.end):
            return None
        return _Asked([clause, Stretch(text, first, last)], SURE_DESPITE_A_DENIAL, turn.by)

    def _only(self, matcher: Matcher, rule: Rule, where: Hit, *, before: int) -> bool:
        """Whether all that turns a hit around stands near it, and before a word."""

        def passes(turn: Turn) -> bool:
            return turn.by.end <= before and _is_near(matcher, where, turn)

        return self._contexts.turn(matcher, rule, where, but=passes) is None

    def _is_told(self, matcher: Matcher, start: int, end: int, turn: Turn) -> bool:
        """Whether a clause is part of a warning: it tells others' words, or what came of them is told after it.

        Of a phrase that is found too often only the first places are known.
        """
        _, last = matcher.words.sentence(end - 1)
        nodes = [(self._others_say, end), (self._harm_told, last)]
        if turn.context.scope in WHOLE:
            nodes.append((self._telling, end))
        found = [(matcher.hits(node), until) for node, until in nodes]
        return any(len(hits) >= MOST or any(start <= one.start < until for one in hits) for hits, until in found)

    def _denial(self, matcher: Matcher, turn: Turn, before: int) -> Hit:
        """The clause of a denial, up to a word."""
        start, end = self._clauses.around(matcher, turn.by.start, turn.by.end)
        return hit(start, min(end, before))


def _is_near(matcher: Matcher, where: Hit, turn: Turn) -> bool:
    """Whether words that turn a hit around stand in its sentence and speak for no more."""
    near = turn.context.scope in (*NEAR, *WHOLE)
    return near and matcher.words.sentence(turn.by.start) == matcher.words.sentence(where.start)


def _sure(page: UnitPage, asked: Mapping[Standing, _Asked], *, reader: LikenessReader) -> list[Standing]:
    """Those of which each stretch is told apart as stating the rule, and one is like what was labelled with it."""
    near = {one: question.stretches for one, question in asked.items()}
    apart = sureness_of(page, near, reader.told_apart)
    likely = {one: near[one] for one, sure in apart.items() if min(sure) >= asked[one].least}
    like = sureness_of(page, likely, reader.sureness)
    return [one for one, sure in like.items() if max(sure) >= asked[one].least]
