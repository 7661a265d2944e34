"""Whether a crawl went as its source file expects and its own past suggests, in sentences for an operator."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from registry.records import Crawl
from registry.vocabulary import CrawlState
from spiders.source_schema import Source

LEAST_PAST = 3
FEW = 10
LOWEST_SHARE, HIGHEST_SHARE = 0.5, 2.0
COVERAGE_DROP = 0.3


def health_problems(source: Source, *, items: int, coverage: Mapping[str, float], past: Sequence[Crawl]) -> list[str]:
    """What is amiss with a finished crawl; `past` holds the source's earlier crawls, latest first."""
    finished = [crawl for crawl in past if crawl.state is CrawlState.FINISHED]
    return [
        *_against_expectations(source, items, coverage),
        *_against_past(items, coverage, finished),
        *_failing_streak(past),
    ]


def _against_expectations(source: Source, items: int, coverage: Mapping[str, float]) -> Iterator[str]:
    expect = source.expect
    if items < expect.items_min:
        yield f"{items} adverts were found where at least {expect.items_min} are expected."
    if expect.items_max is not None and items > expect.items_max:
        yield f"{items} adverts were found where at most {expect.items_max} are expected."
    for name, share in expect.coverage.items():
        if items and coverage.get(name, 0.0) < share:
            yield f"{name} is filled in {coverage.get(name, 0.0):.0%} of adverts where {share:.0%} is expected."


def _against_past(items: int, coverage: Mapping[str, float], finished: Sequence[Crawl]) -> Iterator[str]:
    if len(finished) < LEAST_PAST:
        return
    usual = median(crawl.items for crawl in finished)
    if usual >= FEW and not LOWEST_SHARE * usual <= items <= HIGHEST_SHARE * usual:
        yield f"{items} adverts were found; the last {len(finished)} crawls found about {usual:.0f}."
    for name, share in coverage.items():
        covered = (crawl.coverage for crawl in finished if isinstance(crawl.coverage, dict))
        before = [shares[name] for shares in covered if name in shares]
        if len(before) >= LEAST_PAST and median(before) - share > COVERAGE_DROP:
            yield f"{name} is filled in {share:.0%} of adverts; before it was {median(before):.0%}."


def _failing_streak(past: Sequence[Crawl]) -> Iterator[str]:
    streak = 0
    for crawl in past:
        if crawl.state is not CrawlState.FAILED:
            break
        streak += 1
    if streak:
        yield f"The {streak} crawls before this one failed." if streak > 1 else "The crawl before this one failed."
