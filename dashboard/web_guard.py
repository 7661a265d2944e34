"""What every request passes before Streamlit or a route sees it: its host, its sign-in, and the answer's headers."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit's page shell, styles and scripts hold nothing of ours; its data comes over the guarded socket.
OPEN_PATHS = ("/login", "/logout", "/healthz", "/unsubscribe/", "/static/", "/favicon", "/_stcore/health")

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: browsers would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def content_policy(shell: str) -> str:
    """The Content-Security-Policy under which Streamlit's page `shell` works: its one inline script by digest.

    Images only from here: text of an advert that slipped through as Markdown still could not call out. Charts compile
    their expressions (unsafe-eval), and Streamlit writes its styles into the page (unsafe-inline styles).
    """
    inline = re.findall(r"<script>(.*?)</script>", shell, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline)
    scripts = " ".join(["'self'", "'unsafe-eval'", *(f"'sha256-{digest}'" for digest in digests)])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class Guard:
    """ASGI middleware: refuses foreign hosts and anyone not signed in, and puts the security headers on answers."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        is_signed_in: Callable[[str | None], bool],
        cookie: str,
        hosts: Iterable[str],
        policy: str,
    ) -> None:
        self._app, self._is_signed_in, self._cookie = app, is_signed_in, cookie
        self._hosts = {host.lower() for host in hosts}
        self._headers = {**HEADERS, "Content-Security-Policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The request passed on, or refused before it reaches anything."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = await self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, self._with_headers(scope, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, self._with_headers(scope, send))

    async def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if host not in self._hosts and "*" not in self._hosts:
            return PlainTextResponse("This address is not served here; set WAKALA_PUBLIC_URL to it.", status_code=400)
        if scope["path"].startswith(OPEN_PATHS):
            return None
        if await run_in_threadpool(self._is_signed_in, _cookie(headers, self._cookie)):
            return None
        wants_page = scope["type"] == "http" and scope["method"] == "GET" and "text/html" in headers.get("accept", "")
        if not wants_page:
            return PlainTextResponse("Sign in first.", status_code=401)
        place = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
        return RedirectResponse("/login" if place == "/" else f"/login?next={quote(place, safe='')}", status_code=303)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                if not scope["path"].startswith("/static/"):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        return send_with_headers


def _cookie(headers: Headers, name: str) -> str | None:
    try:
        held = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return None
    return held.value if held else None
