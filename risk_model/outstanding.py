"""Which adverts must be judged, or judged again, found without judging any."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from registry.law.rulebook import Rulebook
from registry.records import Advert, Assessment, CampaignAdvert, RegisterImport
from registry.vocabulary import ImportState
from risk_model.judge import Judge


def registers_digest(session: Session, jurisdiction: str) -> str:
    """The set of a jurisdiction's register imports now in effect, as a digest: another set, another digest."""
    active = session.execute(
        select(col(RegisterImport.id))
        .where(col(RegisterImport.jurisdiction) == jurisdiction, col(RegisterImport.state) == ImportState.ACTIVE)
        .order_by(col(RegisterImport.id))
    ).scalars()
    return hashlib.sha256(",".join(str(one) for one in active).encode()).hexdigest()[:16]


def ids_to_assess(session: Session, *, rulebook: Rulebook, judge: Judge) -> Sequence[int]:
    """Ids of every advert that is new, edited, under another recruiter, or beside one that is (same recruiter or
    campaign), and of all whose judgement used other registers, another rulebook or another judge; in order of id."""
    registers = registers_digest(session, rulebook.jurisdiction.code)
    outdated = or_(
        col(Assessment.rulebook_version) != rulebook.version,
        col(Assessment.model_version) != judge.version,
        col(Assessment.registers_digest) != registers,
    )
    fresh = (
        select(col(Advert.id), col(Advert.recruiter_id), col(Assessment.recruiter_id).label("former_id"))
        .outerjoin(Assessment, _judged())
        .where(_is_fresh())
        .cte("fresh")
    )
    recruiters = select(fresh.c.recruiter_id).union(select(fresh.c.former_id))
    campaigns = select(col(CampaignAdvert.campaign_id)).where(col(CampaignAdvert.advert_id).in_(select(fresh.c.id)))
    ids = (
        select(col(Advert.id))
        .outerjoin(Assessment, _judged())
        .where(or_(_is_fresh(), outdated))
        .union(
            select(col(Advert.id)).where(col(Advert.recruiter_id).in_(recruiters)),
            select(col(CampaignAdvert.advert_id)).where(col(CampaignAdvert.campaign_id).in_(campaigns)),
        )
        .order_by("id")
    )
    return session.execute(ids).scalars().all()


def _judged() -> ColumnElement[bool]:
    return (col(Assessment.advert_id) == col(Advert.id)) & col(Assessment.until_at).is_(None)


def _is_fresh() -> ColumnElement[bool]:
    return or_(
        col(Assessment.id).is_(None),
        col(Assessment.content_digest) != col(Advert.content_digest),
        col(Assessment.recruiter_id).is_distinct_from(col(Advert.recruiter_id)),
    )
