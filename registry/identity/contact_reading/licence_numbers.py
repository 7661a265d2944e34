"""Recruiters' licence and registration numbers in running text, and how two of them are compared."""

import re
from collections.abc import Iterator
from functools import cache

from registry.identity.contact_reading.contact_words import contact_words, one_of
from registry.identity.contact_reading.domains import Found
from registry.word_beginnings import beginnings, matches_at, small_letters

# What is no part of a number though a slash or dash stands between: a telephone, an hour, a count.
_NEXT = (
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:(?:19|20)\d)?\d\b|0[17]\d\d[ -]?\d{3}[ -]?\d{3}\b|0\d\d[ -]\d{6}|254\d{9}"
    r"|\d{1,3}\s?(?:am|pm|hrs|years?|yrs|months|posts|vacancies|ft|kg|cm|k)\b|\d{1,3},\d{3}"
)
_PART = r"(?:[a-z]{0,5}\d[a-z0-9]*|[a-z]{1,4}(?![a-z0-9])|[a-z]+(?=[/-][a-z0-9/-]*\d))"
# After a dash set off by blanks, and after a full stop, the next sentence may begin: only digits carry on.
_NUMBER = (
    rf"[a-z0-9]+(?:(?:\+(?=/))?/{_PART}|\s?/\s?(?=[a-z]{{0,5}}\d)(?!{_NEXT})[a-z0-9]+|-[a-z0-9]+"
    rf"|\s/\s[a-z](?![a-z0-9.])|\s-\s(?=[a-z]{{0,5}}\d)(?!{_NEXT})[a-z0-9]+|\.(?=[a-z0-9/.-]*\d)[a-z0-9]+)*"
    r"(?:(?<=[a-z])\s\d{2,6}(?!\d))?"
)
_WORD = (
    r"(?:licen[cs]ed?|lic|leseni|registration|registered|reg|certificate|cert|nea|pea|permit|accreditation|accredited"
    r"|approval|approved|usajili|tumesajiliwa|imesajiliwa|neaims|dofe|slbfe|bmet|r\.?l|oep|kma)"
)
_NUMBER_WORD = r"\b(?:no|nos|number|numbers|num|namba|nambari|nr)\b\.?"
_SAYS_NUMBER = rf"(?:(?:(?:is|ni)\s+)?{_NUMBER_WORD}(?:\W{{1,3}}{_NUMBER_WORD})?|\bna\.|\bn\s?[°•]|#|:|=)"
# What says that a number follows, without the word: each with the shape that the number must have.
_BARE = "|".join(
    (
        r"(?:nea|national employment authority|ea|pea|agency|slbfe|bmet|mohre|taesa|mom)\s+"
        r"(?:reg|lic|licen[cs]e|leseni|cert|accreditation)\b\.?(?=\s\d{3,6}(?:/\d{2,4})?(?!\d|,\d))",
        r"(?:licen[cs]e|lic|leseni|reg)\b\.?(?=\s(?:nea|pea)\s?-?\d{3,6}(?!\d))",
        r"(?:licen[cs]e|lic|leseni|dofe|certificate|accreditation)\b\.?(?=\W{1,3}(?!(?:19|20)\d\d/\d\d"
        r"(?!\d|/))\d{3,6}(?:[/-]\d{2,4}){1,3}(?![\d/]))",
        r"reg\.?(?=\W{1,3}\d{3,6}(?:/\d{2,4}){2}(?!\d))",
        r"(?:licen[cs]e|lic)(?=-\d{3,6}(?![\d-]))",
        r"(?:licen[cs]e|leseni)(?=\s(?!20\d\d)\d{3,6}\s?(?:\(nea|issued by|by nea|ya nea|from nea|kutoka nea|valid))",
        r"(?:accredited|licensed|registered)\s+(?:by|na|under|with)\s+nea(?=\W{1,3}(?!(?:19|20)\d\d"
        r"(?!\d|/))\d{3,6}(?:/\d{2,4})?(?!\d))",
        r"nea(?=\s\d{3,5}/\d{2,4}(?!\d))",
        r"licen[cs]e\s?\((?:nea|pea)\)(?=\s\d{3,6}(?!\d))",
        r"nea\s+(?:licen[cs]ed|registered|accredited|approved)(?=\s?\((?!(?:19|20)\d\d/\d\d(?!\d))\d{3,6}/\d{2,4}\))",
        r"nea\s+acc\.?\s+no\b\.?",
        r"(?:licen[cs]e|leseni)\s+(?:(?:yetu|yake|zetu)\s+)?(?:ya\s+|za\s+|from\s+|by\s+)?(?:nea\s+)?(?:ni|is)"
        r"(?=\s(?!(?:19|20)\d\d/\d\d(?!\d|/))\d{3,6}/\d{2,4}(?![\d/]))",
        r"agency\s+no\b\.?(?=\W{1,3}\d{3,6}(?!\d))",
        r"(?:reg|lic|licen[cs]e|cert)no\b\.?",
        r"lic\.(?=\s?\S*\d{3})",
    )
)
# Read in lower case: that is quicker than a pattern that ignores case.
_LICENCE = re.compile(
    rf"(?:(?:\b{_WORD}\b\s?[.,/&]?\s*){{1,4}}(?:(?:by|na|ya|yetu|yake|our)\s+(?:\w+\s+)?)?(?:\(\w{{2,12}}\)\s*)?(?:agency\s+)?(?:under\s+)?\(?\s?{_SAYS_NUMBER}"
    rf"|\b(?:{_BARE})"
    rf"|\b(?:namba|nambari|number|no\.?)\s+(?:ya|za|of)\s+(?:our\s+|the\s+)?(?:{_WORD}\s+){{0,2}}{_WORD}\b(?:\s+(?:yetu|yake|yangu|ya\s+nea))?)"
    rf"\s*(?:is|ni)?\W{{0,6}}(?P<number>{_NUMBER})"
)
# With one of these begins a word that any of it begins with.
_LICENCE_STEMS = (
    *("lic", "leseni", "reg", "cert", "nea", "pea", "permit", "accredit", "approv", "usajili", "tumesajil", "imesajil"),
    *("dofe", "slbfe", "bmet", "rl", "r.l", "oep", "kma", "national employ", "ea", "agency", "mohre", "taesa", "mom"),
    *("namba", "number", "no"),
)
# Without "no.": a number with the marks of one, in capitals.
_MARKED = re.compile(
    r"(?:\b(?i:licen[cs]es?|lic|leseni|licensed|registered|accredited|approval|approved|accreditation|certificate|registration)\b\W{1,3}(?i:(?:by|under|na|ya|is|ni|yetu|yake|our)\s+){0,2}(?i:nea\b[^\w/-]{1,3})?"
    r"(?P<number>[A-Z]{2,5}(?:[/-][A-Z0-9]+)*[/-]\d[A-Z0-9/-]*(?![A-Za-z0-9@]))|(?<![\w/.-])(?P<own>(?:NEA|PEA|KMA)(?:/(?:[A-Z]+/)*|-(?:[A-Z]+-)*)\d{3,}[A-Z0-9/-]*(?![A-Za-z0-9@])))"
)
_MARKED_STEMS = ("lic", "leseni", "regist", "accredit", "approv", "certif", "nea", "pea", "kma")
_IS_OURS = re.compile(
    r"(?:\(|\b(?:is|ni|ndio|ndiyo|being|as)\s+)(?:(?:our|the|my|its)\s+)?(?:nea\s+|agency\s+|valid\s+|official\s+){0,2}(?:namba\s+(?:yetu\s+)?ya\s+)?"
    r"(?:licen[cs]e|leseni|registration|reg|accreditation)(?![^\W_])(?P<says>\.?\s?(?:no|number|num|namba|nambari)\b|\s+ya(?:ke|ngu|etu)\b|\s+yetu\b|\s?\))?",
    re.IGNORECASE,
)
_IS_OURS_STEMS = ("(", "is", "ni", "ndi", "being", "as")
_OURS = ("licen", "leseni", "reg", "accreditation")
_GIVEN_BEHIND = re.compile(r"\W{0,4}(?:(?:is|ni)\s)?[A-Z]{0,5}(?:[/-][A-Z]{1,5}){0,3}[/-]?\d")
_BEFORE_OURS = re.compile(r"(?<![\w/-])(?=[a-z0-9/-]*\d)[a-z0-9]+(?:[/-][a-z0-9]+)*(?=\s?,?\s?$)", re.IGNORECASE)
# Many have certificates and permits: a recruiter's says so, or stands among words that do.
_ANY_PAPER = re.compile(
    r"(?:certificate|cert|permit)(?![^\W_])(?:no|nos|number|numbers|num|namba|nambari|nr|is|ni|[\s.,:#=])*",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[A-Z]{2}[/-][A-Z0-9]")
_HINTS = ("lic", "lesen", "reg", "cert", "permit", "accred", "approv", "sajili", "oep", "kma", "dofe", "slbfe", "bmet")
_SHORT_HINT = re.compile(r"e(?<=\b[np]e)a|l(?:(?<=rl)|(?<=r\.l))\b|agency no\b")
_SHORT = ("nea", "pea", "rl", "r.l", "agency")
_LIST = re.compile(rf"\s*(?:,|;|&|\band\b|\bna\b|\bor\b|\bau\b|\bama\b)\s*(?P<number>{_NUMBER})", re.IGNORECASE)
# What every number known by its shape has and few telephones have: a capital before its digits, or a letter behind.
_SHAPE_HINT = re.compile(r"[0-9](?:(?<=[A-Z].)[0-9]|(?<=[A-Z][/-].)[0-9]|(?<=[LM] .)[0-9]{2}|[0-9]{2}/[^\W\d_])")
_SAYS_NOTHING = re.compile(r"[^0-9A-Z]")
_MOBILE = re.compile(r"(?:0|\+?254)[17]\d{8}")


@cache
def _not_theirs() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    said = contact_words()["licence"]
    other = rf"(?<![^\W_])(?:{one_of(said['not_theirs'])})(?![^\W_])(?:[\s']+\w+)?[\s']+$"
    company = rf"(?<![^\W_])(?:{one_of(said['companies'])})(?![^\W_])(?:[\s']+(?:of|the))?[\s']+$"
    return re.compile(other, re.IGNORECASE), re.compile(company, re.IGNORECASE), tuple(said["companies_numbers"])


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        rf"\W{{1,3}}(?:of|ya|cha)\s+(?:{one_of(contact_words()['licence']['not_theirs_behind'])})\b", re.IGNORECASE
    )


