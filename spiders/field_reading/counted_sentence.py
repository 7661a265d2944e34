"""A sentence with numbers as one letter a word, and which of its numbers count no people: ages, pay, hours, dates."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spiders.field_reading.counting_words import NUMBER, OTHER_NUMBER, POST, TRADE, kind_of, words
from spiders.field_reading.kept_sentences import kept
from spiders.field_reading.said_numbers import number_starts, read_number

# Over the letters of a sentence's words: whom a number before them counts, and where a number of posts stands.
PEOPLE_AFTER = re.compile(
    r"N(?:[p\-–]n)?(?:[aFs]|[PG](?=[PG])|U(?=P)|x(?=[aP])|[-/&](?=[aFsPG])|aJ(?=a[PG])){0,4}([PG])(?!')"
)
POSTS_AFTER = re.compile(r"(N)[aFsS]{0,2}O")
_TOKEN = re.compile(r"(?!x\d)[^\W\d_]+\d\w*|[^\W\d_]+(?:['’_][^\W\d_]+)*|\d+(?:,\d{3})*(?:\.\d+)?[^\W_]*|[^\w\s]")
_SIZED = re.compile(r"[^\w\s]{0,3}(?P<label>[aFsOSHGWPT']{1,4})[:=\-–]F?(N)[^\w]{0,3}")
_ONE_AFTER = re.compile(r"a{0,2}[PO]")
_ONE_MORE = re.compile(r"F{1,2}a{0,2}P")
_ONE_BEFORE = re.compile(r"(?:[PO]a{0,2}|OF{1,2})$")
_HELD = re.compile(r"[aPU]FG(N)")
_JOINED = ("ya", "la", "cha", "za")
_TRADE_BEFORE = re.compile(r"P[:\-–]?$")
_SIGN = re.compile(r"[SHOKV]")
_ORDERED = re.compile(r"[SHO]")
_YEARS = range(1990, 2100)
_FEW = 10
_PAY, _MUCH = 500, 900
_LEAST_DIVIDED = 3
_LISTED = (",", "na", "and", "or", "au", "ama")
_RANGE = ("-", "–", "to", "hadi", "mpaka")


@dataclass(frozen=True)
class Sentence:
    """A sentence's words, a letter for each, and the values of its numbers by place; `digits` are those not spelled."""

    tokens: tuple[str, ...]
    kinds: str
    values: dict[int, int]
    digits: frozenset[int]

    def near(self, start: int, end: int) -> str:
        """The words from `start` to `end` as text."""
        return " ".join(self.tokens[max(0, start) : end]).replace("_", " ")


@kept
def take_apart(printed: str) -> Sentence:
    """The sentence `printed`, given in lower case."""
    whole = _read(_TOKEN.findall(printed))
    other: set[int] = set()
    for place in whole.values:
        if _goes_on(whole, place, other) or _counts_something_else(whole, place):
            other.add(place)
    if not other:
        return whole
    kinds = "".join(OTHER_NUMBER if place in other else kind for place, kind in enumerate(whole.kinds))
    return Sentence(whole.tokens, kinds, whole.values, whole.digits)


def _read(raw: Sequence[str]) -> Sentence:
    """The words with those of one number or one sign ("looking for") made one."""
    phrases, starts = words().phrases, number_starts()
    tokens: list[str] = []
    kinds: list[str] = []
    values: dict[int, int] = {}
    digits: set[int] = set()
    at = 0
    while at < len(raw):
        token, end = raw[at], at + 1
        if raw[at] == "+" and len(tokens) - 1 in values and kind_of(raw[end] if end < len(raw) else token) == POST:
            at = end  # "300+ vacancies"
            continue
        number = read_number(raw, at) if token[0].isdigit() or token in starts else None
        if number is not None:
            values[len(tokens)], end = number
            if token[0].isdigit():
                digits.add(len(tokens))
            token = "".join(raw[at:end])
            if raw[end : end + 1] == ["("] and raw[end + 1 : end + 3] in (
                [str(number[0]), ")"],
                [f"{number[0]:02d}", ")"],
            ):
                token, end = f"{token}({number[0]})", end + 3  # "forty (40)"
        elif token in phrases:
            for phrase in phrases[token]:
                if tuple(raw[at : at + len(phrase)]) == phrase:
                    token, end = "_".join(phrase), at + len(phrase)
                    break
        tokens.append(token)
        kinds.append(NUMBER if number is not None else kind_of(token))
        at = end
    return Sentence(tuple(tokens), "".join(kinds), values, frozenset(digits))


