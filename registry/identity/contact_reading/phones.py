"""Telephone numbers in running text as E.164, however they were broken up to hide them or to make them readable."""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from registry.identity.contact_reading.announced_numbers import behind_sum, is_announced, is_count, is_sum
from registry.identity.contact_reading.contact_words import blank, word_set
from registry.identity.contact_reading.dialling import Beside, region_beside
from registry.identity.contact_reading.digit_disguises import legible_digits
from registry.identity.contact_reading.domains import Found
from registry.identity.contact_reading.mobile_numbers import mobile_as_e164
from registry.identity.contact_reading.spoken_numbers import Group, spoken_groups

# Between the groups of one number. The second kind also parts the items of a list, so a number keeps to one of it.
_GAP = r"[ \t\u00a0.()\-_/·•|*,\[\]{}:;~'\"\\<>=#^%&@]{0,7}"
_LIST_MARKS = re.compile(r"[,\[\]{}:;~'\"\\<>=#^%&@]")
# Begins with a set of signs, which the engine finds sooner than a choice; folded text has no other digits.
_RUN = re.compile(rf"[+0-9](?:(?<=[0-9])|(?<=\+)[ (]{{0,2}}\d)(?:{_GAP}(?:\+[ (]{{0,2}})?\d){{7,}}")
_RUN_HINT = re.compile(rf"[0-9](?:{_GAP}(?:\+[ (]{{0,2}})?[0-9]){{7}}")
# Mobile numbers may be glued to each other.
_GROUP = re.compile(
    r"(?:\+[ (]{0,2})?(?:0[17]\d{8}(?=(?:0[17]\d{8}){1,4}(?!\d))|254[17]\d{8}(?=(?:254[17]\d{8}){1,4}(?!\d))|\d+)"
)
_TWO_BEGINNINGS = re.compile(
    r"((?:0(?<![\d/]0)|\+?254[ -]?)[17]\d\d) ?(?:/|&|\bor\b|\bama\b|\bau\b|\bna\b|\band\b) ?"
    r"(0?[17]\d\d)([ -]?\d{3}[ -]?\d{3})(?!\d|[/ -]?\d)"
)
_TWO_HINT = re.compile(r"[17][0-9]{2} ?[/&ano]")
_OR_TAIL = re.compile(r" ?(?:&|\bor\b|\bama\b|\bau\b|\bna\b|\band\b) ?(\d{3})(?!\w|\W{0,2}\w)", re.IGNORECASE)
_GOES_ON = re.compile(r"[,.]\d{3}(?!\d)")
# Parts a telephone from what was announced before it.
_PARTS = re.compile(r"[;|()•&:/]|[,.]\s|,$|\s-\s")
_BEGINNING = re.compile(r"0[17]\d\d|0[2-6]\d$")
_MOBILE_BEGINNING = re.compile(r"0[17]\d\d")
_MOBILE = re.compile(r"0[17]\d{8}")
_NO_DIGIT = re.compile(r"[^\d+]")
_BLANKS = re.compile(r"\s")
_WORD = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[.\-/=:_*~]{0,3}\Z")
_GLUED_BEFORE = re.compile(r"(?:\d[.\-/=]|\d[^\W\d_]+)\Z")
_HOME_ZERO = re.compile(r"^(\+?254)0(?=[17]\d{8}$)")
# A word that ends so announces another number than a telephone's.
_CODES = ("ref", "id", "acc", "pin", "code", "job")
_SHORTEST, _LONGEST = 8, 15
# Numbers printed without + are read as foreign only where workers are sent or recruiters sit.
_ABROAD = (
    *("971", "966", "974", "965", "968", "973", "962", "961", "254", "255", "256", "250", "251", "91", "92", "880"),
    *("94", "977", "60", "62", "63", "65", "66", "95", "855", "856", "7", "44", "852", "90", "48", "49", "40"),
)


def find_phones(text: str, *, region: str) -> Iterator[Found]:
    """Start, end and E.164 form of each telephone number in `text` (folded), read as dialled in `region`."""
    text = legible_digits(text)
    read: list[tuple[int, int]] = []
    for groups in spoken_groups(text):
        for start, end, number in _numbers(behind_sum(groups, text), text, region, spoken=True):
            read.append((start, end))
            yield start, end, number
    for found in _TWO_BEGINNINGS.finditer(text) if _TWO_HINT.search(text) else ():
        rest = re.sub(r"\D", "", found[3])
        for place in (1, 2):
            if one := to_e164(found[place] + rest, region=region):
                read.append(found.span())
                yield found.start(place), found.end(place if place == 1 else 3), one
    text = blank(text, read)
    for run in _RUN.finditer(text) if _RUN_HINT.search(text) else ():
        yield from _numbers_in(run, text, region)


