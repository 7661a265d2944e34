"""Adverts that run one text under whatever name: near copies found as they arrive, and kept as campaigns."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from heapq import nsmallest
from typing import TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from registry.bulk import in_pieces, insert_returning_ids, insert_rows
from registry.collector import held_back
from registry.identity.campaign_texts.places import Place, place_adverts
from registry.identity.campaign_texts.signature import Template, template_of
from registry.identity.names import clean_advertiser
from registry.records import Advert, Campaign, CampaignKey

# Texts that are one share some five bands of twelve, texts that are not hardly ever two: those that share most are
# compared, so that a text costs the same however many others there are, and of those that share a single band (mostly
# a sentence of boilerplate) the eldest alone.
_COMPARED = 4
_CAMPAIGNS_A_BAND = 6
K = TypeVar("K", int, str)


@held_back()
def find_campaigns(session: Session, adverts: Sequence[Advert], *, at: datetime) -> None:
    """Each advert with a text worth comparing placed in the campaign of its text, a new one if it is the first.

    A campaign of one advert is kept too: the next copy is found against it. `adverts` are flushed.
    """
    names = {advert.id: clean_advertiser(advert.advertiser or advert.advertiser_raw) for advert in adverts if advert.id}
    templates = {
        advert.id: template
        for advert in adverts
        if advert.id and (template := _template(advert, names[advert.id])).is_telling
    }
    distinct = {template.digest: template for template in templates.values()}
    known = _known(session, distinct)
    near, crowded = _nearest(session, {digest: one for digest, one in distinct.items() if digest not in known})
    leaders = {digest: near[digest] for digest in distinct if isinstance(near.get(digest), str)}
    started = [digest for digest in distinct if digest not in known and digest not in near]
    numbers = known | {digest: number for digest, number in near.items() if isinstance(number, int)}
    numbers |= _start(session, [distinct[digest] for digest in started], at, crowded)
    numbers |= {digest: numbers[str(leader)] for digest, leader in leaders.items()}
    places = {advert_id: Place(numbers[one.digest], names[advert_id]) for advert_id, one in templates.items()}
    place_adverts(session, names, places)


def _template(advert: Advert, name: str) -> Template:
    return template_of(advert.description or advert.title, name=name)


def _known(session: Session, digests: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for piece in in_pieces(sorted(digests)):
        query = select(col(Campaign.digest), col(Campaign.id)).where(col(Campaign.digest).in_(piece))
        found |= {digest: number for digest, number in session.execute(query) if number is not None}
    return found


def _nearest(session: Session, templates: Mapping[str, Template]) -> tuple[dict[str, int | str], Counter[int]]:
    """By digest, what it is a near copy of: a stored campaign (its id) or an earlier text of the batch (its digest).

    With it the number of stored campaigns in each band.
    """
    stored, crowded = _stored_candidates(session, templates)
    texts = _texts(session, {number for numbers in stored.values() for number in numbers})
    leaders: dict[int, list[str]] = defaultdict(list)
    near: dict[str, int | str] = {}
    for digest, template in templates.items():
        candidates: dict[int | str, Template] = {number: texts[number] for number in stored.get(digest, ())}
        shared = Counter(other for band in template.bands for other in leaders[band][:_CAMPAIGNS_A_BAND])
        candidates |= {other: templates[other] for other in _most(shared)}
        best = max(candidates, key=lambda one: (template.likeness(candidates[one]), str(one)), default=None)
        if best is not None and template.copies(candidates[best]):
            near[digest] = best
            continue
        for band in template.bands:
            leaders[band].append(digest)
    return near, crowded


def _stored_candidates(
    session: Session, templates: Mapping[str, Template]
) -> tuple[dict[str, list[int]], Counter[int]]:
    by_band: dict[int, list[str]] = defaultdict(list)
    for digest, template in templates.items():
        for band in template.bands:
            by_band[band].append(digest)
    shared: dict[str, Counter[int]] = defaultdict(Counter)
    crowded: Counter[int] = Counter()
    for piece in in_pieces(sorted(by_band)):
        query = select(col(CampaignKey.value), col(CampaignKey.campaign_id)).where(col(CampaignKey.value).in_(piece))
        for band, number in session.execute(query):
            crowded[band] += 1
            for digest in by_band[band]:
                shared[digest][number] += 1
    return {digest: _most(counted) for digest, counted in shared.items()}, crowded


def _most(shared: Counter[K]) -> list[K]:
    """The few that share most bands, the elder where they share as many."""
    several = [one for one, bands in shared.items() if bands > 1]
    if not several:
        return [min(shared)] if shared else []
    return nsmallest(_COMPARED, several, key=lambda one: (-shared[one], one))


def _texts(session: Session, numbers: set[int]) -> dict[int, Template]:
    found: dict[int, Template] = {}
    for piece in in_pieces(sorted(numbers)):
        query = select(col(Campaign.id), col(Campaign.template)).where(col(Campaign.id).in_(piece))
        found |= {
            number: Template(tuple(text.split())) for number, text in session.execute(query) if number is not None
        }
    return found


def _start(session: Session, templates: Sequence[Template], at: datetime, crowded: Counter[int]) -> dict[str, int]:
    """The numbers of new campaigns of these texts.

    A band that holds as many campaigns as are ever compared takes no more: it is boilerplate, and reading all of its
    campaigns for every new text would cost more with each of them.
    """
    counts = {"first_seen_at": at, "adverts": 0, "names": 0}
    rows = [{"digest": one.digest, "template": one.text, **counts} for one in templates]
    ids = insert_returning_ids(session, Campaign, rows)
    keys: list[dict[str, int]] = []
    for number, template in zip(ids, templates, strict=True):
        for band, value in enumerate(template.bands):
            crowded[value] += 1
            if crowded[value] <= _CAMPAIGNS_A_BAND:
                keys.append({"campaign_id": number, "band": band, "value": value})
    insert_rows(session, CampaignKey, keys)
    return {template.digest: number for number, template in zip(ids, templates, strict=True)}