def _goes_on(sentence: Sentence, at: int, other: set[int]) -> bool:
    """Whether a list of what counts no people reaches to this number: "aged 2, 4 and 7"."""
    joined = at - 2 in other and sentence.tokens[at - 1] in _LISTED
    return joined and sentence.kinds[at + 1 : at + 2] not in ("P", "G")


def _counts_something_else(sentence: Sentence, at: int) -> bool:
    return _after_another_thing(sentence, at) or _before_a_unit(sentence, at) or _is_no_count(sentence, at)


def _after_another_thing(sentence: Sentence, at: int) -> bool:
    known, before, earlier = words(), _word(sentence.tokens, at - 1), _word(sentence.tokens, at - 2)
    if before in known.cared_for and sentence.values[at] < _FEW:
        return True
    if before == "of" and (earlier == "one" or earlier in known.sizes_of_others):  # "a hotel of 300 staff"
        return True
    if before in known.holding and POSTS_AFTER.match(sentence.kinds, at):
        return False
    return (
        before in known.not_before
        or before == "#"
        or (before == "/" and sentence.kinds[at - 2 : at - 1] not in ("P", "G", "s"))
        or (before in known.links and earlier in known.not_before)
        or (before == "-" and _is_code(sentence, at - 2))
    )


def _before_a_unit(sentence: Sentence, at: int) -> bool:
    known, kinds = words(), sentence.kinds
    after, beyond = _word(sentence.tokens, at + 1), _word(sentence.tokens, at + 2)
    if after == "/" and kinds[at + 2 : at + 3] == TRADE:  # "cleaners 30 / cooks 25"
        return False
    if after in ("/", "+", "%"):
        return True
    if after in known.units:
        return not (after in known.units_of_trades and kinds[at + 2 : at + 3] == TRADE)
    if at and kinds[at - 1] in ("P", "G"):  # "watu elfu mbili Saudia mwaka huu"
        return False
    return beyond in known.units and kinds[at + 1] in "aF-sn" and not PEOPLE_AFTER.match(kinds, at)


def _is_no_count(sentence: Sentence, at: int) -> bool:
    value, token = sentence.values[at], sentence.tokens[at]
    if at not in sentence.digits:
        return value < 2 and not _is_one_post(sentence, at)
    if token[0] == "0" and not (len(token) == 2 and _word(sentence.tokens, at - 1) in (":", "(", "x")):
        return True
    if _word(sentence.tokens, at + 1) == ")" and sentence.kinds.rfind("(", 0, at) <= sentence.kinds.rfind(")", 0, at):
        return True  # "1) nanny 2) cook"
    beyond = _word(sentence.tokens, at + 2)
    if _word(sentence.tokens, at + 1) in _RANGE and beyond[:1].isdigit() and at + 2 not in sentence.values:
        return True  # "25-40yrs"
    return (value in _YEARS and "," not in token) or _in_a_row(sentence, at)


def _is_one_post(sentence: Sentence, at: int) -> bool:
    """Whether "one" counts a post or a person: "one slot", "one senior cook", "dereva mmoja", "one (1) of ..."."""
    kinds, said = sentence.kinds, sentence.tokens[at]
    if said.endswith(")"):
        return True
    if said != "one":
        return _ONE_BEFORE.search(kinds[:at]) is not None or _word(sentence.tokens, at - 1) in words().one_person
    if kinds[at - 1 : at] in ("J", ",") and _ONE_MORE.match(kinds, at + 1):
        return True
    return _ONE_AFTER.match(kinds, at + 1) is not None or _word(sentence.tokens, at + 1) in words().one_person


def _word(tokens: Sequence[str], at: int) -> str:
    return tokens[at] if 0 <= at < len(tokens) else ""


def _is_code(sentence: Sentence, at: int) -> bool:
    token = _word(sentence.tokens, at)
    return at not in sentence.values and any(letter.isdigit() for letter in token)


