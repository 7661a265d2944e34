"""Recruiters that a model would learn most from: those about whom whoever judges is least sure, a few a week.

Apart from the control sample, which is drawn by lot: these are chosen, so no share of anything is estimated from them.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from alerts.casework.alert_rows import Case
from alerts.casework.justification import LEARNING, counts
from alerts.casework.picked_cases import picked_cases
from alerts.weeks import monday_of
from registry.bulk import in_pieces
from registry.records import Advert, Alert, AlertAdvert, Assessment, CampaignAdvert, Finding, Recruiter
from registry.vocabulary import Band, Lane

EVEN = 0.5
LOOKED_AT = 1_000  # the nearest to even odds; among so many there are enough of different templates


def learning_cases(
    session: Session, current: Sequence[ColumnElement[bool]], *, besides: Collection[int], most: int, on: date
) -> list[Case]:
    """One case a chosen recruiter, at most `most` in the week of `on`, the least sure first and no template twice.

    Chosen among recruiters whose highest `current` assessment is in the band that abstains, of whom no officer ever had
    a case, who are not among `besides`, and who show at least one reason that counts: like a control pick, one without
    any would show the inspector what it is.
    """
    room = most and most - _picked_since(session, monday_of(on))
    if room <= 0:
        return []
    ranked = [one for one in _least_sure(session, current) if one not in besides]
    chosen = _one_a_template(session, ranked, most=room)
    return picked_cases(session, chosen, lane=Lane.LEARNING, propensity=0.0)


def _picked_since(session: Session, monday: date) -> int:
    """How many were chosen since then, those included that were drawn for the control sample after all."""
    picks = col(Alert.lane).in_((Lane.LEARNING, Lane.CONTROL))
    grounds = session.execute(select(col(Alert.grounds)).where(col(Alert.raised_on) >= monday, picks)).scalars()
    return sum(LEARNING in one for one in grounds)


def _least_sure(session: Session, current: Sequence[ColumnElement[bool]]) -> list[int]:
    surer, surer_advert = aliased(Assessment), aliased(Advert)
    certain = (
        select(col(surer_advert.id))
        .join(surer, col(surer.advert_id) == col(surer_advert.id))
        .where(col(surer_advert.recruiter_id) == col(Advert.recruiter_id))
        .where(col(surer.until_at).is_(None), col(surer.band) == Band.LIKELY)
    )
    known = select(col(Alert.recruiter_id))
    became = (
        select(col(Recruiter.merged_into_id))
        .join(Alert, col(Alert.recruiter_id) == col(Recruiter.id))
        .where(col(Recruiter.merged_into_id).is_not(None))
    )
    doubt = func.min(func.abs(col(Assessment.probability) - EVEN))
    query = (
        select(col(Advert.recruiter_id))
        .join(Assessment, col(Assessment.advert_id) == col(Advert.id))
        .where(*current, col(Assessment.band) == Band.UNSURE, col(Advert.recruiter_id).is_not(None))
        .where(exists().where(col(Finding.assessment_id) == col(Assessment.id), *counts()))
        .where(~certain.exists(), col(Advert.recruiter_id).not_in(known), col(Advert.recruiter_id).not_in(became))
        .group_by(col(Advert.recruiter_id))
        .order_by(doubt, col(Advert.recruiter_id))
        .limit(LOOKED_AT)
    )
    return [one for one in session.execute(query).scalars() if one is not None]


def _one_a_template(session: Session, recruiter_ids: Sequence[int], *, most: int) -> list[int]:
    """The first of them whose campaigns neither an officer nor one chosen before it has shown."""
    campaigns = _campaigns(session, recruiter_ids)
    taken = _shown(session, {one for found in campaigns.values() for one in found})
    chosen: list[int] = []
    for recruiter_id in recruiter_ids:
        if len(chosen) == most:
            break
        if taken.isdisjoint(campaigns[recruiter_id]):
            chosen.append(recruiter_id)
            taken |= campaigns[recruiter_id]
    return chosen


def _campaigns(session: Session, recruiter_ids: Sequence[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for piece in in_pieces(recruiter_ids):
        query = (
            select(col(Advert.recruiter_id), col(CampaignAdvert.campaign_id))
            .join(CampaignAdvert, col(CampaignAdvert.advert_id) == col(Advert.id))
            .where(col(Advert.recruiter_id).in_(piece))
        )
        for recruiter_id, campaign_id in session.execute(query):
            found[recruiter_id].add(campaign_id)
    return found


def _shown(session: Session, campaign_ids: Collection[int]) -> set[int]:
    shown: set[int] = set()
    for piece in in_pieces(campaign_ids):
        query = (
            select(col(CampaignAdvert.campaign_id))
            .join(AlertAdvert, col(AlertAdvert.advert_id) == col(CampaignAdvert.advert_id))
            .where(col(CampaignAdvert.campaign_id).in_(piece))
            .distinct()
        )
        shown |= set(session.execute(query).scalars())
    return shown
