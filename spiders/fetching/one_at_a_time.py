"""Which sources a process crawls right now, as locked files in the home: a process that is killed lets go of them."""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

FOLDER = "crawling"
_HELD: dict[str, TextIO] = {}


@contextmanager
def crawling(names: Sequence[str], *, home: Path) -> Iterator[frozenset[str]]:
    """Those of the sources that nobody else crawls in this home, reserved for this process until the block ends."""
    held = {name: lock for name in names if (lock := _locked(home, name)) is not None}
    _HELD.update(held)
    try:
        yield frozenset(held)
    finally:
        _HELD.clear()
        for lock in held.values():
            lock.close()


def is_crawled_now(name: str, *, home: Path) -> bool:
    """Whether some process crawls the source at this moment."""
    lock = _locked(home, name)
    if lock is not None:
        lock.close()
    return lock is None


def locks_held() -> list[int]:
    """The files by which this process holds its sources; another that keeps them open holds them with it."""
    return [lock.fileno() for lock in _HELD.values()]


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
