"""How often pay is paid, as people write it (per month, p.a., /wk, every two weeks, kwa saa); read for pay alone."""

from risk_model.words.advert_text import BREAK, Words

_HOUR, _DAY, _WEEK, _YEAR = 208.0, 26.0, 4.33, 1 / 12
# How many of a period a month of work has.
_MONTHS = {
    "hour": _HOUR, "hourly": _HOUR, "hr": _HOUR, "saa": _HOUR,
    "day": _DAY, "daily": _DAY, "siku": _DAY, "shift": _DAY, "night": _DAY, "nightly": _DAY, "usiku": _DAY,
    "week": _WEEK, "weekly": _WEEK, "wk": _WEEK, "wiki": _WEEK, "juma": _WEEK,
    "fortnight": _WEEK / 2, "fortnightly": _WEEK / 2, "biweekly": _WEEK / 2,
    "month": 1.0, "monthly": 1.0, "mwezi": 1.0, "pm": 1.0, "mnth": 1.0, "mth": 1.0, "mo": 1.0,
    "quarter": 1 / 3, "quarterly": 1 / 3,
    "year": _YEAR, "annum": _YEAR, "annual": _YEAR, "yearly": _YEAR, "annually": _YEAR, "mwaka": _YEAR, "yr": _YEAR,
}  # fmt: skip
# Only after a number of them: "every two weeks", "kila miezi mitatu".
_SEVERAL = {
    "weeks": _WEEK, "wks": _WEEK, "wiki": _WEEK, "week": _WEEK, "months": 1.0, "month": 1.0, "miezi": 1.0, "days": _DAY,
}  # fmt: skip
_NUMBERS = {
    "two": 2, "2": 2, "2nd": 2, "second": 2, "other": 2, "three": 3, "3": 3, "four": 4, "4": 4, "six": 6, "6": 6,
    "mbili": 2, "miwili": 2, "tatu": 3, "mitatu": 3, "nne": 4, "minne": 4, "sita": 6,
}  # fmt: skip
# "P.a.", "p/w" and "/h".
_LETTERS = {
    "a": _YEAR, "y": _YEAR, "m": 1.0, "w": _WEEK, "d": _DAY, "h": _HOUR, "pa": _YEAR, "pw": _WEEK, "pd": _DAY,
    "ph": _HOUR,
}  # fmt: skip
_ADVERBS = frozenset(
    {
        *("pm", "nightly", "hourly", "daily", "weekly", "fortnightly", "biweekly", "monthly", "quarterly", "yearly"),
        *("annually", "annual", "annum"),
    }
)
_EACH = frozenset({"a", "per", "each", "every", "an", "the", "kwa", "kila", "wa", "ya", "la", "/"})
_FOR_EACH = frozenset({"a", "an", "per", "each", "every", "kwa", "kila", "p"})
# "Eight hours a day", "six days a week" and "reviewed every year" say nothing of what pay is for.
_COUNTED = frozenset(
    {
        *("hour", "hours", "hr", "hrs", "day", "days", "shift", "shifts", "off", "times", "once", "twice", "leave"),
        *("saa", "masaa", "siku", "rest"),
    }
)
_ON = frozenset(
    {"reviewed", "review", "increased", "increment", "rises", "after", "raised", "ticket", "bonus", "likizo", "tiketi"}
)
_BETWEEN = frozenset({"gross", "net", "basic", "cash", "only", "tu", "pekee", "nett", "cents"})
# What may follow "240,000 pa" without a mark.
_GOES_ON = frozenset({"plus", "and", "with", "na", "gross", "net", "depending", "or", "to", "basic", "negotiable"})


def paid_by(words: Words, end: int) -> float | None:
    """How often a month an amount that ends before word `end` is paid, by what stands right behind it; else None."""
    if _word(words, end) in _BETWEEN:
        end += 1
    return _short(words, end) or _of_each(words, end)


