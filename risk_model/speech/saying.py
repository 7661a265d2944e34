"""Observations put into words: what is stated, and what a lawful context turns around."""

from collections.abc import Mapping
from typing import Any

from registry.law.rule_schema import OfficialSender, Rule
from registry.observation import Observation
from registry.vocabulary import Stated
from risk_model.phrases.matching import Hit
from risk_model.speech.contexts import Turn
from risk_model.words.advert_text import Words

MOST_QUOTED = 300
MOST_MARKED = 40
MOST_ASIDE = 100
_REASONS = {
    "warning": "said in a warning",
    "lawful_payment": "this is lawful",
    "duties": "among the job's duties",
    "message": "what is to be sent there is a message",
}


def shown(words: Words, where: Hit) -> tuple[int, int, str]:
    """The words to mark and to quote: all a finding rests on, or, where that lies far apart, each part quoted."""
    start = min(where.start, *(part.start for part in where.parts))
    end = max(where.end, *(part.end for part in where.parts))
    if end - start <= MOST_MARKED:
        return start, end, words.quote(start, end)[:MOST_QUOTED]
    told = [words.quote(*part)[:MOST_QUOTED] for part in _apart(where)]
    return where.start, where.end, " … ".join(told)[:MOST_QUOTED]


def _apart(where: Hit) -> list[tuple[int, int]]:
    """The parts of a hit in order, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end, _ in sorted(where.parts):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def stated(
    words: Words,
    rule: Rule,
    where: Hit,
    *,
    said: str = "",
    facts: Mapping[str, Any] | None = None,
    sender: OfficialSender | None = None,
    despite: Hit | None = None,
) -> Observation:
    """An observation that stands, unless an official `sender` may say it; `said` replaces the rule's own sentence.

    `despite` is a denial or a warning in the same sentence that is about something else.
    """
    start, end, quote = shown(words, where)
    facts = dict(facts or {})
    although = ""
    if despite is not None:
        although = f", although the same sentence says “{words.quote(despite.start, despite.end)[:MOST_ASIDE]}”"
        facts["despite"] = list(words.span(despite.start, despite.end))
    return Observation(
        rule.id,
        Stated.STATED,
        said or f"{rule.title}: “{quote}”{although}.",
        span=words.span(start, end),
        quote=quote,
        facts=facts,
        cancelled_by=f"official_sender: {sender.name}" if sender else "",
    )


def turned(words: Words, rule: Rule, where: Hit, turn: Turn | None) -> Observation:
    """An observation turned around: contradicted by a denial, or stated and cancelled by another lawful context."""
    if turn is None:
        return stated(words, rule, where)
    start, end, quote = shown(words, where)
    by = words.quote(turn.by.start, turn.by.end)[:MOST_QUOTED]
    denied = turn.context.reading == "denial"
    reason = "the advert denies it" if denied else f"“{quote}”, but {_REASONS[turn.context.reading]}"
    return Observation(
        rule.id,
        Stated.CONTRADICTED if denied else Stated.STATED,
        f"{rule.title}: {reason} (“{by}”).",
        span=words.span(start, end),
        quote=quote,
        facts={"turned_by": list(words.span(turn.by.start, turn.by.end))},
        cancelled_by="" if denied else turn.context.id,
    )
