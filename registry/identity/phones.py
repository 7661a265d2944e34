"""Telephone numbers in running text as E.164, however they were broken up to hide them or to make them readable."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from registry.identity.domains import Found

_GAP = r"[ \t\u00a0.()\-–—_/·•|*]{0,4}"
_RUN = re.compile(rf"(?<![\w@/=.-])(?:\+\s?)?\(?[0-9Oo](?:{_GAP}[0-9Oo]){{7,60}}(?![0-9A-Za-z@])")
_GROUP = re.compile(r"\+?[0-9Oo]+")
_NOT_A_PHONE = re.compile(
    r"(?:\bbox|\bid|\bksh?s?|\bkes|\bsar|\baed|\bqar|\busd|\$|€|£|\bpassport|\bcode|=)\W{0,6}(?:no|number)?\W{0,4}$",
    re.IGNORECASE,
)
_KEYCAP = "\u20e3\ufe0f"
_SHORTEST, _LONGEST = 8, 15
# Numbers printed without + are read as foreign only where workers are sent or recruiters sit.
_ABROAD = (
    *("971", "966", "974", "965", "968", "973", "962", "961", "254", "255", "256", "250", "251", "91", "92", "880"),
    *("94", "977", "60", "62", "63", "65", "66", "95", "855", "856", "7", "44", "852"),
)


def fold_digits(text: str) -> tuple[str, list[int] | None]:
    """`text` with emoji, full-width and other scripts' digits as 0-9, and each character's place (None: unmoved)."""
    if text.isascii():
        return text, None
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char in _KEYCAP or unicodedata.category(char) == "Cf":
            continue
        value = None if char.isascii() else unicodedata.digit(char, None)
        chars.append(char if value is None or unicodedata.category(char) == "No" else str(value))
        places.append(place)
    places.append(len(text))
    return "".join(chars), places


def find_phones(text: str, *, region: str) -> Iterator[Found]:
    """Start, end and E.164 form of each telephone number in `text` (digits folded), read as dialled in `region`."""
    for run in _RUN.finditer(text):
        if _NOT_A_PHONE.search(text[max(0, run.start() - 24) : run.start()]):
            continue
        yield from _numbers_in(run, region)


def _numbers_in(run: re.Match[str], region: str) -> Iterator[Found]:
    groups = [(run.start() + one.start(), run.start() + one.end(), _digits(one[0])) for one in _GROUP.finditer(run[0])]
    first = 0
    while first < len(groups):
        taken = _longest_number(groups, first, region)
        if taken:
            last, number = taken
            yield groups[first][0], groups[last][1], number
            first = last + 1
        else:
            first += 1


def _longest_number(groups: list[tuple[int, int, str]], first: int, region: str) -> tuple[int, str] | None:
    best: tuple[int, str] | None = None
    digits = ""
    for last in range(first, len(groups)):
        digits += groups[last][2] if last == first else groups[last][2].lstrip("+")
        if len(digits) > _LONGEST + 1 or (last > first and groups[last][2].startswith("+")):
            break
        if len(digits) >= _SHORTEST and (number := to_e164(digits, region=region)):
            best = last, number
    return best


def _digits(group: str) -> str:
    return group.replace("O", "0").replace("o", "0")


@lru_cache(maxsize=100_000)
def to_e164(digits: str, *, region: str) -> str | None:
    """`digits` (with or without +) as an E.164 number dialled in `region`, or None where it is none."""
    if digits.startswith("00") and not digits.startswith("000"):
        digits = "+" + digits[2:]
    # "+254 (0) 712..." and "+0712..." are how people write it.
    digits = re.sub(r"^(\+?254)0(?=[17]\d{8}$)", r"\1", digits)
    if digits.startswith("+0"):
        digits = digits[1:]
    number = _valid(digits, region)
    if number is None and not digits.startswith(("+", "0")) and len(digits) >= 10 and digits.startswith(_ABROAD):
        number = _valid("+" + digits, region)
    return number


def _valid(digits: str, region: str) -> str | None:
    try:
        parsed = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    # Eight bare digits that happen to be a landline are far more often an identity number or a sum.
    if not digits.startswith(("+", "0")) and len(digits) < 9:
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
