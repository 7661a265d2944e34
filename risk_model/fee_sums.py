"""Sums that an advert tells twice, whole and in parts ("half of 80,000 now (40,000)"); counted once, by the parts."""

from collections.abc import Mapping, Sequence

from risk_model.words.advert_text import Words
from risk_model.words.amounts import Amount

_MOST_PARTS = 6
_NEAR = 3
_WHOLE_BEFORE = frozenset({"half", "part", "quarter", "%", "total", "package", "nusu", "robo", "jumla"})
_WHOLE_AFTER = frozenset({"total", "jumla", "altogether"})
_HALVES = frozenset({"half", "nusu"})
_JOINS = frozenset({"and", "na", "plus", "+"})


def told_once(asked: Sequence[Amount], words: Words) -> tuple[list[Amount], Mapping[int, Amount]]:
    """The amounts without those whose parts follow; and where a part begins, the whole it is of."""
    left, whole_of = list(asked), dict[int, Amount]()
    for at in range(len(asked) - 1, -1, -1):
        for first in range(at, max(at - _MOST_PARTS, -1), -1):
            if first < at and not _added(words, asked[first], asked[first + 1]):
                break
            if parts := _parts(asked, first, at, words):
                whole = asked[first : at + 1]
                again = [one for one in asked[:first] if len(whole) == 1 and _same(one, whole[0])]
                left = [one for one in left if one not in whole and one not in again]
                whole_of |= {one.start: (again or whole)[0] for one in parts if len(whole) == 1}
        if _is_half(asked, at, words):
            left = [one for one in left if one is not asked[at + 1]]
    return left, whole_of


def _parts(asked: Sequence[Amount], first: int, last: int, words: Words) -> Sequence[Amount]:
    """The amounts right after those of `first` to `last` that come to the same, where these are called the whole."""
    whole = asked[first : last + 1]
    if not _told_in_parts(words, whole[-1]) and not (first == last and _called_whole(words, whole[0])):
        return ()
    total = sum(one.high for one in whole)
    for many in range(2, _MOST_PARTS + 1):
        parts = asked[last + 1 : last + 1 + many]
        if len(parts) == many and sum(one.high for one in parts) == total and _one_money(parts, whole[0]):
            return parts
    return ()


def _is_half(asked: Sequence[Amount], at: int, words: Words) -> bool:
    """Whether only a half of an amount is told beside it: "half of 80,000 (40,000) now"."""
    if at + 1 >= len(asked) or _HALVES.isdisjoint(_before(words, asked[at])):
        return False
    rest = asked[at + 2].high if at + 2 < len(asked) else 0.0
    return (
        asked[at + 1].high * 2 == asked[at].high
        and rest != asked[at + 1].high
        and _one_money(asked[at + 1 : at + 2], asked[at])
    )


def _one_money(parts: Sequence[Amount], whole: Amount) -> bool:
    return all(one.currency in ("", whole.currency) or not whole.currency for one in parts)


def _same(one: Amount, other: Amount) -> bool:
    return one.high == other.high and _one_money([one], other)


def _before(words: Words, amount: Amount) -> list[str]:
    return words.words[max(amount.start - _NEAR, 0) : amount.start]


def _called_whole(words: Words, amount: Amount) -> bool:
    after = words.words[amount.end : amount.end + _NEAR - 1]
    return not _WHOLE_BEFORE.isdisjoint(_before(words, amount)) or not _WHOLE_AFTER.isdisjoint(after)


def _told_in_parts(words: Words, amount: Amount) -> bool:
    """Whether a colon after an amount begins its parts."""
    return words.original[words.ends[amount.end - 1] :][:2].lstrip().startswith(":")


def _added(words: Words, one: Amount, after: Amount) -> bool:
    return after.start - one.end <= 1 and _JOINS.issuperset(words.words[one.end : after.start])
