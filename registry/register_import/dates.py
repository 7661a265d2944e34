"""Dates as registers print them; apart because a date read wrongly is a licence read wrongly."""

import re
import time
from datetime import date, timedelta
from functools import lru_cache

FORMATS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d-%B-%Y",
    "%B %d %Y",
    "%b %d %Y",
    "%Y/%m/%d",
    "%d/%m/%y",
    "%d-%m-%y",
    "%d-%b-%y",
    "%d %b %y",
)
# A workbook's own count of days, where it was saved as text: 1982 to 2064.
_DAY_NOUGHT, _SERIALS = date(1899, 12, 30), range(30_000, 60_000)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_DATE = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2,4}|[A-Za-z]{3,9} \d{1,2} \d{4}"
)
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*([AaPp][Mm])?(Z|[+-]\d{2}:?\d{2})?$")


@lru_cache(maxsize=50_000)
def read_day(text: str, formats: tuple[str, ...]) -> date | None:
    """The day `text` states by the spec's `formats`, then the common ones (day before month), None if it states none.

    Of several ("1 Jan 2026 - 31 Dec 2026") it is the last, which is the one that a validity ends on.
    """
    if len(text) == 5 and text.isdecimal() and int(text) in _SERIALS:
        return _DAY_NOUGHT + timedelta(days=int(text))
    said = _CLOCK.sub("", " ".join(_ORDINAL.sub(r"\1", text).replace(",", " ").split()))
    whole = _parse(said, formats)
    if whole is not None:
        return whole
    inside = [day for found in _DATE.findall(said) if (day := _parse(found, formats)) is not None]
    return inside[-1] if inside else None


def _parse(said: str, formats: tuple[str, ...]) -> date | None:
    for form in (*formats, *FORMATS):
        try:
            parsed = time.strptime(said, form)
        except ValueError:
            continue
        if 1900 <= parsed.tm_year <= 2200:
            return date(*parsed[:3])
    return None
