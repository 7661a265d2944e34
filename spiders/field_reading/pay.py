"""Pay as adverts print it ("KSh 30,000-45,000 p.m", "SAR 1,500/=", "25k kwa mwezi") as amounts, currency and period."""

import re

from registry.advert_item import Pay
from spiders.field_reading.kept_sentences import kept

_CURRENCIES = (
    ("SAR", r"\bsar\b|\bs\.?r\b\.?|saudi riyals?|\briyals?\b(?! omani)"),
    ("AED", r"\baed\b|\bdhs?\b\.?|dirhams?"),
    ("QAR", r"\bqar\b|\bq\.?r\b\.?|qatari? riyals?"),
    ("KWD", r"\bkwd\b|\bk\.?d\b\.?|kuwaiti? dinars?"),
    ("OMR", r"\bomr\b|omani riyals?"),
    ("BHD", r"\bbhd\b|\bb\.?d\b\.?|bahraini? dinars?"),
    ("JOD", r"\bjod\b"),
    ("PLN", r"\bpln\b|zł|\bzlot(?:y|ys|ych)\b"),
    ("ILS", r"\bils\b|\bnis\b|₪|shekels?"),
    ("RON", r"\bron\b"),
    ("MYR", r"\bmyr\b|\brm\b|ringgits?"),
    ("SGD", r"\bsgd\b|s\$"),
    ("THB", r"\bthb\b|\bbahts?\b"),
    ("TRY", r"\btry\b(?=\s?\d)|₺|\blira\b"),
    ("RWF", r"\brwf\b"),
    ("ZAR", r"\bzar\b|\brands?\b"),
    ("RUB", r"\brub\b|roubles?|rubles?"),
    ("CHF", r"\bchf\b"),
    ("JPY", r"\bjpy\b|¥"),
    ("UGX", r"\bugx\b|\bush\b"),
    ("TZS", r"\btzs\b|\btsh\b"),
    ("INR", r"\binr\b|₹|\brs\b\.?"),
    ("GBP", r"\bgbp\b|£"),
    ("EUR", r"\beur\b|€|euros?\b"),
    ("CAD", r"\bcad\b"),
    ("AUD", r"\baud\b"),
    ("USD", r"\busd\b|us\$|\$|dollars?\b"),
    ("KES", r"\bk\.?\s?sh?s?\b\.?|\bkes\b|\bshs?\b\.?|/=|\bbob\b|shilling[si]?|shilingi"),
)
# The specific names go before the general word: "Qatari riyals" is not Saudi pay.
_SPECIFIC = ("QAR", "OMR", "KWD", "BHD")
CURRENCIES = [(code, re.compile(pattern)) for code, pattern in _CURRENCIES]
CURRENCIES.sort(key=lambda pair: pair[0] not in _SPECIFIC)
PERIODS = [
    (name, re.compile(pattern))
    for name, pattern in (
        ("month", r"\bp\.?\s?m\b|month|mwezi|/\s?mo?\b"),
        ("year", r"\bp\.?\s?a\b\.?|year|annual|annum|mwaka|/\s?yr"),
        ("week", r"week|wiki|/\s?wk"),
        ("day", r"\bday\b|daily|siku|per diem|/\s?day"),
        ("hour", r"hour|\bhr\b|saa\b"),
    )
]
_AMOUNT = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:[,' ]\d{3})+|\d{1,12})(?:\.\d{1,2})?(?:\s?k\b)?", re.IGNORECASE)
_GLUED = re.compile(
    r"(?<=[a-z$£€₹])(?=\d)|(?<=[a-z]\.)(?=\d)|(?<=\d)(?=(?:k?sh|kes|sar|aed|qar|usd|dhs|/=))", re.IGNORECASE
)
_THOUSANDS = re.compile(r"\d\s*[-–]\s*\d+\s?k\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
LONGEST = 300
LEAST_PAY = 100


def read_pay(raw: str, *, currency: str | None = None, period: str | None = None) -> Pay | None:
    """The pay `raw` states, or None where no amount stands; `currency` and `period` are what stands beside it."""
    text = _GLUED.sub(" ", " ".join(raw.split())[:LONGEST])
    amounts = [amount for amount in map(_amount, _AMOUNT.findall(text)) if 0 < amount <= 1e12]
    if max(amounts, default=0) >= LEAST_PAY:
        # "2 years contract, SAR 1,500": beside a real amount, a small number counts something else
        amounts = [amount for amount in amounts if amount >= LEAST_PAY or _THOUSANDS.search(text)]
    if not amounts:
        return None
    low, high = amounts[0], amounts[1] if len(amounts) > 1 else None
    if high is not None and low < 1000 <= high and _THOUSANDS.search(text):
        low *= 1000  # "30-45k" says thousands once
    if high is not None and high < low:
        high = None
    return Pay(
        minimum=low,
        maximum=high if high is not None else low,
        currency=read_currency(text) or (read_currency(currency) if currency else None),
        period=read_period(text) or (read_period(period) if period else None),
    )


def read_currency(raw: str) -> str | None:
    """The ISO 4217 code of the currency `raw` names first, by its code, sign or local words."""
    # What stands around a sum is the same on most pages of a board: only that there are digits matters.
    return _currency(_DIGITS.sub("0", raw.lower()))


@kept
def _currency(text: str) -> str | None:
    return next((code for code, pattern in CURRENCIES if pattern.search(text)), None)


def read_period(raw: str) -> str | None:
    """hour, day, week, month or year as `raw` states it (schema.org's MONTH too)."""
    text = raw.lower()
    return next((name for name, pattern in PERIODS if pattern.search(text)), None)


def _amount(printed: str) -> float:
    text = re.sub(r"[,' ]", "", printed.lower())
    return float(text.rstrip("k")) * (1e3 if text.endswith("k") else 1)
