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
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WAKALA_")}
        env = {**kept, "WAKALA_HOME": str(self.folder), **more.pop("env", {})}
        command = [sys.executable, "-m", f"spiders.{module}", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False, **more
        )

    def crawl_measured(self, *arguments: str) -> tuple[dict[str, Any], int]:
        """Crawl one source and give its summary, and the most memory the child held, in kilobytes."""
        command = [sys.executable, "-m", "spiders.crawl", *arguments]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WAKALA_")}
        answer = self.folder / "answer.json"
        with answer.open("wb") as stream:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**kept, "WAKALA_HOME": str(self.folder)},
                stdout=stream,
                stderr=subprocess.DEVNULL,
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        summary: dict[str, Any] = json.loads(answer.read_text("utf-8"))["crawls"][0]
        return summary, usage.ru_maxrss

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
