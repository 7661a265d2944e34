"""The whole path once, as `wakala run` does it: registers, adverts, reports, recruiters, assessments, alerts, mail.

Each step is one that a job or a verb also does alone; a second run finds nothing due and is over within seconds.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlmodel import select

from alerts.child_processes.crawling import CrawlProgress, run_due
from alerts.child_processes.report_intake import run_reports
from alerts.delivery import deliver
from alerts.outbox import enqueue_digests
from alerts.pipeline import process_new_adverts
from alerts.weeks import last_whole_week
from dashboard.installation import Installation
from dashboard.queries.totals import totals
from registry.database import unit_of_work
from registry.law.rulebook import record_rulebook
from registry.records import Crawl
from registry.vocabulary import CrawlState
from spiders.source import readable_sources, source_folders

OnProgress = Callable[[str, int, int | None], None]
REPORTS = "reports"


@dataclass
class Seconds:
    """How long each step took, in seconds of wall time."""

    taken: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        """Counts the block as `step`."""
        start = perf_counter()
        yield
        self.taken[step] = round(self.taken.get(step, 0.0) + perf_counter() - start, 2)


def walk(
    here: Installation, *, at: datetime, reports: Path | None, seed: int, on_progress: OnProgress
) -> dict[str, Any]:
    """The path walked once at the instant `at`; what `wakala run --json` prints, but for `demo` and `seed`."""
    seconds, rulebook, on = Seconds(), here.rulebook(), here.day_of(at)
    with unit_of_work(here.engine) as session:
        record_rulebook(session, rulebook, actor="system", at=at)
    with seconds.of("crawl"):
        outcome = run_due(here.settings, at=at, on_progress=lambda one: _crawled(one, on_progress))
    if reports is not None and not _taken_in(here):
        with seconds.of("reports"):
            run_reports(reports, settings=here.settings, at=at)
    done = process_new_adverts(
        here.engine, here.settings, rulebook=rulebook, on=on, at=at, seed=seed, on_progress=on_progress
    )
    seconds.taken |= done.seconds
    with seconds.of("mail"), unit_of_work(here.engine) as session:
        week = last_whole_week(at, time_zone=rulebook.jurisdiction.time_zone).monday
        enqueue_digests(session, week=week, settings=here.settings, at=at, rulebook=rulebook)
    with seconds.of("mail"):
        delivered = deliver(here.engine, here.settings, at=at)
    with unit_of_work(here.engine) as session:
        summary = totals(session)
    problems = [
        *_no_source(here, reports),
        *outcome.problems,
        *done.problems,
        *([delivered.sentence] if delivered.problem else []),
    ]
    return {"on": on.isoformat(), **summary, "problems": problems, "seconds": seconds.taken}


def _no_source(here: Installation, reports: Path | None) -> list[str]:
    """What is said where there is nothing to look at: no source is switched on, and nothing was forwarded."""
    known, _ = readable_sources(source_folders(here.settings))
    if reports is not None or any(one.enabled for one in known.values()):
        return []
    return ["No source is switched on, so nothing was crawled; add a site with `wakala source add URL`."]


def _taken_in(here: Installation) -> bool:
    with unit_of_work(here.engine) as session:
        query = select(Crawl.id).where(Crawl.source == REPORTS, Crawl.state == CrawlState.FINISHED)
        return session.exec(query.limit(1)).first() is not None


def _crawled(one: CrawlProgress, on_progress: OnProgress) -> None:
    on_progress(f"Crawl {one.source}", one.items, one.expected)
