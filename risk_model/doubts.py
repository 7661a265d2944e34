"""What phrases find where nothing is like a labelled sentence (decision 26); apart because a page is asked at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from registry.law.rule_schema import Rule
from risk_model.contexts import Turn
from risk_model.likeness import LONGEST_STATED, UNLIKE, Likeness
from risk_model.likeness_reader import LikenessReader
from risk_model.phrase_matching import Hit
from risk_model.stretches import Stretch
from risk_model.unit_page import UnitPage

BESIDE = 5  # words before and after what a phrase found


class Found(NamedTuple):
    """Where an advert states a rule by its phrases, and what turns each place around."""

    rule: Rule
    hits: list[tuple[Hit, Turn | None]]


# How like labelled sentences a place is: text of the page, rule, first and past-last word.
Doubts = Mapping[tuple[int, str, int, int], float]


def doubts_of(
    page: UnitPage,
    found: Sequence[Sequence[Found]],
    alike: Sequence[Mapping[str, list[Likeness]]],
    *,
    reader: LikenessReader,
) -> Doubts:
    """Which standing hits of a page's texts are unlike what was labelled with their rule, and how like it they are.

    `found` and `alike` have an entry a text. A rule without labelled sentences is not asked, nor is a long hit.
    """
    asked = [
        (text, one.rule.id, hit)
        for text, listed in enumerate(found)
        for one in listed
        if one.rule.hint_from is not None
        for hit, turn in one.hits
        if turn is None and hit.end - hit.start <= LONGEST_STATED
        if not any(_meet(like.where, hit) for like in alike[text].get(one.rule.id, ()))
    ]
    around = [[(one, rule_id) for one in _around(page, text, hit)] for text, rule_id, hit in asked]
    different = list(dict.fromkeys(one for listed in around for one in listed))
    told = reader.sureness(page, [one for one, _ in different], [rule_id for _, rule_id in different])
    sure = dict(zip(different, told, strict=True))
    likest = [max(sure[one] for one in listed) for listed in around]
    return {
        (text, rule_id, hit.start, hit.end): how
        for (text, rule_id, hit), how in zip(asked, likest, strict=True)
        if how < UNLIKE
    }


def _around(page: UnitPage, text: int, hit: Hit) -> Iterator[Stretch]:
    """A hit, the words around it, and its sentences unless those are long.

    Whatever else a long sentence says would make anything in it unlike what was labelled.
    """
    words = page.texts[text]
    start, end = words.sentence(hit.start)[0], words.sentence(hit.end - 1)[1]
    yield Stretch(text, hit.start, hit.end)
    yield Stretch(text, max(start, hit.start - BESIDE), min(end, hit.end + BESIDE))
    if end - start <= LONGEST_STATED:
        yield Stretch(text, start, end)


def _meet(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end
