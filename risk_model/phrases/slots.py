"""The slots of the phrase language: what no list of words can name, such as amounts, telephones and addresses."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import attrgetter, or_

from registry.errors import InvalidInput
from registry.law.rule_schema import Jurisdiction
from risk_model.phrases.ages import CONCEPTS, TELLING, read_ages, read_durations
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.links import OfficialNames, links
from risk_model.phrases.matching import Compiled, Hit, Matcher, hit
from risk_model.phrases.page import Page
from risk_model.phrases.text_sets import flags_of
from risk_model.words.advert_text import Words
from risk_model.words.amounts import Amount, AmountReader
from risk_model.words.periods import paid_by

NAMES = ("money", "amount", "pay", "number", "phone", "paybill", "till", "age", "duration", "domain", "email")
ANY_AMOUNT = "any amount"  # no phrase can name it
ANCHORS = {
    name: "link"
    if name in ("domain", "email")
    else "number"
    if name in ("number", "phone", "paybill", "till")
    else "numeral"
    for name in (*NAMES, ANY_AMOUNT)
}
_CONCEPTS = (
    *CONCEPTS,
    *("pay_before", "pay_after", "charge_near", "paybill_words", "till_words", "counted_before", "counted_after"),
)
# What several slots are told from, and the concepts without which a text has none.
_READS = {
    ANY_AMOUNT: "amounts",
    "money": "amounts",
    "amount": "amounts",
    "pay": "amounts",
    "phone": "phones",
    "age": "ages",
}
_ANCHORED = {reads: name for name, reads in _READS.items()}
_TOLD_BY = {"ages": TELLING, "paybill": ("paybill_words",), "till": ("till_words",)}
_HOME_PHONE = re.compile(r"(?<![a-z\d])(?:\+?254|[0o])[\s.()-]{0,3}[17](?:[\s.()-]{0,2}[\dox]){8}(?![a-z\d])")
_FOREIGN_PHONE = re.compile(r"(?<![a-z\d])(?:\+|00)(?!254)[1-9]\d{0,2}(?:[\s.()-]{0,2}\d){6,11}(?!\d)")
# Every telephone is whole in one run of these.
_DIGITS = re.compile(r"[+\dox][+\dox\s.()-]{7,}")
FAR = 99
PAY_BEFORE, PAY_AFTER = 6, 2  # words that may stand between an amount and what calls it pay
# After "Pay: 500" these say that the worker pays it.
_TO = frozenset({"to", "via", "through", "on", "kwa", "till", "paybill", "for", "into"})


class SlotReader:
    """Finds the hits of slots by the words of one jurisdiction."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self.amounts = AmountReader(jurisdiction)
        self._jurisdiction = jurisdiction
        self._numerals = jurisdiction.numerals
        self.number_words = frozenset(self._numerals.words) | frozenset(self._numerals.multipliers)
        self._official = OfficialNames(jurisdiction)
        self._near: dict[str, Compiled] = {}
        self._any_amount: Compiled
        self._any_pay: Compiled
        self._readers: dict[str, Callable[[Matcher], Sequence[object]]] = {
            "amounts": self.read_amounts,
            "phones": self._read_phones,
            "ages": self._read_ages,
            "duration": self._read_durations,
        }
        self._finders: dict[str, Callable[[Matcher, str], Iterable[Hit]]] = {
            ANY_AMOUNT: lambda matcher, _: [hit(a.start, a.end) for a in self.read_amounts(matcher)],
            "money": lambda matcher, _: [hit(a.start, a.end) for a in self.read_amounts(matcher) if a.currency],
            "amount": lambda matcher, _: self._charges(matcher),
            "pay": self._pays,
            "number": lambda matcher, _: [hit(place, place + 1) for place in matcher.words.numbers],
            "phone": self._phones,
            "paybill": lambda matcher, _: self._payment(matcher, "paybill_words", jurisdiction.paybill_digits),
            "till": lambda matcher, _: self._payment(matcher, "till_words", jurisdiction.till_digits),
            "age": lambda matcher, limit: _within(self._read_ages(matcher), limit),
            "duration": lambda matcher, limit: _within(self._read_durations(matcher), limit),
            "domain": self._domains,
            "email": lambda matcher, _: [one for one, host in links(matcher.words) if "@" in host],
        }

    def __call__(self, matcher: Matcher, name: str, argument: str) -> list[Hit]:
        """Hits of slot `name`; what `argument` may say depends on the slot (docs/writing-a-rule.md)."""
        return list(self._finders[name](matcher, argument))

    def texts_with(self, page: Page, name: str) -> list[int]:
        """The texts of a page that may hold slot `name`: what several slots are told from is read in each text once."""
        reads = _READS.get(name, name)
        if reads not in page.with_slot:
            page.with_slot[reads] = self._worth_asking(page, reads)
        return page.with_slot[reads]

    def _worth_asking(self, page: Page, reads: str) -> list[int]:
        texts = page.anchored(ANCHORS[_ANCHORED.get(reads, reads)])
        if names := _TOLD_BY.get(reads):
            told = reduce(or_, (page.texts_with(self._near[name]) for name in names))
            flags = flags_of(told, len(page.texts)).tolist()
            texts = [at for at in texts if flags[at]]
        read = self._readers.get(reads)
        return [at for at in texts if read(Matcher(page, at))] if read else texts

    def use(self, automaton: PhraseAutomaton) -> None:
        """Take the concepts that say what a number means from a rulebook being compiled; InvalidInput if one is wide.

        Sentences that many adverts share are read once, so nothing beyond a sentence may say what its numbers mean.
        """
        self._near = {name: automaton.concept(name) for name in _CONCEPTS}
        if wide := [name for name, node in self._near.items() if not node.local]:
            raise InvalidInput(
                f"Jurisdiction {self._jurisdiction.code!r}: the concepts {', '.join(wide)} say what a number means, so "
                "their phrases must stay in one sentence; write &. and &!. there in place of & and &!."
            )
        self._any_amount, self._any_pay = automaton.slot(ANY_AMOUNT), automaton.slot("pay")

    def read_amounts(self, matcher: Matcher) -> list[Amount]:
        """Every amount of the text."""
        if "amounts" not in matcher.notes:
            matcher.notes["amounts"] = self._amounts(matcher)
        amounts: list[Amount] = matcher.notes["amounts"]
        return amounts

    def _amounts(self, matcher: Matcher) -> list[Amount]:
        pieces = matcher.pieces(self._any_amount)
        if pieces is None:
            return self.amounts.read(matcher.words)
        return [one.moved(by) for piece, by in pieces for one in self.read_amounts(piece)]

    def is_pay(self, matcher: Matcher, amount: Amount) -> bool:
        """Whether the words around an amount say that it is what the worker gets, not what is asked of the worker."""
        known: dict[int, bool] = matcher.notes.setdefault("is_pay", {})
        if amount.start not in known:
            known[amount.start] = self._sounds_like_pay(matcher, amount)
        return known[amount.start]

    def _sounds_like_pay(self, matcher: Matcher, amount: Amount) -> bool:
        if _labelled_pay(matcher.words, amount):
            return True
        is_paid = paid_by(matcher.words, amount.end) is not None
        after = 0 if is_paid else _words_to(matcher, self._near["pay_after"], amount, ahead=True)
        charge = _words_to(matcher, self._near["charge_near"], amount, ahead=False)
        if after <= PAY_AFTER and charge <= PAY_BEFORE and self._is_next_ones(matcher, amount, amount.end + after):
            after = FAR
        before = _words_to(matcher, self._near["pay_before"], amount, ahead=False)
        if after > PAY_AFTER and before > PAY_BEFORE:
            return False
        charge_after = _words_to(matcher, self._near["charge_near"], amount, ahead=True)
        if after <= PAY_AFTER and charge_after > after:
            return True
        return before <= PAY_BEFORE and before < charge and not (charge_after <= 1 and charge_after < before)

    def _is_next_ones(self, matcher: Matcher, amount: Amount, word: int) -> bool:
        """Whether a word behind a comma is said of the amount after it: "a fee of 1,000, salary 30,000"."""
        words = matcher.words
        if "," not in words.original[words.ends[amount.end - 1] : words.starts[word]]:
            return False
        amounts = self.read_amounts(matcher)
        at = bisect_right(amounts, word, key=attrgetter("start"))
        return at < len(amounts) and amounts[at].start - word <= PAY_AFTER and not words.broken(word, amounts[at].start)

    def _charges(self, matcher: Matcher) -> Iterator[Hit]:
        for amount in self.read_amounts(matcher):
            if self._is_money(matcher, amount) and not self.is_pay(matcher, amount):
                yield hit(amount.start, amount.end)

    def read_pay(self, matcher: Matcher) -> list[Amount]:
        """Every amount that the words around it, in its sentence, call pay."""
        if "pay" not in matcher.notes:
            matcher.notes["pay"] = self._amounts_of_pay(matcher)
        pay: list[Amount] = matcher.notes["pay"]
        return pay

    def _amounts_of_pay(self, matcher: Matcher) -> list[Amount]:
        pieces = matcher.pieces(self._any_pay)
        if pieces is None:
            amounts = self.read_amounts(matcher)
            return [one for one in amounts if self._is_money(matcher, one) and self.is_pay(matcher, one)]
        return [one.moved(by) for piece, by in pieces for one in self.read_pay(piece)]

    def _pays(self, matcher: Matcher, argument: str) -> Iterator[Hit]:
        for amount in self.read_pay(matcher):
            worth = self.amounts.at_home(amount.high, amount.currency)
            if argument != "high" or (worth is not None and worth >= self._jurisdiction.high_pay):
                yield hit(amount.start, amount.end)

    def _is_money(self, matcher: Matcher, amount: Amount) -> bool:
        """A plain number counts things, or is part of a telephone, far more often than it is money."""
        if amount.currency:
            return True
        plain = amount.end - amount.start == 1  # "350k" is no part of a telephone
        if plain and any(_is_row(matcher.words, place) for place in (amount.start, amount.end)):
            return False
        if any(one.start == amount.end for one in matcher.hits(self._near["counted_after"])):
            return False
        if any(one.end == amount.start for one in matcher.hits(self._near["counted_before"])):
            return False
        return not any(one.start <= amount.start < one.end for one, _ in self._read_phones(matcher))

    def _read_ages(self, matcher: Matcher) -> list[tuple[Hit, float]]:
        """Ages of people sought, each with the youngest it allows."""
        if "ages" not in matcher.notes:
            matcher.notes["ages"] = list(read_ages(matcher, self._near, self._numerals))
        ages: list[tuple[Hit, float]] = matcher.notes["ages"]
        return ages

    def _read_durations(self, matcher: Matcher) -> list[tuple[Hit, float]]:
        """Lengths of time, each with its days."""
        if "durations" not in matcher.notes:
            matcher.notes["durations"] = list(read_durations(matcher, self._numerals))
        durations: list[tuple[Hit, float]] = matcher.notes["durations"]
        return durations

    def _read_phones(self, matcher: Matcher) -> list[tuple[Hit, bool]]:
        """Telephone numbers, each with whether it is of the home country."""
        if "phones" not in matcher.notes:
            matcher.notes["phones"] = list(_find_phones(matcher.words))
        phones: list[tuple[Hit, bool]] = matcher.notes["phones"]
        return phones

    def _phones(self, matcher: Matcher, argument: str) -> Iterable[Hit]:
        wanted = {"home": (True,), "foreign": (False,)}.get(argument, (True, False))
        return [one for one, home in self._read_phones(matcher) if home in wanted]

    def _payment(self, matcher: Matcher, named: str, digits: tuple[int, int]) -> Iterator[Hit]:
        words = matcher.words
        for one in matcher.hits(self._near[named]):
            for place in range(one.end, min(one.end + 4, len(words.words))):
                word = words.words[place]
                if words.broken(one.end - 1, place):
                    break
                if word.isdigit():
                    if digits[0] <= len(word) <= digits[1]:
                        yield hit(one.start, place + 1)
                    break

    def _domains(self, matcher: Matcher, argument: str) -> Iterator[Hit]:
        for one, host in links(matcher.words):
            if argument != "lookalike" or self._official.imitated_by(host.rpartition("@")[2]):
                yield one


