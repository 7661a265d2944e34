"""A source file that cannot be read is named, and hides none of the others."""

from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from dashboard.cli import app
from registry.errors import NotAllowed, VerificationFailed


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with one file that is no YAML."""
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path))
    monkeypatch.delenv("WAKALA_DATABASE_URL", raising=False)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "torn.yml").write_text("title: [")
    return tmp_path


@pytest.mark.usefixtures("home")
def test_the_list_names_the_file_that_cannot_be_read_beside_all_others() -> None:
    said = CliRunner().invoke(app, ["source", "list"])
    assert said.exit_code == 0
    assert "torn.yml, line 2: not YAML" in said.stderr
    assert "unreadable" in said.stdout
    assert "board_by_sitemap" in said.stdout
    told = {one["name"]: one for one in orjson.loads(CliRunner().invoke(app, ["source", "list", "--json"]).stdout)}
    assert "not YAML" in told["torn"]["error"]
    assert "error" not in told["board_by_sitemap"]


def test_a_crawl_of_which_every_source_failed_is_a_failure(home: Path) -> None:
    (home / "sources" / "torn.yml").unlink()
    start = "start: ['http://127.0.0.1:9/jobs']\nlisting: {links: a}\nmethod: [jobposting]\n"
    (home / "sources" / "my.yml").write_text(f"title: My\nkind: board\nenabled: true\n{start}")
    said = CliRunner().invoke(app, ["crawl", "my", "--json"])
    assert orjson.loads(said.stdout)[0]["state"] == "failed"
    assert isinstance(said.exception, VerificationFailed)
    assert "No source was crawled to its end: my: " in str(said.exception)


@pytest.mark.usefixtures("home")
def test_a_run_without_a_source_says_so_beside_its_result() -> None:
    said = CliRunner().invoke(app, ["run", "--no-dashboard", "--json"])
    assert said.exit_code == 0
    assert "No source is switched on" in orjson.loads(said.stdout)["problems"][0]
    assert "Problem: No source is switched on" in said.stderr


@pytest.mark.usefixtures("home")
def test_no_source_is_switched_on_by_an_account_that_is_not_there() -> None:
    said = CliRunner().invoke(app, ["source", "check", "board_by_sitemap", "--turn-on", "--by", "ghost@x.example"])
    assert isinstance(said.exception, NotAllowed)
    assert "ghost@x.example" in str(said.exception)
