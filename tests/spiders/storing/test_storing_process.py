"""Pages stored beside the crawl: nothing is lost when the process that stores ends, and the source stays held."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from registry.database import open_database
from registry.evidence import read_archive
from registry.intake import CrawlCounts
from registry.records import Advert, Archive, Sighting
from registry.settings import Settings
from registry.vocabulary import CrawlState, SourceKind
from spiders.extraction import read_page
from spiders.fetching.one_at_a_time import crawling, is_crawled_now, locks_held
from spiders.fetching.tally import Tally
from spiders.seen import SeenAdverts, SeenPage
from spiders.source_schema import Source
from spiders.storing.crawl_store import CrawlStore
from spiders.storing.storing_process import Begin, NotStored, StoringProcess
from tests.spiders.test_crawl import advert

AT = datetime(2026, 11, 18, tzinfo=UTC)
SOURCE = Source(name="board", title="Board", kind=SourceKind.BOARD, start=("https://board.example/",))


def counts(pages: int) -> CrawlCounts:
    return CrawlCounts(pages=pages, bytes=0, seconds=1.0, status_codes={}, refusals={}, filled={})


def seen(number: int) -> SeenAdverts:
    url, body = f"https://board.example/jobs/{number}", advert(number).bytes
    page = SeenPage(url=url, at=AT, status=200, headers=(), request_headers=(), body=body, asked=url)
    return SeenAdverts(page, read_page(body, url=url, source=SOURCE, at=AT).items)


@contextmanager
def stored_beside(
    settings: Settings, module: str = "spiders.storing.store_beside"
) -> Iterator[tuple[CrawlStore, StoringProcess]]:
    with closing(StoringProcess(module)) as process:
        yield CrawlStore(settings, SOURCE, at=AT, beside=process), process


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


def on_file(settings: Settings) -> tuple[int, int, int]:
    """Adverts, sightings, and pages in archives."""
    engine = open_database(settings.database)
    with Session(engine) as session:
        found = len(session.exec(select(Advert)).all()), len(session.exec(select(Sighting)).all())
    engine.dispose()
    kept = sum(len([*read_archive(file)]) for file in settings.evidence_dir.glob("*.warc.gz"))
    return *found, kept


def test_what_a_process_stored_is_the_crawls_as_if_it_had_stored_it(settings: Settings) -> None:
    with stored_beside(settings) as (store, _):
        store.store([seen(1), seen(2)], counts(2))
        store.store([seen(3)], counts(3))
        crawl = store.close(Tally(), counts(3), at=AT, state=CrawlState.FINISHED)
    assert on_file(settings) == (3, 3, 3)
    assert (crawl.items, crawl.new, crawl.pages) == (3, 3, 3)
    assert finished(settings) == [3]


def test_a_process_that_is_killed_leaves_its_batches_to_the_crawl(settings: Settings) -> None:
    with stored_beside(settings) as (store, process):
        store.store([seen(1)], counts(1))
        process.end_now()
        store.store([seen(2)], counts(2))
        store.store([seen(3)], counts(3))
        crawl = store.close(Tally(), counts(3), at=AT, state=CrawlState.FINISHED)
    assert on_file(settings) == (3, 3, 3)
    assert (crawl.items, crawl.new, crawl.pages) == (3, 3, 3)
    assert finished(settings) == [2], "the archive of the process that was killed waits for the source's next crawl"
    CrawlStore(settings, SOURCE, at=AT)
    assert sorted(finished(settings)) == [1, 2]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_batch_that_ended_the_process_is_stored_once(
    settings: Settings, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIES", when)
    with stored_beside(settings, "tests.spiders.dying_storer") as (store, _):
        store.store([seen(1), seen(2)], counts(2))
        crawl = store.close(Tally(), counts(2), at=AT, state=CrawlState.FINISHED)
    assert on_file(settings)[:2] == (2, 2)
    assert (crawl.items, crawl.new, crawl.pages) == (2, 2, 2)


def test_what_cannot_be_stored_is_told_and_the_process_goes_on(settings: Settings) -> None:
    with closing(StoringProcess()) as process:
        with pytest.raises(NotStored, match="none that Wakala works on"):
            process.ask(Begin(settings.model_copy(update={"database_url": "mysql://x/y"}), SOURCE, 1, AT))
        store = CrawlStore(settings, SOURCE, at=AT, beside=process)
        store.store([seen(1)], counts(1))
    assert on_file(settings) == (1, 1, 1)


def test_a_source_is_held_until_the_process_that_stores_it_is_gone(tmp_path: Path) -> None:
    with crawling(["board"], home=tmp_path):
        process = StoringProcess(locks=locks_held())
    assert is_crawled_now("board", home=tmp_path)
    process.close()
    assert not is_crawled_now("board", home=tmp_path)


def finished(settings: Settings) -> list[int]:
    """How many pages each finished archive has."""
    engine = open_database(settings.database)
    with Session(engine) as session:
        found = [one.pages for one in session.exec(select(Archive)) if one.finished_at is not None]
    engine.dispose()
    return found
