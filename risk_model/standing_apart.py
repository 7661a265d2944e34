"""What a phrase finds beside a "no" or a warning that is about something else ("no bribes, just send 2,000 first");
apart because a page is asked at once (decision 29)."""

from collections.abc import Iterator, Mapping, Sequence

from risk_model.contexts import Contexts, Turn
from risk_model.likeness import LONGEST_STATED, SURE_ALONE, SURE_DESPITE_A_DENIAL
from risk_model.likeness_reader import LikenessReader
from risk_model.phrase_matching import Compiled, Matcher
from risk_model.standing import Found, Standing, sureness_of
from risk_model.stretches import Stretch
from risk_model.unit_page import UnitPage

NEAR = ("before", "after", "clause", "sentence")  # scopes of what turns around no more than its own sentence
Despite = Mapping[Standing, Turn]


class StandingApart:
    """Tells which hits state their rule in a clause of their own, whatever is denied or warned of beside it."""

    def __init__(self, contexts: Contexts, others_say: Compiled) -> None:
        """`others_say` finds where somebody else's words are told: such a clause is part of a warning."""
        self._contexts, self._others_say = contexts, others_say

    def despite(self, page: UnitPage, found: Sequence[Sequence[Found]], *, reader: LikenessReader) -> Despite:
        """The hits of a page's texts that stand all the same, each with what seemed to turn it around.

        `found` has an entry a text. Both readers have to be sure of the clause and of the hit alone, or, where the
        "no" is among the clause's own words, nearly certain of the clause and of its whole sentence.
        """
        turned = dict(self._turned(page, found))
        beside: dict[Standing, list[Stretch]] = {}
        around: dict[Standing, list[Stretch]] = {}
        for one, turn in turned.items():
            matcher = Matcher(page, one.text)
            start, end = self._contexts.clauses.around(matcher, one.hit.start, one.hit.end)
            if end - start > LONGEST_STATED or self._is_told(matcher, start, end):
                continue
            clause = Stretch(one.text, start, end)
            if turn.by.end <= start or end <= turn.by.start:
                beside[one] = [clause, Stretch(one.text, one.hit.start, one.hit.end)]
            else:
                around[one] = [clause, *_sentence(matcher, one)]
        standing = [
            *_sure(page, beside, reader=reader, least=SURE_ALONE),
            *_sure(page, around, reader=reader, least=SURE_DESPITE_A_DENIAL),
        ]
        return {one: turned[one] for one in standing}

    def _turned(self, page: UnitPage, found: Sequence[Sequence[Found]]) -> Iterator[tuple[Standing, Turn]]:
        """The hits of labelled rules that only what speaks for its own sentence turns around."""
        for text, listed in enumerate(found):
            for one in listed:
                if one.rule.hint_from is None:
                    continue
                for hit, turn in one.hits:
                    if turn is None or not _is_near(turn):
                        continue
                    if self._contexts.turn(Matcher(page, text), one.rule, hit, but=_is_near) is None:
                        yield Standing(text, one.rule.id, hit), turn

    def _is_told(self, matcher: Matcher, start: int, end: int) -> bool:
        return any(start <= one.start < end for one in matcher.hits(self._others_say))


def _is_near(turn: Turn) -> bool:
    return turn.context.scope in NEAR


def _sentence(matcher: Matcher, one: Standing) -> Iterator[Stretch]:
    start, end = matcher.words.sentence(one.hit.start)[0], matcher.words.sentence(one.hit.end - 1)[1]
    if end - start <= LONGEST_STATED:
        yield Stretch(one.text, start, end)


def _sure(
    page: UnitPage, near: Mapping[Standing, Sequence[Stretch]], *, reader: LikenessReader, least: float
) -> list[Standing]:
    """Those of which each stretch is told apart as stating the rule, and one is like what was labelled with it."""
    apart = {one for one, sure in sureness_of(page, near, reader.told_apart).items() if min(sure) >= least}
    like = sureness_of(page, {one: near[one] for one in near if one in apart}, reader.sureness)
    return [one for one, sure in like.items() if max(sure) >= least]
