"""Amounts of money as people write them (KSh 1,500, 2000/=, 15k, elfu tano, thao mbili), read once for fees and pay."""

from collections.abc import Container
from dataclasses import dataclass, replace
from functools import cached_property

from registry.errors import InvalidInput
from registry.law.rule_schema import Jurisdiction
from risk_model.words.advert_text import Words
from risk_model.words.numbers import NumberReader
from risk_model.words.periods import paid_by
from risk_model.words.reading import read_words
from risk_model.words.thousands import in_thousands, is_round
from risk_model.words.written import ONES, apart, in_digits

_RANGE_WORDS = frozenset({"to", "hadi", "mpaka", "up"})
_BOTH, _EITHER = frozenset({"and", "na"}), frozenset({"or", "au"})
# What makes a range of two amounts with "and" between them.
_BETWEEN = frozenset({("between",), ("kati", "ya"), ("baina", "ya")})
YEARS = frozenset(range(1990, 2041)) - {2000}
MOST_BARE = 900_000
# "3M a year": with its period a plain number may be more.
MOST_PAID = 90_000_000
LEAST_BARE = 50
_MOST_WORDS_OF_CURRENCY = 3
_STROKES = frozenset({"/=", "/-"})
_DASHES = frozenset("-–—~")
_MOST_APART = 10.0
_THOUSAND = 1000.0


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at words `start` to before `end`; a range has both ends. `currency` is empty where none is written.

    `unsure` says that it may be another: strokes alone ("1,500/=") tell it, which people also write after other money,
    or a word of several countries.
    """

    start: int
    end: int
    low: float
    high: float
    currency: str
    unsure: bool = False

    def moved(self, by: int) -> "Amount":
        """The amount `by` words further on."""
        return replace(self, start=self.start + by, end=self.end + by)


class AmountReader:
    """Reads amounts by the currencies and numerals of one jurisdiction."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._home = jurisdiction.currency
        self._worth = {one.code: one.worth for one in jurisdiction.currencies}
        self._codes: dict[tuple[str, ...], list[str]] = {}
        for one in jurisdiction.currencies:
            for word in one.words:
                self._codes.setdefault(_as_read(word, one.code), []).append(one.code)
        self._numerals = jurisdiction.numerals.words
        self._multipliers = {**jurisdiction.numerals.multipliers, **jurisdiction.numerals.glued}
        self._numbers = NumberReader(jurisdiction.numerals)

    def at_home(self, value: float, currency: str) -> float | None:
        """`value` in the home currency; None for a currency of unknown worth."""
        worth = self._worth.get(currency or self._home)
        return None if worth is None else value * worth

    def settled(self, words: Words, amount: Amount, used: Container[str]) -> Amount:
        """The amount where the currencies `used` are: riyals are Qatar's there, and anybody's where they are not."""
        for place in range(amount.start, amount.end) if amount.currency and amount.currency not in used else ():
            code, width = self._currency_at(words, place)
            if code == amount.currency:
                codes = self._codes[tuple(words.words[place : place + width])]
                meant = next((one for one in codes if one in used), "")
                return replace(amount, currency=meant or code, unsure=amount.unsure or (len(codes) > 1 and not meant))
        return amount

    def read(self, words: Words) -> list[Amount]:
        """Amounts with a currency, in order; and plain numbers large enough to be one, with none."""
        found: list[Amount] = []
        if not words.numbers and self._telling.isdisjoint(words.words):
            return found
        opening, end = self._opening, 0
        places = [place for place, word in enumerate(words.words) if word in opening]
        ones = [place - 1 for place in words.numbers if place and words.words[place - 1] in ONES]
        for place in sorted({*places, *ones, *words.numbers}):
            if place >= end and (amount := self._at(words, place)) is not None:
                self._add(found, words, amount)
                end = amount.end
        return _joined(found, words)

    def _add(self, found: list[Amount], words: Words, amount: Amount) -> None:
        """Add an amount, with the lower end that stands before it in the same thousands ("30-40k", "KSh 30 to 40k")."""
        scale = self._scale(words, amount)
        at = _lower_end(words, amount.start) if scale > 1 else None
        low = in_digits(words, at)[0] if at is not None else None
        if at is None or low is None or not amount.high / _MOST_APART <= low * scale < amount.high:
            found.append(amount)
        elif not found or found[-1].end <= at:
            found.append(replace(amount, start=at, low=low * scale))
        elif found[-1].end == at + 1 and found[-1].high == low:
            before = found.pop()
            currency = before.currency or amount.currency
            found.append(replace(amount, start=before.start, low=low * scale, currency=currency))
        else:
            found.append(amount)

    def _is_low_end(self, words: Words, end: int, value: float) -> bool:
        """Whether a number is the lower end of what a period is said of ("1.2M-1.5M p.a.")."""
        to = _word(words, end) in _RANGE_WORDS
        if end >= len(words.words) or not (to or _apart(words, end, end) in _DASHES):
            return False
        higher, after = self._numbers.read(words, end + to)
        return higher is not None and higher > value and paid_by(words, after) is not None

    def _scale(self, words: Words, amount: Amount) -> float:
        """What multiplies the digits of an amount: 1,000 in "40k", and in "18-20,000"."""
        for place in range(amount.start + 1, amount.end):
            if words.words[place - 1][0].isdigit():
                return self._multipliers.get(words.words[place], 1.0)
        is_round = words.quote(amount.start, amount.end).endswith(",000")
        # "Grade 3 - 25,000" is none.
        glued = amount.start and words.original[words.ends[amount.start - 1] : words.starts[amount.start]] in _DASHES
        return _THOUSAND if is_round and glued else 1.0

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
        return frozenset(key[0] for key in self._codes)

    def _at(self, words: Words, place: int) -> Amount | None:
        if (grouped := self._grouped(words, place)) is not None:
            return grouped
        word = words.words[place]
        value, after = in_digits(words, place)
        if word in self._small and _word(words, place + 1) not in self._after_small:
            return None
        if value is not None and _word(words, after) not in self._goes_on:
            is_one = value > 0 and self._bare(words, place, after, value)
            return Amount(place, after, value, value, "") if is_one else None
        code, width = self._currency_at(words, place)
        value, end = self._numbers.read(words, place + width)
        if value is None or value <= 0:
            return None
        currency, end, unsure = self._behind(words, end, code)
        if not currency and not self._bare(words, place, end, value):
            return None
        return Amount(place, end, value, value, currency, unsure)

    def _behind(self, words: Words, end: int, currency: str) -> tuple[str, int, bool]:
        """The currency of a number that ends before `end`, where the amount ends, and whether strokes alone tell it.

        `currency` is the one written before the number.
        """
        stroked = _word(words, end) in _STROKES
        after, width = self._currency_at(words, end + stroked)
        # In "KSh 10k, KSh 15k" and "1,500/- SAR 300" the second is the next amount's.
        is_own = after and currency in ("", after) and _apart(words, end, end) != ","
        if is_own and currency == "" and stroked:
            is_own = in_digits(words, end + stroked + width)[0] is None
        if is_own:
            end += stroked + width
            # "SAR 950/=": the strokes end an amount of any currency.
            return after, end + (_word(words, end) in _STROKES), False
        if stroked:
            return currency or self._home, end + 1, not currency
        return currency, end, False

    def _grouped(self, words: Words, start: int) -> Amount | None:
        """ "KSh 150 000", "18, 000": its groups are one amount beside a currency, or where the last is of noughts."""
        code, width = self._currency_at(words, start)
        place = start + width
        if not _word(words, place)[:1].isdigit():
            return None
        if (read := in_thousands(words, place)) is not None:
            value, end, alone = *read, is_round(words, read[1])
        elif (parted := apart(words, place)) is not None:
            value, end, alone = parted
        else:
            return None
        number_end = end
        currency, end, unsure = self._behind(words, end, code)
        is_one = currency or (alone and self._bare(words, start, number_end, value))
        return Amount(start, end, value, value, currency, unsure) if is_one and value else None

    def _currency_at(self, words: Words, place: int) -> tuple[str, int]:
        if _word(words, place) not in self._opens_currency:
            return "", 0
        for width in range(min(_MOST_WORDS_OF_CURRENCY, len(words.words) - place), 0, -1):
            if codes := self._codes.get(tuple(words.words[place : place + width])):
                return codes[0], width
        return "", 0

    def _bare(self, words: Words, start: int, end: int, value: float) -> bool:
        """Whether a number without a currency may be an amount: no year, no clock, no telephone."""
        if not LEAST_BARE <= value <= MOST_PAID or _word(words, end) == "%":
            return False
        if value > MOST_BARE and paid_by(words, end) is None and not self._is_low_end(words, end, value):
            return False
        written = words.quote(start, end)
        if (written.startswith("0") and not written.startswith("0.")) or (value in YEARS and written.isdigit()):
            return False
        # "10k + 5k" adds, "+254" begins a telephone.
        return _word(words, start - 1) not in (("/-",) if end - start > 1 else ("+", "/-"))


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
            currency, strokes = before.currency or amount.currency, before.unsure or amount.unsure
            only = strokes and all(one.unsure or not one.currency for one in (before, amount))
            joined[-1] = Amount(before.start, amount.end, before.low, amount.high, currency, only)
        else:
            joined.append(amount)
    return joined


