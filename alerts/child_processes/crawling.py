"""Crawls as child processes; success is what the child reports, never its exit code alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson

from alerts.child_processes.answers import answer_of, why_none
from alerts.child_processes.running import OnLine, run_module, spider_environment
from registry.settings import Settings
from registry.vocabulary import CrawlState

LONGEST_CRAWL = timedelta(hours=12)


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
    given = answer_of(ended, settings)
    if given is None:
        return CrawlOutcome((), (why_none(ended, settings),))
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
