"""Manners of every `python -m spiders.<door>`: only the result on standard output, one sentence on bad input."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, NoReturn

import orjson

from registry.errors import InvalidInput, WakalaError
from registry.standard_streams import open_streams, what_was_lost

# Set by `alerts.child_processes.running`: the number of the process without which this one has no work.
PARENT = "WAKALA_PARENT"
SECONDS_BETWEEN_LOOKS = 0.5
BAD_INPUT = 2
INTERRUPTED = 130


def run_door(door: Callable[[Sequence[str]], int]) -> NoReturn:
    """Run `door` with the command line, and leave the process with its exit code."""
    open_streams()
    _end_with_parent()
    try:
        code = door(sys.argv[1:])
        sys.stdout.flush()
        if lost := what_was_lost():
            say(lost)
            code = code or BAD_INPUT
    except WakalaError as error:
        say(str(error))
        code = BAD_INPUT
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader went away; Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def _end_with_parent() -> None:
    """Stop in good order when the process that started this one is killed, where that one asked for it."""
    parent = os.environ.get(PARENT, "")
    if parent.isdecimal():
        threading.Thread(target=_watch, args=(int(parent),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os.kill(os.getpid(), signal.SIGTERM)


def say(sentence: str) -> None:
    """One line to the person at the terminal, on standard error."""
    sys.stderr.write(sentence + "\n")


def give(result: Any) -> None:
    """One JSON document, on a line of standard output."""
    sys.stdout.write(orjson.dumps(result).decode() + "\n")


def instant(text: str | None) -> datetime | None:
    """The aware instant that `--at` gives (a date means its noon, UTC); None where it is not given."""
    if text is None:
        return None
    try:
        read = datetime.fromisoformat(text if "T" in text or " " in text else f"{text}T12:00:00")
    except ValueError as error:
        raise InvalidInput(f"--at {text!r} is not an instant; write it like 2026-11-18T12:00:00+03:00.") from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)
