"""The process beside a crawl that stores what the crawl saw: `python -m spiders.storing.store_beside FD`."""

import sys
from contextlib import suppress
from functools import cache
from socket import socket
from typing import assert_never

from sqlalchemy.exc import SQLAlchemyError

from registry.database import open_database
from registry.errors import WakalaError
from spiders.fetching.garbage import seldom_collecting
from spiders.storing.batch_store import BatchStore
from spiders.storing.beside import end_with_the_crawl, message, messages
from spiders.storing.storing_process import Asked, Batch, Begin, Finish

# What storing may fail with without this process being at fault: a full disk, a locked database.
REFUSED = (WakalaError, SQLAlchemyError, OSError)
_engine = cache(open_database)


def serve(connection: socket) -> None:
    """Do what is asked over `connection` until it ends, and answer with the reason where it cannot be done."""
    stores: dict[int, BatchStore] = {}
    with connection, connection.makefile("rb") as stream:
        for asked in messages(stream):
            refused = ""
            try:
                _do(asked, stores)
            except REFUSED as error:
                refused = str(error) or type(error).__name__
            connection.sendall(message(refused))


def _do(asked: Asked, stores: dict[int, BatchStore]) -> None:
    match asked:
        case Begin(settings, source, crawl_id, at):
            engine = _engine(settings.database)
            stores[crawl_id] = BatchStore(engine, settings.evidence_dir, source=source, crawl_id=crawl_id, at=at)
        case Batch(crawl_id, seen, counts):
            stores[crawl_id].store(seen, counts)
        case Finish(crawl_id, at):
            stores.pop(crawl_id).finish(at)
        case _:
            assert_never(asked)


def main() -> None:
    """The process that stores: its socket's number is the one argument."""
    end_with_the_crawl()
    with seldom_collecting(), suppress(BrokenPipeError, ConnectionResetError):
        serve(socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
