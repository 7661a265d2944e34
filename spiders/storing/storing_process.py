"""Pages stored by a process beside the crawl's, which then only fetches: for machines with a core to spare.

This is the side of the crawl; the other is `store_beside`. A batch is answered when it is committed. A process that
ends before it answers leaves its batch to the crawl, which stores it again: that is harmless, whatever of it was
stored before.
"""

import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from registry.errors import WakalaError
from registry.intake import CrawlCounts
from registry.settings import Settings
from spiders.seen import Seen
from spiders.source_schema import Source
from spiders.storing.batch_store import BatchStore
from spiders.storing.beside import SECONDS_TO_END, message, messages, start_beside


class NotStored(WakalaError):
    """A batch that could not be stored, in the words of whoever tried."""


class EndedBeforeItAnswered(Exception):
    """The process is gone; what it was asked for may have been done or not."""


@dataclass(frozen=True)
class Begin:
    """A crawl whose batches are to come."""

    settings: Settings
    source: Source
    crawl_id: int
    at: datetime


@dataclass(frozen=True)
class Batch:
    """What a crawl saw, and its figures with it."""

    crawl_id: int
    seen: Sequence[Seen]
    counts: CrawlCounts


@dataclass(frozen=True)
class Finish:
    """No more of that crawl is to come."""

    crawl_id: int
    at: datetime


Asked = Begin | Batch | Finish


class StoringProcess:
    """The process that stores; it holds the locks on what is crawled until its last batch is committed or undone."""

    def __init__(self, module: str = "spiders.storing.store_beside", *, locks: Sequence[int] = ()) -> None:
        self._child, self._socket = start_beside(module, keep_open=locks)
        self._stream = self._socket.makefile("rb")
        self._answers = messages(self._stream)

    def ask(self, what: Asked) -> None:
        """Wait until it is done; NotStored says why it could not be, EndedBeforeItAnswered that nobody is there."""
        try:
            self._socket.sendall(message(what))
            refused = next(self._answers)
        except (OSError, StopIteration) as error:
            raise EndedBeforeItAnswered from error
        if refused:
            raise NotStored(refused)

    def end_now(self) -> None:
        """Kill the process, whatever it does."""
        self._child.kill()
        self._child.wait()

    def close(self) -> None:
        """Let the process end what it does, and then itself."""
        self._socket.close()
        self._stream.close()
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(SECONDS_TO_END)
        self.end_now()


class StoredBeside:
    """One crawl's batches by way of the process, and by `here` from the moment that the process is gone."""

    def __init__(self, process: StoringProcess, begin: Begin, *, here: BatchStore) -> None:
        self._process: StoringProcess | None = process
        self._crawl_id = begin.crawl_id
        self._here = here
        self._ask(begin)

    def store(self, batch: Sequence[Seen], counts: CrawlCounts) -> None:
        """As `BatchStore.store`."""
        if not self._ask(Batch(self._crawl_id, batch, counts)):
            self._here.store(batch, counts)

    def finish(self, at: datetime) -> None:
        """As `BatchStore.finish`; the archive of a process that is gone is finished when its source is next crawled."""
        self._ask(Finish(self._crawl_id, at))
        self._here.finish(at)

    def _ask(self, what: Asked) -> bool:
        try:
            if self._process is not None:
                self._process.ask(what)
        except EndedBeforeItAnswered:
            self._process = None
        return self._process is not None
