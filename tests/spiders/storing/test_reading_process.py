"""Pages read beside the crawl: the same adverts, and no page lost to one that ends the process."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from registry.vocabulary import SourceKind
from spiders.extraction import PageReading
from spiders.locality import KENYA
from spiders.source_schema import Source
from spiders.storing.reading_process import ENDED, Page, ReadingProcess
from tests.spiders.conftest import Home
from tests.spiders.site import serve
from tests.spiders.test_crawl import advert, board, with_sitemap

AT = datetime(2026, 11, 18, tzinfo=UTC)
SOURCE = Source(name="board", title="Board", kind=SourceKind.BOARD, start=("https://board.example/",))


def read(bodies: list[bytes], module: str = "tests.spiders.dying_reader") -> list[str | None]:
    """The reason of the reading of pages with these bodies, asked for at once; None where there is no reading."""

    async def asked(reader: ReadingProcess) -> list[PageReading | None]:
        pages = [Page("board", body, "https://board.example/1", "text/html", AT) for body in bodies]
        found = await asyncio.gather(*(reader.read(page, source=SOURCE, locality=KENYA) for page in pages))
        reader.close()
        await asyncio.sleep(0)
        return found

    return [one.reason if one else None for one in asyncio.run(asked(ReadingProcess(module)))]


def test_many_pages_are_answered_each_with_its_own_reading() -> None:
    bodies = [str(number).encode() for number in range(100)]
    assert read(bodies) == [body.decode() for body in bodies]


@pytest.mark.parametrize("at", [0, 5, 29])
def test_only_the_page_that_ends_the_process_is_given_up(at: int) -> None:
    bodies = [b"read"] * 30
    bodies[at] = b"die"
    assert read(bodies) == [ENDED if number == at else "read" for number in range(30)]


def test_a_page_on_which_reading_fails_is_left_to_the_crawl() -> None:
    assert read([b"read", b"fail", b"read"]) == ["read", None, "read"]


def test_a_process_that_cannot_be_started_leaves_every_page_to_the_crawl() -> None:
    assert read([b"read"] * 20, "tests.spiders.there_is_none") == [None] * 20


def test_a_crawl_finds_the_same_adverts_either_way(home: Home) -> None:
    items: list[Any] = []
    with serve({f"/jobs/{number}": advert(number) for number in range(40)}) as site:
        with_sitemap(site, range(40))
        for name, beside in (("one", "false"), ("two", "true")):
            home.source(name, board(site))
            done = home.door("crawl", name, env={"WAKALA_READING_PROCESS": beside})
            assert done.stderr == ""
            items.append(json.loads(done.stdout)["crawls"][0])
    same = ("state", "items", "new", "pages", "bytes", "coverage", "problems", "status_codes")
    assert [items[0][name] for name in same] == [items[1][name] for name in same]
    assert items[0]["new"] == 40
