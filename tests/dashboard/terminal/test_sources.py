"""A source file that cannot be read is named, and hides none of the others."""

from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from dashboard.cli import app


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
