"""Money asked of the worker: how much, for what, through which channel, at what stage, and who is to pay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from registry.law.rule_schema import Jurisdiction
from registry.law.wording_schema import InForce
from risk_model.fee_caps import CapsOfAdvert, Compared
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Compiled, Hit, Matcher, hit
from risk_model.phrases.slots import SlotReader
from risk_model.speech.contexts import Contexts
from risk_model.words.amounts import Amount

PURPOSES = ("registration", "processing", "medical_training", "interview")
_PURPOSE_CONCEPTS = {
    "registration": "register_words",
    "processing": "visa_words",
    "medical_training": "medical_words",
    "interview": "selection",
}
_CHANNEL_CONCEPTS = {
    "personal_number": "channel_personal",
    "till_or_paybill": "channel_business",
    "crypto_or_voucher": "crypto",
}
NEAR = 6


@dataclass(frozen=True)
class Fee:
    """One amount asked of somebody, in `currency` (the home currency where none is written) and in home currency.

    `purpose` and `channel` are empty, and `refundable` None, where the advert does not say; `payer` is worker or
    employer; `stage` is before_interview or empty; `band` names the jurisdiction's fee band; `caps` are those on what a
    worker may be asked for it, the best founded first.
    """

    where: Hit
    span: tuple[int, int]
    quote: str
    amount: float
    currency: str
    at_home: float | None
    band: str
    purpose: str
    payer: str
    stage: str
    refundable: bool | None
    channel: str
    caps: tuple[Compared, ...] = ()

    def facts(self) -> Mapping[str, Any]:
        """As plain JSON values."""
        plain = {name: value for name, value in vars(self).items() if name != "where"}
        return plain | {"span": list(self.span), "caps": [dict(vars(one)) for one in self.caps]}


class FeeReader:
    """Reads fees by the concepts of one jurisdiction; a concept it does not list leaves that point unsaid."""

    def __init__(
        self, jurisdiction: Jurisdiction, automaton: PhraseAutomaton, slots: SlotReader, contexts: Contexts
    ) -> None:
        self._jurisdiction, self._slots, self._contexts = jurisdiction, slots, contexts
        self._purposes = {name: automaton.concept(concept) for name, concept in _PURPOSE_CONCEPTS.items()}
        self._channels = {name: automaton.concept(concept) for name, concept in _CHANNEL_CONCEPTS.items()}
        self._before = automaton.concept("before_selection")
        self._refundable = automaton.concept("refundable")
        self._not_refundable = automaton.concept("not_refundable")
        self._refunded_by_worker = automaton.concept("refunded_by_worker")
        self._to_be_paid = automaton.concept("to_be_paid")
        self._demand = automaton.compile(["<payment_demand>"] if "payment_demand" in jurisdiction.concepts else [])

    def read(self, matcher: Matcher, *, on: date | None = None, caps: CapsOfAdvert | None = None) -> tuple[Fee, ...]:
        """Every amount that somebody is asked to pay, in order of place; without a day no dated band is looked at."""
        demands = matcher.hits(self._demand)
        fees = []
        for amount in self._slots.read_amounts(matcher) if demands else ():
            demand = next((one for one in demands if one.start <= amount.start and amount.end <= one.end), None)
            if demand is not None and not self._slots.is_pay(matcher, amount):
                fees.append(self._fee(matcher, amount, demand, on, caps))
        return tuple(fees)

    def _fee(self, matcher: Matcher, amount: Amount, demand: Hit, on: date | None, caps: CapsOfAdvert | None) -> Fee:
        at_home = self._slots.amounts.at_home(amount.high, amount.currency)
        quote = matcher.words.quote(amount.start, amount.end)
        currency = amount.currency or self._jurisdiction.currency
        purpose = _closest(matcher, self._purposes, self._with_passive(matcher, amount))
        payer = "employer" if self._contexts.paid_by_others(matcher, demand) else "worker"
        return Fee(
            where=hit(amount.start, amount.end),
            span=matcher.words.span(amount.start, amount.end),
            quote=quote,
            amount=amount.high,
            currency=currency,
            at_home=at_home,
            band=self._band(at_home, on),
            purpose=purpose,
            payer=payer,
            stage="before_interview" if _in_sentence(matcher, self._before, amount) else "",
            refundable=self._is_refundable(matcher, amount),
            channel=_closest(matcher, self._channels, amount, near=25),
            caps=caps.beside(quote, amount.high, currency, purpose) if caps and payer == "worker" else (),
        )

    def _with_passive(self, matcher: Matcher, amount: Amount) -> Amount:
        """The amount with "is to be paid" after it: what it is for stands behind."""
        return next(
            (replace(amount, end=one.end) for one in matcher.hits(self._to_be_paid) if one.start == amount.end), amount
        )

    def _band(self, value: float | None, on: date | None) -> str:
        for band in self._jurisdiction.fee_bands:
            if not (band.in_force.on(on) if on else band.in_force == InForce()):
                continue
            if value is not None and band.minimum <= value and (band.maximum is None or value < band.maximum):
                return band.name
        return ""

    def _is_refundable(self, matcher: Matcher, amount: Amount) -> bool | None:
        if _in_sentence(matcher, self._not_refundable, amount):
            return False
        given_back = [one for one in matcher.hits(self._refundable) if not self._worker_refunds(matcher, one)]
        return True if _any_in_sentence(matcher, given_back, amount) else None

    def _worker_refunds(self, matcher: Matcher, found: Hit) -> bool:
        return any(one.start < found.end and found.start < one.end for one in matcher.hits(self._refunded_by_worker))


def stages(fees: Iterable[Fee]) -> tuple[Fee, ...]:
    """Fees of different purposes that one advert asks of the worker, one after another; none where it asks one."""
    asked = [fee for fee in fees if fee.payer == "worker" and fee.purpose]
    return tuple(asked) if len({fee.purpose for fee in asked}) > 1 else ()


def _in_sentence(matcher: Matcher, node: Compiled, amount: Amount) -> bool:
    return _any_in_sentence(matcher, matcher.hits(node), amount)


def _any_in_sentence(matcher: Matcher, found: Iterable[Hit], amount: Amount) -> bool:
    return any(not matcher.words.broken(one.start, amount.start) for one in found)


def _closest(matcher: Matcher, nodes: Mapping[str, Compiled], amount: Amount, near: int = NEAR) -> str:
    """The name whose concept stands closest to the amount in its sentence; empty where none is near."""
    best, name = near + 1, ""
    for candidate, node in nodes.items():
        for one in matcher.hits(node):
            apart = max(one.start - amount.end, amount.start - one.end, 0)
            if apart < best and not matcher.words.broken(min(one.start, amount.start), max(one.start, amount.start)):
                best, name = apart, candidate
    return name
