"""What people hand in as files (rows of adverts, a screenshot), read by child processes of the spiders."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from alerts.child_processes.answers import answer_of, why_none
from alerts.child_processes.running import OnLine, run_module, spider_environment
from registry.errors import InvalidInput
from registry.settings import Settings

LONGEST_INTAKE = timedelta(hours=12)
LONGEST_LOOK = timedelta(minutes=2)

OnRows = Callable[[int], None]


@dataclass(frozen=True)
class ReportsOutcome:
    """What came of a file of reports: rows read, adverts seen, and the rows that could not be used."""

    rows: int
    adverts: int
    new: int
    errors: int
    first_errors: tuple[str, ...]


@dataclass(frozen=True)
class ColumnsProposed:
    """How a file's columns would be read: known name to headers, the names that are guessed, the headers left over."""

    columns: dict[str, tuple[str, ...]]
    guessed: tuple[str, ...]
    unread: tuple[str, ...]


def run_reports(
    file: Path,
    *,
    settings: Settings,
    at: datetime,
    channel: str = "",
    on_rows: OnRows | None = None,
    within: timedelta = LONGEST_INTAKE,
) -> ReportsOutcome:
    """What came of a CSV file of forwarded adverts, its columns as guessed; raises InvalidInput when it is none.

    `on_rows` is told how many rows were read so far.
    """
    extra = ["--channel", channel] if channel else []
    arguments = ["--csv", str(file), "--yes", "--progress", "--at", at.isoformat(), *extra]
    given = _asked("spiders.add_reports", arguments, settings, within=within, on_line=_row_reader(on_rows))
    errors = tuple(f"Line {one['line']}: {one['reason']}" for one in given["first_errors"])
    return ReportsOutcome(given["rows"], given["adverts"], given["new"], given["errors"], errors)


def propose_columns(file: Path, *, settings: Settings) -> ColumnsProposed:
    """How the CSV file would be read; raises InvalidInput when it is no table of adverts."""
    given = _asked("spiders.add_reports", ["--csv", str(file), "--propose"], settings, within=LONGEST_LOOK)
    columns = {name: tuple(headers) for name, headers in given["columns"].items()}
    return ColumnsProposed(columns, tuple(given["guessed"]), tuple(given["unread"]))


def words_on(screenshot: Path, *, settings: Settings) -> str:
    """The words on a picture of an advert; raises InvalidInput for no picture, no words, or no reader installed."""
    return str(_asked("spiders.read_screenshot", [str(screenshot)], settings, within=LONGEST_LOOK)["text"])


def _asked(
    module: str, arguments: list[str], settings: Settings, *, within: timedelta, on_line: OnLine = lambda _line: False
) -> dict[str, Any]:
    environment = spider_environment(settings)
    ended = run_module(module, arguments, environment=environment, within=within, on_line=on_line)
    given = answer_of(ended, settings)
    if given is None:
        raise InvalidInput(f"The file could not be read: {why_none(ended, settings)}")
    return given


def _row_reader(on_rows: OnRows | None) -> OnLine:
    def read(line: str) -> bool:
        try:
            rows = orjson.loads(line)["rows"]
        except (orjson.JSONDecodeError, KeyError, TypeError):
            return False
        if on_rows is not None:
            on_rows(rows)
        return True

    return read
