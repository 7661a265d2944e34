"""How many posts an advert offers by patterns: "20 posts", "100 housemaids needed", "wauguzi 45, wapishi kumi".

A number is one of posts only where the words around it say so. Too high a number would accuse an agency of exceeding
its order: of two readings the lower counts, and ages, pay, hours, rooms and people placed long ago are none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spiders.field_reading.bare_openings import bare_counts, is_price, may_be_posts
from spiders.field_reading.counted_sentence import (
    PEOPLE_AFTER,
    Sentence,
    counts_others,
    of_others,
    sized,
    whole_of_parts,
)
from spiders.field_reading.counting_patterns import (
    ANSWER,
    AT_FIRST,
    AT_ONCE,
    BESIDE,
    DIVIDED,
    HIRED,
    ITEM,
    LISTED,
    MORE,
    NEXT_PART,
    OF_POSTS,
    ONE_PART,
    OTHERS,
    PAPERS,
    PEOPLE_BEFORE,
    POSTS,
    POSTS_PART,
    SIGNS,
    TOTALS,
    WITHIN,
)
from spiders.field_reading.counting_words import NUMBER, PEOPLE, TRADE, words
from spiders.field_reading.said_numbers import has_number
from spiders.field_reading.told_numbers import SENTENCE_END, Told
from spiders.field_reading.unsigned_openings import SHORT_TEXT, read_unsigned

_AGES = range(14, 66)
_SHORT = 9
_FEW = 4
_THOUSANDS = 1000
_MOST = 10_000
_STEPS = re.compile(r"\(1\).{0,400}\(2\)")


@dataclass
class _Said:
    """The numbers of one sentence by what they count; trades by their noun."""

    totals: list[int] = field(default_factory=list)
    posts: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    trades: dict[str, int] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    listed: bool = False


@dataclass(frozen=True)
class _Before:
    """What the sentences before say of this one: it is in their list, answers their question, or is a title."""

    headed: bool
    asked: bool
    titled: bool


def read_by_patterns(text: str, told: Sequence[Told], *, titled: bool) -> int | None:
    """The number of posts stated in `text`, whose sentences are `told`; None where none is."""
    stated = _stated(told, titled=titled)
    return stated if titled or len(text) > SHORT_TEXT else _unsigned(text, part=stated) or stated


def _unsigned(text: str, *, part: int | None) -> int | None:
    text = text.lower().replace("’", "'")
    sentences = (printed for printed in SENTENCE_END.split(text)[::2] if has_number(printed))
    return read_unsigned(sentences, part=part)


def _stated(told: Sequence[Told], *, titled: bool) -> int | None:
    said: list[_Said] = []
    headed = asked = False
    known = words()
    for one in told:
        printed, sentence = one.printed, one.sentence
        if sentence is None:
            headed = asked = False
            continue
        short = len(sentence.tokens) <= _SHORT
        if NUMBER in sentence.kinds and not counts_others(sentence, printed):
            said.append(_said_in(sentence, printed, _Before(headed and short, asked, titled)))
        asked = known.asked.search(printed) is not None
        wants = not SIGNS.isdisjoint(sentence.kinds)
        headed = (wants and (short or printed.rstrip().endswith(":"))) or (headed and short and one.counted)
    return _together(said)


def _said_in(sentence: Sentence, printed: str, before: _Before) -> _Said:
    found = _Said(listed=before.headed and SIGNS.isdisjoint(sentence.kinds))
    signed = before.headed or before.asked or not SIGNS.isdisjoint(sentence.kinds)
    others = {*_parts(sentence), *of_others(sentence, printed)}
    taken = set(others)
    _of_posts(found, sentence, taken)
    last = -1
    for at in sorted(sentence.values):
        if sentence.kinds[at] != NUMBER or at in taken:
            continue
        person = _person(sentence, at, last)
        if person is None or not (signed or _titled(sentence, person, at, before)):
            continue
        if sentence.kinds[person] == TRADE or not _may_be_age(sentence, person, at):
            _add(found, sentence, at, person)
            taken.add(at)
            last = max(person, at)
    _further_parts(found, sentence, taken)
    _totals(found, sentence, taken)
    _without_people(found, sentence, taken, signed=signed)
    _in_lists(found, sentence, taken, printed, before)
    found.totals += whole_of_parts(sentence, taken - others)
    return found


def _of_posts(found: _Said, sentence: Sentence, taken: set[int]) -> None:
    """Numbers of posts that say for which trade: they are parts."""
    for pattern in OF_POSTS if "O" in sentence.kinds else ():
        for match in pattern.finditer(sentence.kinds):
            if match.start(1) not in taken:
                taken.add(match.start(1))
                _add(found, sentence, match.start(1), match.start(2))


def _further_parts(found: _Said, sentence: Sentence, taken: set[int]) -> None:
    """Numbers of a list that goes on without its noun: "walimu 5 wa hisabati, 3 wa sayansi na 2 wa Kiswahili"."""
    if not ONE_PART.search(sentence.kinds):
        return
    known = words()
    for pattern in (POSTS_PART, NEXT_PART):
        for match in pattern.finditer(sentence.kinds):
            at = match.start(1)
            if at not in taken and sentence.tokens[at + 2] not in known.no_parts:
                taken.add(at)
                found.trades[sentence.near(at + 1, at + 4)] = sentence.values[at]


def _totals(found: _Said, sentence: Sentence, taken: set[int]) -> None:
    """A number with a trade is a part, unless a word says that it is the whole."""
    for pattern in TOTALS:
        for match in pattern.finditer(sentence.kinds):
            at = match.start(1)
            near = sentence.kinds[max(0, match.start() - 4) : match.end() + 3]
            if sentence.values[at] <= _MOST and not {"P", "G", "O"}.isdisjoint(near):
                found.totals.append(sentence.values[at])
                taken.add(at)


def _without_people(found: _Said, sentence: Sentence, taken: set[int], *, signed: bool) -> None:
    kinds, values = sentence.kinds, sentence.values
    for at in _matched(POSTS, kinds, taken):
        # Thousands that name nobody are more often money.
        if values[at] < _THOUSANDS or kinds[at + 1 : at + 2] in ("O", "F") or kinds[at - 1] == ":":
            found.posts.append(values[at])
    if signed:
        found.posts += [values[at] for at in _matched(PAPERS, kinds, taken) if not is_price(sentence, at)]
    found.posts += [values[at] for at in _matched(AT_FIRST, kinds, taken) if may_be_posts(sentence, at)]
    if signed:
        found.posts += [values[at] for at in _matched(OTHERS, kinds, taken)]
        found.posts += [values[at] for at in _matched(HIRED, kinds, taken) if values[at] > 2]
    if not (found.posts or found.people or found.trades or found.totals):
        found.people += bare_counts(sentence, taken, signed=signed)


def _in_lists(found: _Said, sentence: Sentence, taken: set[int], printed: str, before: _Before) -> None:
    kinds, values = sentence.kinds, sentence.values
    signed = before.headed or not SIGNS.isdisjoint(kinds)
    if not _STEPS.search(printed):
        for at in _matched(LISTED if signed else LISTED[:-1], kinds, taken):
            found.trades[sentence.tokens[at - 2]] = values[at]
    if found.trades:
        for at in _matched(MORE, kinds, taken):
            found.trades[sentence.near(at - 2, at + 2)] = values[at]
    if before.headed and (match := ITEM.match(kinds)) and match.start(1) not in taken:
        found.trades[sentence.near(0, match.start(1))] = values[match.start(1)]
    if (labelled := sized(sentence)) is not None and labelled not in taken:
        found.posts.append(values[labelled])
    if before.asked and (match := ANSWER.match(kinds)) and match.start(1) not in taken:
        found.posts.append(values[match.start(1)])


def _matched(patterns: Iterable[re.Pattern[str]], kinds: str, taken: set[int]) -> Iterator[int]:
    for pattern in patterns:
        for match in pattern.finditer(kinds):
            at = match.start(1)
            if at not in taken:
                taken.add(at)
                yield at


def _person(sentence: Sentence, at: int, last: int) -> int | None:
    """Where the word for the people that the number counts stands: "walinzi 40" before "40 guards"."""
    before = PEOPLE_BEFORE.search(sentence.kinds, max(0, last + 1, at - 8), at)
    if before is not None and (sentence.values[at] == 1 or sentence.tokens[before.start(1)] not in words().one_person):
        return before.start(1)
    after = PEOPLE_AFTER.match(sentence.kinds, at)
    return after.start(1) if after is not None else None


def _titled(sentence: Sentence, person: int, at: int, before: _Before) -> bool:
    """Whether a sentence says it by its shape alone: it begins with the number and goes on with where or what for."""
    if (sentence.values[at] > _FEW or sentence.tokens[at].endswith(")")) and AT_ONCE.match(sentence.kinds) and at <= 3:
        return True
    return before.titled and sentence.kinds[person] == TRADE and min(person, at) <= 2 and sentence.values[at] > 1


def _may_be_age(sentence: Sentence, person: int, at: int) -> bool:
    """Whether "ladies 25" may be their age: people of no trade before such digits, and no wish right beside."""
    if person > at or sentence.values[at] not in _AGES:
        return False
    if "of" in sentence.tokens[person:at]:
        return True
    if at not in sentence.digits:
        return False
    kinds = sentence.kinds
    after = kinds[at + 1 : at + 3]
    if after[:1] in ("S", "H"):
        return False
    if after[:1] in ("J", "F", "-", "+") and after[1:] not in ("P", "G"):
        return True
    return not BESIDE.search(kinds[max(0, person - 4) : person])


def _add(found: _Said, sentence: Sentence, at: int, person: int) -> None:
    value = sentence.values[at]
    if sentence.kinds[person] == PEOPLE:
        found.people.append(value)
        return
    noun = sentence.tokens[person].rstrip("s")
    told = sentence.near(at + 1, person) if person > at else ""
    # "Twelve truck drivers and forty taxi drivers" are 52, "40 drivers (40 drivers)" are 40.
    kept = found.trades.get(noun)
    found.trades[noun] = value if kept is None else kept + value if told not in found.told else min(value, kept)
    found.told.add(told)


def _parts(sentence: Sentence) -> Iterator[int]:
    """Numbers that divide another: "60 (forty ladies, twenty gentlemen)", "97 out of 150", "in batches of sixty"."""
    for match in DIVIDED.finditer(sentence.kinds):
        yield match.start(1)
    for match in WITHIN.finditer(sentence.kinds):
        yield from range(match.start(1), match.end(1))


def _together(said: list[_Said]) -> int | None:
    totals = [value for one in said for value in one.totals]
    if totals:
        return min(totals)
    trades: dict[str, int] = {}
    for one in said:
        earlier = set(trades.values())
        for noun, value in one.trades.items():
            # The same number under another noun in another sentence is the same wish in another language.
            if noun in trades:
                trades[noun] = min(trades[noun], value)
            elif one.listed or value not in earlier:
                trades[noun] = value
    readings = [value for one in said for value in one.posts]
    readings += [sum(one.people) for one in said if one.people]
    if trades:
        readings.append(sum(trades.values()))
    return min((value for value in readings if value > 0), default=None)
