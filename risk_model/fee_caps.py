"""Caps on what a worker may be asked for, in force on an advert's day; apart because amounts are read without them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from registry.law.days import say
from registry.law.rule_schema import FeeCap, Jurisdiction
from risk_model.pay import PayReader
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Compiled, Matcher

NO_PAY = "the advert tells no pay"
# What a currency is worth is one undated number a file, good for a band, not for saying that a cap was passed.
OTHER_CURRENCY = "another currency"
_PURPOSES = {
    "registration": "registration",
    "processing": "a visa or processing",
    "medical_training": "a medical or training",
    "interview": "an interview",
    "": "a purpose that is not said",
}


@dataclass(frozen=True)
class Compared:
    """An amount beside one cap in force on `on`: whether it is `over` it, None where `why_not` says why that is untold.

    `most` is in `currency`, None where a cap of `months_pay` meets an advert whose pay is not known; `since` and
    `until` are the cap's own dates; `said` is the sentence for people.
    """

    most: float | None
    currency: str
    months_pay: float | None
    over: bool | None
    why_not: str
    on: str
    since: str | None
    until: str | None
    reference: str
    reliability: str
    confirmed: bool
    said: str


@dataclass(frozen=True)
class _Ready:
    """A cap, whom it is for in words, and what names its trades and destinations; None where it holds for any."""

    cap: FeeCap
    whom: str
    occupations: Compiled | None
    destinations: Compiled | None


class FeeCaps:
    """The caps of one jurisdiction, compiled."""

    def __init__(self, jurisdiction: Jurisdiction, automaton: PhraseAutomaton, pay: PayReader) -> None:
        self.currency, self.pay = jurisdiction.currency, pay
        self._ready = [
            _Ready(
                cap,
                _whom(cap, [jurisdiction.name_of(code) for code in cap.destinations]),
                automaton.compile([f"<{name}>" for name in cap.occupation_concepts]) if cap.occupations else None,
                automaton.compile([f"<country:{code}>" for code in cap.destinations]) if cap.destinations else None,
            )
            for cap in jurisdiction.fee_caps
        ]

    def holding(
        self, matcher: Matcher, *, on: date, destination: str | None, abroad: Callable[[], bool]
    ) -> tuple[_Ready, ...]:
        """The caps in force on `on` for what this advert offers and where, whatever the money is for."""
        return tuple(
            one
            for one in self._ready
            if one.cap.in_force.on(on)
            and (one.cap.abroad is None or one.cap.abroad == abroad())
            and (one.occupations is None or matcher.has(one.occupations))
            and (one.destinations is None or _goes_to(matcher, one.cap, one.destinations, destination))
        )


class CapsOfAdvert:
    """What one advert's amounts are compared with; nothing is looked for before an amount is."""

    def __init__(
        self, caps: FeeCaps, matcher: Matcher, *, on: date, destination: str | None, abroad: Callable[[], bool]
    ) -> None:
        self._caps, self._matcher, self._on = caps, matcher, on
        self._destination, self._abroad = destination, abroad

    def beside(self, quote: str, amount: float, currency: str, purpose: str) -> tuple[Compared, ...]:
        """An amount asked of the worker beside each cap on its purpose: the best founded first, then the least."""
        mine = [one for one in self._holding if not one.cap.purposes or purpose in one.cap.purposes]
        compared = [self._compare(one, quote, amount, currency, purpose) for one in mine]
        return tuple(sorted(compared, key=_order))

    @cached_property
    def _holding(self) -> tuple[_Ready, ...]:
        return self._caps.holding(self._matcher, on=self._on, destination=self._destination, abroad=self._abroad)

    @cached_property
    def _pays(self) -> list[tuple[float, str]]:
        return self._caps.pay.promised(self._matcher)

    def _compare(self, ready: _Ready, quote: str, amount: float, currency: str, purpose: str) -> Compared:
        cap = ready.cap
        most, its_currency, why_not = self._most(cap, currency)
        over = amount > most if most is not None and not why_not else None
        return Compared(
            most=most,
            currency=its_currency,
            months_pay=cap.most_months_pay,
            over=over,
            why_not=why_not,
            on=self._on.isoformat(),
            since=cap.in_force.since.isoformat() if cap.in_force.since else None,
            until=cap.in_force.until.isoformat() if cap.in_force.until else None,
            reference=cap.reference.text,
            reliability=cap.reference.reliability,
            confirmed=cap.reference.confirmed,
            said=f"{quote} asked for {_PURPOSES[purpose]}; "
            + _say(ready, self._on, _say_most(cap, most, its_currency, over, why_not)),
        )

    def _most(self, cap: FeeCap, currency: str) -> tuple[float | None, str, str]:
        """The most that may be asked, in which currency, and why an amount in `currency` is not compared with it."""
        if cap.most is not None:
            # Nothing is nothing in every currency.
            same = cap.most == 0 or currency == self._caps.currency
            return cap.most, self._caps.currency, "" if same else OTHER_CURRENCY
        months, pays = cap.most_months_pay or 0.0, self._pays
        if not pays:
            return None, self._caps.currency, NO_PAY
        same_pays = [month for month, its_currency in pays if its_currency == currency]
        # An advert of several posts may mean any of them.
        month, its_currency = (max(same_pays), currency) if same_pays else max(pays)
        return round(months * month, 2), its_currency, "" if same_pays else OTHER_CURRENCY


def _goes_to(matcher: Matcher, cap: FeeCap, named: Compiled, destination: str | None) -> bool:
    return matcher.has(named) if destination is None else destination in cap.destinations


def _order(one: Compared) -> tuple[bool, str, bool, float]:
    return not one.confirmed, one.reliability, one.most is None, one.most or 0.0


def _whom(cap: FeeCap, places: list[str]) -> str:
    where = f" in {' or '.join(places)}" if places else ""
    if cap.occupations:
        trade = f" for a {' or '.join(cap.occupations)}"
        return trade + (where or {True: " abroad", False: " at home", None: ""}[cap.abroad])
    return (
        f" for jobs{where}" if where else {True: " for jobs abroad", False: " for jobs at home", None: ""}[cap.abroad]
    )


def _say(ready: _Ready, on: date, most: str) -> str:
    """The cap in words; one that nobody confirmed is never told as law, and one from background not as in force."""
    reference, day = ready.cap.reference, f"{say(on)}{ready.whom}"
    if reference.confirmed:
        return f"the cap in force on {day} was {most} ({reference.text})."
    if reference.reliability == "C":
        said = f"background knowledge puts the cap on {day} at {most}"
        return f"{said} (unconfirmed, not to be quoted as law: {reference.text})."
    return f"the cap in force on {day} was {most} (unconfirmed: {reference.text})."


def _say_most(cap: FeeCap, most: float | None, currency: str, over: bool | None, why_not: str) -> str:
    if most == 0:
        return "nothing"
    amount = "" if most is None else f"{most:,.0f} {currency}"
    if cap.most_months_pay is not None:
        months = f"{cap.most_months_pay:g} months' pay" if cap.most_months_pay != 1 else "one month's pay"
        amount = f"{months}, here {amount}" if amount else months
    if over is None:
        return f"{amount}, not compared: {why_not}"
    return f"{amount}, and this is {'more' if over else 'no more'}"