def _lower_end(words: Words, start: int) -> int | None:
    """Where a small number stands that a dash or "to" parts from the amount at `start`; None for a longer row."""
    at = start - 1 - (_word(words, start - 1) in _RANGE_WORDS | _BOTH)
    if at < 0 or not words.words[at].replace(".", "", 1).isdigit() or len(words.words[at]) > 4:
        return None
    if at == start - 1 and _apart(words, at + 1, start) not in _DASHES:
        return None
    if _word(words, start - 1) in _BOTH and not _is_between(words, at):
        return None
    is_row = at and words.words[at - 1][0].isdigit() and words.words[at - 1] not in _STROKES
    return None if is_row else at


def _is_range(words: Words, found: list[Amount], start: int) -> bool:
    """Whether the amount at `start` is the other end of the last one found."""
    before = found[-1]
    between = words.words[before.end : start]
    if not between:
        return _apart(words, before.end, start) in _DASHES
    if len(between) > 1:
        return False
    if between[0] in _BOTH:
        return _is_between(words, before.start)
    if between[0] in _EITHER:
        # "10k, 15k or 20k" is a list.
        return len(found) < 2 or found[-2].end != before.start or _apart(words, found[-2].end, before.start) != ","
    return between[0] in _RANGE_WORDS


def _is_between(words: Words, start: int) -> bool:
    """Whether "between" or its like stands right before word `start`."""
    return any(tuple(words.words[max(start - len(one), 0) : start]) == one for one in _BETWEEN)


def _apart(words: Words, end: int, start: int) -> str:
    """The marks between the word before `end` and word `start`."""
    return words.original[words.ends[end - 1] : words.starts[start]].strip()
