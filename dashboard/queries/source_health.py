"""How each source is doing: its last run, its recent yields, and how often in a row it failed or came back empty."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from registry.records import Crawl
from registry.vocabulary import CrawlState

RUNS_SHOWN = 10


@dataclass(frozen=True)
class CrawlLine:
    """One run of one source."""

    id: int
    started_at: datetime
    finished_at: datetime | None
    state: CrawlState
    items: int
    new: int
    changed: int
    gone: int
    listed: int
    pages: int
    bytes: int
    seconds: float
    resumed: int
    status_codes: Mapping[str, int]
    refusals: Mapping[str, int]
    coverage: Mapping[str, float]
    problems: tuple[str, ...]

    def went_well(self, *, adverts_expected: bool) -> bool:
        """Whether it ended by itself, reported nothing, and brought adverts where some were to be expected."""
        return (
            self.state is CrawlState.FINISHED
            and not self.problems
            and (self.items + self.listed > 0 or not adverts_expected)
        )


@dataclass(frozen=True)
class SourceHealth:
    """One source and its newest runs, newest first."""

    name: str
    runs: tuple[CrawlLine, ...]
    is_list: bool = False

    @property
    def went_well(self) -> bool:
        """Whether the last run did what this source is for; an official list brings rows of a register, not adverts."""
        return self.runs[0].went_well(adverts_expected=not self.is_list)

    @property
    def failures_in_a_row(self) -> int:
        """How many of the newest ended runs failed, or brought nothing that was expected, before one that did."""
        ended = [run for run in self.runs if run.state is not CrawlState.RUNNING]
        bad = [
            run.state is not CrawlState.FINISHED or (run.items + run.listed == 0 and not self.is_list) for run in ended
        ]
        return bad.index(False) if False in bad else len(bad)


def source_health(session: Session, *, lists: Collection[str] = ()) -> list[SourceHealth]:
    """Every source that ever ran, with its newest runs, in one query; `lists` names those that are official lists."""
    place = func.row_number().over(partition_by=col(Crawl.source), order_by=col(Crawl.id).desc()).label("place")
    ranked = select(col(Crawl.id), place).subquery()
    query = (
        select(Crawl)
        .join(ranked, ranked.c.id == col(Crawl.id))
        .where(ranked.c.place <= RUNS_SHOWN)
        .order_by(col(Crawl.source), col(Crawl.id).desc())
    )
    runs: dict[str, list[CrawlLine]] = defaultdict(list)
    for crawl in session.execute(query).scalars():
        runs[crawl.source].append(_line(crawl))
    return [SourceHealth(name, tuple(lines), name in lists) for name, lines in runs.items()]


def _line(crawl: Crawl) -> CrawlLine:
    return CrawlLine(
        id=crawl.id or 0,
        started_at=crawl.started_at,
        finished_at=crawl.finished_at,
        state=crawl.state,
        items=crawl.items,
        new=crawl.new,
        changed=crawl.changed,
        gone=crawl.gone,
        listed=crawl.listed,
        pages=crawl.pages,
        bytes=crawl.bytes,
        seconds=crawl.seconds,
        resumed=crawl.resumed,
        refusals=crawl.refusals if isinstance(crawl.refusals, dict) else {},
        status_codes=crawl.status_codes if isinstance(crawl.status_codes, dict) else {},
        coverage=crawl.coverage if isinstance(crawl.coverage, dict) else {},
        problems=tuple(str(problem) for problem in crawl.problems or ()),
    )
