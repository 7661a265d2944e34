"""Everything an officer can do from a screen: one transaction each, under the signed-in officer's name."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from alerts import evidence_pack, subscribers, triage
from alerts.accountability import checked_reason
from alerts.casework.case_opening import open_case as open_case_on
from alerts.child_processes.report_intake import ReportsOutcome
from alerts.triage import BulkOutcome
from dashboard import accounts, desk, looks, passwords
from dashboard.accounts import Officer
from dashboard.reporting import Report, file_report
from registry import agency_register, audit
from registry.identity import judgements
from registry.law.official import official_domains
from registry.records import Alert, EvidencePack
from registry.vocabulary import Disposition, Judgement, Role


def decide(alert_id: int, disposition: Disposition, *, officer: Officer, reason: str, version: int) -> None:
    """The case closed; refused when somebody changed it after `version` was on the screen."""
    given: Any = {"officer": officer.email, "reason": reason, "at": desk.now(), "version": version}
    _on_case(alert_id, officer, lambda session, alert: triage.decide(session, alert, disposition, **given))


def decide_many(seen: Mapping[int, int], disposition: Disposition, *, officer: Officer, reason: str) -> BulkOutcome:
    """One decision for several cases, given as the versions that were on the screen; the refused are reported."""
    given: Any = {"officer": officer.email, "reason": reason, "at": desk.now(), "versions": seen}
    return _on_many(lambda session: triage.decide_many(session, seen, disposition, **given), officer)


def undo_many(alert_ids: Iterable[int], *, officer: Officer) -> BulkOutcome:
    """The officer's own last act on each of those cases taken back; those that somebody acted on since are reported."""
    given: Any = {"officer": officer.email, "reason": "Recorded together by mistake.", "at": desk.now()}
    return _on_many(
        lambda session: triage.in_bulk(session, alert_ids, lambda alert: triage.undo(session, alert, **given)), officer
    )


def assign_many(seen: Mapping[int, int], assignee: str, *, officer: Officer) -> BulkOutcome:
    """Several cases put on one desk, given as the versions that were on the screen."""
    given: Any = {"officer": officer.email, "at": desk.now()}

    def on_one(session: Session, alert: Alert) -> object:
        return triage.assign(session, alert, assignee, **given, version=seen.get(alert.id or 0))

    return _on_many(
        lambda session: triage.in_bulk(session, seen, lambda alert: on_one(session, alert)),
        officer,
    )


def _on_many(act: Callable[[Session], BulkOutcome], officer: Officer) -> BulkOutcome:
    def write(session: Session) -> BulkOutcome:
        outcome = act(session)
        looks.follow_own_acts(session, officer.email, outcome.done)
        return outcome

    return desk.act(write)


def undo(alert_id: int, *, officer: Officer, reason: str, version: int) -> None:
    """The officer's own last act on the case taken back."""
    given: Any = {"officer": officer.email, "reason": reason, "at": desk.now(), "version": version}
    _on_case(alert_id, officer, lambda session, alert: triage.undo(session, alert, **given))


def reopen(alert_id: int, *, officer: Officer, reason: str, version: int) -> None:
    """The case back in the queue."""
    given: Any = {"officer": officer.email, "reason": reason, "at": desk.now(), "version": version}
    _on_case(alert_id, officer, lambda session, alert: triage.reopen(session, alert, **given))


def escalate(alert_id: int, *, officer: Officer, reason: str, version: int) -> None:
    """The case handed up."""
    given: Any = {"officer": officer.email, "reason": reason, "at": desk.now(), "version": version}
    _on_case(alert_id, officer, lambda session, alert: triage.escalate(session, alert, **given))


def snooze(alert_id: int, until: date, *, officer: Officer, reason: str, version: int) -> None:
    """The case out of the queue until that day."""
    given: Any = {"officer": officer.email, "reason": reason, "on": desk.today(), "at": desk.now(), "version": version}
    _on_case(alert_id, officer, lambda session, alert: triage.snooze(session, alert, until, **given))


def assign(alert_id: int, assignee: str, *, officer: Officer, version: int) -> None:
    """The case put on somebody's desk."""
    given: Any = {"officer": officer.email, "at": desk.now(), "version": version}
    _on_case(alert_id, officer, lambda session, alert: triage.assign(session, alert, assignee, **given))


def _on_case(alert_id: int, officer: Officer, act: Callable[[Session, Alert], object]) -> None:
    def write(session: Session) -> None:
        act(session, triage.find_alert(session, alert_id))
        looks.follow_own_acts(session, officer.email, [alert_id])

    desk.act(write)


