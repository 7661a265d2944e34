"""What a site lists is asked for a few at a time, all of it and each once, whatever else it holds."""

import asyncio
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from scrapy import Request

from spiders.fetching.backlog import MOST_QUEUED, Backlog
from spiders.seen import Seen, SeenListed
from spiders.source_spider import Waiting
from tests.spiders.conftest import Home
from tests.spiders.site import serve
from tests.spiders.test_crawl import advert, board, with_sitemap

AT = datetime(2026, 11, 18, tzinfo=UTC)
LISTED = 450
# A crawl that tells on standard error the most requests that stood in Scrapy's queue at once.
WATCHED = """
import sys
from scrapy.core.scheduler import Scheduler
from spiders import crawl
most, enqueue = 0, Scheduler.enqueue_request
def watched(self, request):
    global most
    done = enqueue(self, request)
    most = max(most, len(self))
    return done
Scheduler.enqueue_request = watched
crawl.main(sys.argv[1:])
print(most, file=sys.stderr)
"""


def found(numbers: range) -> Iterator[Request | Seen]:
    """Every third address is one that is not due."""
    for number in numbers:
        url = f"https://board.example/{number}"
        yield SeenListed(url) if number % 3 == 0 else Request(url)


def gone_through(*listed: Iterator[Request | Seen]) -> tuple[list[list[str]], list[str], list[BaseException]]:
    """The addresses asked for in each turn, those noted, and the errors met."""
    turns: list[list[str]] = []
    noted: list[str] = []
    errors: list[BaseException] = []

    async def room() -> None:
        await asyncio.sleep(0)

    def note(seen: Seen) -> Waiting | None:
        assert isinstance(seen, SeenListed)
        noted.append(seen.url)
        return room() if len(noted) % 10 == 0 else None

    async def turn_by_turn() -> None:
        backlog = Backlog(ask=lambda one: turns[-1].append(one.url), note=note, stumbled=errors.append)
        for one in listed:
            backlog.add(one)
        while backlog:
            turns.append([])
            backlog.go_on()
            backlog.go_on()  # Scrapy says more than once that its queue is empty
            while backlog._turn is not None:
                await asyncio.sleep(0)

    asyncio.run(turn_by_turn())
    return turns, noted, errors


def test_everything_is_asked_for_once_and_never_more_than_the_bound_at_a_time() -> None:
    turns, noted, errors = gone_through(found(range(1_000)), found(range(1_000, 1_010)))
    asked = [url for turn in turns for url in turn]
    assert max(map(len, turns)) == MOST_QUEUED
    assert sorted(asked + noted) == sorted(f"https://board.example/{number}" for number in range(1_010))
    assert errors == []


def test_a_list_that_fails_is_told_and_the_others_are_gone_through() -> None:
    def failing() -> Iterator[Request | Seen]:
        yield Request("https://board.example/first")
        raise ValueError

    turns, _, errors = gone_through(failing(), found(range(1, 3)))
    assert [url.rsplit("/", 1)[1] for turn in turns for url in turn] == ["first", "1", "2"]
    assert [type(error) for error in errors] == [ValueError]


def test_an_error_while_the_crawl_is_being_ended_is_told_like_any_other() -> None:
    errors: list[BaseException] = []

    def refused(_: Request) -> None:
        backlog.clear()
        raise RuntimeError

    async def turn() -> None:
        backlog.go_on()
        while backlog:
            await asyncio.sleep(0)

    backlog = Backlog(ask=refused, note=lambda _: None, stumbled=errors.append)
    backlog.add(found(range(1, 3)))
    asyncio.run(turn())
    assert [type(error) for error in errors] == [RuntimeError]


def test_a_long_sitemap_never_stands_in_the_queue_whole(home: Home) -> None:
    with serve({f"/jobs/{number}": advert(number) for number in range(LISTED)}) as site:
        with_sitemap(site, range(LISTED))
        home.source("board", board(site))
        done = home.run([sys.executable, "-c", WATCHED, "board"])
    assert f'"items":{LISTED},' in done.stdout
    assert int(done.stderr.splitlines()[-1]) <= MOST_QUEUED
