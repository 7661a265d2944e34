"""What phrases find where nothing is like a labelled sentence (decision 26), or where the words around are like those
about the rule that do not state it (decision 27); apart because a page is asked at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from registry.law.rule_schema import Rule
from risk_model.advert_text import Words
from risk_model.contexts import Turn
from risk_model.likeness import LONGEST_STATED, SURE_ALONE, TOLD_APART, UNLIKE, Likeness
from risk_model.likeness_reader import LikenessReader
from risk_model.phrase_matching import Hit
from risk_model.stretches import Stretch
from risk_model.unit_page import UnitPage

BESIDE = 5  # words before and after what a phrase found
Ask = Callable[[UnitPage, Sequence[Stretch], Sequence[str]], list[float]]


class Found(NamedTuple):
    """Where an advert states a rule by its phrases, and what turns each place around."""

    rule: Rule
    hits: list[tuple[Hit, Turn | None]]


class Standing(NamedTuple):
    """A hit of a rule in a text of the page that no context turns around."""

    text: int
    rule: str
    hit: Hit


class Doubt(NamedTuple):
    """How sure a place states its rule: as told from all labelled sentences, or `apart`, from those about the rule."""

    sure: float
    apart: bool


Doubts = Mapping[Standing, Doubt]


def doubts_of(
    page: UnitPage,
    found: Sequence[Sequence[Found]],
    alike: Sequence[Mapping[str, list[Likeness]]],
    *,
    reader: LikenessReader,
) -> Doubts:
    """Which standing hits of a page's texts are unlike what was labelled with their rule, or like what is about it.

    `found` and `alike` have an entry a text. A rule without labelled sentences is not asked, nor is a long hit. Words
    that are sure alone are not doubted for the denials around them; what is unlike everything is said so.
    """
    asked = [
        Standing(text, one.rule.id, hit)
        for text, listed in enumerate(found)
        for one in listed
        if one.rule.hint_from is not None
        for hit, turn in one.hits
        if turn is None and hit.end - hit.start <= LONGEST_STATED
        if not any(_meet(like.where, hit) for like in alike[text].get(one.rule.id, ()))
    ]
    near = {one: list(around(page.texts[one.text], one)) for one in asked}
    among = _surest(page, {one: few[1:] for one, few in near.items()}, reader.told_apart)
    doubtful = {one: near[one][:1] for one, sure in among.items() if sure < TOLD_APART}
    alone = _surest(page, doubtful, reader.told_apart)
    doubts = {one: Doubt(among[one], apart=True) for one in doubtful if alone[one] < SURE_ALONE}
    for one, sure in _surest(page, near, reader.sureness).items():
        if sure < UNLIKE:
            doubts[one] = Doubt(sure, apart=False)
    return doubts


def _surest(page: UnitPage, near: Mapping[Standing, Sequence[Stretch]], ask: Ask) -> dict[Standing, float]:
    """For each place what `ask` is surest of, of the stretches near it; equal questions are asked once."""
    questions = {place: [(one, place.rule) for one in few] for place, few in near.items()}
    different = list(dict.fromkeys(one for few in questions.values() for one in few))
    told = ask(page, [one for one, _ in different], [rule for _, rule in different])
    sure = dict(zip(different, told, strict=True))
    return {place: max(sure[one] for one in few) for place, few in questions.items()}


def around(words: Words, one: Standing) -> Iterator[Stretch]:
    """First a hit alone, then with the words around it, and its sentences unless those are long.

    Whatever else a long sentence says would make anything in it unlike what was labelled.
    """
    text, _, hit = one
    start, end = words.sentence(hit.start)[0], words.sentence(hit.end - 1)[1]
    yield Stretch(text, hit.start, hit.end)
    yield Stretch(text, max(start, hit.start - BESIDE), min(end, hit.end + BESIDE))
    if end - start <= LONGEST_STATED:
        yield Stretch(text, start, end)


def _meet(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end