def _numbers_in(run: re.Match[str], text: str, region: str) -> Iterator[Found]:
    groups = [
        (run.start() + one.start(), run.start() + one.end(), _NO_DIGIT.sub("", one[0]))
        for one in _GROUP.finditer(run[0])
    ]
    groups = behind_sum(groups, text)
    if not groups:
        return
    mobile = _BEGINNING.match(groups[0][2]) is not None and _longest_number(groups, 0, text, region, None) is not None
    if is_announced(text, groups[0][0], mobile=mobile):
        # What the words before announce is the first group; what is a whole telephone by itself is still one.
        anew = next((place for place in range(len(groups)) if _begins_anew(groups, place, text, region)), len(groups))
        for one in groups[1:anew]:
            if len(one[2]) >= 10 and one[2].startswith(("0", "254")):
                yield from _numbers([one], text, region)
        groups = groups[anew:]
    yield from _numbers(groups, text, region, region_beside(text, run.start(), run.end(), home=region))


def _numbers(
    groups: list[Group], text: str, region: str, beside: Beside | None = None, *, spoken: bool = False
) -> Iterator[Found]:
    first = 0
    while first < len(groups):
        taken = _longest_number(groups, first, text, region, beside, spoken=spoken)
        if taken and len(groups[first][2]) < 3 and _begins_at_home(groups, first + 1, text, region):
            taken = None  # "age 23-40 0712 ...": no country's code
        if taken is None:
            first += 1
            continue
        last, number = taken
        yield groups[first][0], groups[last][1], number
        first = last + 1
        while not _longest_number(groups, first, text, region, beside) and (tail := _tail(groups, first, number, text)):
            first, (start, end, number) = tail
            yield start, end, number
        if first == len(groups) and (more := _OR_TAIL.match(text, groups[first - 1][1])):
            longer = number[:-3] + more[1]
            if len(groups[first - 1][2]) == 3 and to_e164(longer, region=region):
                yield more.start(1), more.end(1), longer


def _begins_anew(groups: list[Group], place: int, text: str, region: str) -> bool:
    """Whether what was announced is over: by a +, or by a comma or the like and a whole telephone."""
    digits = groups[place][2]
    if digits.startswith("+") or place == 0:
        return digits.startswith("+")
    seam = text[groups[place - 1][1] : groups[place][0]]
    parts = _PARTS.search(seam) is not None or (seam.isspace() and digits.startswith("07"))
    begins = parts and _BEGINNING.match(digits) is not None
    return begins and _longest_number(groups, place, text, region, None) is not None


def _begins_at_home(groups: list[Group], first: int, text: str, region: str) -> bool:
    """Whether the group is the beginning of a whole mobile number by itself."""
    mobile = first < len(groups) and _MOBILE_BEGINNING.match(groups[first][2]) is not None
    return mobile and _longest_number(groups, first, text, region, None) is not None


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
        parts = [len(one[2]) for one in groups[first : last + 1]]
        number = _dialled(digits, region, beside, grouped=parts == [4, 4])
        if number and (spoken or _is_one_number(seams, parts, digits)) and not _is_sum(digits, text, end):
            best = last, number
    return best


def _dialled(digits: str, region: str, beside: Beside | None, *, grouped: bool) -> str | None:
    if beside and not digits.startswith(("+", "00")):
        number = to_e164(digits, region=region)
        is_mobile = _MOBILE.fullmatch(digits) is not None and number is not None
        if (not is_mobile or beside.decides_mobiles) and (len(digits) >= 9 or beside.says_telephone or grouped):
            abroad = _valid(digits, beside.region, least=_SHORTEST)
            return abroad or number
        return number
    return to_e164(digits, region=region)


def _is_one_number(seams: list[str], parts: list[int], digits: str) -> bool:
    bare = not digits.startswith(("+", "0", "254"))
    if not any(_LIST_MARKS.search(seam) for seam in seams):
        # A bare number in slashes is a plot, a title or a date.
        return not (bare and any("/" in seam for seam in seams))
    kinds = {_BLANKS.sub("", seam) for seam in seams}
    even = parts[0] >= 4 or max(parts) == 1 or not any(" " in seam for seam in seams)
    return len(kinds) == 1 and not bare and even and (digits.startswith("+") or len(digits) in (10, 12))


