"""The browser door: Streamlit as one ASGI application under uvicorn, guarded, on one address and port."""

import socket
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.middleware import Middleware

from dashboard import accounts, desk
from dashboard.look_and_feel import OPTIONS
from dashboard.signing_in import cookie_name
from dashboard.web_guard import Guard, content_policy
from dashboard.web_routes import routes
from registry.errors import InvalidInput
from registry.settings import Settings

SCRIPT = Path(__file__).parent / "app.py"
# Browsers keep their socket open; nobody who presses Ctrl-C wants to wait for them.
SECONDS_TO_CLOSE = 2


def serve(settings: Settings, *, port: int | None = None, host: str = "127.0.0.1") -> None:
    """The dashboard, served until Ctrl-C or SIGTERM; raises InvalidInput when the address cannot be had."""
    port = port or settings.dashboard_port
    listening = _listen(host, port)
    try:
        server = uvicorn.Server(_uvicorn(asgi_app(settings, host=host, port=port)))
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        # uvicorn has closed everything by now and only passes the signal on.
        return
    finally:
        listening.close()


def refuse_taken(port: int, *, host: str = "127.0.0.1") -> None:
    """Nothing when the dashboard could listen there; InvalidInput otherwise, before hours of work and not after."""
    _listen(host, port).close()


def asgi_app(settings: Settings, *, host: str, port: int) -> "object":
    """The whole application, for uvicorn here and for tests."""
    import streamlit
    from streamlit.web.bootstrap import load_config_options

    hosts = served_hosts(settings, host)
    load_config_options({**OPTIONS, "server.address": host, "server.port": port, "browser.serverPort": port})
    shell = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    guard = Middleware(
        Guard, is_signed_in=_is_signed_in, cookie=cookie_name(settings), hosts=hosts, policy=content_policy(shell)
    )
    return streamlit.App(SCRIPT, routes=routes(), middleware=[guard])


def served_hosts(settings: Settings, host: str) -> list[str]:
    """The host names that requests may ask for: this machine's own, and the public address."""
    public = urlsplit(settings.public_url).hostname
    return sorted({"127.0.0.1", "localhost", "::1", host.lower(), *([public] if public else [])})


def _is_signed_in(token: str | None) -> bool:
    return bool(token) and desk.look(accounts.who, token, at=desk.clock()) is not None


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InvalidInput(
            f"The dashboard cannot listen on {host} port {port} ({reason}); stop what uses it, or choose another "
            f"with --port {port + 1 if port < 65535 else 8501}."
        ) from error


def _uvicorn(app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_CLOSE,
        ws="websockets-sansio",
        ws_max_size=20 * 1024 * 1024,
    )
