"""Amounts of money as people write them (KSh 1,500, 2000/=, 15k, elfu tano, thao mbili), read once for fees and pay."""

from dataclasses import dataclass
from functools import cached_property

from registry.errors import InvalidInput
from registry.law.rule_schema import Jurisdiction
from risk_model.words.advert_text import Words
from risk_model.words.numbers import NumberReader, number
from risk_model.words.reading import read_words
from risk_model.words.thousands import in_thousands, is_round

_RANGE_WORDS = frozenset({"to", "hadi", "mpaka", "up"})
_BOTH, _EITHER = frozenset({"and", "na"}), frozenset({"or", "au"})
# What makes a range of two amounts with "and" between them.
_BETWEEN = frozenset({("between",), ("kati", "ya"), ("baina", "ya")})
YEARS = frozenset(range(1990, 2041)) - {2000}
MOST_BARE = 900_000
LEAST_BARE = 50
_MOST_WORDS_OF_CURRENCY = 3
_STROKES = frozenset({"/=", "/-"})


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at words `start` to before `end`; a range has both ends. `currency` is empty where none is written."""

    start: int
    end: int
    low: float
    high: float
    currency: str

    def moved(self, by: int) -> "Amount":
        """The amount `by` words further on."""
        return Amount(self.start + by, self.end + by, self.low, self.high, self.currency)


class AmountReader:
    """Reads amounts by the currencies and numerals of one jurisdiction."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._home = jurisdiction.currency
        self._worth = {one.code: one.worth for one in jurisdiction.currencies}
        self._currency = {_as_read(word, one.code): one.code for one in jurisdiction.currencies for word in one.words}
        self._numerals = jurisdiction.numerals.words
        self._multipliers = jurisdiction.numerals.multipliers
        self._numbers = NumberReader(jurisdiction.numerals)

    def at_home(self, value: float, currency: str) -> float | None:
        """`value` in the home currency; None for a currency of unknown worth."""
        worth = self._worth.get(currency or self._home)
        return None if worth is None else value * worth

    def read(self, words: Words) -> list[Amount]:
        """Amounts with a currency, in order; and plain numbers large enough to be one, with none."""
        found: list[Amount] = []
        if not words.numbers and self._telling.isdisjoint(words.words):
            return found
        opening, end = self._opening, 0
        places = [place for place, word in enumerate(words.words) if word in opening]
        for place in sorted({*places, *words.numbers}):
            if place >= end and (amount := self._at(words, place)) is not None:
                found.append(amount)
                end = amount.end
        return _joined(found, words)

    @cached_property
    def _opening(self) -> frozenset[str]:
        """Words an amount may begin with, digits apart."""
        return self._opens_currency | self._numbers.words

    @cached_property
    def _small(self) -> frozenset[str]:
        """Numerals that alone are too small for an amount."""
        others = self._opens_currency | self._multipliers.keys()
        return frozenset(one for one, value in self._numerals.items() if value < LEAST_BARE and one not in others)

    @cached_property
    def _telling(self) -> frozenset[str]:
        """Words of which an amount without digits has one."""
        return self._opening - self._small

    @cached_property
    def _goes_on(self) -> frozenset[str]:
        """Words that are of the amount they follow."""
        return self._opens_currency | self._multipliers.keys()

    @cached_property
    def _after_small(self) -> frozenset[str]:
        """Words that make an amount of a small numeral before them."""
        return self._goes_on | self._numbers.within

    @cached_property
    def _opens_currency(self) -> frozenset[str]:
        return frozenset(key[0] for key in self._currency)

    def _at(self, words: Words, place: int) -> Amount | None:
        word, after = words.words[place], _word(words, place + 1)
        if (grouped := self._grouped(words, place)) is not None:
            return grouped
        if word in self._small and after not in self._after_small:
            return None
        if word[0].isdigit() and after not in self._goes_on:
            value = number(word)
            is_one = value is not None and value > 0 and self._bare(words, place, place + 1, value)
            return Amount(place, place + 1, value, value, "") if is_one and value is not None else None
        start, currency = place, ""
        code, width = self._currency_at(words, place)
        if code:
            currency, place = code, place + width
        value, place = self._numbers.read(words, place)
        if value is None or value <= 0:
            return None
        if not currency:
            currency, width = self._currency_at(words, place)
            place += width
        # In "KSh 10k, KSh 15k" the second is the next amount's.
        elif self._currency_at(words, place)[0] == currency and _apart(words, place, place) != ",":
            place += self._currency_at(words, place)[1]
        # "SAR 950/=": the strokes end an amount of any currency.
        if currency and _word(words, place) in _STROKES:
            place += 1
        if not currency and not self._bare(words, start, place, value):
            return None
        return Amount(start, place, value, value, currency)

    def _grouped(self, words: Words, start: int) -> Amount | None:
        """ "KSh 150 000": its groups are one amount beside a currency, or where the last is of noughts."""
        currency, width = self._currency_at(words, start)
        place = start + width
        if not _word(words, place)[:1].isdigit() or (read := in_thousands(words, place)) is None:
            return None
        value, end = read
        after, width = self._currency_at(words, end)
        if after and currency in ("", after) and _apart(words, end, end) != ",":
            currency, end = after, end + width
        if currency and _word(words, end) in _STROKES:
            end += 1
        is_one = currency or (is_round(words, end) and self._bare(words, start, end, value))
        return Amount(start, end, value, value, currency) if is_one and value else None

    def _currency_at(self, words: Words, place: int) -> tuple[str, int]:
        if _word(words, place) not in self._opens_currency:
            return "", 0
        for width in range(min(_MOST_WORDS_OF_CURRENCY, len(words.words) - place), 0, -1):
            code = self._currency.get(tuple(words.words[place : place + width]))
            if code:
                return code, width
        return "", 0

    def _bare(self, words: Words, start: int, end: int, value: float) -> bool:
        """Whether a number without a currency may be an amount: no year, no clock, no telephone."""
        if not LEAST_BARE <= value <= MOST_BARE or _word(words, end) == "%":
            return False
        written = words.quote(start, end)
        if written.startswith("0") or (value in YEARS and written.isdigit()):
            return False
        return _word(words, start - 1) not in ("+", "/-")


