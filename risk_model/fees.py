"""Money asked of the worker: how much, for what, through which channel, at what stage, and who is to pay."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from registry.law.rule_schema import Jurisdiction
from registry.law.wording_schema import InForce
from risk_model.fee_caps import CapsOfAdvert, Compared
from risk_model.fee_sums import told_once
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Compiled, Hit, Matcher, hit
from risk_model.phrases.slots import SlotReader
from risk_model.speech.contexts import Contexts
from risk_model.words.advert_text import Words
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
# Words that may stand between an amount and what it is for ("medical test fee KSh 6,000", "1,000 for registration").
_OF_ITS_OWN = 2
_PARTING_WORDS = frozenset({"and", "na", "then", "plus", "or", "au", "kisha", "halafu", "alafu", "+"})
_PARTING_MARKS = frozenset(",;+&")
# Words beside those of a purpose that may stand between two amounts of a list ("5,000 for the medical and 60,000").
_OF_A_LIST = frozenset({"for", "the", "a", "your", "of", "as", "ya", "za", "kwa", "fee", "fees", "only", "tu"})
_LONGEST_OF_A_LIST = 6
# "To book your interview" says what is booked; "booking fee" alone is one of registering.
_BOOKS = frozenset({"book", "booking", "reserve", "reserving", "secure", "kubook", "ubook"})


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
        self._rest = automaton.concept("rest_of_sum")
        self._others_charge = automaton.concept("others_charge")
        self._demand = automaton.compile(["<payment_demand>"] if "payment_demand" in jurisdiction.concepts else [])

    def read(self, matcher: Matcher, *, on: date | None = None, caps: CapsOfAdvert | None = None) -> tuple[Fee, ...]:
        """Every amount that somebody is asked to pay, in order of place; without a day no dated band is looked at.

        What other recruiters are said to charge is no fee of this one.
        """
        demands = matcher.hits(self._demand)
        asked: dict[Amount, Hit] = {}
        last: Amount | None = None
        for amount in self._slots.read_amounts(matcher) if demands else ():
            demand = next((one for one in demands if one.start <= amount.start and amount.end <= one.end), None)
            if demand is None and last is not None and self._goes_on(matcher, last, amount):
                demand = asked[last]
            if (
                demand is not None
                and not self._slots.is_pay(matcher, amount)
                and not self._is_of_others(matcher, amount)
            ):
                asked[amount] = demand
                last = amount
        once, whole_of = told_once(list(asked), matcher.words)
        return tuple(self._fee(matcher, one, asked[one], on, caps, whole=whole_of.get(one.start)) for one in once)

    def _is_of_others(self, matcher: Matcher, amount: Amount) -> bool:
        return any(one.start <= amount.start and amount.end <= one.end for one in matcher.hits(self._others_charge))

    def _goes_on(self, matcher: Matcher, asked: Amount, amount: Amount) -> bool:
        """Whether what asks for one amount asks for this later one: the next of a list, or the rest of the sum."""
        words = matcher.words
        if words.broken(asked.start, amount.start):
            return False
        between = words.words[asked.end : amount.start]
        if len(between) <= 1 and _PARTING_WORDS.issuperset(between) and _parted(words, asked.end, amount.start, ":"):
            return self._is_charge(matcher, amount)
        if 1 < len(between) <= _LONGEST_OF_A_LIST and self._is_list(matcher, asked.end, amount.start):
            return self._is_charge(matcher, amount)
        is_rest = any(0 <= amount.start - one.end < _OF_ITS_OWN for one in matcher.hits(self._rest))
        return is_rest and self._is_charge(matcher, amount)

    def _is_list(self, matcher: Matcher, start: int, end: int) -> bool:
        """Whether words between two amounts say what the first is for and go on ("for medical and", "ya viza, na")."""
        words = matcher.words
        named = {
            at for node in self._purposes.values() for one in matcher.hits(node) for at in range(one.start, one.end)
        }
        others = [words.words[at] for at in range(start, end) if at not in named]
        is_purpose = len(others) < end - start and (_PARTING_WORDS | _OF_A_LIST).issuperset(others)
        return is_purpose and _parted(words, end - 1, end)

    def _is_charge(self, matcher: Matcher, amount: Amount) -> bool:
        """Whether a number is money, and no pay."""
        return any(one.start == amount.start for one in self._slots(matcher, "amount", ""))

    def _fee(
        self,
        matcher: Matcher,
        amount: Amount,
        demand: Hit,
        on: date | None,
        caps: CapsOfAdvert | None,
        *,
        whole: Amount | None,
    ) -> Fee:
        at_home = self._slots.amounts.at_home(amount.high, amount.currency)
        quote = matcher.words.quote(amount.start, amount.end)
        currency = amount.currency or self._jurisdiction.currency
        purpose = self._purpose(matcher, amount) or (self._purpose(matcher, whole) if whole else "")
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

    def _purpose(self, matcher: Matcher, amount: Amount) -> str:
        return _closest(
            matcher,
            self._purposes,
            self._with_passive(matcher, amount),
            is_of=lambda one: self._is_of(matcher, amount, one),
            phones=self._slots(matcher, "phone", ""),
        )

    def _is_of(self, matcher: Matcher, amount: Amount, purpose: Hit) -> bool:
        """Whether words of purpose may be this amount's: in "40k, then medical 12k" they are the other one's."""
        words, amounts = matcher.words, self._slots.read_amounts(matcher)
        if words.words[purpose.start] in _BOOKS and self._is_of_selection(matcher, purpose):
            return False
        if purpose.start >= amount.end:
            at = bisect_left(amounts, purpose.end, key=_start)
            other = amounts[at] if at < len(amounts) else None
            own, others = (amount.end, purpose.start), (purpose.end, other.start if other else 0)
        else:
            at = bisect_right(amounts, purpose.start, key=_start) - 1
            other = amounts[at] if at >= 0 else None
            own, others = (purpose.end, amount.start), (other.end if other else 0, purpose.start)
        if other is None or not 0 <= others[1] - others[0] <= _OF_ITS_OWN:
            return True
        return _parted(words, *others) or not _parted(words, *own)

    def _is_of_selection(self, matcher: Matcher, booking: Hit) -> bool:
        """Whether a word of booking says right after that it is an interview which is booked."""
        return any(0 <= one.start - booking.end <= _OF_ITS_OWN for one in matcher.hits(self._purposes["interview"]))

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


def _start(amount: Amount) -> int:
    return amount.start


def _parted(words: Words, end: int, start: int, more: str = "") -> bool:
    """Whether a comma, one of `more` or a word such as "then" stands between the word before `end` and word `start`."""
    if not _PARTING_WORDS.isdisjoint(words.words[end:start]):
        return True
    gaps = (words.original[words.ends[at - 1] : words.starts[at]] for at in range(end, start + 1))
    return any(not (_PARTING_MARKS | frozenset(more)).isdisjoint(gap) for gap in gaps)


def _closest(
    matcher: Matcher,
    nodes: Mapping[str, Compiled],
    amount: Amount,
    *,
    near: int = NEAR,
    is_of: Callable[[Hit], bool] = lambda _: True,
    phones: Iterable[Hit] = (),
) -> str:
    """The name whose concept stands closest to the amount in its sentence; empty where none is near.

    A telephone between the two ("send 1,000 to 0712 345 678 for ...") counts as one word.
    """
    best, name = near + 1, ""
    for candidate, node in nodes.items():
        for one in matcher.hits(node):
            apart = max(one.start - amount.end, amount.start - one.end, 0)
            apart -= sum(
                phone.end - phone.start - 1 for phone in phones if amount.end <= phone.start and phone.end <= one.start
            )
            if apart >= best or matcher.words.broken(min(one.start, amount.start), max(one.start, amount.start)):
                continue
            if is_of(one):
                best, name = apart, candidate
    return name
