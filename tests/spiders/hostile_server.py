"""A server on loopback that does by hand, byte for byte, what no honest server does."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

Answer = Callable[[socket.socket, Event], None]


@dataclass
class Hostile:
    """A running hostile server; `asked` holds each request's head as it came in, `sent` the bytes it got rid of."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: int = 0
    over: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        """Its address without a path."""
        return f"http://127.0.0.1:{self.port}"

    def plain(self, body: str | bytes, *headers: str) -> Answer:
        """An answer of given header lines, sent as they are, and a body."""
        payload = body if isinstance(body, bytes) else body.encode()
        lines = "".join(f"{line}\r\n" for line in (*headers, f"Content-Length: {len(payload)}", "Connection: close"))
        return lambda peer, _: self._send(peer, f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode("latin-1") + payload)

    def endless(self, most: int) -> Answer:
        """A body without a length that goes on to `most` bytes."""

        def send(peer: socket.socket, over: Event) -> None:
            self._send(peer, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
            piece = b"<p>job</p>" * 6_553
            for _ in range(most // len(piece)):
                if over.is_set():
                    return
                self._send(peer, piece)

        return send

    def drop_by_drop(self) -> Answer:
        """A byte now and then, and never the last."""

        def send(peer: socket.socket, over: Event) -> None:
            self._send(peer, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
            while not over.wait(0.2):
                self._send(peer, b"a")

        return send

    def _send(self, peer: socket.socket, data: bytes) -> None:
        peer.sendall(data)
        self.sent += len(data)

    def serve(self, peer: socket.socket) -> None:
        """Answer one connection."""
        with peer, suppress(OSError):
            peer.settimeout(20)
            head = b""
            while b"\r\n\r\n" not in head and len(head) < 100_000:
                piece = peer.recv(4_096)
                if not piece:
                    return
                head += piece
            text = head.decode("latin-1")
            self.asked.append(text)
            path = text.split(" ", 2)[1]
            answer = self.answers.get(path) or self.answers.get(path.split("?")[0])
            if answer is None:
                peer.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            else:
                answer(peer, self.over)


@contextmanager
def hostile() -> Iterator[Hostile]:
    """The server, up while the block runs."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = Hostile(port=listening.getsockname()[1])

    def accept() -> None:
        with suppress(OSError):
            while True:
                peer, _ = listening.accept()
                Thread(target=server.serve, args=(peer,), daemon=True).start()

    Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        server.over.set()
        listening.close()
        time.sleep(0)
