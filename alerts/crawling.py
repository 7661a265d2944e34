"""Crawls and files of reports as child processes; success is what the child reports, never its exit code alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from alerts.child_process import ChildOutcome, OnLine, run_module, spider_environment
from registry.errors import InvalidInput
from registry.settings import Settings
from registry.vocabulary import CrawlState

__all__ = [
    "CrawlOutcome",
    "CrawlProgress",
    "ReportsOutcome",
    "run_crawl",
    "run_due",
    "run_reports",
    "spider_environment",
]

LONGEST_CRAWL = timedelta(hours=12)
BAD_INPUT = 2


@dataclass(frozen=True)
class CrawlProgress:
    """How far one source is; `expected` is None until the number of adverts is known."""

    source: str
    items: int
    pages: int
    expected: int | None


@dataclass(frozen=True)
class SourceCrawl:
    """How the crawl of one source went."""

    source: str
    state: CrawlState
    crawl_id: int | None = None
    items: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    pages: int = 0
    seconds: float = 0.0
    problems: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Its values by name."""
        return asdict(self)


@dataclass(frozen=True)
class CrawlOutcome:
    """How a child's crawls went; `problems` are sentences on what a person should look at."""

    crawls: tuple[SourceCrawl, ...]
    problems: tuple[str, ...]

    @property
    def succeeded(self) -> bool:
        """Whether every crawl came to its end and nothing is to be looked at."""
        return not self.problems and all(one.state is CrawlState.FINISHED for one in self.crawls)

    def as_json(self) -> dict[str, Any]:
        """Its values by name."""
        return {"crawls": [one.as_json() for one in self.crawls], "problems": list(self.problems)}


@dataclass(frozen=True)
class ReportsOutcome:
    """What came of a file of reports: rows read, adverts seen, and the rows that could not be used."""

    rows: int
    adverts: int
    new: int
    errors: int
    first_errors: tuple[str, ...]


OnProgress = Callable[[CrawlProgress], None]


def run_crawl(
    names: Sequence[str],
    *,
    settings: Settings,
    at: datetime,
    afresh: bool = False,
    on_progress: OnProgress | None = None,
    within: timedelta = LONGEST_CRAWL,
) -> CrawlOutcome:
    """How the crawls of the named sources went; raises InvalidInput for a name that is no enabled source.

    With `afresh`, pages are fetched whole that the server would call unchanged: after a source file was edited.
    """
    arguments = [*names, *(["--afresh"] if afresh else [])]
    return _crawl("spiders.crawl", arguments, settings=settings, at=at, on_progress=on_progress, within=within)


def run_due(
    settings: Settings,
    *,
    at: datetime,
    on_progress: OnProgress | None = None,
    within: timedelta = LONGEST_CRAWL,
) -> CrawlOutcome:
    """How the crawls of all sources went whose interval has passed at `at`."""
    return _crawl("spiders.crawl_due", [], settings=settings, at=at, on_progress=on_progress, within=within)


def run_reports(file: Path, *, settings: Settings, at: datetime, within: timedelta = LONGEST_CRAWL) -> ReportsOutcome:
    """What came of a CSV file of forwarded adverts, its columns as guessed; raises InvalidInput when it is none."""
    arguments = ["--csv", str(file), "--yes", "--at", at.isoformat()]
    ended = run_module("spiders.add_reports", arguments, environment=spider_environment(settings), within=within)
    given = _result(ended, settings)
    if given is None:
        raise InvalidInput(f"{file} could not be taken in: {_why(ended, settings)}")
    errors = tuple(f"Line {one['line']}: {one['reason']}" for one in given["first_errors"])
    return ReportsOutcome(given["rows"], given["adverts"], given["new"], given["errors"], errors)


def _crawl(
    module: str,
    names: list[str],
    *,
    settings: Settings,
    at: datetime,
    on_progress: OnProgress | None,
    within: timedelta,
) -> CrawlOutcome:
    ended = run_module(
        module,
        [*names, "--progress", "--at", at.isoformat()],
        environment=spider_environment(settings),
        within=within,
        on_line=_progress_reader(on_progress),
    )
    given = _result(ended, settings)
    if given is None:
        return CrawlOutcome((), (_why(ended, settings),))
    crawls = tuple(_read_crawl(one) for one in given["crawls"])
    told = [f"{one.source}: {problem}" for one in crawls for problem in one.problems]
    unfinished = [f"{one.source}: the crawl ended as {one.state.value}." for one in crawls if _silent_failure(one)]
    return CrawlOutcome(crawls, (*told, *unfinished, *given.get("unreadable", ())))


def _progress_reader(on_progress: OnProgress | None) -> OnLine:
    def read(line: str) -> bool:
        try:
            given = orjson.loads(line)
            one = CrawlProgress(given["source"], given["items"], given["pages"], given["expected"])
        except (orjson.JSONDecodeError, KeyError, TypeError):
            return False
        if on_progress is not None:
            on_progress(one)
        return True

    return read


def _result(ended: ChildOutcome, settings: Settings) -> dict[str, Any] | None:
    if ended.code == BAD_INPUT:
        raise InvalidInput(_why(ended, settings))
    try:
        given = orjson.loads(ended.output)
    except orjson.JSONDecodeError:
        return None
    return given if isinstance(given, dict) else None


def _why(ended: ChildOutcome, settings: Settings) -> str:
    if ended.code == BAD_INPUT and ended.said:
        return ended.said[-1]
    log = settings.home / "logs" / "spiders.log"
    if ended.code is None:
        return (
            f"The spiders were stopped because they took too long; what they had stored is kept, and {log} says more."
        )
    last = f" ({ended.said[-1]})" if ended.said else ""
    return f"The spiders ended with code {ended.code} and no result{last}; {log} says more."


def _read_crawl(given: Mapping[str, Any]) -> SourceCrawl:
    return SourceCrawl(
        source=given["source"],
        state=CrawlState(given["state"]),
        crawl_id=given.get("crawl_id"),
        **{name: int(given.get(name) or 0) for name in ("items", "new", "changed", "gone", "pages")},
        seconds=float(given.get("seconds") or 0.0),
        problems=tuple(given.get("problems") or ()),
    )


def _silent_failure(one: SourceCrawl) -> bool:
    return one.state is not CrawlState.FINISHED and not one.problems
