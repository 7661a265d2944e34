"""Cases that an earlier mail named and that no longer stand as told: whoever was told then is told so.

Apart from what the week brought: a correction gives no name again, only the reference under which the firm was named.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from alerts.mailing.acted_cases import acts_of, alerts_of, last_standing, names, told_at
from alerts.plain_words import case_reference
from alerts.weeks import Week
from registry.records import TriageDecision
from registry.vocabulary import Disposition, TriageAction

CLOSED = {
    Disposition.LAWFUL: "no breach was found",
    Disposition.NOT_AN_AGENCY: "it does not recruit for others",
    Disposition.DUPLICATE: "it is the same as another case",
    Disposition.CANNOT_VERIFY: "it could not be verified",
}


@dataclass(frozen=True)
class Correction:
    """One case that was told as `told` ("confirmed" or "escalated") and what became of that, and when."""

    case: str
    link: str
    told: str
    became: str
    on: date


def corrections(
    session: Session, week: Week, *, jurisdiction: str, known_at: datetime, public_url: str
) -> tuple[Correction, ...]:
    """What the mail on `week` takes back of earlier mails: acts overtaken since the mail before it was written."""
    told = told_at(session, week)
    acts = acts_of(session, _acted_since(session, told, known_at), known_at=known_at)
    overtaken = {number: found for number, found in acts.items() if _is_overtaken(found, told, week)}
    alerts = sorted(alerts_of(session, overtaken, jurisdiction), key=lambda one: one.id or 0)
    return tuple(
        _correction(alert.id or 0, overtaken[alert.id or 0], told, week, public_url.rstrip("/")) for alert in alerts
    )


def _acted_since(session: Session, told: datetime, known_at: datetime) -> list[int]:
    query = select(TriageDecision.alert_id).where(
        col(TriageDecision.decided_at) > told, col(TriageDecision.decided_at) <= known_at
    )
    return list(session.exec(query.distinct()))


def _then(acts: list[TriageDecision], told: datetime) -> TriageDecision | None:
    return last_standing([act for act in acts if act.decided_at <= told])


def _is_overtaken(acts: list[TriageDecision], told: datetime, week: Week) -> bool:
    then, now = _then(acts, told), last_standing(acts)
    if then is None or not names(then) or then.decided_at >= week.starts:
        return False
    told_anew = now is not None and names(now) and (now.id or 0) >= (then.id or 0)
    return not told_anew


def _correction(alert_id: int, acts: list[TriageDecision], told: datetime, week: Week, public_url: str) -> Correction:
    then = _then(acts, told)
    after = _overtaking(then, acts)
    return Correction(
        case=case_reference(alert_id),
        link=f"{public_url}/case_file?case={alert_id}",
        told="escalated" if then is not None and then.action is TriageAction.ESCALATE else "confirmed",
        became=_became(after),
        on=after.decided_at.astimezone(week.zone).date(),
    )


def _overtaking(then: TriageDecision | None, acts: list[TriageDecision]) -> TriageDecision:
    now = last_standing(acts)
    if then is not None and now is not None and (now.id or 0) > (then.id or 0):
        return now
    return next(act for act in acts if then is not None and act.id == then.undone_by_id)


def _became(act: TriageDecision) -> str:
    if act.action is TriageAction.DECIDE and act.disposition in CLOSED:
        return f"closed, as {CLOSED[act.disposition]}"
    return "taken back by who recorded it" if act.action is TriageAction.UNDO else "put back for another look"
