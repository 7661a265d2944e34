"""One process at a time: a lock file in the home, and on PostgreSQL a lock that every machine sees."""

import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from registry.errors import NotAllowed

SECONDS_BETWEEN_TRIES = 0.2


@contextmanager
def alone(name: str, *, home: Path, engine: Engine, does: str, patience: float = 0.0) -> Iterator[None]:
    """The block run while no other process of this installation is inside one of the same `name`.

    Waits up to `patience` seconds, then raises NotAllowed saying that another one `does` it.
    """
    deadline = time.monotonic() + patience
    with _file_lock(home / f"{name}.lock", does=does, deadline=deadline), _database_lock(name, engine, does, deadline):
        yield


@contextmanager
def _file_lock(file: Path, *, does: str, deadline: float) -> Iterator[None]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+") as lock:
        while not _try_file(lock.fileno()):
            _wait_or_refuse(does, deadline, who=f" (process {file.read_text().strip() or 'unknown'})")
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _try_file(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _database_lock(name: str, engine: Engine, does: str, deadline: float) -> Iterator[None]:
    if engine.dialect.name != "postgresql":
        yield
        return
    key = int.from_bytes(hashlib.sha256(f"wakala:{name}".encode()).digest()[:8], "big", signed=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar():
            _wait_or_refuse(does, deadline, who=" (on this or another machine)")
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})


def _wait_or_refuse(does: str, deadline: float, *, who: str) -> None:
    if time.monotonic() >= deadline:
        raise NotAllowed(f"Another process{who} {does} for this installation; wait until it has ended, or stop it.")
    time.sleep(SECONDS_BETWEEN_TRIES)
