"""A process that stores and ends at its first batch, before or after storing it; run by `test_storing_process.py`."""

import os
import sys
from collections.abc import Sequence
from socket import socket

from registry.intake import CrawlCounts
from spiders.seen import Seen
from spiders.storing.batch_store import BatchStore
from spiders.storing.store_beside import serve

STORE = BatchStore.store


def _store(store: BatchStore, batch: Sequence[Seen], counts: CrawlCounts) -> None:
    if os.environ["DIES"] == "after":
        STORE(store, batch, counts)
    os._exit(1)


if __name__ == "__main__":
    BatchStore.store = _store  # type: ignore[method-assign]
    serve(socket(fileno=int(sys.argv[1])))
