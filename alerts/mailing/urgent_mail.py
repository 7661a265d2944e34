"""A person in danger or a minor does not wait for the weekly mail: the duty officer is told at once, once a case."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from alerts.casework.told_grounds import told_grounds, unsure_grounds
from alerts.outbox import enqueue
from alerts.plain_words import case_reference
from alerts.rendering import templates
from registry.bulk import in_pieces
from registry.law.rulebook import Rulebook
from registry.records import Alert, OutboxMessage
from registry.settings import Settings
from registry.vocabulary import AlertState, Lane

PREFIX = "urgent-"
# Cases that come up together are told together: forty alarms at once are read as none.
CASES_A_MAIL = 25


def tell_duty_officer(session: Session, *, settings: Settings, rulebook: Rulebook, at: datetime) -> int | None:
    """How many urgent cases the duty officer is told of now; None when some wait and nobody is on duty.

    The mail names grounds and cases only: nobody has decided yet, and personal data stay behind the sign-in.
    """
    untold = _untold(session, jurisdiction=rulebook.jurisdiction.code)
    if untold and not settings.duty_email:
        return None
    for alerts in in_pieces(untold, CASES_A_MAIL):
        _tell(session, alerts, settings=settings, rulebook=rulebook, at=at)
    return len(untold)


def period_of(alerts: Sequence[Alert]) -> str:
    """The outbox period of urgent cases told together; it holds their numbers, so that each is told once."""
    return PREFIX + "+".join(str(alert.id) for alert in alerts)


def _untold(session: Session, *, jurisdiction: str) -> list[Alert]:
    urgent = select(Alert).where(
        Alert.lane == Lane.URGENT, Alert.state != AlertState.DECIDED, Alert.jurisdiction == jurisdiction
    )
    alerts = session.exec(urgent.order_by(col(Alert.id))).all()
    if not alerts:
        return []
    periods = session.exec(select(OutboxMessage.period).where(col(OutboxMessage.period).startswith(PREFIX)))
    told = {number for period in periods for number in period.removeprefix(PREFIX).split("+")}
    return [alert for alert in alerts if str(alert.id) not in told]


def _tell(session: Session, alerts: Sequence[Alert], *, settings: Settings, rulebook: Rulebook, at: datetime) -> None:
    environment = templates()
    unsure = unsure_grounds(session, [alert.id or 0 for alert in alerts])
    values = {
        "cases": [
            _case(alert, settings=settings, rulebook=rulebook, unsure=unsure.get(alert.id or 0, frozenset()))
            for alert in alerts
        ],
        "office": settings.office,
        "demo": settings.demo,
    }
    which = case_reference(alerts[0].id) if len(alerts) == 1 else f"{len(alerts)} cases"
    enqueue(
        session,
        recipient=settings.duty_email,
        period=period_of(alerts),
        subject=f"{'[Demo] ' if settings.demo else ''}Urgent: {which} for the duty officer",
        text=environment.get_template("urgent.txt").render(values),
        html=environment.get_template("urgent.html").render(values),
        sender=settings.mail_from,
        at=at,
    )


def _case(alert: Alert, *, settings: Settings, rulebook: Rulebook, unsure: Collection[str]) -> dict[str, Any]:
    return {
        "reference": case_reference(alert.id),
        "link": f"{settings.public_url.rstrip('/')}/case_file?case={alert.id}",
        "severity": alert.severity.value,
        "grounds": told_grounds(alert.grounds, rulebook, unsure=unsure),
        "raised_on": alert.raised_on,
    }
