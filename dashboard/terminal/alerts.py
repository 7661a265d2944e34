"""Verbs on alerts: raise, list, decide, and the weekly mail."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from alerts.casework.told_grounds import PERHAPS
from alerts.delivery import Delivered, deliver
from alerts.evidence_pack import make_pack
from alerts.outbox import enqueue_digests
from alerts.pipeline import raise_step
from alerts.plain_words import case_reference
from alerts.rights import Right
from alerts.triage import decide as decide_alert
from alerts.triage import find_alert
from alerts.weeks import last_whole_week
from dashboard.accounts import officer_named
from dashboard.installation import open_installation
from dashboard.queries.alert_list import AlertLine, alert_list
from dashboard.terminal.options import By, CaseId, Json, On, a_date
from dashboard.terminal.output import result, result_json, result_table, say
from registry.database import unit_of_work
from registry.errors import VerificationFailed
from registry.vocabulary import AlertState, Disposition

app = typer.Typer(no_args_is_help=True)
SUNDAY = 7


def add_to(root: typer.Typer) -> None:
    """The top-level verbs of this file."""
    root.command("raise")(raise_alerts)
    root.command("decide")(decide)
    root.command("digest")(digest)


@app.callback()
def _alerts() -> None:
    """What deserves attention."""


@app.command("list")
def list_alerts(
    state: Annotated[AlertState | None, typer.Option(help="Only those in this state.")] = None,
    json: Json = False,
) -> None:
    """List alerts, gravest first."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        lines = alert_list(session, state=state)
    if json:
        result_json([line.as_json() for line in lines])
        return
    rows = [
        (one.id, one.severity.value, one.recruiter, one.state.value, len(one.adverts), _grounds(one)) for one in lines
    ]
    headings = ("Case", "Severity", "Recruiter", "State", "Adverts", "Grounds")
    result_table("Alerts", headings, rows, empty="No alerts; `wakala run` crawls, assesses and raises.")


@app.command("pack")
def pack(
    alert_id: CaseId,
    by: By,
    json: Json = False,
) -> None:
    """Make one file of a case for a court or a platform: words, pages as fetched, decisions, and how to check them."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        officer = officer_named(session, by, right=Right.TRIAGE)
        alert = find_alert(session, alert_id)
        rulebook = here.rulebook(alert.jurisdiction)
        made = make_pack(
            session, alert, officer=officer.email, settings=here.settings, rulebook=rulebook, at=here.now()
        )
    file = here.settings.packs_dir / made.file
    if json:
        result_json({"file": str(file), "sha256": made.sha256})
        return
    result(f"{file}\nSHA-256 {made.sha256}")


def _grounds(one: AlertLine) -> str:
    found = [ground for ground in one.grounds if ground not in one.unsure]
    return ", ".join([*found, *(PERHAPS + ground for ground in one.unsure)])


def raise_alerts(on: On = "", json: Json = False) -> None:
    """Raise alerts from assessments that no run has considered yet."""
    here = open_installation()
    at = here.instant(a_date(on, "--on"))
    raised = raise_step(here.engine, here.settings, rulebook=here.rulebook(), on=here.day_of(at), at=at)
    if json:
        result_json({"alerts": raised})
        return
    result(f"{raised} alerts raised or extended.")


def decide(
    alert_id: CaseId,
    disposition: Annotated[Disposition, typer.Argument(metavar="DISPOSITION", show_default=False)],
    by: By,
    reason: Annotated[str, typer.Option(help="Why, in words that can be read out.")],
) -> None:
    """Close an alert with a disposition and a reason."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        officer = officer_named(session, by, right=Right.TRIAGE)
        alert = find_alert(session, alert_id)
        decide_alert(session, alert, disposition, officer=officer.email, reason=reason, at=here.now())
    result(f"Case {case_reference(alert_id)} is decided: {disposition.value}.")


def digest(
    week: Annotated[
        str,
        typer.Option(
            metavar="DATE", help="A day of the week to report on; default: the last week, on Sundays this one."
        ),
    ] = "",
    send: Annotated[bool, typer.Option("--send", help="Send what is queued at once.")] = False,
    json: Json = False,
) -> None:
    """Queue the weekly mail for every reader who has none yet; harmless to repeat."""
    here = open_installation()
    at = here.now()
    day = a_date(week, "--week") or _week_to_report(at, here.rulebook().jurisdiction.time_zone)
    with unit_of_work(here.engine) as session:
        queued = enqueue_digests(session, week=day, settings=here.settings, at=at, rulebook=here.rulebook())
    summary: dict[str, object] = asdict(queued)
    delivered = Delivered()
    if send:
        delivered = deliver(here.engine, here.settings, at=at, at_once=True)
        summary["sent"] = delivered.sent
    if json:
        result_json(summary)
    else:
        where = here.settings.smtp_host or str(here.settings.outbox_dir)
        result(
            f"Week {queued.period}: {queued.queued} mails queued, {queued.already} readers had theirs"
            + (f", {delivered.sent} sent (to {where})." if send else "; `--send` sends them.")
        )
    if delivered.problem and not delivered.sent:
        raise VerificationFailed(delivered.sentence)
    if delivered.problem:
        say(delivered.sentence)


def _week_to_report(at: datetime, time_zone: str) -> date:
    """A reader gets one mail a week: one composed in mid-week would leave the rest of that week untold."""
    today = at.astimezone(ZoneInfo(time_zone)).date()
    return today if today.isoweekday() == SUNDAY else last_whole_week(at, time_zone=time_zone).monday
