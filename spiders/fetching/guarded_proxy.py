"""The only way out for a browser: a proxy on loopback that connects to public addresses alone.

A browser looks names up by itself and follows whatever a page's scripts ask for, past Scrapy's middlewares. All of it
goes through here, where a name is looked up once and the connection goes to the very address that was checked.
"""

import asyncio
import socket
from contextlib import suppress
from urllib.parse import urlsplit

from spiders.fetching.safe_fetching import is_local_place, is_public

LONGEST_HEAD = 64_000
MOST_BYTES = 30_000_000  # one way, a connection
SECONDS_TO_CONNECT = 15
PIECE = 65_536
REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class GuardedProxy:
    """A forward proxy for HTTP and, by CONNECT, for everything else; `refused` lists what it did not let through."""

    def __init__(self) -> None:
        self.refused: list[str] = []
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen on a free port of loopback, and give the proxy's address."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=LONGEST_HEAD)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Stop listening; open connections end with the browser."""
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), SECONDS_TO_CONNECT)
            await self._forward(head, reader, writer)
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            pass  # whatever a page's connection ends with, the page only misses a part
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _forward(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        method, target, version = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
        parts = urlsplit(f"//{target}" if method == "CONNECT" else target)
        host, port = parts.hostname or "", parts.port or (443 if method == "CONNECT" else 80)
        address = await _checked_address(host, port)
        if address is None:
            self.refused.append(f"{host}:{port}")
            writer.write(REFUSED)
            await writer.drain()
            return
        connecting = asyncio.open_connection(address, port)
        there_reader, there_writer = await asyncio.wait_for(connecting, SECONDS_TO_CONNECT)
        try:
            if method == "CONNECT":
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                there_writer.write(f"{method} {path} {version}\r\n".encode("latin-1") + _plain_headers(head))
            await asyncio.gather(_pump(reader, there_writer), _pump(there_reader, writer))
        finally:
            there_writer.close()


def _plain_headers(head: bytes) -> bytes:
    """The request's headers without those meant for a proxy; one request a connection."""
    lines = head.split(b"\r\n")[1:-2]
    kept = [line for line in lines if not line.lower().startswith((b"proxy-", b"connection:"))]
    return b"\r\n".join([*kept, b"Connection: close", b"", b""])


async def _checked_address(host: str, port: int) -> str | None:
    """The address to connect to, or None where the host may not be visited."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return None
    addresses = [str(place[4][0]) for place in found]
    if not addresses or (not is_local_place(host, port) and not all(is_public(one) for one in addresses)):
        return None
    return addresses[0]


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    size = 0
    with suppress(OSError):
        while (piece := await reader.read(PIECE)) and size < MOST_BYTES:
            size += len(piece)
            writer.write(piece)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