def _as_read(word: str, code: str) -> tuple[str, ...]:
    words = tuple(read_words(word).words)
    if not words:
        raise InvalidInput(f"The currency {code} is called {word!r}, which reads as no word; write it in letters.")
    return words


def _word(words: Words, place: int) -> str:
    return words.words[place] if 0 <= place < len(words.words) else ""


def _joined(found: list[Amount], words: Words) -> list[Amount]:
    """ "KSh 20,000 to 30,000" is one amount with two ends."""
    joined: list[Amount] = []
    for amount in found:
        before = joined[-1] if joined else None
        if before and before.low <= amount.low and _is_range(words, joined, amount.start):
            currency = before.currency or amount.currency
            joined[-1] = Amount(before.start, amount.end, before.low, amount.high, currency)
        else:
            joined.append(amount)
    return joined


def _is_range(words: Words, found: list[Amount], start: int) -> bool:
    """Whether the amount at `start` is the other end of the last one found."""
    before = found[-1]
    between = words.words[before.end : start]
    if not between:
        return _apart(words, before.end, start) in ("-", "–", "—", "~")
    if len(between) > 1:
        return False
    if between[0] in _BOTH:
        return any(tuple(words.words[max(before.start - len(one), 0) : before.start]) == one for one in _BETWEEN)
    if between[0] in _EITHER:
        # "10k, 15k or 20k" is a list.
        return len(found) < 2 or found[-2].end != before.start or _apart(words, found[-2].end, before.start) != ","
    return between[0] in _RANGE_WORDS


def _apart(words: Words, end: int, start: int) -> str:
    """The marks between the word before `end` and word `start`."""
    return words.original[words.ends[end - 1] : words.starts[start]].strip()
