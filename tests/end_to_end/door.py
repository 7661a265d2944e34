"""The terminal door as a person has it: a child process with a home of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What a command left: exit code, result, and what it said beside it."""

    code: int
    out: str
    said: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


def wakala(home: Path, *arguments: str, given: str = "", within: float = 600, **settings: str) -> Answer:
    """One command run in `home`; settings are WAKALA_ variables without their prefix."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WAKALA_")}
    environment = (
        kept | {"WAKALA_HOME": str(home)} | {f"WAKALA_{name.upper()}": value for name, value in settings.items()}
    )
    command = [sys.executable, "-c", "from dashboard.cli import main; main()", *arguments]
    done = subprocess.run(
        command, env=environment, input=given, capture_output=True, text=True, timeout=within, check=False
    )
    return Answer(done.returncode, done.stdout, done.stderr)