@cache
def _recruiters() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])(?:{one_of(contact_words()['licence']['recruiters'])}|(?:licen[cs]|recruit|accredit)\w+)(?![^\W_])",
        re.IGNORECASE,
    )


@cache
def _shapes() -> re.Pattern[str]:
    # Small letters only in the long ones, which nothing else looks like.
    long, *short = contact_words()["licence"]["shapes"]
    return re.compile(rf"(?<![\w/-])(?:(?i:{long})|{'|'.join(short)})(?![\w/-])")


def find_licence_numbers(text: str, *, pattern: str | None) -> Iterator[Found]:
    """Start, end and stored form of each licence number, found by its words and, where given, by `pattern`."""
    lower = text.lower()
    if any(map(lower.__contains__, _HINTS)) or (any(map(lower.__contains__, _SHORT)) and _SHORT_HINT.search(lower)):
        for found, start, said in _quoted(text, lower if len(lower) == len(text) else text):
            number = _number(said)
            if number and not _is_another(found, number, text, start) and not _is_fee(found, number, text, start):
                yield start, start + len(number), licence_value(number)
                yield from _others(text, found, number, start + len(number))
    if _SHAPE_HINT.search(text):
        yield from (
            (*one.span(one.lastindex or 0), licence_value(one[one.lastindex or 0])) for one in _shapes().finditer(text)
        )
    if pattern:
        for found in re.finditer(pattern, text, re.IGNORECASE):
            yield found.start(), found.end(), licence_value(found[0])


