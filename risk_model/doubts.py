"""What phrases find where nothing is like a labelled sentence (decision 26), or where the words around are like those
about the rule that do not state it (decision 27); apart because a page is asked at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from risk_model.advert_text import Words
from risk_model.likeness import LONGEST_STATED, RATHER_STATED, SURE_ALONE, TOLD_APART, UNLIKE, Likeness
from risk_model.likeness_reader import LikenessReader
from risk_model.phrase_matching import Hit
from risk_model.standing import Found, Standing, sureness_of
from risk_model.stretches import Stretch
from risk_model.unit_page import UnitPage

BESIDE = 5  # words before and after what a phrase found


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
    that are sure alone are not doubted for the denials around them; what is unlike everything is said so. Words of
    several sentences, which may only happen to stand near one another, have to be likelier than not to state the rule.
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
    told = sureness_of(page, {one: few[1:] for one, few in near.items()}, reader.told_apart)
    among = {one: max(sure) for one, sure in told.items()}
    spread = {one for one in asked if page.texts[one.text].broken(one.hit.start, one.hit.end - 1)}
    doubtful = {
        one: near[one][:1] for one, sure in among.items() if sure < (RATHER_STATED if one in spread else TOLD_APART)
    }
    alone = {one: max(sure) for one, sure in sureness_of(page, doubtful, reader.told_apart).items()}
    doubts = {one: Doubt(among[one], apart=True) for one in doubtful if alone[one] < SURE_ALONE}
    for one, sure in sureness_of(page, near, reader.sureness).items():
        if max(sure) < (RATHER_STATED if one in spread else UNLIKE):
            doubts[one] = Doubt(max(sure), apart=False)
    return doubts


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
