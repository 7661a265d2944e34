"""A process of ours beside the crawl's: how it is started, what its messages look like, and when it ends.

Messages are pickles behind their length, over a socket that nobody else has; its number is the process's one argument.
"""

import pickle
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from socket import socket, socketpair
from typing import IO, Any

LENGTH = struct.Struct(">I")
SECONDS_TO_END = 60


def start_beside(module: str, *, keep_open: Sequence[int] = ()) -> "tuple[subprocess.Popen[bytes], socket]":
    """`python -m MODULE FD` running, and our end of its socket; it also holds the files numbered `keep_open`."""
    ours, theirs = socketpair()
    command = [sys.executable, "-m", module, str(theirs.fileno())]
    with theirs:
        child = subprocess.Popen(command, pass_fds=[theirs.fileno(), *keep_open], stdin=subprocess.DEVNULL)  # noqa: S603 (ours)
    return child, ours


def message(value: Any) -> bytes:
    """The value as it goes over the socket."""
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body


def messages(stream: IO[bytes]) -> Iterator[Any]:
    """What comes over the socket, until it ends; half a message is none."""
    while len(head := stream.read(LENGTH.size)) == LENGTH.size:
        length = LENGTH.unpack(head)[0]
        body = stream.read(length)
        if len(body) < length:
            return
        yield pickle.loads(body)  # noqa: S301 (our own process's words)


def end_with_the_crawl() -> None:
    """Leave signals that reach every process at once to the crawl: it ends in good order, and this process with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