def _quoted(text: str, lower: str) -> Iterator[tuple[re.Match[str], int, str]]:
    """What says that a number is a licence's, and the number's place and characters."""
    for found in matches_at(_LICENCE, lower, beginnings(lower, _LICENCE_STEMS)):
        yield found, found.start("number"), found["number"]
    small = small_letters(text)
    marked = beginnings(small, _MARKED_STEMS) if _MARKS.search(text) else ()
    for found in matches_at(_MARKED, text, marked):
        group = "number" if found["number"] else "own"
        yield found, found.start(group), found[group]
    ours = beginnings(small, _IS_OURS_STEMS) if any(word in small for word in _OURS) else ()
    for found in matches_at(_IS_OURS, text, ours):
        if _GIVEN_BEHIND.match(text, found.end()):
            continue
        before = _BEFORE_OURS.search(text[max(0, found.start() - 40) : found.start()])
        if before and (found["says"] or "/" in before[0]):
            yield found, max(0, found.start() - 40) + before.start(), before[0]


def _number(said: str) -> str | None:
    number = said.rstrip(" .-/")
    has_digits = any(char.isdigit() for char in number)
    return number if has_digits and len(licence_key(number)) >= 3 and not _MOBILE.fullmatch(number) else None


def _is_fee(found: re.Match[str], number: str, text: str, start: int) -> bool:
    """Whether "registration: 1500" or "registration no. 500 only" tells a price."""
    after = re.match(
        r"\s?(?:only|pekee|/=|/-|bob|ksh|kes|shillings)(?![^\W_])", text[start + len(number) :], re.IGNORECASE
    )
    words = found[0][: max(0, start - found.start())]
    fee = re.fullmatch(r"(?:registration|reg|registered)\W{1,4}", words, re.IGNORECASE)
    return number.isdigit() and len(number) <= 5 and (after is not None or (fee is not None and "#" not in words))


