"""The house stays readable: small modules named for one thing, and the demo's truth out of everybody's reach."""

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
PACKAGES = ("registry", "spiders", "risk_model", "alerts", "dashboard")
NAMED_AFTER_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "misc", "manager", "core"}
STANDARD_LIBRARY_TRAPS = {"queue", "calendar", "email", "signal", "types", "statistics"}


def _modules() -> list[Path]:
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    return [file for file in files if file.name != "__init__.py" and "versions" not in file.parts]


def test_modules_are_small() -> None:
    sizes = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in _modules()}
    assert median(sizes.values()) <= 100
    assert {name: size for name, size in sizes.items() if size > 300} == {}


def test_no_module_is_named_after_nothing() -> None:
    assert [file for file in _modules() if file.stem in NAMED_AFTER_NOTHING] == []


def test_every_module_says_why_it_exists_and_every_test_what_it_holds() -> None:
    tests = [file for file in (ROOT / "tests").rglob("*.py") if file.name != "__init__.py"]
    assert [file for file in (*_modules(), *tests) if not ast.get_docstring(ast.parse(file.read_text()))] == []


def test_no_file_beside_the_streamlit_script_shadows_a_package_or_the_standard_library() -> None:
    # Streamlit puts the script's folder first on the import path.
    beside = {file.stem for file in (ROOT / "dashboard").iterdir()}
    assert beside & (set(PACKAGES) | STANDARD_LIBRARY_TRAPS) == set()


def test_only_the_demo_reads_the_truth() -> None:
    readers = [
        file.relative_to(ROOT)
        for file in _modules()
        if "demo" not in file.parts and ("truth.csv" in file.read_text() or "dashboard.demo.truth" in file.read_text())
    ]
    assert readers == []


def test_nothing_below_the_doors_knows_of_the_demo() -> None:
    importers = [
        file.relative_to(ROOT)
        for file in _modules()
        if file.parts[len(ROOT.parts)] != "dashboard" and "dashboard.demo" in file.read_text()
    ]
    assert importers == []


def test_package_fronts_hold_one_paragraph_and_no_code() -> None:
    for package in PACKAGES:
        tree = ast.parse((ROOT / package / "__init__.py").read_text())
        assert ast.get_docstring(tree)
        assert len(tree.body) == 1
