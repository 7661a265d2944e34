"""Who might be the same people as a recruiter, and what persons said of it: the ground for a judgement on identity."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from registry.records import Account, Advert, IdentityJudgement, Recruiter, RecruiterKey
from registry.vocabulary import ContactKind, Judgement


@dataclass(frozen=True)
class Neighbour:
    """Another recruiter that uses a name or contact of this one, and the advert of each to compare."""

    id: int
    name: str
    shared: tuple[tuple[ContactKind, str], ...]
    advert_id: int


@dataclass(frozen=True)
class JudgedSide:
    """One of the two adverts that were compared, and whose it is now."""

    advert_id: int
    title: str
    recruiter_id: int | None


@dataclass(frozen=True)
class JudgementLine:
    """What a person said of two adverts; it counts until `withdrawn_at`."""

    id: int
    judgement: Judgement
    left: JudgedSide
    right: JudgedSide
    by: str
    reason: str
    judged_at: datetime
    withdrawn_at: datetime | None


def neighbours(session: Session, recruiter_id: int, *, limit: int = 20) -> list[Neighbour]:
    """The other recruiters that share most with this one, at most `limit`."""
    own, other = aliased(RecruiterKey), aliased(RecruiterKey)
    shared = (
        (col(own.kind) == col(other.kind))
        & (col(own.value) == col(other.value))
        & (col(own.recruiter_id) != col(other.recruiter_id))
    )
    number = func.count()
    nearest = (
        select(col(Recruiter.id), col(Recruiter.name))
        .join(other, col(other.recruiter_id) == col(Recruiter.id))
        .join(own, shared)
        .where(col(own.recruiter_id) == recruiter_id, col(Recruiter.merged_into_id).is_(None))
        .group_by(col(Recruiter.id), col(Recruiter.name))
        .order_by(number.desc(), col(Recruiter.id))
        .limit(limit)
    )
    names = {found: name for found, name in session.execute(nearest) if found is not None}
    keys = (
        select(col(other.recruiter_id), col(other.kind), col(other.value))
        .join(own, shared)
        .where(col(own.recruiter_id) == recruiter_id, col(other.recruiter_id).in_(list(names)))
        .order_by(col(other.recruiter_id), col(other.kind), col(other.value))
    )
    used: dict[int, list[tuple[ContactKind, str]]] = defaultdict(list)
    for found, kind, value in session.execute(keys):
        used[found].append((kind, value))
    firsts = first_adverts(session, list(names))
    return [Neighbour(one, name, tuple(used[one]), firsts[one]) for one, name in names.items() if one in firsts]


def first_adverts(session: Session, recruiter_ids: Sequence[int]) -> dict[int, int]:
    """By recruiter, its oldest advert; one without adverts is absent."""
    query = (
        select(col(Advert.recruiter_id), func.min(col(Advert.id)))
        .where(col(Advert.recruiter_id).in_(list(recruiter_ids)))
        .group_by(col(Advert.recruiter_id))
    )
    return {holder: advert for holder, advert in session.execute(query) if holder is not None and advert is not None}


def judgements_on(session: Session, recruiter_id: int, *, limit: int = 50) -> list[JudgementLine]:
    """What persons said of this recruiter's adverts, newest first, withdrawn or not."""
    left, right = aliased(Advert), aliased(Advert)
    query = (
        select(IdentityJudgement, left, right, func.coalesce(col(Account.name), col(IdentityJudgement.officer)))
        .join(left, col(left.id) == col(IdentityJudgement.left_advert_id))
        .join(right, col(right.id) == col(IdentityJudgement.right_advert_id))
        .outerjoin(Account, col(Account.email) == col(IdentityJudgement.officer))
        .where(or_(col(left.recruiter_id) == recruiter_id, col(right.recruiter_id) == recruiter_id))
        .order_by(col(IdentityJudgement.id).desc())
        .limit(limit)
    )
    return [
        JudgementLine(
            id=said.id or 0,
            judgement=said.judgement,
            left=JudgedSide(one.id or 0, one.title, one.recruiter_id),
            right=JudgedSide(two.id or 0, two.title, two.recruiter_id),
            by=by,
            reason=said.reason,
            judged_at=said.judged_at,
            withdrawn_at=said.withdrawn_at,
        )
        for said, one, two, by in session.execute(query)
    ]
