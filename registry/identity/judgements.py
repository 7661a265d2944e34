"""What a person says on two adverts' recruiters: remembered for ever, audited, and taken back only by name."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from registry.audit import append
from registry.errors import InvalidInput, NotFound
from registry.identity.recruiter_groups.resolution import resolve_recruiters
from registry.records import Advert, IdentityJudgement
from registry.vocabulary import Judgement


def judge_identity(
    session: Session,
    *,
    left_advert_id: int,
    right_advert_id: int,
    judgement: Judgement,
    officer: str,
    reason: str,
    at: datetime,
    official: Collection[str] = (),
) -> IdentityJudgement:
    """The judgement on file, with both adverts resolved anew under it; InvalidInput without a reason or two adverts.

    `official` is what `resolve_recruiters` is given.
    """
    if left_advert_id == right_advert_id:
        raise InvalidInput(f"Advert {left_advert_id} was compared with itself; name two adverts.")
    adverts = [_advert(session, one) for one in (left_advert_id, right_advert_id)]
    record = IdentityJudgement(
        left_advert_id=left_advert_id,
        right_advert_id=right_advert_id,
        judgement=judgement,
        officer=officer,
        reason=_stated(reason),
        judged_at=at,
    )
    session.add(record)
    session.flush()
    detail = {"left": left_advert_id, "right": right_advert_id, "judgement": judgement.value, "reason": record.reason}
    append(session, actor=officer, action="identity.judged", subject=f"judgement:{record.id}", detail=detail, at=at)
    resolve_recruiters(session, adverts, at=at, official=official)
    return record


def withdraw_judgement(
    session: Session, judgement_id: int, *, officer: str, reason: str, at: datetime, official: Collection[str] = ()
) -> None:
    """The judgement no longer counts from `at`; it and who took it back stay on file."""
    record = session.get(IdentityJudgement, judgement_id)
    if record is None:
        raise NotFound(f"There is no identity judgement {judgement_id}.")
    if record.withdrawn_at is not None:
        raise InvalidInput(f"Identity judgement {judgement_id} was withdrawn before; nothing is left to withdraw.")
    record.withdrawn_at = at
    session.add(record)
    detail = {"reason": _stated(reason), "judged_by": record.officer}
    append(
        session, actor=officer, action="identity.withdrawn", subject=f"judgement:{judgement_id}", detail=detail, at=at
    )
    adverts = [_advert(session, one) for one in (record.left_advert_id, record.right_advert_id)]
    resolve_recruiters(session, adverts, at=at, official=official)


def _advert(session: Session, advert_id: int) -> Advert:
    advert = session.get(Advert, advert_id)
    if advert is None:
        raise NotFound(f"There is no advert {advert_id}; compare adverts that are on file.")
    return advert


def _stated(reason: str) -> str:
    if not reason.strip():
        raise InvalidInput(
            "A judgement on identity needs a reason: say what the adverts share or what tells them apart."
        )
    return reason.strip()
