"""Pay as promised, against the dated range of the role and the destination; apart because silence on pay is lawful."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from registry.law.rule_schema import Destination, Jurisdiction, PayBand, PayFloor
from risk_model.pay_bands import PayBands
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Compiled, Hit, Matcher, hit
from risk_model.phrases.slots import SlotReader
from risk_model.words.advert_text import Words
from risk_model.words.amounts import Amount
from risk_model.words.periods import period_of

FAR_ABOVE = 2.5
JUST_UNDER = 0.98
A_DAY = 26.0  # days of work a month
ALL_COUNTRIES = -2  # no phrase has such a number
# Less than this part of the least that is paid is a number misread or mistyped more often than pay that is offered.
MISREAD = 1 / 20
NEXT_TO = 2
_PLUS = frozenset({"plus", "and", "na", "with", "pamoja", "+"})


@dataclass(frozen=True)
class PayFinding:
    """A rule that promised pay states, the words that promise it, and the numbers compared."""

    rule_id: str
    where: Hit
    explanation: str
    facts: Mapping[str, Any]


class PayReader:
    """Compares promised pay with the bands of one jurisdiction."""

    def __init__(self, jurisdiction: Jurisdiction, automaton: PhraseAutomaton, slots: SlotReader) -> None:
        self._jurisdiction, self._slots = jurisdiction, slots
        self._bands = PayBands(jurisdiction, automaton)
        self._part_time = automaton.concept("part_time")
        self._abroad = automaton.concept("abroad")
        self._pay_before = automaton.concept("pay_before")
        self._beside_pay = automaton.concept("beside_pay")
        countries = [
            (automaton.compile([f"<country:{one.country}>"]), one.country) for one in jurisdiction.destinations
        ]
        self._country_nodes = [node for node, _ in countries]
        self._at_sea = automaton.compile([*jurisdiction.maritime_words, *jurisdiction.maritime_offers.all()])
        # Of countries with the same names the first by its code.
        self._countries = {node.number: code for node, code in sorted(countries, key=itemgetter(1), reverse=True)}

    def read(self, matcher: Matcher, *, on: date, destination: str | None) -> Iterator[PayFinding]:
        """What the promised pay states, under the bands in force on `on`."""
        # A ship's crew is paid by no country's bands.
        if not self._slots.read_pay(matcher) or (destination is None and matcher.hits(self._at_sea)):
            return
        place = destination or self._destination(matcher) or self._jurisdiction.country
        bands = self._bands.of(matcher, place, on)
        anybody = None if bands else self._bands.floor_of_anybody(place, on)
        amounts = self._offered(matcher, place, bands or ([anybody] if anybody else []))
        if not amounts:
            return
        # A plain number is money of the country where the work is, which abroad it need not be.
        at_home = place == self._jurisdiction.country and (bool(destination) or not matcher.hits(self._abroad))
        # Of several amounts only the largest may be all the pay; the others are of fuel, rent, dues or goods.
        largest = max(amounts, key=partial(self._a_month, matcher))
        for amount in amounts:
            # "1,500/=" abroad, or riyals nobody knows where, may be of any money: under and above nothing.
            is_told = bool(amount.currency) and not amount.unsure
            if is_told or (at_home and amount.currency in ("", self._jurisdiction.currency)):
                yield from self._far_above(matcher, amount, bands)
                if amount is largest:
                    yield from self._below(matcher, amount, bands)
                    yield from self._under_floor(matcher, amount, anybody) if anybody is not None else ()
            if is_told:
                yield from self._currency(amount, place)

    def promised(self, matcher: Matcher) -> list[tuple[float, str]]:
        """What each promised pay comes to a month at most, in the currency it is promised in."""
        return [
            (one.high * (_period(matcher, one) or 1.0), one.currency)
            for one in self._slots.read_pay(matcher)
            if one.currency and not self._is_misread(matcher, one, self._bands.floors)
        ]

    def _offered(self, matcher: Matcher, place: str, least: Sequence[PayBand | PayFloor]) -> list[Amount]:
        """The amounts of pay, in the money that a word which several countries have (riyals) means at the place."""
        there = next((one.currencies for one in self._jurisdiction.destinations if one.country == place), ())
        amounts = [self._slots.amounts.settled(matcher.words, one, there) for one in self._slots.read_pay(matcher)]
        return [one for one in amounts if not self._is_misread(matcher, one, least)]

    def _is_misread(self, matcher: Matcher, amount: Amount, least: Sequence[PayBand | PayFloor]) -> bool:
        """Whether an amount is so small beside every minimum that it was read wrongly rather than offered.

        It is taken out before anything is compared, so that it neither states nor hides anything.
        """
        compared = [(one, self._monthly(matcher, amount, one)) for one in least]
        parts = [month[1] / _lowest(one) for one, month in compared if month]
        return bool(parts) and max(parts) < MISREAD

    def _destination(self, matcher: Matcher) -> str | None:
        """The country named first."""
        possible = matcher.page.live_in(matcher.index, ALL_COUNTRIES, self._country_nodes)
        named = [(found[0].start, self._countries[node.number]) for node in possible if (found := matcher.hits(node))]
        return min(named)[1] if named else None

    def _a_month(self, matcher: Matcher, amount: Amount) -> float:
        return (self._slots.amounts.at_home(amount.high, amount.currency) or 0.0) * (_period(matcher, amount) or 1.0)

    def _compared(self, matcher: Matcher, amount: Amount, bands: list[PayBand]) -> list[tuple[PayBand, float, float]]:
        """Each band in whose currency the amount can be told, with its two ends a month."""
        monthly = [self._monthly(matcher, amount, band) for band in bands]
        return [(band, *range_) for band, range_ in zip(bands, monthly, strict=True) if range_]

    def _far_above(self, matcher: Matcher, amount: Amount, bands: list[PayBand]) -> Iterator[PayFinding]:
        compared = self._compared(matcher, amount, bands)
        if compared and all(low > band.usual_maximum * FAR_ABOVE for band, low, _ in compared):
            band, low, _ = max(compared, key=lambda one: one[0].usual_maximum)
            usual = f"the usual {_range(band)} for {self._who(band)}"
            said = f"The pay of {low:,.0f} {band.currency} a month is far above {usual}."
            yield PayFinding("salary_far_above_range", hit(amount.start, amount.end), said, _facts(band, low))

    def _below(self, matcher: Matcher, amount: Amount, bands: list[PayBand]) -> Iterator[PayFinding]:
        compared = self._compared(matcher, amount, bands)
        floors = [(band, high) for band, _, high in compared if band.floor]
        if floors and len(floors) == len(compared) and self._is_all_of_it(matcher, amount, bands):
            band, high = min(floors, key=lambda one: one[0].floor or 0.0)
            if high < (band.floor or 0.0) * JUST_UNDER:
                least = f"the minimum of {band.floor:,.0f} for {self._who(band)}"
                said = f"The pay of {high:,.0f} {band.currency} a month is under {least}."
                yield PayFinding("salary_below_floor", hit(amount.start, amount.end), said, _facts(band, high))

    def _under_floor(self, matcher: Matcher, amount: Amount, anybody: PayFloor) -> Iterator[PayFinding]:
        """An amount called pay, by the month (a day's wage may be of one day), under what anybody is paid there."""
        called_pay = any(0 <= amount.start - one.end <= 1 for one in matcher.hits(self._pay_before))
        monthly = self._monthly(matcher, amount, anybody) if called_pay and _period(matcher, amount) == 1.0 else None
        if monthly is None or monthly[1] >= anybody.floor * JUST_UNDER or not self._is_all_of_it(matcher, amount, []):
            return
        where = self._jurisdiction.name_of(anybody.destination)
        said = (
            f"The pay of {monthly[1]:,.0f} {anybody.currency} a month is under the minimum of {anybody.floor:,.0f} for "
            f"any work in {where}."
        )
        facts = {
            "monthly": round(monthly[1], 2),
            "currency": anybody.currency,
            "destination": anybody.destination,
            "floor": anybody.floor,
            "reliability": anybody.reference.reliability,
        }
        yield PayFinding("salary_below_floor", hit(amount.start, amount.end), said, facts)

    def _is_all_of_it(self, matcher: Matcher, amount: Amount, bands: list[PayBand]) -> bool:
        """Whether an amount is all that is paid: no allowance, no part-time work, no day's wage that names no day."""
        if matcher.hits(self._part_time) or _is_beside(matcher, self._beside_pay, amount):
            return False
        if _period(matcher, amount) is not None:
            return True
        by_the_day = [(band, self._monthly(matcher, amount, band, times=A_DAY)) for band in bands]
        return not any(
            month and band.floor and band.floor * JUST_UNDER <= month[1] <= band.usual_maximum
            for band, month in by_the_day
        )

    def _monthly(
        self, matcher: Matcher, amount: Amount, band: PayBand | PayFloor, times: float | None = None
    ) -> tuple[float, float] | None:
        """The amount's two ends a month in the band's currency; None for a currency of unknown worth."""
        worth = self._slots.amounts.at_home(1.0, amount.currency)
        band_worth = self._slots.amounts.at_home(1.0, band.currency)
        if not worth or not band_worth:
            return None
        times = times or _period(matcher, amount) or 1.0
        factor = times * worth / band_worth
        return amount.low * factor, amount.high * factor

    def _who(self, band: PayBand) -> str:
        return f"a {band.occupation} in {band.area or self._jurisdiction.name_of(band.destination)}"

    def _currency(self, amount: Amount, place: str) -> Iterator[PayFinding]:
        destination = next((one for one in self._jurisdiction.destinations if one.country == place), None)
        if destination and destination.currencies and amount.currency not in destination.currencies:
            yield PayFinding(
                "currency_mismatch",
                hit(amount.start, amount.end),
                f"The pay is in {amount.currency}, which is not used in {_name(destination)}.",
                {"currency": amount.currency, "destination": place, "expected": list(destination.currencies)},
            )


def _period(matcher: Matcher, amount: Amount) -> float | None:
    return period_of(matcher.words, amount.start, amount.end)


def _is_beside(matcher: Matcher, node: Compiled, amount: Amount) -> bool:
    """Whether a word of what is paid beside a wage stands right at the amount ("allowance of 3,000", "500 bonus")."""
    for one in matcher.hits(node):
        apart = max(one.start - amount.end, amount.start - one.end)
        first, last = min(one.start, amount.start), max(one.end, amount.end) - 1
        if apart <= NEXT_TO and not matcher.words.broken(first, last) and not _marked(matcher.words, one, amount):
            return True
    return False


def _marked(words: Words, one: Hit, amount: Amount) -> bool:
    """Whether a mark or a plus parts a word from an amount: "KSh 18,000 + allowance", "18,000, tips"."""
    first, last = (one.end, amount.start) if one.start < amount.start else (amount.end, one.start)
    between = words.original[words.ends[first - 1] : words.starts[last]]
    return any(mark in between for mark in ",;+&(") or not _PLUS.isdisjoint(words.words[first:last])


def _lowest(one: PayBand | PayFloor) -> float:
    return (one.floor or one.usual_minimum) if isinstance(one, PayBand) else one.floor


def _range(band: PayBand) -> str:
    return f"{band.usual_minimum:,.0f}-{band.usual_maximum:,.0f}"


def _name(destination: Destination) -> str:
    return destination.names[0]


def _facts(band: PayBand, value: float) -> dict[str, Any]:
    return {
        "monthly": round(value, 2),
        "currency": band.currency,
        "occupation": band.occupation,
        "destination": band.destination,
        "floor": band.floor,
        "usual_minimum": band.usual_minimum,
        "usual_maximum": band.usual_maximum,
        "reliability": band.reference.reliability,
    }
