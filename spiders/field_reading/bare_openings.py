"""Numbers that stand beside no word for people or posts, where the sentence says that they count people wanted."""

import re
from collections.abc import Collection, Iterator

from spiders.field_reading.counted_sentence import Sentence
from spiders.field_reading.counting_words import NUMBER, words

_FEW = 4
_COPIES = 2
_MOST = 1_000
_WISHED = re.compile(r"[SV][aF]?$")
_AGES = range(14, 66)
_BACK = 8
_ENDS = frozenset(",.;!?)")
_PRICED = frozenset(("for", "za", "before", "after", "from", "to", "kwa", "per", "kabla"))
_OF_YOU = frozenset(("of_you", "of_us"))


def bare_counts(sentence: Sentence, taken: Collection[int], *, signed: bool) -> list[int]:
    """What each such number counts: "the sponsor wants 55", "only 12 left to fill the flight", "nilete wanne"."""
    places = [
        at
        for at in sorted(sentence.values)
        if sentence.kinds[at] == NUMBER and at not in taken and sentence.values[at] < _MOST
    ]
    found = [at for at in places if _is_quota(sentence, at) or _is_of_people(sentence, at) or _is_missing(sentence, at)]
    if signed and not words().no_list.search(sentence.near(0, len(sentence.tokens))):
        found += [at for at in places if at not in found and (_is_wished(sentence, at) or _of_those_told(sentence, at))]
    return [sentence.values[at] for at in found]


def _is_quota(sentence: Sentence, at: int) -> bool:
    """Whether it is the measure of a quota or intake: "our quota from the ministry is seventy"."""
    known, before = words(), sentence.tokens[max(0, at - _BACK) : at]
    if not before or before[-1] not in known.being:
        return False
    return _ends_there(sentence, at) and not known.quotas.isdisjoint(before) and not _ENDS.intersection(before)


def _is_of_people(sentence: Sentence, at: int) -> bool:
    """Whether the number opens the sentence and its Swahili concord is one of people: "Kumi na wanne wa kuosha"."""
    after = sentence.tokens[at + 1 : at + 3]
    return at == 0 and len(after) == 2 and after[0] == "wa" and after[1].startswith("ku") and at not in sentence.digits


def _is_missing(sentence: Sentence, at: int) -> bool:
    """Whether so many are still missing from a group that is being filled."""
    known = words()
    beside = {*sentence.tokens[max(0, at - 2) : at], *sentence.tokens[at + 1 : at + 2]}
    if known.missing.isdisjoint(beside) or sentence.values[at] < 2:
        return False
    end = at + 1 + (sentence.tokens[at + 1 : at + 2] != () and sentence.tokens[at + 1] in known.missing)
    if sentence.kinds[end : end + 1] in ("a", "s"):  # "two more interviews for the group"
        return False
    return any(token in known.filled for token in sentence.tokens)


def _of_those_told(sentence: Sentence, at: int) -> bool:
    """Whether it counts those who read: "we need thirty of you"."""
    return sentence.values[at] > _FEW and not _OF_YOU.isdisjoint(sentence.tokens[at + 1 : at + 2])


def _is_wished(sentence: Sentence, at: int) -> bool:
    """Whether it follows a wish and its form, or who wishes, says that it counts people."""
    if not _WISHED.search(sentence.kinds, max(0, at - 2), at):
        return False
    if sentence.tokens[at].endswith(words().of_people):
        return True
    if not words().asked_as_money.isdisjoint(sentence.tokens[max(0, at - 2) : at]):
        return False
    return sentence.values[at] > _FEW and _ends_there(sentence, at) and any(_askers(sentence, at))


def _ends_there(sentence: Sentence, at: int) -> bool:
    after = sentence.tokens[at + 1 : at + 2]
    return not after or after[0] in _ENDS or after[0] in words().after_bare


def _askers(sentence: Sentence, at: int) -> Iterator[bool]:
    known, tokens = words(), sentence.tokens[max(0, at - _BACK) : at]
    for token in tokens:
        yield token in known.askers
    if not {"P", "W"}.isdisjoint(sentence.kinds[:at]):
        yield from (token in known.speakers for token in tokens)


def is_price(sentence: Sentence, at: int) -> bool:
    """Whether a number beside papers is of copies, their price or their owners: "2 visas", "40,000 for the visa"."""
    if sentence.values[at] <= _COPIES:
        return True
    before, after = sentence.tokens[at - 1 : at], sentence.tokens[at + 1 : at + 4]
    kinds = sentence.kinds[at + 1 : at + 4]
    if before == ("seats",) or ("W" in kinds and not _PRICED.isdisjoint(after[: kinds.index("W")])):
        return True
    return bool(before) and before[0].endswith("of") and (before[0] == "of" or "seats" in after)


def may_be_posts(sentence: Sentence, at: int) -> bool:
    """Whether a number that opens a sentence alone may be of posts: "Arobaini watachukuliwa", not "25 required"."""
    if sentence.tokens[at + 1] in ("jobs", "visas", "contracts"):
        return sentence.values[at] > _FEW
    return sentence.values[at] > _FEW and (at not in sentence.digits or sentence.values[at] not in _AGES)
