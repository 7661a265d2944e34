"""Observations put into words: what is stated, and what a lawful context turns around."""

from collections.abc import Mapping
from typing import Any

from registry.law.rule_schema import OfficialSender, Rule
from registry.observation import Observation
from registry.vocabulary import Stated
from risk_model.advert_text import Words
from risk_model.contexts import Turn
from risk_model.phrase_matching import Hit

MOST_QUOTED = 300
_REASONS = {"warning": "said in a warning", "lawful_payment": "this is lawful", "duties": "among the job's duties"}


def stated(
    words: Words,
    rule: Rule,
    where: Hit,
    *,
    said: str = "",
    facts: Mapping[str, Any] | None = None,
    sender: OfficialSender | None = None,
) -> Observation:
    """An observation that stands, unless an official `sender` may say it; `said` replaces the rule's own sentence."""
    quote = words.quote(where.start, where.end)[:MOST_QUOTED]
    return Observation(
        rule.id,
        Stated.STATED,
        said or f"{rule.title}: “{quote}”.",
        span=words.span(where.start, where.end),
        quote=quote,
        facts=dict(facts or {}),
        cancelled_by=f"official_sender: {sender.name}" if sender else "",
    )


def turned(words: Words, rule: Rule, where: Hit, turn: Turn | None) -> Observation:
    """An observation turned around: contradicted by a denial, or stated and cancelled by another lawful context."""
    if turn is None:
        return stated(words, rule, where)
    quote = words.quote(where.start, where.end)[:MOST_QUOTED]
    by = words.quote(turn.by.start, turn.by.end)[:MOST_QUOTED]
    denied = turn.context.reading == "denial"
    reason = "the advert denies it" if denied else f"“{quote}”, but {_REASONS[turn.context.reading]}"
    return Observation(
        rule.id,
        Stated.CONTRADICTED if denied else Stated.STATED,
        f"{rule.title}: {reason} (“{by}”).",
        span=words.span(where.start, where.end),
        quote=quote,
        facts={"turned_by": list(words.span(turn.by.start, turn.by.end))},
        cancelled_by="" if denied else turn.context.id,
    )
