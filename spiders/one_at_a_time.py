"""Which sources a process crawls right now, as locked files in the home: a process that is killed lets go of them."""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

FOLDER = "crawling"


@contextmanager
def crawling(names: Sequence[str], *, home: Path) -> Iterator[frozenset[str]]:
    """Those of the sources that nobody else crawls in this home, reserved for this process until the block ends."""
    held = {name: lock for name in names if (lock := _locked(home, name)) is not None}
    try:
        yield frozenset(held)
    finally:
        for lock in held.values():
            lock.close()


def is_crawled_now(name: str, *, home: Path) -> bool:
    """Whether some process crawls the source at this moment."""
    lock = _locked(home, name)
    if lock is not None:
        lock.close()
    return lock is None


def _locked(home: Path, name: str) -> TextIO | None:
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / f"{name}.lock").open("a")
    try:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock
