"""Amounts put beside the findings that speak of them: all among their facts, and the cap on each told once."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from registry.law.rule_schema import Rule
from registry.observation import Observation
from registry.vocabulary import Ground
from risk_model.fees import Fee
from risk_model.words.advert_text import Words

_ABOUT_MONEY = frozenset({Ground.FEES, Ground.DEBT})
# The finding that an amount is told in where it speaks of it; else in the first rule listed that does.
_OWN = {
    "registration": "fee_registration",
    "processing": "fee_processing_visa",
    "medical_training": "fee_medical_training",
    "interview": "pay_before_interview",
}


def with_fees(one: Observation, fees: Iterable[Fee]) -> Observation:
    """The observation with the amounts read inside its words among its facts."""
    if one.span is None:
        return one
    start, end = one.span
    inside = [fee.facts() for fee in fees if start <= fee.span[0] and fee.span[1] <= end]
    return replace(one, facts={**one.facts, "fees": inside}) if inside else one


def tell_caps(
    observations: Sequence[Observation], fees: Iterable[Fee], *, words: Words, rules: Mapping[str, Rule]
) -> tuple[Observation, ...]:
    """The observations in their order, those that ask for an amount saying what its cap was."""
    capped = [fee for fee in fees if fee.caps]
    if not capped:
        return tuple(observations)
    told = list(observations)
    asking = [at for at, one in enumerate(told) if _asks(one, rules)]
    listed = {rule_id: at for at, rule_id in enumerate(rules)}
    asking.sort(key=lambda at: listed[told[at].rule_id])
    for fee in capped:
        at = _teller(told, asking, fee, words)
        if at is not None:
            told[at] = _with_cap(told[at], fee)
    return tuple(told)


def _asks(one: Observation, rules: Mapping[str, Rule]) -> bool:
    """What lawful contexts cancel and hints, which raise nothing, say nothing of a cap."""
    return one.counts and not one.hint and one.rule_id in rules and rules[one.rule_id].ground in _ABOUT_MONEY


def _teller(told: Sequence[Observation], asking: Sequence[int], fee: Fee, words: Words) -> int | None:
    """Which finding speaks of an amount, or else of something in its sentence."""
    near = [at for at in asking if _speaks_of(told[at], fee)]
    near = near or [at for at in asking if _in_sentence(told[at], fee, words)]
    own = [at for at in near if told[at].rule_id == _OWN.get(fee.purpose)]
    return next(iter(own or near), None)


def _speaks_of(one: Observation, fee: Fee) -> bool:
    start, end = fee.span
    named = [tuple(known["span"]) for known in one.facts.get("fees", ())]
    return fee.span in named or any(first <= start and end <= last for first, last in _places(one))


def _in_sentence(one: Observation, fee: Fee, words: Words) -> bool:
    words_said = [bisect_right(words.ends, start) for start, _ in _places(one)]
    return any(not words.broken(min(place, fee.where.start), max(place, fee.where.start)) for place in words_said)


def _places(one: Observation) -> list[tuple[int, int]]:
    if one.span is None:
        return []
    return [one.span, *((start, end) for start, end in one.facts.get("places", ()))]


def _with_cap(one: Observation, fee: Fee) -> Observation:
    """The finding with the best founded cap in its words, and with every cap among its facts."""
    known = list(one.facts.get("fees", ()))
    if all(tuple(other["span"]) != fee.span for other in known):
        known.append(fee.facts())
    said = fee.caps[0].said
    return replace(
        one, explanation=f"{one.explanation} {said[:1].upper()}{said[1:]}", facts={**one.facts, "fees": known}
    )
