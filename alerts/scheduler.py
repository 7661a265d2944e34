"""The timetable and nothing else: one process an installation that runs the named jobs at their times."""

import logging
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import FrameType

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import Engine

from alerts.child_processes.running import stop_children
from alerts.jobs import JOBS, run_job
from alerts.single_instance import alone
from registry.database import open_database
from registry.errors import WakalaError
from registry.law.rulebook import load_rulebook
from registry.schema import upgrade
from registry.settings import Settings

Clock = Callable[[], datetime]
log = logging.getLogger("wakala.timetable")
# A laptop asleep on Monday at seven still sends the weekly mail when it wakes that day.
GRACE = timedelta(hours=12)


def serve_timetable(settings: Settings, *, clock: Clock = lambda: datetime.now(UTC)) -> None:
    """Runs the jobs until this process is told to stop; raises NotAllowed when another process already does."""
    engine = open_database(settings.database)
    upgrade(engine)
    with alone("timetable", home=settings.home, engine=engine, does="runs the timetable"):
        timetable = build_timetable(engine, settings, clock=clock)
        former = signal.signal(signal.SIGTERM, _stop)
        try:
            timetable.start()
        except KeyboardInterrupt:
            log.info("Stopping.")
        finally:
            signal.signal(signal.SIGTERM, former)
            stop_children()
            if timetable.running:
                timetable.shutdown()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def build_timetable(engine: Engine, settings: Settings, *, clock: Clock) -> BlockingScheduler:
    """The scheduler with every job on it, not started; jobs are kept in memory, for stored ones would be pickled."""
    zone = load_rulebook(settings.jurisdiction, extra_dir=settings.jurisdictions_dir).jurisdiction.time_zone
    timetable = BlockingScheduler(timezone=zone)
    for job in JOBS.values():
        timetable.add_job(
            _run,
            CronTrigger(timezone=zone, **job.cron),
            args=(job.name, engine, settings, clock),
            id=job.name,
            name=job.name,
            misfire_grace_time=int(GRACE.total_seconds()),
            coalesce=True,
            max_instances=1,
        )
    timetable.add_listener(_report, EVENT_JOB_MISSED | EVENT_JOB_ERROR)
    return timetable


def _run(name: str, engine: Engine, settings: Settings, clock: Clock) -> None:
    try:
        run_job(name, engine, settings, clock())
    except WakalaError as error:
        log.warning("Job %s: %s", name, error)


def _report(event: JobExecutionEvent) -> None:
    if event.exception is not None:
        log.error("Job %s failed: %r; its reason is in the list of job runs.", event.job_id, event.exception)
    else:
        log.error(
            "Job %s was missed at %s: this process was not running or too busy.", event.job_id, event.scheduled_run_time
        )
