"""A person in danger or a minor does not wait for the weekly mail: the duty officer is told at once, once a case."""

from datetime import datetime

from jinja2 import Environment
from sqlmodel import Session, col, select

from alerts.digest import templates
from alerts.outbox import enqueue
from alerts.plain_words import case_reference, ground_in_words, shown_grounds
from registry.law.rulebook import Rulebook
from registry.records import Alert, OutboxMessage
from registry.settings import Settings
from registry.vocabulary import AlertState, Lane


def tell_duty_officer(session: Session, *, settings: Settings, rulebook: Rulebook, at: datetime) -> int | None:
    """How many urgent cases were put in the outbox for the duty officer; None when some wait and nobody is on duty.

    The mail names grounds and the case only: nobody has decided yet, and personal data stay behind the sign-in.
    """
    untold = _untold(session, jurisdiction=rulebook.jurisdiction.code)
    if untold and not settings.duty_email:
        return None
    environment = templates()
    return sum(_tell(session, alert, environment, settings=settings, rulebook=rulebook, at=at) for alert in untold)


def _untold(session: Session, *, jurisdiction: str) -> list[Alert]:
    urgent = select(Alert).where(
        Alert.lane == Lane.URGENT, Alert.state != AlertState.DECIDED, Alert.jurisdiction == jurisdiction
    )
    alerts = session.exec(urgent.order_by(col(Alert.id))).all()
    told = set(session.exec(select(OutboxMessage.period).where(col(OutboxMessage.period).startswith("urgent-"))))
    return [alert for alert in alerts if period_of(alert) not in told]


def period_of(alert: Alert) -> str:
    """The outbox period of an urgent case: one message a case, however often it grows."""
    return f"urgent-{alert.id}"


def _tell(
    session: Session, alert: Alert, environment: Environment, *, settings: Settings, rulebook: Rulebook, at: datetime
) -> bool:
    values = {
        "case": case_reference(alert.id),
        "link": f"{settings.public_url.rstrip('/')}/case_file?case={alert.id}",
        "severity": alert.severity.value,
        "grounds": [ground_in_words(ground, rulebook) for ground in shown_grounds(list(alert.grounds))],
        "raised_on": alert.raised_on,
        "office": settings.office,
        "demo": settings.demo,
    }
    return enqueue(
        session,
        recipient=settings.duty_email,
        period=period_of(alert),
        subject=f"{'[Demo] ' if settings.demo else ''}Urgent: {case_reference(alert.id)} needs the duty officer",
        text=environment.get_template("urgent.txt").render(values),
        html=environment.get_template("urgent.html").render(values),
        sender=settings.mail_from,
        at=at,
    )
