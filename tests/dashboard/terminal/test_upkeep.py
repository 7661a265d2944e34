"""The doctor says what an installation lacks, and that a job failed, before somebody misses its work."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.installation import open_installation
from dashboard.queries.upkeep import upkeep
from registry.database import unit_of_work
from registry.errors import VerificationFailed
from registry.records import JobRun
from tests.factory import NOON, an_import


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty installation."""
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path))
    monkeypatch.delenv("WAKALA_DATABASE_URL", raising=False)
    return tmp_path


def test_an_empty_installation_is_told_what_it_lacks(home: Path) -> None:
    said = CliRunner().invoke(app, ["doctor"])
    assert said.exit_code == 0
    for lack in ("nobody can sign in", "nobody receives the weekly mail", "before one is imported", "none has run yet"):
        assert lack in said.stdout


def test_a_job_that_failed_last_needs_mending_and_one_that_was_mended_does_not(home: Path) -> None:
    here = open_installation()
    with unit_of_work(here.engine) as session:
        an_import(session, jurisdiction="ke")
        session.add(JobRun(job="digest", started_at=NOON, succeeded=False, summary={"problem": "No disk."}))
        session.add(JobRun(job="deliver", started_at=NOON, succeeded=False, summary={"problem": "No server."}))
        session.flush()
        session.add(JobRun(job="deliver", started_at=NOON, succeeded=True))
    said = CliRunner().invoke(app, ["doctor"])
    assert "digest 2026-11-18 12:00 UTC FAILED" in said.stdout
    assert isinstance(said.exception, VerificationFailed)
    assert "The job digest failed when it last ran: No disk." in str(said.exception)
    assert "No server" not in str(said.exception)
    with unit_of_work(here.engine) as session:
        assert [kind.value for kind, _ in upkeep(session).lists] == ["agencies"]
