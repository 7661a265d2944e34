"""Ages and lengths of time as people write them; apart because "16" is an age only by the words around it."""

from collections.abc import Iterator, Mapping

from registry.law.rule_schema import Numerals
from risk_model.phrases.matching import Compiled, Hit, Matcher, hit
from risk_model.words.advert_text import Words

TELLING = ("age_before", "age_after", "people_of_age")  # without one of these no number is an age
CONCEPTS = (*TELLING, "age_unit", "not_an_age")
YOUNGEST, OLDEST = 12, 65
_RANGE = frozenset({"to", "and", "or", "hadi", "mpaka", "na", "au", "ama"})
_DASHES = frozenset("-–—~/")
PEOPLE_NEAR = 4
NOT_NEAR = 5


def read_ages(matcher: Matcher, near: Mapping[str, Compiled], numerals: Numerals) -> Iterator[tuple[Hit, float]]:
    """Ages of people sought, each with the youngest it allows."""
    if not any(matcher.hits(near[name]) for name in TELLING):
        return
    words = matcher.words
    unit_ends = {one.start: one.end for one in matcher.hits(near["age_unit"])}
    for place in matcher.numerals():
        age = _number(words, place, numerals)
        if age is None or not 8 <= age <= OLDEST:
            continue
        end, ages = _range(words, place, age, unit_ends, numerals)
        plausible = min(ages) >= YOUNGEST or max(ages) > YOUNGEST + 1
        if plausible and _about_people(matcher, near, place, end, ranged=len(ages) > 1):
            yield hit(place, end), min(ages)


def read_durations(matcher: Matcher, numerals: Numerals) -> Iterator[tuple[Hit, float]]:
    """Lengths of time ("2 weeks", "wiki mbili"), each with its days."""
    words = matcher.words.words
    if numerals.days.keys().isdisjoint(words):
        return
    pairs = {place for number in matcher.numerals() for place in (number - 1, number) if 0 <= place < len(words) - 1}
    for place in sorted(pairs):
        for count, unit in ((place, place + 1), (place + 1, place)):
            days = numerals.days.get(words[unit])
            number = _number(matcher.words, count, numerals) if days else None
            if days and number and number < 1000:
                yield hit(place, place + 2), number * days
                break


def _number(words: Words, place: int, numerals: Numerals) -> float | None:
    word = words.words[place]
    if word.isdigit():
        return int(word) if len(word) < 4 else None
    value = numerals.words.get(word)
    if value is not None and place > 1 and words.words[place - 1] == "na":
        tens = numerals.words.get(words.words[place - 2])
        if tens and tens >= 10 and value < 10:  # "kumi na sita"
            return tens + value
    return value


def _range(
    words: Words, place: int, age: float, unit_ends: Mapping[int, int], numerals: Numerals
) -> tuple[int, list[float]]:
    """Where an age, or a range of ages, that begins at `place` ends, and its ages."""
    end = place + 1
    ahead = unit_ends.get(end, end)
    if ahead < len(words.words) and words.words[ahead] in _RANGE:
        ahead = unit_ends.get(ahead + 1, ahead + 1)
    elif words.original[words.ends[place] : words.starts[min(end, len(words.starts) - 1)]].strip() not in _DASHES:
        return end, [age]
    if ahead < len(words.words):
        other = _number(words, ahead, numerals)
        if other is not None and age < other <= OLDEST:
            return ahead + 1, [age, other]
    return end, [age]


def _about_people(matcher: Matcher, near: Mapping[str, Compiled], start: int, end: int, *, ranged: bool) -> bool:
    """Whether the words around say that a number is an age, and none says experience or history."""
    words = matcher.words

    def ends(name: str, within: int) -> bool:
        hits = matcher.hits(near[name])
        return any(0 <= start - one.end <= within and not words.broken(one.end - 1, start) for one in hits)

    def begins(name: str, within: int) -> bool:
        hits = matcher.hits(near[name])
        return any(0 <= one.start - end <= within and not words.broken(end - 1, one.start) for one in hits)

    if ends("not_an_age", NOT_NEAR) or begins("not_an_age", NOT_NEAR):
        return False
    if begins("age_after", 0) or ends("age_before", 1):
        return True
    if ranged and ends("people_of_age", 1):
        return True
    return ends("people_of_age", PEOPLE_NEAR) and (begins("age_unit", 0) or words.words[end : end + 1] == ["+"])
