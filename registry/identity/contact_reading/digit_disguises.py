"""Digits as they were meant: letters that stand for them are read, and dates, hours and codes to dial are taken out."""

import re

from registry.identity.contact_reading.contact_words import blank

_DATE = re.compile(
    r"\d(?<!\d\d)(?:\d?([/.-])\d{1,2}\1(?:19[4-9]|20[0-4])\d"
    r"|(?:(?<=1)9[4-9]|(?<=2)0[0-4])\d([/.-])\d{1,2}\2\d{1,2})(?!\d)"
)
_CENTURIES = ("20", "19")
# "0600-1400/1400-2200": shifts, unless more digits follow as in a telephone number.
_HOUR = r"(?:[01]\d|2[0-4])(?:00|15|30|45)"
_HOURS = re.compile(rf"(?<![\d-]){_HOUR}\s?-\s?{_HOUR}(?:\s?[/,&]\s?{_HOUR}\s?-\s?{_HOUR})*(?![- ]?\d)")
# Hints begin with the one sign of theirs that is rarest: the engine finds that many times sooner than any digit.
_HOURS_HINT = re.compile(r"-(?:(?<=[05]-)|(?<=[05]\s-))\s?[0-2]")
# What is dialled to ask a network for something, whatever number stands in it.
_NETWORK_CODE = re.compile(r"\*\d{2,4}(?:\*\w{1,15})*#")
# "no. 0441/2026": a number and its year. A pattern that looks behind before its first sign is tried at every letter.
_YEAR_HINT = re.compile(r"/(?:(?<=[0-9]{3}/)|(?<=[0-9]{3}\s/))\s?(?:19|20)")
_OF_YEAR = re.compile(r"\d(?<!\d\d)(?<!\b0\d\d/\d)(?<!\b0\d\d\d/\d)\d{2,4}\s?/\s?(?:19[4-9]|20[0-4])\d(?!\d|[ /-]\d)")
# Letters that are read as digits: in a word that is digits otherwise, and alone between two groups of digits.
_ALIKE = str.maketrans("OoQОоΟοIiLlSsZzB", "0000000111155228")
_ZEROS = "OoQОоΟο"
_ALIKE_NEAR = re.compile(r"[0-9](?:[OoQОоΟοIiLlSsZzB]|(?<=[OoQОоΟοIiLlSsZzB][0-9])|[ .\-][OoQОоΟοIl][ .\-OoQIl])")
_ALIKE_WORD = re.compile(r"(?<![^\W\d_])[\dOoQОоΟοIiLlSsZzB]*\d[\dOoQОоΟοIiLlSsZzB]*(?![^\W\d_])")
# "07x22x..." parts groups by one letter; "[0770]" is a bracket as good as a round one.
_PARTED_BY_LETTER = re.compile(r"(?<![\w+])(?:\+?254|0[17]\d*) ?(?P<mark>[xX]) ?\d+(?: ?(?P=mark) ?\d+)+(?!\w)")
_BY_LETTER_HINTS = (re.compile(r"x ?[0-9]"), re.compile(r"X ?[0-9]"))
_SQUARE = re.compile(r"\[(\+?\d{2,5})\](?=[ -]?\d)")
# "x 24 = 28,800. 0785 ...": no telephone begins inside a sum of thousands.
_THOUSANDS = re.compile(r"(?<![\d,.+-])(?!254|0)\d{1,3}(?:,\d{3}){1,2}(?=(?:\.\s|;|\s/\s|\s\|)\s?(?:\+|0[17]|254))")
_THOUSANDS_HINT = re.compile(r",(?<=[0-9],)[0-9]{3}(?:\.\s|;|\s/\s|\s\|)\s?(?:\+|0[17]|254)")
_LONE_ZEROS = re.compile(rf"(?<=\d)([ .\-])([{_ZEROS}]{{1,3}})(?=[ .\-]\d)")
_LONE_ONES = re.compile(r"(?<=(?<!\w)\d)([ .\-](?:[Il]\b[ .\-]){0,3}[Il])(?=[ .\-]\d(?!\w))")
_FIRST_ZERO = re.compile(r"\b[Oo](?=([ .\-])[17]\1[\dOoIl]\1[\dOoIl]\1)")
_FIRST_ZERO_HINTS = (re.compile(r"o(?<=\bo)[ .\-][17][ .\-]"), re.compile(r"O(?<=\bO)[ .\-][17][ .\-]"))


def legible_digits(text: str) -> str:
    """`text`, as long as before, with only those digits that may be a telephone's and letters that stand for them."""
    if any(mark in text for mark in _CENTURIES):
        text = blank(text, [found.span() for found in _DATE.finditer(text) if _stands_alone(found, text)])
        if _YEAR_HINT.search(text):
            text = blank(text, [found.span() for found in _OF_YEAR.finditer(text)])
    if _HOURS_HINT.search(text):
        text = blank(text, [found.span() for found in _HOURS.finditer(text)])
    if "#" in text and "*" in text:
        text = blank(text, [found.span() for found in _NETWORK_CODE.finditer(text)])
    if _THOUSANDS_HINT.search(text):
        text = blank(text, [found.span() for found in _THOUSANDS.finditer(text)])
    if "[" in text:
        text = _SQUARE.sub(r"(\1)", text)
    if any(hint.search(text) for hint in _BY_LETTER_HINTS):
        text = _PARTED_BY_LETTER.sub(_dashed, text)
    if any(hint.search(text) for hint in _FIRST_ZERO_HINTS):
        text = _FIRST_ZERO.sub("0", text)
    if _ALIKE_NEAR.search(text):
        text = _ALIKE_WORD.sub(_digits_for_letters, text)
        text = _LONE_ZEROS.sub(lambda one: one[1] + "0" * len(one[2]), text)
        text = _LONE_ONES.sub(lambda one: one[1].translate(_ALIKE), text)
    return text


def _stands_alone(date: re.Match[str], text: str) -> bool:
    """Whether no more groups of digits follow as in a telephone number: "07.12.2025.618"."""
    return not re.match(r"[-./ ]\d{3}", text[date.end() : date.end() + 4]) and not text.startswith(("+",), date.start())


def _dashed(number: re.Match[str]) -> str:
    """Dashes for the letter between the groups of what is then as long as a telephone number."""
    said = number[0]
    return said.replace(number["mark"], "-") if sum(map(str.isdigit, said)) in (10, 12) else said


def _digits_for_letters(word: re.Match[str]) -> str:
    said = word[0]
    letters = [char for char in said if not char.isdigit()]
    others = [char for char in letters if char not in _ZEROS]
    # More disguise than digits is a word, and a lone letter behind a short number its unit ("20s", "5B").
    if not letters or len(others) * 2 > len(said) or (others and len(said) < 3):
        return said
    return said.translate(_ALIKE)
