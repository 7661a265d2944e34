"""Verbs of the person who runs the installation: database, jobs, timetable, and whether all is well."""

import shutil
import sys
from typing import Annotated

import typer

from alerts.jobs import JOBS, run_job
from dashboard.installation import open_installation, settings_here
from dashboard.queries.models import judging_now
from dashboard.queries.upkeep import Upkeep, upkeep
from dashboard.terminal.options import Json, On, a_date
from dashboard.terminal.output import result, result_json, result_table, say
from registry.audit import verify
from registry.audit_quotes import contradictions
from registry.database import is_reachable, open_database, unit_of_work
from registry.errors import VerificationFailed, WakalaError
from registry.schema import upgrade

database = typer.Typer(no_args_is_help=True)
jobs = typer.Typer(no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """The top-level verbs of this file."""
    root.command("schedule")(schedule)
    root.command("doctor")(doctor)


@database.callback()
def _database() -> None:
    """The database."""


@database.command("upgrade")
def upgrade_database() -> None:
    """Bring the database to the shape this version needs; running it again changes nothing."""
    settings, _ = settings_here()
    upgrade(open_database(settings.database))
    result("The database is up to date.")


@jobs.command("list")
def list_jobs(json: Json = False) -> None:
    """List the named jobs and when each runs."""
    rows = [{"job": job.name, "does": job.does, "when": job.when} for job in JOBS.values()]
    if json:
        result_json(rows)
        return
    result_table("Jobs", ("Job", "Does", "When"), [tuple(row.values()) for row in rows], empty="There are no jobs.")


@jobs.command("run")
def run_one(name: Annotated[str, typer.Argument(metavar="JOB", show_default=False)], on: On = "") -> None:
    """Run one named job now."""
    here = open_installation()
    summary = run_job(name, here.engine, here.settings, here.instant(a_date(on, "--on")))
    result_json(summary)


def schedule() -> None:
    """Run the named jobs on their timetable until stopped; one process an installation."""
    from alerts.scheduler import serve_timetable

    here = open_installation()
    say("The timetable is running; stop it with Ctrl-C.")
    serve_timetable(here.settings, clock=here.now)


def doctor() -> None:
    """Say what works here and what does not; exit 1 when something needs mending."""
    settings, demo = settings_here()
    faults: list[str] = []
    result(f"home          {settings.home.resolve()}" + (" (demo)" if demo else ""))
    result(f"python        {sys.version.split()[0]}")
    try:
        engine = open_database(settings.database)
        upgrade(engine)
        fault = is_reachable(engine)
        with unit_of_work(engine) as session:
            report, found, judging = verify(session), upkeep(session), judging_now(session, settings)
            contradicted = list(contradictions(session))
        result(f"database      {engine.url.render_as_string(hide_password=True)}")
        result(f"audit log     {report.entries} entries, {'sound' if report.sound and not contradicted else 'ALTERED'}")
        faults += [fault] if fault else []
        faults += [] if report.sound else [f"The audit log has been altered at entry {report.broken_at}."]
        faults += contradicted[:1]
        _tell(found)
        result(f"judge         {judging.version}")
        if judging.refused:
            faults.append(judging.says)
        faults += [
            f"The job {one.job} failed when it last ran: {one.problem.rstrip('.')}."
            for one in found.jobs
            if one.problem
        ]
    except WakalaError as error:
        faults.append(str(error))
    free = shutil.disk_usage(settings.home if settings.home.exists() else ".").free / 1e9
    result(f"disk          {free:.0f} GB free")
    result(f"mail          {settings.smtp_host or f'no SMTP host: written to {settings.outbox_dir}'}")
    if free < 1:
        faults.append("Less than 1 GB is free where the evidence is kept.")
    if faults:
        raise VerificationFailed(" ".join(faults))


def _tell(found: Upkeep) -> None:
    lists = "; ".join(f"{kind.value} of {as_of}" for kind, as_of in found.lists)
    jobs = "; ".join(
        f"{one.job} {one.started_at:%Y-%m-%d %H:%M} UTC{' FAILED' if one.problem else ''}" for one in found.jobs
    )
    nobody = "none: nobody can sign in; add one with `wakala user add EMAIL --role administrator`"
    result(f"accounts      {found.accounts or nobody}")
    result(f"readers       {found.readers or 'none: nobody receives the weekly mail'}")
    result(f"lists         {lists or 'none: nobody can be compared with a register before one is imported'}")
    result(f"jobs          {jobs or 'none has run yet; `wakala schedule` runs them on their timetable'}")
    if found.dead_mails:
        result(f"mails         {found.dead_mails} set aside after the last try")
