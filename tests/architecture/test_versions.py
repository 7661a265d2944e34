"""The six libraries the product is built on were installed at their floors or newer: a bad extra must fail loudly."""

import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


def test_no_floor_was_silently_undercut() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [Requirement(text) for text in project["dependencies"]]
    undercut = {one.name: version(one.name) for one in wanted if not one.specifier.contains(version(one.name))}
    assert undercut == {}


def test_every_locked_package_is_locked_by_hash() -> None:
    for name in ("bootstrap.txt", "run.txt", "dev.txt"):
        lines = (ROOT / "requirements" / name).read_text().splitlines()
        pinned = [line for line in lines if "==" in line and not line.startswith((" ", "#"))]
        assert pinned
        assert [line for line in pinned if not line.endswith("\\")] == []
