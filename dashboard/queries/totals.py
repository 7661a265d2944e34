"""The figures of a whole installation, as `wakala run --json` prints them."""

from collections import Counter
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from registry.records import Advert, Agency, Alert, Assessment, Crawl, Finding, Licence, OutboxMessage
from registry.vocabulary import RegisterKind, Stated


def totals(session: Session) -> dict[str, Any]:
    """Agencies by status, adverts, matches by strength, findings by rule, alerts by ground, and messages.

    `adverts.seen` counts the adverts on file; `new` and `changed` those of each source's latest crawl.
    """
    return {
        "agencies": _agencies(session),
        "adverts": _adverts(session),
        "matches": _matches(session),
        "findings": _findings(session),
        "alerts": _alerts(session),
        "messages": session.exec(select(func.count()).select_from(OutboxMessage)).one(),
    }


def _agencies(session: Session) -> dict[str, int]:
    query = (
        select(Licence.status, func.count())
        .join(Agency, col(Agency.id) == col(Licence.agency_id))
        .where(col(Licence.until_on).is_(None), Agency.register_kind == RegisterKind.AGENCIES)
        .group_by(col(Licence.status))
    )
    return {str(status): count for status, count in session.exec(query)}


def _adverts(session: Session) -> dict[str, int]:
    latest = select(func.max(Crawl.id)).group_by(col(Crawl.source))
    query = select(func.sum(Crawl.new), func.sum(Crawl.changed)).where(col(Crawl.id).in_(latest))
    new, changed = session.exec(query).one()
    seen = session.exec(select(func.count()).select_from(Advert)).one()
    return {"seen": seen, "new": new or 0, "changed": changed or 0}


def _matches(session: Session) -> dict[str, int]:
    query = (
        select(Assessment.match_strength, func.count())
        .where(col(Assessment.until_at).is_(None))
        .group_by(col(Assessment.match_strength))
    )
    return {str(strength): count for strength, count in session.exec(query)}


def _findings(session: Session) -> dict[str, int]:
    query = (
        select(Finding.rule_id, func.count())
        .join(Assessment, col(Assessment.id) == col(Finding.assessment_id))
        .where(col(Assessment.until_at).is_(None), Finding.stated == Stated.STATED, Finding.cancelled_by == "")
        .group_by(Finding.rule_id)
        .order_by(func.count().desc())
    )
    return dict(session.exec(query).all())


def _alerts(session: Session) -> dict[str, int]:
    grounds = Counter(str(ground) for found in session.exec(select(Alert.grounds)) for ground in found)
    return dict(grounds.most_common())
