"""The campaign an advert belongs to: one text that runs under several adverts."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from registry.noticing.surroundings import REPOSTING
from registry.records import Advert, Campaign, CampaignAdvert


@dataclass(frozen=True)
class CampaignLine:
    """One campaign: how many adverts run its text, and under how many unrelated names.

    `reposted` of the adverts stand where others' texts are reposted: findings leave them out of their counts.
    """

    id: int
    adverts: int
    names: int
    reposted: int


def campaign_of(session: Session, advert_id: int) -> CampaignLine | None:
    """The campaign of that advert, None where no other advert runs its text."""
    reposted = (
        select(func.count())
        .select_from(CampaignAdvert)
        .join(Advert, col(Advert.id) == col(CampaignAdvert.advert_id))
        .where(col(CampaignAdvert.campaign_id) == col(Campaign.id), col(Advert.source_kind).in_(REPOSTING))
        .correlate(Campaign)
        .scalar_subquery()
    )
    query = (
        select(col(Campaign.id), col(Campaign.adverts), col(Campaign.names), reposted)
        .join(CampaignAdvert, col(CampaignAdvert.campaign_id) == col(Campaign.id))
        .where(col(CampaignAdvert.advert_id) == advert_id, col(Campaign.adverts) > 1)
    )
    found = session.execute(query).first()
    return None if found is None else CampaignLine(*found)
