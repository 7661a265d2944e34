"""Named jobs keep what they did or why they failed, and an installation's timetable runs once."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from alerts.jobs import JOBS, run_job
from alerts.scheduler import build_timetable
from alerts.single_instance import alone
from alerts.subscribers import add_subscriber
from registry.database import unit_of_work
from registry.errors import InvalidInput, NotAllowed, NotFound
from registry.records import JobRun, OutboxMessage
from registry.settings import Settings
from tests.factory import NOON

ADMIN = "admin@labour.example"
MONDAY = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, jurisdiction="zz")


class TestRunning:
    def test_a_run_is_kept_with_what_it_did(self, engine: Engine, settings: Settings) -> None:
        with unit_of_work(engine) as session:
            add_subscriber(session, email="chief@labour.example", by=ADMIN, at=NOON)
        summary = run_job("digest", engine, settings, MONDAY)
        assert summary == {"period": "2026-W47", "queued": 1, "already": 0, "spared": 0}
        assert run_job("digest", engine, settings, MONDAY)["already"] == 1
        assert run_job("deliver", engine, settings, MONDAY) == {"sent": 1, "postponed": 0, "dead": 0}
        with unit_of_work(engine) as session:
            first, *_, last = session.exec(select(JobRun).order_by(col(JobRun.id))).all()
            assert (first.job, first.started_at, first.succeeded, first.summary) == ("digest", MONDAY, True, summary)
            assert last.finished_at is not None
            assert session.exec(select(OutboxMessage.period)).one() == "2026-W47"

    def test_a_failure_leaves_its_reason(self, engine: Engine, settings: Settings) -> None:
        nowhere = settings.model_copy(update={"jurisdiction": "qq"})
        with pytest.raises(InvalidInput):
            run_job("digest", engine, nowhere, MONDAY)
        with unit_of_work(engine) as session:
            run = session.exec(select(JobRun)).one()
            assert (run.succeeded, "'qq'" in dict(run.summary)["problem"]) == (False, True)

    def test_an_unknown_job_is_refused_with_those_there_are(self, engine: Engine, settings: Settings) -> None:
        with pytest.raises(NotFound, match="crawl_due, assess, raise_alerts, digest, deliver"):
            run_job("tidy_up", engine, settings, MONDAY)


class TestTimetable:
    def test_every_job_is_on_it_and_the_mail_goes_on_monday_morning_where_the_office_is(
        self, engine: Engine, settings: Settings
    ) -> None:
        timetable = build_timetable(engine, settings, clock=lambda: NOON)
        jobs = {job.id: job for job in timetable.get_jobs()}
        assert set(jobs) == set(JOBS)
        local = NOON.astimezone(ZoneInfo("Africa/Nairobi"))
        due = jobs["digest"].trigger.get_next_fire_time(None, local)
        assert due == datetime(2026, 11, 23, 7, 0, tzinfo=ZoneInfo("Africa/Nairobi"))
        assert all(job.coalesce and job.max_instances == 1 for job in jobs.values())
        assert all(job.misfire_grace_time >= 3600 for job in jobs.values())

    def test_it_runs_once_an_installation_and_stops_when_told(self, settings: Settings) -> None:
        code = (
            "from registry.settings import load_settings\n"
            "from alerts.scheduler import serve_timetable\n"
            "serve_timetable(load_settings())\n"
        )
        environment = {
            **os.environ,
            "WAKALA_HOME": str(settings.home),
            "WAKALA_JURISDICTION": "zz",
        }
        command = [sys.executable, "-c", code]
        first = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
        try:
            wait_for((settings.home / "timetable.lock").exists, first)
            second = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
            assert b"NotAllowed: Another process (process " in second.stderr
            first.send_signal(signal.SIGTERM)
            assert first.wait(timeout=30) == 0
        finally:
            first.kill()
            first.communicate()


def wait_for(happened: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if happened():
            return
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
    pytest.fail("it did not happen within 30 seconds")


class TestAlone:
    def test_the_second_is_refused_and_the_next_may(self, engine: Engine, tmp_path: Path) -> None:
        def enter() -> None:
            with alone("pipeline", home=tmp_path, engine=engine, does="is judging adverts"):
                pass

        with alone("pipeline", home=tmp_path, engine=engine, does="is judging adverts"):
            with pytest.raises(NotAllowed, match="is judging adverts for this installation"):
                enter()
            with alone("other", home=tmp_path, engine=engine, does="does something else"):
                pass
        enter()

    def test_two_homes_on_one_postgresql_see_each_other(self, engine: Engine, tmp_path: Path) -> None:
        if engine.dialect.name != "postgresql":
            pytest.skip("an SQLite file has one home")

        def enter() -> None:
            with alone("pipeline", home=tmp_path / "two", engine=engine, does="is judging adverts"):
                pass

        with (
            alone("pipeline", home=tmp_path / "one", engine=engine, does="is judging adverts"),
            pytest.raises(NotAllowed),
        ):
            enter()
        enter()
