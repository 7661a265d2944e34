"""The named jobs, each a row of one table: what it does, when the timetable runs it, and the function that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from alerts.child_processes.crawling import run_due
from alerts.delivery import deliver as deliver_mail
from alerts.mailing.source_mail import tell_operators
from alerts.outbox import enqueue_digests
from alerts.pipeline import process_new_adverts, raise_step
from alerts.time_stamping import stamp_what_is_finished
from alerts.weeks import last_whole_week
from registry.database import unit_of_work
from registry.errors import NotFound, WakalaError
from registry.law.rulebook import Rulebook, load_rulebook
from registry.records import JobRun
from registry.settings import Settings

# The timetable would rather wait for a long run than fail beside it.
PATIENCE = 3_600.0

Summary = dict[str, Any]
Work = Callable[[Engine, Settings, datetime], Summary]


@dataclass(frozen=True)
class Job:
    """One named job; `cron` holds APScheduler's fields in the jurisdiction's time zone, weekdays by name."""

    name: str
    does: str
    when: str
    cron: Mapping[str, str]
    work: Work


def run_job(name: str, engine: Engine, settings: Settings, at: datetime) -> Summary:
    """What the job of that name did, also kept as a JobRun; raises NotFound for an unknown name.

    A job that fails leaves its reason in the JobRun and raises.
    """
    job = JOBS.get(name)
    if job is None:
        raise NotFound(f"There is no job {name!r}; the jobs are {', '.join(JOBS)}.")
    run_id, started = _open(engine, name, at), perf_counter()
    try:
        summary = job.work(engine, settings, at)
    except BaseException as error:
        said = str(error) if isinstance(error, WakalaError) else f"{type(error).__name__}: {error}"
        _close(engine, run_id, at, started, succeeded=False, summary={"problem": said})
        raise
    _close(engine, run_id, at, started, succeeded=True, summary=summary)
    return summary


def _open(engine: Engine, name: str, at: datetime) -> int:
    with unit_of_work(engine) as session:
        run = JobRun(job=name, started_at=at)
        session.add(run)
        session.flush()
        return run.id or 0


def _close(engine: Engine, run_id: int, at: datetime, started: float, *, succeeded: bool, summary: Summary) -> None:
    with unit_of_work(engine) as session:
        run = session.get_one(JobRun, run_id)
        run.finished_at = at + timedelta(seconds=perf_counter() - started)
        run.succeeded, run.summary = succeeded, summary
        session.add(run)


def _law(settings: Settings) -> Rulebook:
    return load_rulebook(settings.jurisdiction, extra_dir=settings.jurisdictions_dir, kept_in=settings.cache_dir)


def _day(at: datetime, rulebook: Rulebook) -> Any:
    return at.astimezone(ZoneInfo(rulebook.jurisdiction.time_zone)).date()


def _crawl_due(engine: Engine, settings: Settings, at: datetime) -> Summary:
    outcome = run_due(settings, at=at)
    with unit_of_work(engine) as session:
        told = tell_operators(session, settings=settings, rulebook=_law(settings), at=at)
    return outcome.as_json() | {"told": told}


def _assess(engine: Engine, settings: Settings, at: datetime) -> Summary:
    law = _law(settings)
    return process_new_adverts(
        engine, settings, rulebook=law, on=_day(at, law), at=at, raising=False, patience=PATIENCE
    ).as_json()


def _raise_alerts(engine: Engine, settings: Settings, at: datetime) -> Summary:
    law = _law(settings)
    return {"alerts": raise_step(engine, settings, rulebook=law, on=_day(at, law), at=at, patience=PATIENCE)}


def _digest(engine: Engine, settings: Settings, at: datetime) -> Summary:
    law = _law(settings)
    week = last_whole_week(at, time_zone=law.jurisdiction.time_zone)
    with unit_of_work(engine) as session:
        done = enqueue_digests(session, week=week.monday, settings=settings, at=at, rulebook=law)
    return {"period": done.period, "queued": done.queued, "already": done.already, "spared": done.spared}


def _deliver(engine: Engine, settings: Settings, at: datetime) -> Summary:
    done = deliver_mail(engine, settings, at=at)
    return {"sent": done.sent, "postponed": done.postponed, "dead": done.dead}


def _stamp(engine: Engine, settings: Settings, _at: datetime) -> Summary:
    with unit_of_work(engine) as session:
        done = stamp_what_is_finished(session, settings)
    return {"stamped": done.stamped, "waiting": done.waiting, "problem": done.problem}


JOBS: dict[str, Job] = {
    job.name: job
    for job in (
        Job(
            "crawl_due",
            "crawls every enabled source whose interval has passed, and tells the operator of those that went wrong",
            "every hour, at minute 5",
            {"minute": "5"},
            _crawl_due,
        ),
        Job(
            "assess",
            "resolves recruiters and judges adverts that are new, edited or judged by old law, registers or model",
            "every ten minutes, from minute 3",
            {"minute": "3-59/10"},
            _assess,
        ),
        Job(
            "raise_alerts",
            "wakes snoozed alerts, raises new ones and tells the duty officer of urgent ones",
            "every ten minutes, from minute 6",
            {"minute": "6-59/10"},
            _raise_alerts,
        ),
        Job(
            "digest",
            "queues the mail on the last whole week for every reader who has none yet",
            "Mondays at 7:00",
            {"day_of_week": "mon", "hour": "7", "minute": "0"},
            _digest,
        ),
        Job(
            "deliver",
            "sends what waits in the outbox",
            "every five minutes",
            {"minute": "*/5"},
            _deliver,
        ),
        Job(
            "stamp",
            "has finished archives time-stamped by the authority that is configured, if one is",
            "every hour, at minute 40",
            {"minute": "40"},
            _stamp,
        ),
    )
}
