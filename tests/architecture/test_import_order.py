"""The import order and one home per library hold, and the check itself can fail."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_imports_go_downwards_and_each_library_has_one_home() -> None:
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_the_check_notices_an_upward_import(tmp_path: Path) -> None:
    for package in ("registry", "spiders", "risk_model", "alerts", "dashboard"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("")
    (tmp_path / "registry" / "facts.py").write_text("import alerts\n")
    text = (ROOT / "pyproject.toml").read_text()
    contract = text[text.index("[tool.importlinter]") : text.index('[[tool.importlinter.contracts]]\nname = "scrapy')]
    (tmp_path / "pyproject.toml").write_text(contract)
    command = [sys.executable, "-I", "-c"]
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r});"
        "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    )
    result = subprocess.run([*command, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "registry.facts -> alerts" in result.stdout