def open_case(recruiter_id: int, *, officer: Officer, reason: str) -> int:
    """The number of the case opened on that recruiter (or the one that was open already)."""

    def write(session: Session) -> int:
        given: Any = {"officer": officer.email, "reason": reason, "on": desk.today(), "at": desk.now()}
        alert = open_case_on(session, recruiter_id, **given)
        return alert.id or 0

    try:
        return desk.act(write)
    except IntegrityError:
        # Somebody else opened one on the same recruiter in that instant: the second try finds it.
        return desk.act(write)


def make_pack(alert_id: int, *, officer: Officer) -> EvidencePack:
    """One file of the case as it stands, for somebody without a sign-in."""
    here = desk.installation()

    def write(session: Session) -> EvidencePack:
        alert = triage.find_alert(session, alert_id)
        given: Any = {"settings": here.settings, "rulebook": here.rulebook(alert.jurisdiction), "at": desk.now()}
        return evidence_pack.make_pack(session, alert, officer=officer.email, **given)

    return desk.act(write)


def judge_identity(left: int, right: int, judgement: Judgement, *, officer: Officer, reason: str) -> None:
    """What the officer says on two adverts' recruiters, remembered; the adverts are grouped anew under it."""
    written: Any = {"officer": officer.email, "reason": checked_reason(reason), "at": desk.now()}
    official = official_domains(desk.rulebook().jurisdiction)
    desk.act(
        judgements.judge_identity,
        left_advert_id=left,
        right_advert_id=right,
        judgement=judgement,
        official=official,
        **written,
    )


def withdraw_judgement(judgement_id: int, *, officer: Officer, reason: str) -> None:
    """A judgement on identity that no longer counts; it stays on file with who took it back."""
    given: Any = {"officer": officer.email, "reason": checked_reason(reason), "at": desk.now()}
    official = official_domains(desk.rulebook().jurisdiction)
    desk.act(judgements.withdraw_judgement, judgement_id, official=official, **given)


def confirm_register(import_id: int, *, officer: Officer) -> None:
    """A held list in effect, on the officer's word."""
    given: Any = {"by": officer.email, "at": desk.now(), "jurisdictions_dir": desk.settings().jurisdictions_dir}
    desk.act(agency_register.confirm_import, import_id, **given)


def reject_register(import_id: int, *, officer: Officer, reason: str) -> None:
    """A held list set aside for good; InvalidInput without a reason."""
    given: Any = {"by": officer.email, "reason": checked_reason(reason), "at": desk.now()}
    desk.act(agency_register.reject_import, import_id, **given)


def add_account(*, email: str, name: str, role: Role, by: Officer) -> str:
    """A new account; returns its first password, which its owner must change."""
    password = passwords.a_password()
    desk.act(
        accounts.add_account,
        email=email,
        name=name,
        role=role,
        password=password,
        by=by.email,
        at=desk.now(),
        must_change=True,
    )
    return password


def reset_password(email: str, *, by: Officer) -> str:
    """A new password for that account, which its owner must change."""
    password = passwords.a_password()
    desk.act(accounts.reset_password, email=email, password=password, by=by.email, at=desk.now())
    return password


def close_account(email: str, *, by: Officer) -> None:
    """The account closed and its sign-ins ended."""
    desk.act(accounts.close_account, email=email, by=by.email, at=desk.now())


def change_role(email: str, role: Role, *, by: Officer) -> None:
    """Another role for that account."""
    desk.act(accounts.change_role, email=email, role=role, by=by.email, at=desk.now())


def change_password(*, officer: Officer, old: str, new: str) -> str:
    """The officer's own password changed; one sentence when it was refused."""
    return desk.act(
        accounts.change_password, email=officer.email, old=old, new=new, at=desk.clock(), noted_at=desk.now()
    )


def add_subscriber(email: str, *, name: str, by: Officer) -> None:
    """A new reader of the weekly mail."""
    desk.act(subscribers.add_subscriber, email=email, name=name, quiet_weeks=True, by=by.email, at=desk.now())


def remove_subscriber(email: str, *, by: Officer) -> None:
    """A reader who gets no more mail."""
    desk.act(subscribers.remove_subscriber, email=email, by=by.email, at=desk.now())


def report_advert(report: Report, *, by: Officer) -> int:
    """The number of the advert on file for what a person reported."""
    region, evidence = desk.rulebook().jurisdiction.phone_region, desk.settings().evidence_dir
    return desk.act(file_report, report, by=by.email, at=desk.now(), region=region, evidence=evidence)


def record_file_report(name: str, outcome: ReportsOutcome, *, by: Officer) -> None:
    """Who took that file of adverts in, and what came of it, in the audit log."""
    detail = {"file": name[:200], "rows": outcome.rows, "adverts": outcome.adverts, "errors": outcome.errors}
    desk.act(audit.append, actor=by.email, action="adverts.reported", subject="file", detail=detail, at=desk.now())