def _is_another(found: re.Match[str], number: str, text: str, start: int) -> bool:
    """Whether the number is a worker's, a trader's or the companies' registry's."""
    other, company, beginnings = _not_theirs()
    lead = text[max(0, min(found.start(), start) - 40) : min(found.start(), start)]
    words = found[0][: max(0, start - found.start())].lower()
    if _behind().match(text, start + len(number)):
        return True
    if number.upper().startswith(beginnings) or other.search(lead) or "incorporation" in words:
        return True
    if _ANY_PAPER.fullmatch(words.strip(" .,:#=()")) and not _recruiters().search(
        text, max(0, found.start() - 60), min(len(text), start + len(number) + 30)
    ):
        return True
    return company.search(lead) is not None and re.search(r"licen|leseni|nea|accredit", words) is None


def _others(text: str, found: re.Match[str], number: str, end: int) -> Iterator[Found]:
    """Numbers of the same shape listed behind the first."""
    plural = re.search(r"\b(?:nos|numbers|licen[cs]es|namba)\b", found[0], re.IGNORECASE) is not None
    while more := _LIST.match(text, end):
        other = _number(more["number"])
        same = other is not None and _shape(other) == _shape(number)
        if other is None or not same or not (plural or not number.isdigit()):
            return
        end = more.start("number") + len(other)
        yield more.start("number"), end, licence_value(other)


def _shape(number: str) -> str:
    return re.sub(r"[a-z]+", "A", re.sub(r"\d", "9", number.lower()))


def licence_value(number: str) -> str:
    """A licence number as it is stored: capitals, no blanks."""
    return re.sub(r"\s+", "", number).upper()


def licence_key(number: str) -> str:
    """A licence number as two are compared: "nea / 0123" and "NEA-0123" are the same."""
    return _SAYS_NOTHING.sub("", number.upper())
