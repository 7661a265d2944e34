"""`audit verify` and `doctor` say so when a mail on file quotes an entry that the log no longer has."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.installation import open_installation
from registry.database import unit_of_work
from registry.errors import VerificationFailed
from registry.records import OutboxMessage
from tests.factory import NOON


def test_a_quoted_entry_that_is_gone_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path / "home"))
    assert CliRunner().invoke(app, ["audit", "verify"]).exit_code == 0
    text = f"Dear reader\nAudit log at entry 29: {'a' * 64}\nTo receive this no longer: x"
    with unit_of_work(open_installation().engine) as session:
        mail = {"recipient": "chief@labour.example", "period": "2026-W47", "message_id": "<1@x>", "subject": "s"}
        session.add(OutboxMessage(**mail, text=text, html="", next_attempt_at=NOON, created_at=NOON))
    asked = CliRunner().invoke(app, ["audit", "verify"])
    assert isinstance(asked.exception, VerificationFailed)
    assert "quotes entry 29 of the audit log, which is gone" in str(asked.exception)
    assert "ALTERED" in CliRunner().invoke(app, ["doctor"]).stdout