def _is_sum(digits: str, text: str, end: int) -> bool:
    return not digits.startswith(("+", "0")) and is_sum(text, end)


def _may_begin(group: Group, text: str) -> bool:
    """Whether no word, code or longer number is glued before the group; a word that a telephone follows may be."""
    start = group[0]
    before = text[max(0, start - 24) : start]
    if not before or before[-1].isspace():
        return True
    found = _WORD_BEFORE.search(before)
    if found is None:
        return _GLUED_BEFORE.search(before) is None or _starts_anew(group)
    word, glued = found[1], found.end(1) == len(before)
    if text[start - 1] in ":*~" and not glued:
        return True
    if word.lower() in word_set("calling"):
        return True
    if word.lower().endswith(_CODES):
        return False
    return (len(word) >= 3 and not word.isupper()) or len(word) >= (4 if len(group[2]) == 10 else 5)


def _starts_anew(group: Group) -> bool:
    return group[2].startswith("+") or len(group[2]) == 10


def _may_end(group: Group, text: str, digits: str) -> bool:
    """Whether what is glued behind the group is the next word, not part of a code or a measure."""
    found = _WORD.match(text, group[1], group[1] + 20)
    if found is None:
        return True
    word = found[0]
    if word.lower() in word_set("measures") or len(word) < 2 or (word.isupper() and len(word) <= 3):
        return False
    return digits.startswith(("0", "+", "254", "7", "1")) and len(digits) >= 9


def _tail(groups: list[Group], first: int, number: str, text: str) -> tuple[int, Found] | None:
    """The number that "/9" or "/046" behind another one makes of its end: how many groups on, and the number."""
    if not 0 < first < len(groups):
        return None
    start, end, digits = groups[first]
    seam = text[groups[first - 1][1] : start]
    seam = seam if seam == "-" else seam.strip().replace("-", " ")
    if seam not in ("/", "&") and not _counts_on(seam, groups[first - 1][2], digits):
        return None
    length = len(groups[first - 1][2])
    if first + 1 < len(groups) and len(digits) == 3 and length == 3:
        following = groups[first + 1]
        if len(following[2]) == 3 and text[end : following[0]] in (" ", "-"):
            digits, end, first, length = digits + following[2], following[1], first + 1, 6
    similar = len(digits) <= 3 or number[-len(digits) :][:2] == digits[:2]
    if len(digits) > length or len(digits) > 6 or (length > 4 and len(digits) != 6 and not similar):
        return None
    # "407/414 housemaids" is no count of them: three digits glued to three are a telephone's.
    glued = seam == "/" and len(digits) == 3 and text[start - 2].isdigit()
    if end < len(text) and (text[end].isalpha() or (is_count(text, end) and not glued) or _GOES_ON.match(text, end)):
        return None
    made = number[: -len(digits)] + digits
    return (first + 1, (start, end, made)) if _valid(made, "ZZ") else None


def _counts_on(seam: str, before: str, digits: str) -> bool:
    """Whether a tail is the next number of a row: "110, 111, 112" and "845-6"."""
    same = len(digits) == len(before) == 3
    if seam == "," and same:
        return 0 < int(digits) - int(before) < 10
    return seam == "-" and len(digits) == 1 and int(digits) - int(before[-1]) == 1


@lru_cache(maxsize=100_000)
def to_e164(digits: str, *, region: str) -> str | None:
    """`digits` (with or without +) as an E.164 number dialled in `region`, or None where it is none."""
    if digits.startswith("00") and not digits.startswith("000"):
        digits = "+" + digits[2:]
    # "+254 (0) 712..." and "+0712..." are how people write it.
    digits = _HOME_ZERO.sub(r"\1", digits)
    if digits.startswith("+0"):
        digits = digits[1:]
    number = _valid(digits, region)
    if number is None and not digits.startswith(("+", "0")) and len(digits) >= 10 and digits.startswith(_ABROAD):
        number = _valid("+" + digits, region)
    return number


@lru_cache(maxsize=100_000)
def _valid(digits: str, region: str, *, least: int = 9) -> str | None:
    # Eight bare digits that happen to be a landline are far more often an identity number or a sum.
    if not digits.startswith(("+", "0")) and len(digits) < least:
        return None
    if mobile := mobile_as_e164(digits, region):
        return mobile
    try:
        parsed = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
