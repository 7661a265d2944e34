"""Serves the fictional country on loopback: `python -m dashboard.demo.server --home DIR`."""

import argparse
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any, TextIO
from urllib.parse import parse_qsl

from dashboard.demo.pages import Page
from dashboard.demo.ports import HOST, port_is_free
from dashboard.demo.prepare import read_plan
from dashboard.demo.site_map import DemoSites
from dashboard.demo.world import build_world
from registry.errors import InvalidInput, WakalaError

MOST_FORM = 100_000
PARENT_CHECK = 1.0
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class DemoApp:
    """The ASGI application: GET, HEAD and the one form that is posted."""

    def __init__(self, sites: DemoSites) -> None:
        self._sites = sites

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        form = dict(parse_qsl((await _body(receive)).decode(), True)) if scope["method"] == "POST" else None
        query = dict(parse_qsl(scope["query_string"].decode("latin-1"), True))
        page = self._sites.page(scope["path"], query, form)
        headers = page.headers()
        asked = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        if page.status == 200 and form is None and asked.get("if-none-match") == headers["etag"]:
            page, headers = Page(b"", page.content_type, 304), {"etag": headers["etag"]}
        await send(
            {
                "type": "http.response.start",
                "status": page.status,
                "headers": [(key.encode(), value.encode("latin-1")) for key, value in headers.items()],
            }
        )
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else page.body})


async def _body(receive: Receive) -> bytes:
    parts, more = b"", True
    while more and len(parts) <= MOST_FORM:
        message = await receive()
        parts += message.get("body", b"")
        more = message.get("more_body", False)
    return parts


def serve(*, port: int, seed: int, adverts: int, parent: int | None = None, ready: TextIO | None = None) -> None:
    """Serve until stopped, or until process `parent` is gone; raises InvalidInput when the port is taken.

    Once requests are answered, the address is written to `ready`, on a line of its own.
    """
    import uvicorn

    sites = DemoSites(build_world(seed=seed, adverts=adverts), f"http://{HOST}:{port}")
    config = uvicorn.Config(
        DemoApp(sites), host=HOST, port=port, log_level="warning", access_log=False, lifespan="off", date_header=False
    )
    server = _announcing(config, ready)
    if not port_is_free(port):
        raise InvalidInput(f"Port {port} on {HOST} is taken; stop what uses it, or remove demo.json to choose another.")
    stopped = Event()
    if parent is not None:
        Thread(target=_stop_with, args=(server, parent, stopped), daemon=True).start()
    try:
        server.run()
    finally:
        stopped.set()


def _announcing(config: Any, ready: TextIO | None) -> Any:
    import uvicorn

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[Any] | None = None) -> None:
            await super().startup(sockets)
            if ready is not None and self.started:
                ready.write(f"http://{HOST}:{config.port}\n")
                ready.flush()

    return Announcing(config)


def _stop_with(server: Any, parent: int, stopped: Event) -> None:
    """A server whose starter was killed must not stay behind and hold the port."""
    while not stopped.wait(PARENT_CHECK):
        if os.getppid() != parent:
            server.should_exit = True
            return


def main(arguments: list[str] | None = None) -> int:
    """The door; exits 2 with a sentence when it cannot serve."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.demo.server", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="the demo's home; its port is kept in demo.json there")
    parser.add_argument("--port", type=int, help="default: the home's own port")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--adverts", type=int, default=None)
    parser.add_argument(
        "--with-parent", action="store_true", help="stop when the process that started this one is gone"
    )
    parser.add_argument("--ready", action="store_true", help="print the address once pages are served")
    given = parser.parse_args(arguments)
    try:
        plan = read_plan(given.home, port=given.port, seed=given.seed, adverts=given.adverts)
        parent = os.getppid() if given.with_parent else None
        ready = sys.stdout if given.ready else None
        serve(port=plan.port, seed=plan.seed, adverts=plan.adverts, parent=parent, ready=ready)
    except WakalaError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
