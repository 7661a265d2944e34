"""Telephone numbers in running text as E.164, however they were broken up to hide them or to make them readable."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import phonenumbers

from registry.identity.contact_words import blank, contact_words, one_of, word_set
from registry.identity.dialling import Beside, region_beside
from registry.identity.domains import Found
from registry.identity.spoken_numbers import Group, spoken_groups

# Between the groups of one number. The second kind also parts the items of a list, so a number keeps to one of it.
_GAP = r"[ \t\u00a0.()\-_/·•|*,\[\]{}:;~'\"\\<>=#^%&@]{0,7}"
_LIST_MARKS = re.compile(r"[,\[\]{}:;~'\"\\<>=#^%&@]")
_RUN = re.compile(rf"(?:\+[ (]{{0,2}})?\d(?:{_GAP}(?:\+[ (]{{0,2}})?\d){{7,}}")
# Without the choice at its beginning, which makes the engine stop at every letter; folded text has no other digits.
_RUN_HINT = re.compile(rf"[0-9](?:{_GAP}(?:\+[ (]{{0,2}})?[0-9]){{7}}")
# Two mobile numbers may be glued to each other.
_GROUP = re.compile(r"(?:\+[ (]{0,2})?(?:0[17]\d{8}(?=0[17]\d{8}(?!\d))|\d+)")
_DATE = re.compile(
    r"\d(?<!\d\d)(?:\d?([/.-])\d{1,2}\1(?:19[4-9]|20[0-4])\d"
    r"|(?:(?<=1)9[4-9]|(?<=2)0[0-4])\d([/.-])\d{1,2}\2\d{1,2})(?!\d)"
)
_CENTURIES = ("20", "19")
# Letters that are read as digits: in a word that is digits otherwise, and alone between two groups of digits.
_ALIKE = str.maketrans("OoQОоΟοIiLlSsZzB", "0000000111155228")
_ZEROS = "OoQОоΟο"
_ALIKE_NEAR = re.compile(r"[0-9](?:[OoQОоΟοIiLlSsZzB]|(?<=[OoQОоΟοIiLlSsZzB][0-9]))")
_ALIKE_WORD = re.compile(r"(?<![^\W\d_])[\dOoQОоΟοIiLlSsZzB]*\d[\dOoQОоΟοIiLlSsZzB]*(?![^\W\d_])")
_LONE_ZEROS = re.compile(rf"(?<=\d)([ .\-])([{_ZEROS}]{{1,3}})(?=[ .\-]\d)")
_TWO_BEGINNINGS = re.compile(
    r"(0(?<![\d/]0)[17]\d\d) ?(?:/|&|\bor\b|\bama\b|\bau\b|\bna\b|\band\b) ?"
    r"(0[17]\d\d)([ -]?\d{3}[ -]?\d{3})(?!\d|[/ -]?\d)"
)
_OR_TAIL = re.compile(r" ?(?:&|\bor\b|\bama\b|\bau\b) ?(\d{3})(?!\w|\W{0,2}\w)", re.IGNORECASE)
_LETTERS = re.compile("[a-z]+")
_SHORTEST, _LONGEST = 8, 15
# Numbers printed without + are read as foreign only where workers are sent or recruiters sit.
_ABROAD = (
    *("971", "966", "974", "965", "968", "973", "962", "961", "254", "255", "256", "250", "251", "91", "92", "880"),
    *("94", "977", "60", "62", "63", "65", "66", "95", "855", "856", "7", "44", "852", "90", "48", "49", "40"),
)


@cache
def _words_around() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str], frozenset[str]]:
    said = contact_words()
    numbered = r"(?:(?:no|nos|number|num|namba|nambari|nr|is|ni|your|ya|la|yako|yangu)\b\W{0,4}){0,3}"
    always = rf"(?:(?<![^\W_])(?:{one_of(said['not_a_phone'])})(?![^\W_])|[$€£])\W{{0,6}}{numbered}"
    weak = rf"(?<![^\W_])(?:{one_of(said['not_a_phone_numbered'])})(?![^\W_])(?:\s?[:#=]\W{{0,4}}"
    weak += r"|\W{1,3}(?:no|nos|number|num|namba|nambari)\b\W{0,4}(?:(?:is|ni)\s)?)"
    before = rf"(?:{always}|{weak})$"
    after = rf"\s?(?:{one_of(said['sums'])})(?![^\W_])"
    return (
        re.compile(before, re.IGNORECASE),
        re.compile(after, re.IGNORECASE),
        word_set("calling"),
        word_set("measures"),
    )


def find_phones(text: str, *, region: str) -> Iterator[Found]:
    """Start, end and E.164 form of each telephone number in `text` (folded), read as dialled in `region`."""
    if any(mark in text for mark in _CENTURIES):
        text = blank(text, [found.span() for found in _DATE.finditer(text) if _stands_alone(found, text)])
    if _ALIKE_NEAR.search(text):
        text = _LONE_ZEROS.sub(lambda one: one[1] + "0" * len(one[2]), _ALIKE_WORD.sub(_digits_for_letters, text))
    read: list[tuple[int, int]] = []
    for groups in spoken_groups(text):
        for start, end, number in _numbers(groups, text, region, spoken=True):
            read.append((start, end))
            yield start, end, number
    for found in _TWO_BEGINNINGS.finditer(text):
        rest = re.sub(r"\D", "", found[3])
        for place in (1, 2):
            if one := to_e164(found[place] + rest, region=region):
                read.append(found.span())
                yield found.start(place), found.end(place if place == 1 else 3), one
    text = blank(text, read)
    for run in _RUN.finditer(text) if _RUN_HINT.search(text) else ():
        yield from _numbers_in(run, text, region)


def _stands_alone(date: re.Match[str], text: str) -> bool:
    """Whether no more groups of digits follow as in a telephone number: "07.12.2025.618"."""
    return not re.match(r"[-./ ]\d{3}", text[date.end() : date.end() + 4]) and not text.startswith(("+",), date.start())


def _digits_for_letters(word: re.Match[str]) -> str:
    said = word[0]
    letters = [char for char in said if not char.isdigit()]
    others = [char for char in letters if char not in _ZEROS]
    # More disguise than digits is a word, and a lone letter behind a short number its unit ("20s", "5B").
    if not letters or len(others) * 2 > len(said) or (others and len(said) < 3):
        return said
    return said.translate(_ALIKE)


def _numbers_in(run: re.Match[str], text: str, region: str) -> Iterator[Found]:
    groups = [
        (run.start() + one.start(), run.start() + one.end(), re.sub(r"[^\d+]", "", one[0]))
        for one in _GROUP.finditer(run[0])
    ]
    lead = text[max(0, run.start() - 40) : run.start()]
    if _is_announced(lead) and _words_around()[0].search(lead):
        # What the words before announce is the first group; what is a whole telephone by itself is still one.
        international = next((place for place, one in enumerate(groups) if one[2].startswith("+")), len(groups))
        for one in groups[1:international]:
            if len(one[2]) >= 10 and one[2].startswith(("0", "254")):
                yield from _numbers([one], text, region)
        groups = groups[international:]
    yield from _numbers(groups, text, region, region_beside(text, run.start(), run.end(), home=region))


def _is_announced(lead: str) -> bool:
    """Whether any word that forbids a telephone is near enough to look closer."""
    return not _announcing().isdisjoint(_LETTERS.findall(lead.lower())) or any(sign in lead for sign in "$€£")


@cache
def _announcing() -> frozenset[str]:
    said = contact_words()
    listed = (*said["not_a_phone"], *said["not_a_phone_numbered"])
    return frozenset(part for word in listed for part in _LETTERS.findall(word))


def _numbers(
    groups: list[Group], text: str, region: str, beside: Beside | None = None, *, spoken: bool = False
) -> Iterator[Found]:
    first = 0
    while first < len(groups):
        taken = _longest_number(groups, first, text, region, beside, spoken=spoken)
        if taken is None:
            first += 1
            continue
        last, number = taken
        yield groups[first][0], groups[last][1], number
        first = last + 1
        while not _longest_number(groups, first, text, region, beside) and (tail := _tail(groups, first, number, text)):
            first, (start, end, number) = tail
            yield start, end, number
        if first == len(groups) and (more := _OR_TAIL.match(text, groups[last][1])):
            longer = number[:-3] + more[1]
            if len(groups[last][2]) == 3 and to_e164(longer, region=region):
                yield more.start(1), more.end(1), longer


def _longest_number(
    groups: list[Group], first: int, text: str, region: str, beside: Beside | None, *, spoken: bool = False
) -> tuple[int, str] | None:
    best: tuple[int, str] | None = None
    digits, seams = "", []
    if first == len(groups) or (first == 0 and not _may_begin(groups[0], text)):
        return None
    for last in range(first, len(groups)):
        start, end, group = groups[last]
        if last > first:
            seams.append(text[groups[last - 1][1] : start])
            if group.startswith("+"):
                break
        digits += group
        if len(digits) > _LONGEST + 2:
            break
        if len(digits) < _SHORTEST or not _may_end(groups[last], text, digits):
            continue
        if number := _dialled(digits, region, beside):
            parts = [len(one[2]) for one in groups[first : last + 1]]
            if (spoken or _is_one_number(seams, parts, digits)) and not _is_sum(digits, text, end):
                best = last, number
    return best


def _dialled(digits: str, region: str, beside: Beside | None) -> str | None:
    if beside and not digits.startswith(("+", "00")):
        number = to_e164(digits, region=region)
        is_mobile = re.fullmatch(r"0[17]\d{8}", digits) is not None and number is not None
        if (not is_mobile or beside.decides_mobiles) and (len(digits) >= 9 or beside.says_telephone):
            abroad = _valid(digits, beside.region, least=_SHORTEST)
            return abroad or number
        return number
    return to_e164(digits, region=region)


def _is_one_number(seams: list[str], parts: list[int], digits: str) -> bool:
    bare = not digits.startswith(("+", "0", "254"))
    if not any(_LIST_MARKS.search(seam) for seam in seams):
        # A bare number in slashes is a plot, a title or a date.
        return not (bare and any("/" in seam for seam in seams))
    kinds = {re.sub(r"\s", "", seam) for seam in seams}
    even = parts[0] >= 4 or max(parts) == 1 or not any(" " in seam for seam in seams)
    return len(kinds) == 1 and not bare and even and (digits.startswith("+") or len(digits) in (10, 12))


def _is_sum(digits: str, text: str, end: int) -> bool:
    return not digits.startswith(("+", "0")) and _words_around()[1].match(text, end) is not None


def _may_begin(group: Group, text: str) -> bool:
    """Whether no word, code or longer number is glued before the group; a word that a telephone follows may be."""
    start = group[0]
    before = text[max(0, start - 24) : start]
    found = re.search(r"([^\W\d_]+)[.\-/=:_*~]{0,3}$", before)
    if found is None:
        return re.search(r"(?:\d[.\-/=]|\d[^\W\d_]+)$", before) is None or _starts_anew(group)
    word, glued = found[1], found.end(1) == len(before)
    if text[start - 1] in ":*~" and not glued:
        return True
    if word.lower() in _words_around()[2]:
        return True
    if re.search(rf"(?:{one_of(['ref', 'id', 'acc', 'pin', 'code', 'job'])})$", word.lower()):
        return False
    return (len(word) >= 3 and not word.isupper()) or len(word) >= 5


def _starts_anew(group: Group) -> bool:
    return group[2].startswith("+") or len(group[2]) == 10


def _may_end(group: Group, text: str, digits: str) -> bool:
    """Whether what is glued behind the group is the next word, not part of a code or a measure."""
    found = re.match(r"[^\W\d_]+", text[group[1] : group[1] + 20])
    if found is None:
        return True
    word = found[0]
    if word.lower() in _words_around()[3] or len(word) < 2 or (word.isupper() and len(word) <= 3):
        return False
    return digits.startswith(("0", "+", "254", "7", "1")) and len(digits) >= 9


def _tail(groups: list[Group], first: int, number: str, text: str) -> tuple[int, Found] | None:
    """The number that "/9" or "/046" behind another one makes of its end: how many groups on, and the number."""
    if not 0 < first < len(groups) or text[groups[first - 1][1] : groups[first][0]].strip() not in ("/", "&"):
        return None
    start, end, digits = groups[first]
    length = len(groups[first - 1][2])
    if first + 1 < len(groups) and len(digits) == 3 and length == 3:
        following = groups[first + 1]
        if len(following[2]) == 3 and text[end : following[0]] in (" ", "-"):
            digits, end, first, length = digits + following[2], following[1], first + 1, 6
    similar = len(digits) <= 3 or number[-len(digits) :][:2] == digits[:2]
    if len(digits) > length or len(digits) > 6 or (length > 4 and len(digits) != 6 and not similar):
        return None
    if end < len(text) and text[end].isalpha():
        return None
    made = number[: -len(digits)] + digits
    return (first + 1, (start, end, made)) if _valid(made, "ZZ") else None


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


@lru_cache(maxsize=100_000)
def _valid(digits: str, region: str, *, least: int = 9) -> str | None:
    try:
        parsed = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    # Eight bare digits that happen to be a landline are far more often an identity number or a sum.
    if not digits.startswith(("+", "0")) and len(digits) < least:
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
