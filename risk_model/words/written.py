"""Digits as people write and mistype them (18'000, 18, 000, 35,OOO, 1.200,50); apart because each way is one case."""

import re
from bisect import bisect_left

from risk_model.words.advert_text import BREAK, Words

# A letter O for a nought and an l or I for a one, or an apostrophe between thousands: one amount over several words.
_GLUED = re.compile(
    r"(?<![\d'`.,])(?:[1-9]|[li](?=[\do,.]{3}))[\do]{0,2}(?:(?:[,.][\do]{3}){1,3}|(?:['`][\do]{3}){1,3}|[\do]{2,5})(?:[.,]\d{1,2})?"
    r"(?![^\W_]|[.,'`]\d)"
)
_ODD = re.compile(r"[lio'`]")
# "18, 000" and "18 ,000": nobody lists a number "000", but codes may be ("10, 000, 200").
_COMMA_APART = re.compile(
    r"(?<![\d.,'`-])(?<!\d )(?<!\d, )[1-9]\d{0,2}(?:(?:, | , ?)\d{3}){0,2}(?:, | , ?)[0o]{3}"
    r"(?!\d|[.,'`-]\d| ?, ?\d|(?: (?:and|or|na|au)| ?&) \d{1,3}(?![\d,]))"
)
_DIGITS_APART = re.compile(r"(?<![\d.,'`+*#-])(?<![\d.,+-] )[1-9](?: \d){2,6}(?!\d|[.,'`-]\d| [\d+(-])")
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3}){1,3},\d{1,2}")
_COMMA_CENTS = re.compile(r"\d{1,4},\d{1,2}|\d{1,3}(?:,\d{3}){1,3},\d{2}")
_AS_DIGITS = str.maketrans("oli", "011")
# Words that may be the first digits of an amount.
ONES = frozenset({"l", "i", "lo", "loo", "io", "ioo"})


def in_digits(words: Words, place: int) -> tuple[float | None, int]:
    """The number in digits that begins at word `place`, whole, and the place after it; None where none begins."""
    if (found := _over(words, place, _GLUED)) and _ODD.search(found[0]) and any(map(str.isdecimal, found[0])):
        return _value(found[0].translate(_AS_DIGITS).replace("'", ",").replace("`", ",")), found[1]
    word = words.words[place] if place < len(words.words) else ""
    if not word[:1].isdigit():
        return None, place
    return _value(written) if "," in (written := _folded(words, place)) else number(word), place + 1


def apart(words: Words, place: int) -> tuple[float, int, bool] | None:
    """A number whose comma or digits stand apart, the place after it, and whether it is one without a currency."""
    if found := _over(words, place, _COMMA_APART):
        return float(re.sub("[, ]", "", found[0].translate(_AS_DIGITS))), found[1], True
    if found := _over(words, place, _DIGITS_APART):
        written = found[0].replace(" ", "")
        return float(written), found[1], len(written) > 3 and written.endswith("00")
    return None


def number(word: str) -> float | None:
    """1500, 1.500 and 1500.50 read as people here write them."""
    whole, _, decimals = word.rpartition(".")
    if whole and len(decimals) == 3 and whole.replace(".", "").isdigit():
        return float(whole.replace(".", "") + decimals)
    try:
        return float(word)
    except ValueError:
        return None


def _value(written: str) -> float | None:
    """A number with its commas, which part thousands, or cents as on the continent ("1.200,50", "28,50")."""
    if _EUROPEAN.fullmatch(written):
        return float(written.replace(".", "").replace(",", "."))
    if _COMMA_CENTS.fullmatch(written):
        whole, _, cents = written.rpartition(",")
        return float(f"{whole.replace(',', '')}.{cents}")
    return number(written.replace(",", "").replace(" ", ""))


def _over(words: Words, place: int, pattern: re.Pattern[str]) -> tuple[str, int] | None:
    """What a pattern finds at word `place`, and the place after it; None unless it ends where a word does."""
    if not place < len(words.words) or words.words[place] is BREAK:
        return None
    if (found := pattern.match(words.folded, _start(words, place))) is None:
        return None
    last, end = words.original_place(found.end() - 1) + 1, place
    while end < len(words.words) and words.ends[end] <= last:
        if words.words[end] is BREAK:
            return None
        end += 1
    return (found[0], end) if end > place and words.ends[end - 1] == last else None


def _folded(words: Words, place: int) -> str:
    start = _start(words, place)
    if words.places is None:
        return words.folded[start : words.ends[place]]
    return words.folded[start : bisect_left(words.places, words.ends[place])]


def _start(words: Words, place: int) -> int:
    start = words.starts[place]
    return start if words.places is None else bisect_left(words.places, start)
