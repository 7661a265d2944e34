"""Dates as adverts print them: ISO, "27th June 2025", "Juni 2", "2 days ago", "siku 3 zilizopita", RFC 822."""

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januari", "february feb februari", "march mar machi", "april apr aprili", "may mei",
            "june jun juni", "july jul julai", "august aug agosti", "september sep sept septemba",
            "october oct oktoba", "november nov novemba", "december dec desemba",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_UNIT_DAYS = {
    "minute": 0, "min": 0, "hour": 0, "hr": 0, "dakika": 0, "saa": 0, "masaa": 0,
    "day": 1, "siku": 1, "week": 7, "wk": 7, "wiki": 7,
    "month": 30, "miezi": 30, "mwezi": 30, "year": 365, "mwaka": 365,
}  # fmt: skip
_WORDS = {"today": 0, "leo": 0, "now": 0, "just now": 0, "just posted": 0, "yesterday": 1, "jana": 1, "juzi": 2}
_AGO = re.compile(
    r"(?:(?P<n>\d{1,3}|an?)\+?\s*(?P<u>minute|min|hour|hr|day|week|wk|month|year)s?\s+ago)"
    r"|(?:(?P<su>dakika|masaa|saa|siku|wiki|miezi|mwezi|mwaka)\s+(?P<sn>\d{1,3})\s+(?:zilizopita|iliyopita|uliopita))"
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[\s\-./]*(?:of\s+)?({_MONTH})\b[\s\-./,]*(\d{{4}}|\d{{2}}\b)?")
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?")
_NUMBERS = re.compile(r"\b(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})\b")
_ISO = re.compile(r"\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
YEARS = range(2000, 2100)
LONGEST = 60


def read_date(raw: str, *, at: datetime) -> date | None:
    """The date `raw` states, day before month where only numbers stand; relative ones count back from `at`.

    A date without a year is the latest such day that is not more than a month ahead of `at`.
    """
    return _read(" ".join(raw.split())[: LONGEST * 4], at.date())


@lru_cache(maxsize=4096)
def _read(raw: str, today: date) -> date | None:
    if not raw:
        return None
    for reading in (_iso, _epoch, _relative, _named, _numeric, _rfc822, _anything):
        found = reading(raw.lower() if reading is not _rfc822 else raw, today)
        if found and found.year in YEARS:
            return found
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _iso(raw: str, _: date) -> date | None:
    match = _ISO.search(raw)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _epoch(raw: str, _: date) -> date | None:
    return date.fromtimestamp(int(raw[:10])) if _EPOCH.fullmatch(raw) else None  # noqa: DTZ012 (a day, not an instant)


def _relative(raw: str, today: date) -> date | None:
    if raw in _WORDS:
        return today - timedelta(days=_WORDS[raw])
    match = _AGO.search(raw)
    if not match:
        last = raw.rsplit(maxsplit=1)[-1]
        return today - timedelta(days=_WORDS[last]) if last in _WORDS else None
    number = match["n"] or match["sn"]
    return today - timedelta(days=(1 if number in ("a", "an") else int(number)) * _UNIT_DAYS[match["u"] or match["su"]])


def _named(raw: str, today: date) -> date | None:
    if match := _DAY_MONTH.search(raw):
        day, month, year = match[1], match[2], match[3]
    elif match := _MONTH_DAY.search(raw):
        month, day, year = match[1], match[2], match[3]
    else:
        return None
    if year:
        return _day(int(year), MONTHS[month], int(day))
    found = _day(today.year, MONTHS[month], int(day))
    return _day(today.year - 1, MONTHS[month], int(day)) if found and found > today + timedelta(days=31) else found


def _numeric(raw: str, _: date) -> date | None:
    match = _NUMBERS.search(raw)
    if not match:
        return None
    day, month, year = (int(part) for part in match.groups())
    return _day(year, month, day) or _day(year, day, month)


def _rfc822(raw: str, _: date) -> date | None:
    try:
        return parsedate_to_datetime(raw).date()
    except (ValueError, TypeError, IndexError):
        return None


def _anything(raw: str, today: date) -> date | None:
    """dateparser, last: it reads most languages but costs a thousand times the rest."""
    if len(raw) > LONGEST or not any(sign.isdigit() for sign in raw) or raw.isdigit():
        return None
    import dateparser

    settings = {"RELATIVE_BASE": datetime(today.year, today.month, today.day), "REQUIRE_PARTS": ["day", "month"]}  # noqa: DTZ001
    try:
        found = dateparser.parse(raw, languages=["en", "sw", "fr", "ar"], settings=settings)
    except (ValueError, OverflowError, RecursionError, TypeError):
        return None
    return found.date() if found else None
