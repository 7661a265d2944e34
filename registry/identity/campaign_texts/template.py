"""A campaign as one text with gaps: the words that all its adverts share, and what each of them prints in between."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import select
from sqlmodel import Session, col

from registry.identity.campaign_texts.alignment import MOST_CHARACTERS, Piece, counterparts, pieces_of
from registry.identity.folding import fold
from registry.identity.names import clean_advertiser
from registry.records import Advert, CampaignAdvert
from registry.vocabulary import SlotKind

MOST_ADVERTS = 50
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class CopiedText:
    """One advert's text, the name it runs under, and where it says the work is."""

    text: str
    name: str = ""
    location: str = ""


@dataclass(frozen=True)
class TemplatePart:
    """A stretch of the first advert's text, as printed; fixed where `slot` is None.

    `values` are what the adverts print in a slot, commonest first, with how many do; "" where one leaves it out.
    """

    text: str
    slot: SlotKind | None = None
    values: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class CampaignTemplate:
    """The parts in order: joined, their texts are the first advert's text; `adverts` were compared for it."""

    campaign_id: int
    adverts: int
    parts: tuple[TemplatePart, ...]


def campaign_template(session: Session, campaign_id: int, *, places: Collection[str] = ()) -> CampaignTemplate | None:
    """The campaign's template, from its first MOST_ADVERTS adverts; None where there is no such campaign.

    `places` are names of countries and towns, beside those that the adverts themselves give.
    """
    columns = (col(Advert.description), col(Advert.title), col(Advert.advertiser), col(Advert.advertiser_raw))
    query = (
        select(*columns, col(Advert.location))
        .join(CampaignAdvert, col(CampaignAdvert.advert_id) == col(Advert.id))
        .where(col(CampaignAdvert.campaign_id) == campaign_id)
        .order_by(col(Advert.id))
        .limit(MOST_ADVERTS)
    )
    copies = [
        CopiedText(description or title, clean_advertiser(advertiser or raw), location)
        for description, title, advertiser, raw, location in session.execute(query)
    ]
    if not copies:
        return None
    return CampaignTemplate(campaign_id, len(copies), template_parts(copies, places=places))


def template_parts(copies: Sequence[CopiedText], *, places: Collection[str] = ()) -> tuple[TemplatePart, ...]:
    """The first of `copies` cut into what all of them share and what varies or by its nature would."""
    first = copies[0]
    text = first.text[:MOST_CHARACTERS]
    pieces = pieces_of(text, name=first.name)
    others = [(one, pieces_of(one.text, name=one.name)) for one in copies[1:]]
    beside = [(copy.text, there, counterparts(pieces, there)) for copy, there in others]
    known = _place_words([*places, *(one.location for one in copies)])
    parts: list[TemplatePart] = []
    done = 0
    for start, end in _slots(pieces, [placed for _, _, placed in beside]):
        left, right = pieces[start].start, pieces[end - 1].end
        values = Counter([text[left:right], *(_value(*one, start, end) for one in beside)])
        if left > done:
            parts.append(TemplatePart(text[done:left]))
        kind = pieces[start].kind or (SlotKind.PLACE if _are_places(values, known) else SlotKind.WORDS)
        listed = sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))
        parts.append(TemplatePart(text[left:right], kind, tuple(listed)))
        done = right
    return (*parts, TemplatePart(text[done:])) if done < len(text) else tuple(parts)


def _slots(pieces: Sequence[Piece], beside: Sequence[Sequence[tuple[int, int, bool]]]) -> Iterator[tuple[int, int]]:
    """Runs of pieces of one nature that are no fixed words, as ranges."""
    varies = [piece.kind is not None or any(not placed[at][2] for placed in beside) for at, piece in enumerate(pieces)]
    edges = [at for at in range(len(pieces) + 1) if _is_edge(pieces, varies, at)]
    for start, end in pairwise(edges):
        if varies[start]:
            yield start, end


def _is_edge(pieces: Sequence[Piece], varies: Sequence[bool], at: int) -> bool:
    if at in (0, len(pieces)):
        return True
    return varies[at] != varies[at - 1] or pieces[at].kind is not None or pieces[at - 1].kind is not None


def _value(text: str, there: Sequence[Piece], placed: Sequence[tuple[int, int, bool]], start: int, end: int) -> str:
    left, right = placed[start][0], placed[end - 1][1]
    return text[there[left].start : there[right - 1].end] if right > left else ""


def _place_words(names: Collection[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in _WORDS.findall(fold(name)))


def _are_places(values: Collection[str], known: frozenset[str]) -> bool:
    said = {word for value in values for word in _WORDS.findall(fold(value))}
    return bool(said) and said <= known
