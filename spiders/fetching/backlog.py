"""What a site lists and has not been asked for yet: it becomes requests a few at a time, as the queue runs empty.

A sitemap may list 50,000 addresses and an index hundreds of such: a request takes some 3 kB while it waits, an address
the tenth of that.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator

from scrapy import Request

from spiders.seen import Seen
from spiders.source_spider import Waiting

MOST_QUEUED = 100


class Backlog:
    """`ask` is given each request, `note` each finding that needs none; `stumbled` an error of our own on the way."""

    def __init__(
        self,
        *,
        ask: Callable[[Request], None],
        note: Callable[[Seen], Waiting | None],
        stumbled: Callable[[BaseException], None],
    ) -> None:
        self._ask = ask
        self._note = note
        self._stumbled = stumbled
        self._found: deque[Iterator[Request | Seen]] = deque()
        self._turn: asyncio.Task[None] | None = None

    def __bool__(self) -> bool:
        """Whether anything is left."""
        return bool(self._found) or self._turn is not None

    def add(self, found: Iterator[Request | Seen]) -> None:
        """Go through `found` when what was added before is done."""
        self._found.append(found)

    def clear(self) -> None:
        """Ask for nothing more."""
        self._found.clear()

    def go_on(self) -> None:
        """Ask for the next, at most MOST_QUEUED; call it when nothing is queued any more."""
        if self._found and self._turn is None:
            self._turn = asyncio.get_running_loop().create_task(self._take_turn())
            self._turn.add_done_callback(self._over)

    async def _take_turn(self) -> None:
        asked = looked_at = 0
        while self._found and asked < MOST_QUEUED:
            one = next(self._found[0], None)
            if one is None:
                self._found.popleft()
            elif isinstance(one, Request):
                self._ask(one)
                asked += 1
            elif (full := self._note(one)) is not None:
                await full
            looked_at += 1
            if looked_at % MOST_QUEUED == 0:
                await asyncio.sleep(0)  # thousands that are only noted must not hold up what is being fetched

    def _over(self, turn: "asyncio.Task[None]") -> None:
        self._turn = None
        error = None if turn.cancelled() else turn.exception()
        if error is not None:
            if self._found:  # the crawl may have been ended meanwhile
                self._found.popleft()
            self._stumbled(error)
