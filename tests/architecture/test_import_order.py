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


def _lint_alone(folder: Path, contracts: str) -> subprocess.CompletedProcess[str]:
    """What is said of the packages in `folder` under those contracts of this repository."""
    text = (ROOT / "pyproject.toml").read_text()
    opening = text[text.index("[tool.importlinter]") : text.index("[[tool.importlinter.contracts]]")]
    (folder / "pyproject.toml").write_text(f"{opening}\n{contracts}")
    script = (
        f"import sys; sys.path.insert(0, {str(folder)!r});"
        "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    )
    command = [sys.executable, "-I", "-c", script]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _contract(name: str) -> str:
    text = (ROOT / "pyproject.toml").read_text()
    found = next(one for one in text.split("[[tool.importlinter.contracts]]")[1:] if f'name = "{name}"' in one)
    return f"[[tool.importlinter.contracts]]{found.partition('[tool.')[0]}"


def _packages(folder: Path, *names: str) -> None:
    for name in ("registry", "spiders", "risk_model", "alerts", "dashboard", *names):
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text("")


def test_the_check_notices_an_upward_import(tmp_path: Path) -> None:
    _packages(tmp_path)
    (tmp_path / "registry" / "facts.py").write_text("import alerts\n")
    result = _lint_alone(tmp_path, _contract("Imports go downwards only"))
    assert result.returncode == 1, result.stdout + result.stderr
    assert "registry.facts -> alerts" in result.stdout


def test_the_check_notices_the_law_where_it_is_told_who_is_who(tmp_path: Path) -> None:
    _packages(tmp_path, "registry/law", "registry/identity", "registry/noticing")
    (tmp_path / "registry/law/rulebook.py").write_text("import registry.identity\n")
    (tmp_path / "registry/noticing/barred.py").write_text("import registry.law.rulebook\n")
    contract = _contract("What is noticed asks the law, which asks who is who")
    assert _lint_alone(tmp_path, contract).returncode == 0
    (tmp_path / "registry/identity/matching.py").write_text("import registry.law.rulebook\n")
    result = _lint_alone(tmp_path, contract)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "registry.identity.matching -> registry.law.rulebook" in result.stdout