def period_of(words: Words, start: int, end: int) -> float | None:
    """How often a month the amount of words `start` to `end` is paid, by the nearest period said of it; None if none.

    That is one after it, before it, or of less than a month later in the sentence.
    """
    if (times := paid_by(words, end)) is not None:
        return times
    first, last = words.sentence(start)
    after = [place for place in range(end, min(end + 5, last)) if not _comma(words, end, place)]
    for place in (*after, *range(start - 1, first - 1, -1)):
        if _is_period(words, place):
            return _MONTHS[words.words[place]]
    # "18,000, night allowance 200 per night": what follows another number is said of that.
    last = next((place for place in words.numbers if end <= place < last), last)
    later = [_MONTHS[words.words[place]] for place in range(end, last) if _is_period(words, place)]
    return next((times for times in later if times >= 1), None)


def _short(words: Words, end: int) -> float | None:
    """A period in letters or behind a stroke: "p.a.", "P/W", "pa", "/yr", "/=day"."""
    word, after = _word(words, end), _word(words, end + 1)
    if word == "p" and after in _LETTERS | _MONTHS.keys() and _gap(words, end + 1) in ("", ".", "/", ". "):
        return _LETTERS.get(after) or _MONTHS.get(after)
    if word == "p" and after in _LETTERS and _gap(words, end + 1) == " ":
        return _LETTERS[after] if not _word(words, end + 2) or after == "m" else None
    if word == "bi" and after == "weekly":
        return _WEEK / 2
    if word in ("pa", "pw", "pd", "ph"):
        # No "PA system", no "Ph 0712 345 678".
        ends = not after or after is BREAK or after in _GOES_ON or bool(_gap(words, end + 1).strip())
        return _LETTERS[word] if ends and not after[:1].isdigit() else None
    is_stroked = _gap(words, end).strip() == "/" or (_gap(words, end) == "" and _word(words, end - 1) in ("/=", "/-"))
    if not is_stroked or not word:
        return None
    return _MONTHS.get(word) or (_LETTERS.get(word) if len(word) == 1 else None)


def _of_each(words: Words, end: int) -> float | None:
    """A period that an amount is said to be paid in: "an hr", "fortnightly", "every two weeks", "kila wiki mbili"."""
    word = _word(words, end)
    if word in _ADVERBS and word not in ("annual", "annum"):
        return _MONTHS[word]
    if word not in _FOR_EACH:
        return None
    unit, after = _word(words, end + 1), _word(words, end + 2)
    if unit in _NUMBERS and after in _SEVERAL:
        return _SEVERAL[after] / _NUMBERS[unit]
    if unit == "baada":  # "kila baada ya wiki mbili"
        unit, after = _word(words, end + 3), _word(words, end + 4)
    if unit in ("wiki", "miezi") and after in _NUMBERS and word in ("kwa", "kila"):
        return _SEVERAL[unit] / _NUMBERS[after]
    if unit in ("working", "calendar", "full"):
        unit = after
    return _MONTHS.get(unit) if unit not in _ADVERBS or unit == "annum" else None


def _is_period(words: Words, place: int) -> bool:
    """Whether a period is one that pay is for: "a month", "monthly", "kwa siku"; not "one day off" or "days a week"."""
    word = words.words[place]
    if word not in _MONTHS:
        return False
    if word in _ADVERBS:
        return True
    before = words.words[place - 1] if place else ""
    if before not in _EACH:
        return words.words[place + 1 : place + 2] in (["rate"], ["wage"], ["pay"], ["ni"])
    return place < 2 or (words.words[place - 2] not in _COUNTED and words.words[place - 2] not in _ON)


def _comma(words: Words, start: int, place: int) -> bool:
    return "," in words.original[words.ends[start - 1] : words.starts[place]]


def _gap(words: Words, place: int) -> str:
    """What stands between word `place` and the one before it."""
    return words.original[words.ends[place - 1] : words.starts[place]] if 0 < place < len(words.words) else ""


def _word(words: Words, place: int) -> str:
    return words.words[place] if 0 <= place < len(words.words) else ""