def _within(found: Iterable[tuple[Hit, float]], argument: str) -> list[Hit]:
    """Hits whose value is under the argument's (<age:<18>) or no less (<age:18+>); all where it names none."""
    if argument.endswith("+"):
        return [one for one, value in found if value >= float(argument[:-1])]
    limit = float(argument[1:]) if argument.startswith("<") else float("inf")
    return [one for one, value in found if value < limit]


def _find_phones(words: Words) -> Iterator[tuple[Hit, bool]]:
    runs = [run.span() for run in _DIGITS.finditer(words.folded)] if words.numbers else []
    for pattern, home in ((_HOME_PHONE, True), (_FOREIGN_PHONE, False)):
        for start, end in runs:
            # One character more, for what must not follow a number.
            for one in pattern.finditer(words.folded, start, end + 1):
                if place := words.at_place(one.start(), one.end()):
                    yield hit(*place), home


def _words_to(matcher: Matcher, node: Compiled, amount: Amount, *, ahead: bool) -> int:
    """Words between an amount and the nearest hit of `node` on one side in its sentence; FAR where there is none."""
    nearest = FAR
    for one in matcher.hits(node):
        apart = one.start - amount.end if ahead else amount.start - one.end
        first, last = (amount.end - 1, one.start) if ahead else (one.end - 1, amount.start)
        if 0 <= apart < nearest and not matcher.words.broken(first, last):
            nearest = apart
    return nearest


def _is_row(words: Words, place: int) -> bool:
    """Whether digits stand on both sides before word `place`, as in a telephone; not "9,000: 3,000 for ..."."""
    if (
        not 0 < place < len(words.words)
        or not words.words[place][0].isdigit()
        or not words.words[place - 1][0].isdigit()
    ):
        return False
    return ":" not in words.original[words.ends[place - 1] : words.starts[place]]


def _labelled_pay(words: Words, amount: Amount) -> bool:
    """Whether "Pay:" stands before an amount as the label of wages; "Pay: 500 to till ..." is asked of the worker."""
    label = amount.start - 1
    if label < 0 or words.words[label] != "pay":
        return False
    mark = words.original[words.ends[label] : words.starts[amount.start]].strip()[:1]
    return mark in (":", "-", "–", "=") and _TO.isdisjoint(words.words[amount.end : amount.end + 1])
