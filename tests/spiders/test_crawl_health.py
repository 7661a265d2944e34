"""A run is compared with what its source file expects and with the source's own past, never with somebody else's."""

from datetime import datetime, timedelta
from typing import Any

from registry.records import Crawl
from registry.vocabulary import CrawlState
from spiders.crawl_health import comparable, health_problems
from spiders.source_schema import Source
from tests.factory import NOON


def a_source(**given: Any) -> Source:
    values = {"name": "board", "title": "Board", "kind": "board", "start": ("http://board.example/",)}
    return Source.model_validate({**values, **given})


def a_run(items: int, *, at: datetime = NOON, **given: Any) -> Crawl:
    values: dict[str, Any] = {
        "state": CrawlState.FINISHED, "coverage": {"title": 1.0, "base_salary": 0.6}, "pages": items + 2,
        "filled": {"items": items}, "refusals": {}, "seconds": 20.0,
    }  # fmt: skip
    return Crawl(source="board", started_at=at, items=items, **{**values, **given})


def past(*items: int, **given: Any) -> list[Crawl]:
    """Daily runs before today, latest first."""
    return [a_run(number, at=NOON - timedelta(days=day + 1), **given) for day, number in enumerate(items)]


def told(crawl: Crawl, before: list[Crawl], **source: Any) -> list[str]:
    return health_problems(a_source(**source), crawl, state=crawl.state, past=before)


def test_an_ordinary_day_is_no_news() -> None:
    assert told(a_run(95), past(100, 98, 103, 101)) == []
    assert told(a_run(0), past(0, 0, 0)) == []


def test_nothing_where_there_was_always_something_is_told_from_the_second_run_on() -> None:
    assert told(a_run(0), past(4)) == ["No advert was found; the last 1 crawls found about 4."]
    assert told(a_run(0, listed=4), past(4)) == [], "listed still, only not due for a visit"


def test_the_same_weekday_is_the_measure_where_it_is_known_well_enough() -> None:
    week = [20 if (NOON - timedelta(days=day)).weekday() == NOON.weekday() else 100 for day in range(1, 29)]
    before = past(*week)
    alike, which = comparable(a_run(20), before)
    assert ({one.items for one in alike}, which) == ({20}, "the last 4 crawls on a Wednesday")
    assert told(a_run(20), before) == []
    assert told(a_run(100), before) == ["100 adverts were found; the last 4 crawls on a Wednesday found about 20."]
    assert "the last 10 crawls found" in told(a_run(20), before[:20][:6] + before[7:13])[0]


def test_of_very_few_adverts_only_what_all_had_and_none_has_is_told() -> None:
    full, bare = {"title": 1.0, "base_salary": 1.0}, {"title": 0.4, "base_salary": 0.0}
    lost = "base_salary is filled in no advert any more; before it was in 100%."
    assert told(a_run(5, coverage=bare), past(5, 5, 5, coverage=full)) == [lost]
    assert told(a_run(2, coverage=bare), past(5, 5, 5, coverage=full)) == []


def test_a_source_whose_pages_stayed_as_they_were_is_measured_by_the_crawl_that_read_them() -> None:
    unread: dict[str, Any] = {"coverage": {}, "filled": {}}
    before = [*past(12, 12, 12, **unread), a_run(12, at=NOON - timedelta(days=9), coverage={"title": 1.0})]
    assert told(a_run(12, coverage={"title": 0.0}), before) == [
        "title is filled in no advert any more; before it was in 100%."
    ]


def test_a_field_that_goes_empty_is_told_and_a_handful_of_adverts_prove_nothing() -> None:
    empty = {"title": 1.0, "base_salary": 0.0}
    before = past(100, 100, 100)
    assert told(a_run(100, coverage=empty), before) == [
        "base_salary is filled in no advert any more; before it was in 60%."
    ]
    assert told(a_run(100, coverage=empty, filled={"items": 3}), before) == []
    fewer = {"title": 1.0, "base_salary": 0.2}
    assert told(a_run(100, coverage=fewer), before) == ["base_salary is filled in 20% of adverts; before it was 60%."]


def test_more_refusals_and_much_more_time_are_told() -> None:
    before = past(100, 100, 100)
    refused = told(a_run(100, pages=150, refusals={"answered_with_an_error": 60}), before)
    assert refused == ["40% of pages were refused or not read; before it was 0%."]
    assert told(a_run(100, seconds=400.0), before) == ["The crawl took 400 s; the last 3 crawls took about 20 s."]


def test_failures_in_a_row_are_counted_and_an_interruption_is_none() -> None:
    failed = [
        a_run(0, state=CrawlState.FAILED),
        a_run(0, state=CrawlState.INTERRUPTED),
        a_run(0, state=CrawlState.FAILED),
    ]
    assert told(a_run(0, state=CrawlState.FAILED), failed + past(100)) == ["This source has failed 3 times in a row."]
    assert told(a_run(0, state=CrawlState.FAILED), past(100)) == []
    assert told(a_run(100), failed + past(100, 100, 100)) == []


def test_what_the_file_expects_is_told_apart_from_the_past() -> None:
    expect = {"items_min": 50, "coverage": {"base_salary": 0.9}}
    assert told(a_run(20), [], expect=expect) == [
        "20 adverts were found where at least 50 are expected.",
        "base_salary is filled in 60% of adverts where 90% is expected.",
    ]


def test_adverts_of_unchanged_pages_fill_or_lack_no_field() -> None:
    expect = {"items_min": 3, "coverage": {"title": 0.9}}
    unchanged: dict[str, Any] = {"coverage": {}, "filled": {"items": 0}}
    assert told(a_run(3, **unchanged), past(3), expect=expect) == []
    assert told(a_run(2, **unchanged), past(3), expect=expect) == [
        "2 adverts were found where at least 3 are expected."
    ]
