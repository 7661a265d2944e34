"""Pages read in a process beside the crawl's, which then only fetches and stores: for machines with a core to spare.

The side of the crawl is `ReadingProcess`, the other `python -m spiders.storing.reading_process FD`. A page that ends
the process is asked for once more, alone, and then given up with a sentence; one on which reading fails is read by the
crawl itself, whose log then says why.
"""

import asyncio
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from socket import socket
from typing import cast

from spiders.extraction import PageReading, read_page
from spiders.fetching.garbage import seldom_collecting
from spiders.locality import Locality
from spiders.source_schema import Source
from spiders.storing.beside import LENGTH, end_with_the_crawl, message, messages, start_beside

ENDED = "The page ended the process that reads pages, twice; it is kept, and no advert was read from it."
# A message's way costs as much as a tenth of a page's reading; more than two under way only wait in the socket.
PAGES_A_MESSAGE = 8
MESSAGES_UNDER_WAY = 2
MOST_TRIES = 2
MOST_STARTS_IN_VAIN = 3
_READY = None

Manner = tuple[Source, Locality]


@dataclass(frozen=True)
class Page:
    """What `read_page` is given of one page, and the name of the source it belongs to."""

    source: str
    body: bytes
    url: str
    content_type: str
    at: datetime


@dataclass
class _Asked:
    page: Page
    answer: "asyncio.Future[PageReading | None]"
    tries: int = 0


class ReadingProcess(asyncio.Protocol):
    """The process that reads, started with its first page and ended by `close`; `module` is what it runs."""

    def __init__(self, module: str = "spiders.storing.reading_process") -> None:
        self._module = module
        self._manners: dict[str, Manner] = {}
        self._told: set[str] = set()
        self._waiting: deque[_Asked] = deque()
        self._under_way: deque[list[_Asked]] = deque()
        self._alone = 0
        self._starts_in_vain = 0
        self._received = bytearray()
        self._child: subprocess.Popen[bytes] | None = None
        self._transport: asyncio.Transport | None = None
        self._starting: asyncio.Task[None] | None = None
        self._socket: socket | None = None
        self._closed = False

    def launch(self) -> None:
        """Start the process; the first page would, and wait for it."""
        self._child, self._socket = start_beside(self._module)
        self._starts_in_vain += 1

    async def read(self, page: Page, *, source: Source, locality: Locality) -> PageReading | None:
        """What `read_page` says of the page; None where the process cannot say, so that the caller reads it."""
        self._manners[page.source] = (source, locality)
        asked = _Asked(page, asyncio.get_running_loop().create_future())
        self._waiting.append(asked)
        self._go_on()
        return await asked.answer

    def close(self) -> None:
        """End the process."""
        self._closed = True
        if self._transport is not None:
            self._transport.abort()
        elif self._socket is not None:
            self._socket.close()
        if self._child is not None:
            self._child.kill()
            self._child.wait()

    def _go_on(self) -> None:
        """Send what waits, as far as messages may be under way; start the process where there is none."""
        if self._transport is None:
            if self._starts_in_vain >= MOST_STARTS_IN_VAIN or self._closed:
                self._answer(self._waiting, [None] * len(self._waiting))
                self._waiting.clear()
            elif self._starting is None:
                self._starting = asyncio.get_running_loop().create_task(self._start())
            return
        while self._waiting and len(self._under_way) < MESSAGES_UNDER_WAY:
            size = 1 if self._alone else PAGES_A_MESSAGE
            self._alone = max(0, self._alone - 1)
            batch = [self._waiting.popleft() for _ in range(min(size, len(self._waiting)))]
            fresh = {one.page.source for one in batch} - self._told
            self._told |= fresh
            self._under_way.append(batch)
            manners = {name: self._manners[name] for name in fresh}
            self._transport.write(message((manners, [one.page for one in batch])))

    async def _start(self) -> None:
        if self._socket is None:
            self.launch()
        self._told.clear()
        self._received.clear()
        ours, self._socket = self._socket, None
        await asyncio.get_running_loop().create_connection(lambda: self, sock=ours)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to send."""
        self._transport, self._starting = cast(asyncio.Transport, transport), None
        self._go_on()

    def data_received(self, data: bytes) -> None:
        """Hand on each whole answer."""
        self._received += data
        while len(self._received) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(self._received)[0]
            if len(self._received) < end:
                return
            answers = pickle.loads(bytes(self._received[LENGTH.size : end]))  # noqa: S301 (our own process's words)
            del self._received[:end]
            if answers is _READY:
                self._starts_in_vain = 0
                continue
            self._answer(self._under_way.popleft(), answers)
            self._go_on()

    def connection_lost(self, _error: Exception | None) -> None:
        """Start again; pages under way are sent anew, one by one, to tell which of them it was."""
        self._transport = None
        if self._child is not None:
            self._child.wait()
        # A process that never was ready did not end over a page.
        guilty = self._under_way[0] if self._under_way and not self._starts_in_vain else []
        for one in guilty:
            one.tries += 1
        again = [one for batch in self._under_way for one in batch]
        self._under_way.clear()
        if len(guilty) == 1 and guilty[0].tries >= MOST_TRIES:
            self._answer(guilty, [PageReading(reason=ENDED)])
            again = again[1:]
        self._waiting.extendleft(reversed(again))
        self._alone = len(again)
        if self._waiting:
            self._go_on()

    @staticmethod
    def _answer(asked: Iterable[_Asked], answers: Sequence[PageReading | None]) -> None:
        for one, answer in zip(asked, answers, strict=True):
            if not one.answer.done():
                one.answer.set_result(answer)


def serve(connection: socket, read: Callable[[Page, Source, Locality], PageReading | None]) -> None:
    """`read` the pages that come over `connection` until it ends."""
    manners: dict[str, Manner] = {}
    with connection, connection.makefile("rb") as stream:
        connection.sendall(message(_READY))
        for fresh, pages in messages(stream):
            manners |= fresh
            connection.sendall(message([read(page, *manners[page.source]) for page in pages]))


def _read(page: Page, source: Source, locality: Locality) -> PageReading | None:
    try:
        return read_page(
            page.body, url=page.url, source=source, content_type=page.content_type, at=page.at, locality=locality
        )
    except Exception:  # noqa: BLE001 (this is a door: the crawl reads the page again, and tells what is wrong)
        return None


def main() -> None:
    """The process that reads: its socket's number is the one argument."""
    end_with_the_crawl()
    with seldom_collecting():
        try:
            serve(socket(fileno=int(sys.argv[1])), _read)
        except (BrokenPipeError, ConnectionResetError):
            return


if __name__ == "__main__":
    main()
