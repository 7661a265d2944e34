"""Which adverts must be judged, or judged again, found without judging any."""

import hashlib
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
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


def ids_to_assess(session: Session, *, rulebook: Rulebook, judge: Judge) -> list[int]:
    """Ids of every advert that is new, edited, under another recruiter, or beside one that is (same recruiter or
    campaign), and of all whose judgement used other registers, another rulebook or another judge.

    Those that are new or changed themselves come last: a run cut short leaves them outstanding, and with them again
    everything beside them.
    """
    fresh = select(col(Advert.id)).outerjoin(Assessment, _judged()).where(_is_fresh(), _has_words())
    last: set[int] = set(session.execute(fresh).scalars())
    others: set[int] = set(session.execute(_outdated(session, rulebook, judge).union(*_beside())).scalars())
    return [*sorted(others - last), *sorted(last)]


def _outdated(session: Session, rulebook: Rulebook, judge: Judge) -> Select[Any]:
    return (
        select(col(Advert.id))
        .join(Assessment, _judged())
        .where(
            _has_words(),
            or_(
                col(Assessment.rulebook_version) != rulebook.version,
                col(Assessment.model_version) != judge.version,
                col(Assessment.registers_digest) != registers_digest(session, rulebook.jurisdiction.code),
            ),
        )
    )


def _beside() -> tuple[Select[Any], Select[Any]]:
    """Adverts of the recruiters (now and before) of fresh adverts, and of their campaigns."""
    fresh = (
        select(col(Advert.id), col(Advert.recruiter_id), col(Assessment.recruiter_id).label("former_id"))
        .outerjoin(Assessment, _judged())
        .where(_is_fresh(), _has_words())
        .cte("fresh")
    )
    recruiters = select(fresh.c.recruiter_id).union(select(fresh.c.former_id))
    campaigns = select(col(CampaignAdvert.campaign_id)).where(col(CampaignAdvert.advert_id).in_(select(fresh.c.id)))
    return (
        select(col(Advert.id)).where(col(Advert.recruiter_id).in_(recruiters), _has_words()),
        select(col(CampaignAdvert.advert_id)).where(col(CampaignAdvert.campaign_id).in_(campaigns)),
    )


def _judged() -> ColumnElement[bool]:
    return (col(Assessment.advert_id) == col(Advert.id)) & col(Assessment.until_at).is_(None)


def _has_words() -> ColumnElement[bool]:
    """Whether there is anything to judge: a forgotten advert keeps the judgement it had."""
    return col(Advert.forgotten_at).is_(None)


def _is_fresh() -> ColumnElement[bool]:
    return or_(
        col(Assessment.id).is_(None),
        col(Assessment.content_digest) != col(Advert.content_digest),
        col(Assessment.recruiter_id).is_distinct_from(col(Advert.recruiter_id)),
    )
