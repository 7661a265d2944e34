"""Numbers of people in a short advert that no word of wanting stands by: "Seven drivers.", "waashi 5, mabomba 4"."""

import re
from collections.abc import Iterable

from spiders.field_reading.counted_sentence import PEOPLE_AFTER, Sentence, of_others, take_apart, whole_of_parts
from spiders.field_reading.counting_words import NUMBER, TRADE, words

SHORT_TEXT = 450
_AGES = range(14, 66)
_MOST = 2_000
_BACK = 3
_BEFORE = re.compile(r"([PG])F{0,1}$")
# "Maths 8, English 7, CRE 6", "waashi 5, mabomba 4 na umeme 2": an item, then the same again.
_ITEM = r"[aPGs]{1,3}[:x\-–]?(?:N|\(N\))"
_LIST = re.compile(rf"(?:^|[:,(\-–])({_ITEM}(?:(?:,J?|J|[/+;])[aFs]?{_ITEM})+)(?=[.,)]|$|[aFs])")
_ENOUGH_ITEMS = 3


def read_unsigned(sentences: Iterable[str], *, part: int | None) -> int | None:
    """The number of people the first sentence that has one counts; None where no sentence does.

    `part` is a number read already: then only a list that it is an item of tells more.
    """
    known = words()
    for printed in sentences:
        if known.elsewhere.search(printed) or known.elsewhere_people.search(printed) or known.no_list.search(printed):
            continue
        sentence = take_apart(printed)
        others = set(of_others(sentence, printed))
        items = _listed(sentence, others)
        if part is not None:
            if part in items:
                return sum(items)
            continue
        found = sum(items) or _counted(sentence, others)
        if 1 < found <= _MOST:
            return found
    return None


def _listed(sentence: Sentence, others: set[int]) -> list[int]:
    for match in _LIST.finditer(sentence.kinds):
        places = [at for at in sentence.values if match.start(1) <= at < match.end(1) and at not in others]
        named = not {"P", "G"}.isdisjoint(sentence.kinds)
        if len(places) >= (2 if named else _ENOUGH_ITEMS):
            return whole_of_parts(sentence, places) or [sentence.values[at] for at in places]
    return []


def _counted(sentence: Sentence, others: set[int]) -> int:
    total, last = 0, -1
    for at in sorted(sentence.values):
        if sentence.kinds[at] != NUMBER or at in others or sentence.values[at] < 2:
            continue
        before = _BEFORE.search(sentence.kinds, max(0, last + 1), at)
        after = PEOPLE_AFTER.match(sentence.kinds, at)
        if before is not None and _may_count(sentence, before.start(1), at):
            person = before.start(1)
        elif after is not None:
            person = after.start(1)
        else:
            continue
        if not _said_of_others(sentence, min(person, at)) and not _short_for_a_word(sentence, at):
            total += sentence.values[at]
            last = max(person, at)
    return total


def _may_count(sentence: Sentence, person: int, at: int) -> bool:
    """Whether a number after people is not their age: spelled, or of a trade, and of several."""
    if sentence.tokens[person] in words().one_person:
        return False
    if sentence.tokens[person] in words().counted_after:
        return True
    return at not in sentence.digits or (sentence.kinds[person] == TRADE and sentence.values[at] not in _AGES)


def _said_of_others(sentence: Sentence, start: int) -> bool:
    return not words().others_before.isdisjoint(sentence.tokens[max(0, start - _BACK) : start])


def _short_for_a_word(sentence: Sentence, at: int) -> bool:
    """Whether "4" or "2" may stand for "for" or "to": "nurse 4 maternity ward"."""
    return at in sentence.digits and sentence.values[at] in (2, 4) and sentence.kinds[at - 1 : at] in ("P", "G", "a")