def _in_a_row(sentence: Sentence, at: int) -> bool:
    """Whether digits are of a telephone ("0700 000 101"), a time ("8:30"), or a range unless that is one of posts."""
    for step in (-1, 1):
        beside, beyond = at + step, at + 2 * step
        if beside in sentence.digits:
            return True
        if beyond not in sentence.values:
            continue
        mark = sentence.tokens[beside]
        if mark in (":", ".", "/"):
            return True
        if mark in _RANGE:
            people = PEOPLE_AFTER.match(sentence.kinds, max(at, beyond))
            posts = (people is not None and people[1] == TRADE) or POSTS_AFTER.match(sentence.kinds, max(at, beyond))
            if step < 0 or not posts:
                return True
    return False


def of_others(sentence: Sentence, printed: str) -> Iterator[int]:
    """Numbers of people whom the worker leads, feeds or lodges with, or of so many a room or a day."""
    known = words()
    led, each = known.looked_after.search(printed) is not None, known.each.search(printed) is not None
    for at in sentence.values if led or each else ():
        if POSTS_AFTER.match(sentence.kinds, at):
            continue
        if (led and known.looked_after.search(sentence.near(at - 6, at + 1))) or (
            each and known.each.search(sentence.near(at, at + 7).partition(",")[0])
        ):
            yield at
    yield from (at for at in sentence.values if _is_staff(sentence, at) or _is_pay_or_age(sentence, at))
    for match in _HELD.finditer(sentence.kinds):
        joined = sentence.tokens[match.start() + 1]
        things = sentence.tokens[max(0, match.start() - 1) : match.start() + 1]
        if joined in _JOINED and known.filled.union(known.has_people).isdisjoint(things):  # "gari la watu 14"
            yield match.start(1)


def _is_staff(sentence: Sentence, at: int) -> bool:
    """Whether it counts people somebody has: "our 60 drivers", "12 cooks work in the kitchen"."""
    known, after = words(), PEOPLE_AFTER.match(sentence.kinds, at)
    told = _word(sentence.tokens, after.end() if after is not None else at + 1)
    if told in known.doing and not _ORDERED.search(sentence.kinds[:at]):  # not "a demand for 16 welders landed"
        return True
    return after is not None and _word(sentence.tokens, at - 1) in known.whose


def _is_pay_or_age(sentence: Sentence, at: int) -> bool:
    """Whether it is beside a trade and its pay or one person's age: "cooks 1600 (in QAR)", "a housemaid of 25"."""
    before = _word(sentence.tokens, at - 1)
    value, kinds = sentence.values[at], sentence.kinds
    said_as_pay = value >= _PAY and ("U" in kinds or (value >= _MUCH and not _SIGN.search(kinds)))
    if said_as_pay and _TRADE_BEFORE.search(kinds[:at]):
        return True
    person = _word(sentence.tokens, at - 2)
    return before == "of" and sentence.kinds[at - 2 : at - 1] == TRADE and not person.endswith(("s", "crew"))


def sized(sentence: Sentence) -> int | None:
    """Where a number stands that only a label announces: "Batch size: 160", "How many: 45"; None where none does."""
    known, label = words(), _SIZED.fullmatch(sentence.kinds)
    if label is None:
        return None
    said = sentence.tokens[label.start("label") : label.end("label")]
    last = said[-1] if sentence.kinds[label.end("label") - 1] not in "SF" else said[0]
    if last not in known.sizes and known.asked.fullmatch(" ".join(said)) is None:
        return None
    return label.start(2) if known.sizes_of_others.isdisjoint(sentence.tokens) else None


def counts_others(sentence: Sentence, printed: str) -> bool:
    """Whether the people that a sentence counts are elsewhere already."""
    known = words()
    if known.elsewhere.search(printed):
        return True
    return known.elsewhere_people.search(printed) is not None and POSTS_AFTER.search(sentence.kinds) is None


def whole_of_parts(sentence: Sentence, places: Iterable[int]) -> list[int]:
    """The first of the numbers at `places` where the others divide it: "30 guards, 10 for Doha, 20 for Jeddah".

    Parts that name another trade, and a first that is told what for as they are ("walimu 5 wa hisabati"), are a list.
    """
    ordered = sorted(at for at in places if at in sentence.values)
    if len(ordered) < _LEAST_DIVIDED or _word(sentence.tokens, ordered[0] + 1) in ("wa", "ya", "za"):
        return []
    whole, *parts = [sentence.values[at] for at in ordered]
    trades = {token.rstrip("s") for token, kind in zip(sentence.tokens, sentence.kinds, strict=True) if kind == TRADE}
    return [whole] if whole == sum(parts) and len(trades) <= 1 else []
