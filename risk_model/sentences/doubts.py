"""Which places that phrases found are doubted (decisions 26, 27) or unsure (32); apart because a whole page is put to
the readers of sentences together, and not place by place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from risk_model.phrases.matching import Hit
from risk_model.phrases.unit_page import UnitPage
from risk_model.sentences.likeness import (
    LONGEST_STATED,
    MEANT,
    RATHER_STATED,
    SURE_ALONE,
    TOLD_APART,
    TOLD_SURELY,
    UNLIKE,
    Likeness,
)
from risk_model.sentences.likeness_reader import LikenessReader, Sure
from risk_model.sentences.stated_places import Found, Standing, sureness_of
from risk_model.sentences.stretches import Stretch
from risk_model.words.advert_text import Words

BESIDE = 5  # words before and after what a phrase found


class Doubt(NamedTuple):
    """How sure a place states its rule: as told from all labelled sentences, or `apart`, from those about the rule.

    `unsure` ones are a hint, all others are set aside.
    """

    sure: float
    apart: bool
    unsure: bool = False


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
    What neither reader sets aside and one is not sure of is unsure.
    """
    asked = {
        Standing(text, one.rule.id, hit): one.rule.stated_from is not None
        for text, listed in enumerate(found)
        for one in listed
        if one.rule.hint_from is not None
        for likely in (alike[text].get(one.rule.id, ()),)
        for hit, turn in one.hits
        if turn is None and hit.end - hit.start <= LONGEST_STATED
        if not any(_meet(like.where, hit) for like in likely)
    }
    near = {one: list(around(page.texts[one.text], one)) for one in asked}
    # Whole sentences first, of which the concepts are known: what is cut out of one has to be looked at anew.
    told = sureness_of(page, {one: few[2:] for one, few in near.items()}, reader.both)
    left = {one: few[:2] for one, few in near.items() if not _is_meant(told[one])}
    doubts: dict[Standing, Doubt] = {}
    for one, (alone, beside) in sureness_of(page, left, reader.both).items():
        among = [beside, *told[one]]
        like = max(sure.like for sure in (alone, *among))
        apart = 1.0 if alone.apart >= SURE_ALONE else max(sure.apart for sure in among)
        spread = page.texts[one.text].broken(one.hit.start, one.hit.end - 1)
        if (doubt := _doubt(like, apart, spread=spread, settled=asked[one])) is not None:
            doubts[one] = doubt
    return doubts


def _is_meant(told: Sequence[Sure]) -> bool:
    """Whether a place is not to be doubted, whatever else is asked of it."""
    return any(one.like >= MEANT for one in told) and any(one.apart >= TOLD_SURELY for one in told)


def _doubt(like: float, apart: float, *, spread: bool, settled: bool) -> Doubt | None:
    """What is to be doubted of a place so `like` what was labelled, and so surely told `apart`.

    Few people's sentences teach a rule that is not `settled`: its readers make hints only.
    """
    if settled and like < (RATHER_STATED if spread else UNLIKE):
        return Doubt(like, apart=False)
    if apart < TOLD_SURELY:
        return Doubt(apart, apart=True, unsure=not settled or apart >= (RATHER_STATED if spread else TOLD_APART))
    return Doubt(like, apart=False, unsure=True) if like < MEANT else None


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
