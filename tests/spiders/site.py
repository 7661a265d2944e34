"""A small website on loopback for spider tests: pages by path, real HTTP, one thread."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

Fields = dict[str, list[str]]


@dataclass
class Page:
    """What a path answers."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})

    @property
    def bytes(self) -> "bytes":
        """The body as sent."""
        return self.body.encode() if isinstance(self.body, str) else self.body


Answer = Page | Callable[[Fields], Page]


@dataclass
class Site:
    """A running site; `asked` lists every path asked for with its headers, in order."""

    port: int
    pages: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address without a path."""
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """Every path asked for, in order."""
        return [path for path, _ in self.asked]


@contextmanager
def serve(pages: dict[str, Answer]) -> Iterator[Site]:
    """The site, up while the block runs; a path without a page answers 404."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", "0"))
            self._answer(parse_qs(self.rfile.read(size).decode("utf-8", "replace"), keep_blank_values=True))

        def _answer(self, form: Fields) -> None:
            site.asked.append((self.path, dict(self.headers.items())))
            found = pages.get(self.path) or pages.get(urlsplit(self.path).path) or Page("nothing here", 404)
            page = found if isinstance(found, Page) else found({**parse_qs(urlsplit(self.path).query), **form})
            etag = page.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                page = Page(b"", 304, {"ETag": etag})
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if page.status != 304:
                self.send_header("Content-Length", str(len(page.bytes)))
            self.end_headers()
            try:
                if page.status != 304:
                    self.wfile.write(page.bytes)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_port, pages)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
