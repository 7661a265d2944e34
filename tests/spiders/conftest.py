"""A home with its own sources, and the doors run as the child processes that they are in life."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from registry.database import open_database

ROOT = Path(__file__).parents[2]
MEASURED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
raise SystemExit(code)
"""


@dataclass
class Home:
    """One installation: source files are written into it, doors are run in it."""

    folder: Path

    def source(self, name: str, text: str) -> None:
        """Write a source file."""
        sources = self.folder / "sources"
        sources.mkdir(parents=True, exist_ok=True)
        (sources / f"{name}.yml").write_text(text, "utf-8")

    def door(self, module: str, *arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
        """Run `python -m spiders.<module>` there."""
        return self.run([sys.executable, "-m", f"spiders.{module}", *arguments], **more)

    def run(self, command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
        """Run a command there, with no setting of the machine's own."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WAKALA_")}
        env = {**kept, "WAKALA_HOME": str(self.folder), **more.pop("env", {})}
        return subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False, **more
        )

    def crawl_measured(self, *arguments: str) -> tuple[dict[str, Any], int]:
        """Crawl one source and give its summary, and the most memory the crawl held, in kilobytes.

        A child starts with the high-water mark of the process that launched it, and a test run that has been
        going for a while is larger than any crawl; so a bare interpreter stands in between.
        """
        done = self.run([sys.executable, "-c", MEASURED, sys.executable, "-m", "spiders.crawl", *arguments])
        assert done.returncode == 0, done.stderr
        summary: dict[str, Any] = json.loads(done.stdout)["crawls"][0]
        return summary, int(done.stderr.splitlines()[-1])

    def crawl(self, *arguments: str) -> dict[str, Any]:
        """Crawl one source and give its summary."""
        done = self.door("crawl", *arguments)
        assert done.returncode == 0, done.stderr
        summary: dict[str, Any] = json.loads(done.stdout)["crawls"][0]
        return summary


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty installation."""
    return Home(tmp_path / "home")


@pytest.fixture
def stored(home: Home) -> Iterator[Session]:
    """A session on that installation's database."""
    engine = open_database(f"sqlite:///{home.folder / 'wakala.sqlite3'}")
    with Session(engine) as session:
        yield session
    engine.dispose()
