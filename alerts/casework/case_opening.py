"""A person opens a case by hand: ground `officer`, with a reason, whatever the score says."""

from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from alerts.accountability import checked_officer, checked_reason
from alerts.casework.alert_rows import Case, add_alerts, extend_alerts, undecided
from alerts.casework.history import write_down
from alerts.casework.justification import OFFICER
from alerts.casework.picked_cases import current_adverts
from registry.errors import NotAllowed, NotFound
from registry.records import Alert, Assessment, Recruiter
from registry.vocabulary import Severity, TriageAction


def open_case(session: Session, recruiter_id: int, *, officer: str, reason: str, on: date, at: datetime) -> Alert:
    """The undecided alert of this recruiter with the officer's ground on it: a new one, or the one that was there.

    It carries every assessed advert of the recruiter; `on` is today. Raises NotFound for no such recruiter and
    NotAllowed while none of its adverts has been assessed.
    """
    officer, reason = checked_officer(officer), checked_reason(reason)
    holder = _holder(session, recruiter_id)
    case, jurisdiction = _case(session, holder)
    alert = undecided(session, [holder]).get(holder)
    if alert is None:
        alert = add_alerts(session, [case], jurisdiction=jurisdiction, on=on, at=at)[0]
    else:
        extend_alerts(session, [(alert, case)], at=at)
    write_down(
        session,
        alert,
        TriageAction.OPEN_CASE,
        officer=officer,
        reason=reason,
        at=at,
        before=alert.state,
        after=alert.state,
    )
    return alert


def _holder(session: Session, recruiter_id: int) -> int:
    recruiter = session.get(Recruiter, recruiter_id)
    if recruiter is None:
        raise NotFound(
            f"There is no recruiter {recruiter_id}; `wakala search` finds recruiters by name, phone or text."
        )
    return recruiter_id if recruiter.merged_into_id is None else _holder(session, recruiter.merged_into_id)


def _case(session: Session, recruiter_id: int) -> tuple[Case, str]:
    found = current_adverts(session, [recruiter_id]).get(recruiter_id)
    if not found:
        raise NotAllowed(
            f"No advert of recruiter {recruiter_id} has been assessed yet; run `wakala assess`, then open the case."
        )
    adverts = tuple(replace(advert, grounds={OFFICER: ""}) for advert, _ in found)
    last = session.exec(select(Assessment.jurisdiction).where(col(Assessment.id) == adverts[-1].assessment_id)).one()
    case = Case(
        recruiter_id=recruiter_id,
        adverts=adverts,
        grounds=(OFFICER,),
        severity=Severity.MEDIUM,
        score=max(probability for _, probability in found),
        propensity=0.0,  # a person chose it; nothing can be estimated from who else was not chosen
    )
    return case, last
