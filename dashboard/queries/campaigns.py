"""The campaign an advert belongs to: one text that runs under several adverts."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from registry.records import Campaign, CampaignAdvert


@dataclass(frozen=True)
class CampaignLine:
    """One campaign: how many adverts run its text, and under how many unrelated names."""

    id: int
    adverts: int
    names: int


def campaign_of(session: Session, advert_id: int) -> CampaignLine | None:
    """The campaign of that advert, None where no other advert runs its text."""
    query = (
        select(col(Campaign.id), col(Campaign.adverts), col(Campaign.names))
        .join(CampaignAdvert, col(CampaignAdvert.campaign_id) == col(Campaign.id))
        .where(col(CampaignAdvert.advert_id) == advert_id, col(Campaign.adverts) > 1)
    )
    found = session.execute(query).first()
    return None if found is None else CampaignLine(*found)
