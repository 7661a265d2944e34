"""The dashboard's own web routes beside Streamlit's: signing in and out, health, unsubscribing, icon and keys."""

import re
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from alerts.subscribers import unsubscribe
from dashboard import accounts, desk, plain_pages
from dashboard.look_and_feel import ICON, KEYS
from dashboard.rate_limit import RateLimit
from dashboard.signing_in import cookie_name
from registry.database import is_reachable

LARGEST_FORM = 8_192
TOO_MANY = "Too many tries from here. Wait a minute and try again."
ELSEWHERE = "This form was sent from another site, so nothing was done. Open Wakala and try again there."
_PLACE = re.compile(r"/[a-z_]{0,40}(\?[\w=&%.+-]{0,400})?", re.ASCII)


def routes() -> list[Route]:
    """Every route, with its own limits on how often one address may try."""
    doors = _Doors()
    return [
        Route("/login", doors.login, methods=["GET", "POST"]),
        Route("/logout", doors.logout, methods=["POST"]),
        Route("/favicon.png", icon, methods=["GET"]),
        Route("/favicon.ico", icon, methods=["GET"]),
        Route(KEYS, keys, methods=["GET"]),
        Route("/healthz", healthz, methods=["GET"]),
        Route("/unsubscribe/{token}", doors.unsubscribe, methods=["GET", "POST"]),
    ]


class _Doors:
    def __init__(self) -> None:
        self._by_address = RateLimit(tries=30, seconds=60)
        self._by_email = RateLimit(tries=10, seconds=60)
        self._unsubscribing = RateLimit(tries=30, seconds=60)

    async def login(self, request: Request) -> Response:
        """The form, or the answer to it: a cookie and the page that was asked for, or one sentence."""
        if request.method == "GET":
            return HTMLResponse(_form(next_=request.query_params.get("next", "/")))
        if not same_origin(request):
            return HTMLResponse(plain_pages.message_page("Not done", ELSEWHERE, link=True), status_code=403)
        given = await read_form(request)
        if given is None:
            return HTMLResponse(plain_pages.message_page("Not done", "That form is too large."), status_code=413)
        email, place = given.get("email", "").strip().lower(), given.get("next", "/")
        if not self._may_try(request, email):
            return HTMLResponse(_form(next_=place, refusal=TOO_MANY, email=email), status_code=429)
        token, refusal = await run_in_threadpool(desk.act, _enter, email=email, password=given.get("password", ""))
        if token is None:
            return HTMLResponse(_form(next_=place, refusal=refusal, email=email), status_code=401)
        self._by_email.forget(email)  # who knows the password is not guessing
        return _with_cookie(request, RedirectResponse(_safe_place(place), status_code=303), token)

    async def logout(self, request: Request) -> Response:
        """The sign-in ended in the database, and the cookie dropped."""
        if not same_origin(request):
            return HTMLResponse(plain_pages.message_page("Not done", ELSEWHERE, link=True), status_code=403)
        name = cookie_name(desk.settings())
        token = request.cookies.get(name)
        if token:
            await run_in_threadpool(desk.act, accounts.sign_out, token, at=desk.clock())
        answer = RedirectResponse("/login", status_code=303)
        answer.delete_cookie(name, path="/", httponly=True, samesite="lax")
        return answer

    async def unsubscribe(self, request: Request) -> Response:
        """A question on GET, the subscription ended on POST; the same words whether or not the token is known."""
        if not self._unsubscribing.take(_address(request), at=time.monotonic()):
            return HTMLResponse(plain_pages.message_page("Not done", TOO_MANY), status_code=429)
        if request.method == "GET":
            return HTMLResponse(plain_pages.unsubscribe_page())
        await run_in_threadpool(desk.act, _end_subscription, token=request.path_params["token"])
        said = "If this link belonged to a subscription, no further weekly mail will be sent to it."
        return HTMLResponse(plain_pages.message_page("Done", said))

    def _may_try(self, request: Request, email: str) -> bool:
        at = time.monotonic()
        return self._by_address.take(_address(request), at=at) and self._by_email.take(email, at=at)


async def icon(_request: Request) -> Response:
    """Our own icon in place of Streamlit's."""
    return Response(ICON, media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})


async def keys(_request: Request) -> Response:
    """What the keyboard does beside what Streamlit lets it do; a file, because the page runs no script within it."""
    return FileResponse(Path(__file__).parent / "wakala.js", media_type="text/javascript")


async def healthz(_request: Request) -> Response:
    """200 while the database answers, 503 while it does not; says nothing else."""
    trouble = await run_in_threadpool(is_reachable, desk.installation().engine)
    return JSONResponse({"ok": trouble is None}, status_code=200 if trouble is None else 503)


def same_origin(request: Request) -> bool:
    """Whether a form came from this site: browsers name the sending site on every POST."""
    sender = request.headers.get("origin") or request.headers.get("referer")
    return bool(sender) and urlsplit(sender).netloc == request.headers.get("host")


async def read_form(request: Request) -> dict[str, str] | None:
    """The form's fields, or None when it is larger than any form here."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            return None
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        return None
    return {name: values[-1] for name, values in fields.items()}


def _form(*, next_: str, refusal: str = "", email: str = "") -> str:
    demo = desk.settings().demo
    return plain_pages.login_page(demo=demo, refusal=refusal, email=email[:254], next_=_safe_place(next_))


def _safe_place(place: str) -> str:
    return place if _PLACE.fullmatch(place) else "/"


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _enter(session: Session, *, email: str, password: str) -> tuple[str | None, str]:
    check = accounts.check_password(session, email=email, password=password, at=desk.clock(), noted_at=desk.now())
    if check.account is None:
        return None, check.refusal
    return accounts.sign_in(session, check.account, at=desk.clock()), ""


def _end_subscription(session: Session, *, token: str) -> None:
    unsubscribe(session, token, at=desk.now())


def _with_cookie(request: Request, answer: Response, token: str) -> Response:
    answer.set_cookie(
        cookie_name(desk.settings()),
        token,
        max_age=int(accounts.SIGN_IN_LASTS.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer
