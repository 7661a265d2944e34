"""Whether a crawl went as its source file expects and its own past suggests, in sentences for an operator."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from registry.records import Crawl
from registry.vocabulary import CrawlState
from spiders.fetching.tally import LOOKED_AT
from spiders.source_schema import Source

LEAST_PAST = 3
LAST = 10
FEW, VERY_FEW = 10, 3
LOWEST_SHARE, HIGHEST_SHARE = 0.5, 2.0
COVERAGE_DROP, WAS_FILLED, WAS_FULL = 0.3, 0.1, 0.9
FEW_PAGES, REFUSED_RISE = 20, 0.2
FEW_SECONDS, SLOWER = 60.0, 4.0


def health_problems(source: Source, crawl: Crawl, *, state: CrawlState, past: Sequence[Crawl]) -> list[str]:
    """What is amiss with a crawl that ended as `state`; `past` holds the source's earlier crawls, latest first.

    An official list is only told of failures: what it holds is judged when it is imported.
    """
    earlier = [one for one in past if one.state in (CrawlState.FINISHED, CrawlState.FAILED)]
    if state is not CrawlState.FINISHED:
        return list(_failing_streak(earlier))
    if source.is_register:
        return []
    alike, which = comparable(crawl, [one for one in earlier if one.state is CrawlState.FINISHED])
    expected = against_expectations(source, _met(crawl), _shares(crawl), read=_looked_at(crawl))
    return [*expected, *_against_past(crawl, alike, which)]


def comparable(crawl: Crawl, finished: Sequence[Crawl]) -> tuple[Sequence[Crawl], str]:
    """The earlier crawls to compare with, and how to name them: those of the same weekday where there are enough."""
    day = crawl.started_at.weekday()
    same_day = [one for one in finished if one.started_at.weekday() == day][:LAST]
    if len(same_day) >= LEAST_PAST:
        return same_day, f"the last {len(same_day)} crawls on a {crawl.started_at:%A}"
    latest = finished[:LAST]
    return latest, f"the last {len(latest)} crawls"


def against_expectations(source: Source, items: int, coverage: Mapping[str, float], *, read: int) -> Iterator[str]:
    """What breaches the bounds that the source file sets; shares are of the `read` adverts, not of unchanged ones."""
    expect = source.expect
    if items < expect.items_min:
        yield f"{items} adverts were found where at least {expect.items_min} are expected."
    if expect.items_max is not None and items > expect.items_max:
        yield f"{items} adverts were found where at most {expect.items_max} are expected."
    for name, share in expect.coverage.items():
        if read and coverage.get(name, 0.0) < share:
            yield f"{name} is filled in {coverage.get(name, 0.0):.0%} of adverts where {share:.0%} is expected."


def _against_past(crawl: Crawl, alike: Sequence[Crawl], which: str) -> Iterator[str]:
    items = _met(crawl)
    usual = median([_met(one) for one in alike]) if alike else 0
    if not items and usual:
        yield f"No advert was found; {which} found about {usual:.0f}."
    if len(alike) < LEAST_PAST:
        return
    if items and usual >= FEW and not LOWEST_SHARE * usual <= items <= HIGHEST_SHARE * usual:
        yield f"{items} adverts were found; {which} found about {usual:.0f}."
    looked_at = _looked_at(crawl)
    if looked_at >= VERY_FEW:
        yield from _emptied_fields(crawl, alike, few=looked_at < FEW)
    refused = median([_refused_share(one) for one in alike])
    if crawl.pages >= FEW_PAGES and _refused_share(crawl) - refused > REFUSED_RISE:
        yield f"{_refused_share(crawl):.0%} of pages were refused or not read; before it was {refused:.0%}."
    seconds = median([one.seconds for one in alike])
    if seconds and crawl.seconds > max(FEW_SECONDS, SLOWER * seconds):
        yield f"The crawl took {crawl.seconds:.0f} s; {which} took about {seconds:.0f} s."


def _emptied_fields(crawl: Crawl, alike: Sequence[Crawl], *, few: bool) -> Iterator[str]:
    """Fields that are filled no more or much less; of few adverts only what all had and none has.

    Where pages seldom change most crawls read few of them or none: adverts read count as well as crawls then.
    """
    for name, share in _shares(crawl).items():
        read = [one for one in alike if name in _shares(one)]
        enough = len(read) >= LEAST_PAST or sum(map(_looked_at, read)) >= (VERY_FEW if few else FEW)
        usual = median([_shares(one)[name] for one in read]) if enough else 0.0
        if usual >= (WAS_FULL if few else WAS_FILLED) and not share:
            yield f"{name} is filled in no advert any more; before it was in {usual:.0%}."
        elif usual - share > COVERAGE_DROP and not few:
            yield f"{name} is filled in {share:.0%} of adverts; before it was {usual:.0%}."


def _failing_streak(earlier: Sequence[Crawl]) -> Iterator[str]:
    states = [one.state for one in earlier]
    streak = 1 + (states.index(CrawlState.FINISHED) if CrawlState.FINISHED in states else len(states))
    if streak > 1:
        yield f"This source has failed {streak} times in a row."


def _met(crawl: Crawl) -> int:
    """Adverts sighted, and those that the site still listed and that were not due for a visit."""
    return crawl.items + crawl.listed


def _shares(crawl: Crawl) -> Mapping[str, float]:
    return crawl.coverage if isinstance(crawl.coverage, dict) else {}


def _looked_at(crawl: Crawl) -> int:
    """Adverts that were read on this run; those of unchanged pages were not."""
    return int(crawl.filled.get(LOOKED_AT, 0)) if isinstance(crawl.filled, dict) else 0


def _refused_share(crawl: Crawl) -> float:
    refused = sum(crawl.refusals.values()) if isinstance(crawl.refusals, dict) else 0
    return refused / max(crawl.pages, refused, 1)
