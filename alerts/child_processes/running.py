"""Spiders run in a process of their own: started, listened to, bounded in time and output, and never left behind."""

import os
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from signal import SIGKILL, SIGTERM
from typing import IO

from registry.settings import Settings

LONGEST_OUTPUT = 20_000_000
LINES_KEPT = 20
SECONDS_TO_STOP = 20.0
# Spiders look whether this process is still there: one that is killed cannot stop them.
PARENT = "WAKALA_PARENT"
SECRETS = frozenset({"smtp_user", "smtp_password"})

OnLine = Callable[[str], bool]
_running: set[subprocess.Popen[bytes]] = set()
_guard = threading.Lock()


@dataclass(frozen=True)
class ChildOutcome:
    """How a child ended: exit code (None when it ran out of time), its standard output, its last other words."""

    code: int | None
    output: bytes
    said: tuple[str, ...]


def spider_environment(settings: Settings) -> dict[str, str]:
    """This process's environment with every WAKALA_ variable replaced by what `settings` say, less the secrets."""
    ours = {name: value for name, value in os.environ.items() if not name.upper().startswith("WAKALA_")}
    given = settings.model_dump(mode="json", exclude=set(SECRETS), exclude_none=True)
    folders = {
        name: str(value.resolve())
        for name in ("home", "sources_dir", "jurisdictions_dir")
        if (value := getattr(settings, name)) is not None
    }
    return ours | {f"WAKALA_{name.upper()}": str(value) for name, value in (given | folders).items() if value != ""}


def run_module(
    module: str,
    arguments: Sequence[str],
    *,
    environment: Mapping[str, str],
    within: timedelta,
    on_line: OnLine = lambda _line: False,
) -> ChildOutcome:
    """`python -m module` run to its end, or stopped `within` that time.

    `on_line` is called here, in the caller's thread, with each line of standard error; those it returns False for are
    kept as the child's words. Whatever happens here, the child and its children are gone afterwards.
    """
    command = [sys.executable, "-m", module, *arguments]
    with _started(command, environment) as process:
        output, lines = _Output(process.stdout), _Lines(process.stderr)
        said: deque[str] = deque(maxlen=LINES_KEPT)
        deadline = time.monotonic() + within.total_seconds()
        for line in lines.until(deadline):
            if not on_line(line):
                said.append(line)
        code = _ended(process, deadline)
        if code is None:
            _stop(process)
        return ChildOutcome(code, output.all(), tuple(said))


def stop_children() -> None:
    """Every child of this process asked to end; for a process that is itself being stopped."""
    with _guard:
        children = list(_running)
    for child in children:
        _signal(child, SIGTERM)


@contextmanager
def _started(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    # A session of its own: the terminal's Ctrl-C reaches this process, which then stops the child in good order.
    process = subprocess.Popen(  # noqa: S603  (our own module, arguments as a list, no shell)
        command,
        env={**environment, PARENT: str(os.getpid())},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with _guard:
        _running.add(process)
    try:
        yield process
    finally:
        if process.poll() is None:
            _stop(process)
        with _guard:
            _running.discard(process)
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def _ended(process: subprocess.Popen[bytes], deadline: float) -> int | None:
    with suppress(subprocess.TimeoutExpired):
        return process.wait(timeout=max(0.0, deadline - time.monotonic()))
    return None


def _stop(process: subprocess.Popen[bytes]) -> None:
    _signal(process, SIGTERM)
    try:
        process.wait(timeout=SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        _signal(process, SIGKILL)
        process.wait()


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


class _Output:
    """Standard output, read in a thread so that the child never waits for us; what is over the bound is dropped."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        self._parts: list[bytes] = []
        self._thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def _read(self, stream: IO[bytes] | None) -> None:
        size = 0
        while stream is not None and (part := stream.read(65_536)):
            size += len(part)
            if size <= LONGEST_OUTPUT:
                self._parts.append(part)

    def all(self) -> bytes:
        """Everything the child wrote before it ended."""
        self._thread.join(timeout=SECONDS_TO_STOP)
        return b"".join(self._parts)


class _Lines:
    """Standard error as lines, read in a thread and handed over in the caller's."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        self._queue: queue.Queue[str | None] = queue.Queue(maxsize=10_000)
        threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream: IO[bytes] | None) -> None:
        with suppress(ValueError, OSError):  # closed by us after the child was stopped
            while stream is not None and (line := stream.readline(65_536)):
                with suppress(queue.Full):
                    self._queue.put(line.decode("utf-8", "replace").rstrip("\r\n"), timeout=60)
        with suppress(queue.Full):
            self._queue.put(None, timeout=60)

    def until(self, deadline: float) -> Iterator[str]:
        """Each line, until the child closes the stream or the time is over."""
        while (left := deadline - time.monotonic()) > 0:
            try:
                line = self._queue.get(timeout=left)
            except queue.Empty:
                return
            if line is None:
                return
            if line:
                yield line
