"""Numbers as people say them (elfu moja na mia mbili, laki moja na nusu); apart because it is language."""

from registry.law.rule_schema import Numerals
from risk_model.words.advert_text import Words
from risk_model.words.written import in_digits

_TENS = 10
_HUNDRED = 100
_THOUSAND = 1000
_LAKI = 100_000


class NumberReader:
    """Reads numbers in digits and words by the numerals of one jurisdiction."""

    def __init__(self, numerals: Numerals) -> None:
        self._numerals, self._multipliers = numerals.words, numerals.multipliers
        self._glued = numerals.glued
        self._leading = frozenset(numerals.leading)
        self._joiners, self._half = frozenset(numerals.joiners), frozenset(numerals.half)
        self.words = self._numerals.keys() | self._multipliers.keys()
        # What may stand within a number after its first word.
        self.within = self._numerals.keys() | self._joiners

    def read(self, words: Words, place: int) -> tuple[float | None, int]:
        """The number that begins at `place`, and the place after it; None where none begins there."""
        value, end, scale = self._part(words, place)
        if value is None:
            return self._bare_multiplier(words, place)
        return self._with_rest(words, value, end, scale)

    def _bare_multiplier(self, words: Words, place: int) -> tuple[float | None, int]:
        """ "Thousand two hundred", "laki na nusu": one of them, where more follows."""
        scale = self._multipliers.get(_word(words, place), 0.0)
        if scale <= 1:
            return None, place
        value, end = self._with_rest(words, *self._multiplied(words, scale, place + 1, scale))
        return (value, end) if value > scale else (None, place)

    def _with_rest(self, words: Words, value: float, end: int, scale: float) -> tuple[float, int]:
        """A number with the smaller parts that follow it ("na mia mbili") and what multiplies all of it."""
        while scale > 1:
            joined = _word(words, end) in self._joiners
            start = end + joined
            if joined and _word(words, start) in self._half:
                return value + scale / 2, start + 1
            part, after, unit = self._part(words, start)
            if unit >= scale:  # "hundred and fifty thousand": the thousand multiplies all of it
                part, after = self._simple(words, start)
                unit = 1.0 if self._multiplied(words, 1.0, after, scale)[0] > 1 else scale
            if part is None or part >= scale or unit >= scale or _is_apart(words, end, after):
                break
            if unit == 1:
                # "Elfu moja na tano" may be 1,005 or 1,500, and digits after a number are mostly another one.
                if words.words[start][0].isdigit() or (scale >= _THOUSAND and part < _TENS):
                    break
                # "Laki moja na hamsini" leaves the thousand out.
                return self._multiplied(words, value + part * (_THOUSAND if scale == _LAKI else 1), after, scale)[:2]
            value, end, scale = value + part, after, unit
        return value, end

    def _part(self, words: Words, place: int) -> tuple[float | None, int, float]:
        """One part of a number, the place after it, and how large its unit is: 1 where nothing multiplies it."""
        word = _word(words, place)
        if word in self._leading and not _is_apart(words, place + 1, place + 2):
            scale = self._multipliers[word]
            value, end = self._counted(words, place + 1, scale)
            if value is not None and value < scale:
                return scale * value, end, scale
        value, end = self._simple(words, place)
        if value is None:
            return None, place, 0.0
        if word in self._multipliers:
            return value, end, self._multipliers[word]
        value, end, scale = self._multiplied(words, value, end, 1.0)
        return value, end, scale

    def _multiplied(self, words: Words, value: float, end: int, scale: float) -> tuple[float, int, float]:
        """ "15 k", "hundred and fifty thousand": with the multiplier after it, unless that one counts what follows."""
        while (multiplier := self._multiplier(words, end)) > scale and not self._leads(words, end):
            value, end, scale = value * multiplier, end + 1, multiplier
        return value, end, scale

    def _multiplier(self, words: Words, place: int) -> float:
        """What a word multiplies the number before it by, 0 for one that multiplies none.

        "1.2M" and "1.2 M" are millions; "5 m" is long, and "500 M-Pesa" is paid.
        """
        word = _word(words, place)
        if (multiplier := self._glued.get(word)) is None or not place:
            return self._multipliers.get(word, 0.0)
        before, apart = words.words[place - 1], words.original[words.ends[place - 1] : words.starts[place]]
        is_one = before[:1].isdigit() and (not apart or (apart == " " and "." in before))
        return multiplier if is_one and _word(words, place + 1) != "pesa" else 0.0

    def _leads(self, words: Words, place: int) -> bool:
        """Whether a multiplier stands before its number: "mia tano", not the "thousand" of "two thousand"."""
        return words.words[place] in self._leading and self._simple(words, place + 1)[0] is not None

    def _counted(self, words: Words, place: int, scale: float) -> tuple[float | None, int]:
        """How many of a multiplier there are: "kumi na tano", "mia mbili" before hundreds of thousands."""
        word = _word(words, place)
        if scale >= _THOUSAND and word in self._leading and self._multipliers[word] == _HUNDRED:
            hundreds, end = self._simple(words, place + 1)
            if hundreds is not None and hundreds < _TENS:
                return hundreds * _HUNDRED, end
        return self._simple(words, place)

    def _simple(self, words: Words, place: int) -> tuple[float | None, int]:
        """A number in digits, or a numeral with its units ("kumi na tano", "twenty five")."""
        word = _word(words, place)
        if (read := in_digits(words, place))[0] is not None:
            return read
        value = self._numerals.get(word)
        if value is None:
            return None, place
        if _TENS <= value < _HUNDRED and value % _TENS == 0:
            start = place + 1 + (_word(words, place + 1) in self._joiners)
            units = self._numerals.get(_word(words, start), 0.0)
            if 0 < units < _TENS and not _is_apart(words, place + 1, start + 1):
                return value + units, start + 1
        return value, place + 1


def _word(words: Words, place: int) -> str:
    return words.words[place] if 0 <= place < len(words.words) else ""


def _is_apart(words: Words, start: int, end: int) -> bool:
    """Whether a comma or another mark stands before one of the words `start` to before `end` ("mia tano, kumi")."""
    end = min(end, len(words.words))
    between = (words.original[words.ends[at - 1] : words.starts[at]] for at in range(max(start, 1), end))
    return any(one.strip(" -\n") for one in between)
