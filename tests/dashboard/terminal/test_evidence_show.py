"""`wakala evidence show` proves every page of an advert, prints the one asked for, and fails when one has changed."""

from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.installation import open_installation
from registry.database import unit_of_work
from registry.errors import NotFound, VerificationFailed
from registry.intake import record_sighting
from registry.kept_pages.writing import EvidenceWriter
from tests.factory import NOON, a_crawl, an_item


@pytest.fixture
def advert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An advert seen on two days."""
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path))
    monkeypatch.delenv("WAKALA_DATABASE_URL", raising=False)
    here, item = open_installation(), an_item()
    with unit_of_work(here.engine) as session:
        for day in (1, 2):
            at = NOON + timedelta(days=day)
            writer = EvidenceWriter(here.settings.evidence_dir, f"day-{day}.warc.gz", at=at)
            kept = writer.keep(url=item.url, at=at, status=200, body=f"<h1>Day {day}</h1>".encode())
            writer.close()
            proof = {"evidence_digest": kept.digest, "evidence_file": kept.file, "evidence_offset": kept.offset}
            number = record_sighting(session, item.model_copy(update=proof), a_crawl(session, at=at)).id
    return str(number)


def test_the_latest_page_or_the_one_asked_for_is_printed_and_all_are_listed(advert: str) -> None:
    last = CliRunner().invoke(app, ["evidence", "show", advert])
    assert (last.exit_code, last.stdout) == (0, "<h1>Day 2</h1>\n")
    assert [line.rsplit(" ", 1)[1] for line in last.stderr.splitlines()] == ["proved", "proved"]
    assert CliRunner().invoke(app, ["evidence", "show", advert, "--page", "1"]).stdout == "<h1>Day 1</h1>\n"
    told = orjson.loads(CliRunner().invoke(app, ["evidence", "show", advert, "--json"]).stdout)
    assert [(one["page"], one["change"], one["file"]) for one in told] == [
        (1, "first", "day-1.warc.gz"),
        (2, "unchanged", "day-2.warc.gz"),
    ]


def test_a_page_that_changed_is_told_though_another_was_asked_for(advert: str, tmp_path: Path) -> None:
    (tmp_path / "evidence" / "day-1.warc.gz").unlink()
    said = CliRunner().invoke(app, ["evidence", "show", advert])
    assert said.stdout == "<h1>Day 2</h1>\n"
    assert isinstance(said.exception, VerificationFailed)
    assert "1 of 2 pages" in str(said.exception)


def test_a_page_that_there_is_none_of_is_refused(advert: str) -> None:
    assert isinstance(CliRunner().invoke(app, ["evidence", "show", advert, "--page", "3"]).exception, NotFound)
    assert isinstance(CliRunner().invoke(app, ["evidence", "show", "9999"]).exception, NotFound)
