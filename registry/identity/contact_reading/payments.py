"""Numbers to pay to that a text prints: paybill, till and Pochi la Biashara."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from registry.identity.contact_reading.contact_words import contact_words, one_of
from registry.identity.contact_reading.domains import Found
from registry.vocabulary import ContactKind

Spotted = tuple[int, int, ContactKind, str]
Hints = tuple[re.Pattern[str], ...]

# Letters of the words are disguised as digits too: "P0CHI", "PAYB1LL", "T1LL".
_PAYBILL_WORD = r"p\s?[./-]?\s?bill|pb(?=\W)|p[a4@]y(?:b[i1!l|][l1i|]{1,2}s?|\s?-?\s?b[i1!l|][l1i|]{1,2})|lipa\s+bill"
_TILL_WORD = r"t[i1!|][l1|]{1,3}i?(?:s(?=\W))?"
_POCHI_WORD = r"p[o0]ch[i1!|](?:\s+(?:la|ya|y[a4])\s+b[i1]ashara)?"
_DIGIT = r"[\dOolI]"
_DIGITS = (
    rf"(?P<number>\d{_DIGIT}{{4,6}}(?!{_DIGIT})|\d(?:[ -]?{_DIGIT}){{3,8}}|[1-9]\d\d[.,](?!000)\d{{3}})"
    r"(?!\d|(?!acc|a/c|ACC|A/C|Acc)[A-Za-z]|[.-]\d|(?<!\d{5}),\d{1,3}(?!\d)|/(?!0[17]\d\d)\d{1,4}(?!\d))"
)
_SHORTEST_TILL_WORD = re.compile(r"(?:no|num|goods|lipa|m-?pesa)", re.IGNORECASE)
_AS_DIGITS = str.maketrans("OolI", "0011")
# What any and each kind cannot do without, to pass by most texts quickly.
# The text is folded, so that its digits are 0 to 9: the engine finds these twice as fast as it finds any digit.
_NUMBER_HINT = re.compile(r"[0-9](?:[ ,.-]?[0-9OolI]){3}")
# Each begins with one letter, which the engine finds sooner than a choice of letters.
_PAYBILL_HINT: Hints = (
    re.compile(r"p(?:\s?[./-]?\s?bill|[a4@]y\s?-?\s?b|b\b)"),
    re.compile(r"b(?:u?s[a-z]{1,3}ness\s|iashara\s|iz[a-z]*[\s#])"),
    re.compile(r"namba\s+ya\s"),
    re.compile(r"lipa\s+b"),
)
_TILL_HINT: Hints = (re.compile(r"t[i1!|](?<=\bt.)[l1|]"), re.compile(r"goods"), re.compile(r"lipa\s+n"))
_ACCOUNT_HINT: Hints = (re.compile(r"a(?=cc|/c|kaunti)(?:(?<=\d\W.)|(?<=\d\W{2}.)|(?<=\d\W{3}.)|(?<=\d\W{4}.))"),)
_LIST = r"\s*(?:,|/|;|&|\band\b|\bor\b|\bna\b|\bama\b|\bau\b)\s*"
_MORE = re.compile(rf"{_LIST}(\d{{4,9}})(?![\dA-Za-z]|[.,/-]\d|\s?(?:/=|ksh|kes|bob|sh\b|shillings))", re.IGNORECASE)
_POCHI = re.compile(rf"(?<![^\W_]){_POCHI_WORD}(?![^\W_])", re.IGNORECASE)
_POCHI_HINTS = ("poch", "p0ch")
_POCHI_TO_NUMBER = re.compile(
    r"(?:(?!\b(?:call|piga|whatsapp|simu|till|paybill|sms|text)\b)[^\d+.\n]|\.(?!\s)|(?<=\bno)\.\s|(?<=\bnum)\.\s){0,40}",
    re.IGNORECASE,
)
_NUMBER_TO_POCHI = re.compile(
    rf"\W{{0,3}}(?:(?:ni|is|ndio|via|kwa|hii\s+ni)\s+)?(?:{_POCHI_WORD})(?![^\W_]|\s+(?:la|ya|y[a4])\s+b|\W{{0,8}}(?:(?:no|number|num|namba|nambari|ni|is)\b\W{{0,4}}){{0,2}}\+?\d)",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[tuple[ContactKind, Hints, re.Pattern[str]], ...]:
    said = contact_words()["payment"]
    between = rf"[\s,:>]{{1,3}}(?:{one_of(said['between'])})(?![^\W_])"
    filler = rf"(?:{between}|\s?#|\s?\(\w{{3,12}}\)|\s?\(\s?business\s+(?:no|number)\.?\s?\))"
    link = rf"{filler}{{0,5}}\W{{0,6}}(?:(?:is|ni|no|number|na|namba)\b\W{{1,4}})?"
    goods = r"buy\s?-?\s?goods?(?:\s+(?:and|&)\s+services)?(?:\s+till)?"
    business = r"namba\s+ya\s+(?:biashara|kampuni)"
    business += r"|(?:bu?s[aeiou]?s?iness|busness|(?<!\bla\s)(?<!chi\sya\s)biashara|bizz?|biznes+)"
    business += r"(?=\s*(?:no|nos|number|num|namba|nambari)\b|\s?#)"
    pesa = r"lipa\s+na\s+m\s?-?\s?pesa(?:\s+till)?|lipa\s+(?:namba|number|no)"
    paybill = rf"(?<![^\W_])(?:{_PAYBILL_WORD}|{business})(?:no\b|(?![^\W\d_])){link}{_DIGITS}"
    till = rf"(?P<word>(?<![^\W_])(?:{goods}|{pesa}|{_TILL_WORD}))(?:no\b|(?![^\W\d_]))(?P<link>{link}){_DIGITS}"
    own = r"(?:\s?\(|\s?[-:=]\s?|\s+(?:ni|ndio|ndiyo|is)\s+)(?:(?:our|the|my)\s+)?"
    numbers = r"(?<![\w.,/-])(?P<number>\d{5,7})"
    paybill_behind = rf"{numbers}(?:{own}|(?<=\d{{6}})(?<!000)\s)(?:{_PAYBILL_WORD})(?![^\W_]|{link}\d{{4}})"
    till_behind = rf"{numbers}{own}(?:{goods}|{_TILL_WORD})(?![^\W_]|{link}\d{{4}})"
    paying, to_account = r"\b(?:lipa|lipia|pay|tuma|send|m-?pesa)\b", r"(?:acc|acct|account|a/c|akaunti)\b"
    account = rf"{paying}[^.\n]{{0,25}}?{numbers}\W{{1,4}}{to_account}"
    kinds = (
        (ContactKind.PAYBILL, _PAYBILL_HINT, paybill),
        (ContactKind.TILL, _TILL_HINT, till),
        (ContactKind.PAYBILL, _PAYBILL_HINT, paybill_behind),
        (ContactKind.TILL, _TILL_HINT, till_behind),
        (ContactKind.PAYBILL, _ACCOUNT_HINT, account),
    )
    return tuple((kind, hint, re.compile(pattern, re.IGNORECASE)) for kind, hint, pattern in kinds)


@cache
def _until() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of(contact_words()['payment']['until'])})\s+$", re.IGNORECASE)


def find_payment_numbers(text: str, *, paybill: tuple[int, int], till: tuple[int, int]) -> Iterator[Spotted]:
    """Start, end, kind and digits of each paybill and till number with a length within those bounds."""
    if not _NUMBER_HINT.search(text):
        return
    bounds = {ContactKind.PAYBILL: paybill, ContactKind.TILL: till}
    lower = text.lower()
    hinted = {hint: any(one.search(lower) for one in hint) for hint in (_PAYBILL_HINT, _TILL_HINT, _ACCOUNT_HINT)}
    for kind, hint, pattern in _patterns():
        if not hinted[hint]:
            continue
        least, most = bounds[kind]
        for found in pattern.finditer(text):
            digits = re.sub(r"\D", "", found["number"].translate(_AS_DIGITS))
            if not least <= len(digits) <= most or _is_ending(found, text):
                continue
            start, end = found.span("number")
            yield start, end, kind, digits
            while (more := _MORE.match(text, end)) and len(more[1]) == len(digits):
                end = more.end(1)
                yield more.start(1), end, kind, more[1]


def _is_ending(found: re.Match[str], text: str) -> bool:
    """Whether "till" means until: "valid till 311226"."""
    groups = found.groupdict()
    if groups.get("word") is None or (groups["link"] and _SHORTEST_TILL_WORD.search(groups["link"])):
        return False
    if found["number"].endswith("000") and "till" in found["word"]:
        return True
    return _until().search(text[max(0, found.start() - 16) : found.start()]) is not None


def find_pochi(text: str, phones: Iterable[Found]) -> Iterator[Spotted]:
    """The telephones that "pochi la biashara" stands before or behind."""
    lower = text.lower()
    words = [found.span() for found in _POCHI.finditer(text)] if any(map(lower.__contains__, _POCHI_HINTS)) else []
    if not words:
        return
    for start, end, number in phones:
        before = [there_end for _, there_end in words if 0 <= start - there_end <= 40]
        if any(_POCHI_TO_NUMBER.fullmatch(text, there, start) for there in before) or _NUMBER_TO_POCHI.match(text, end):
            yield start, end, ContactKind.POCHI, number
