"""The web doors without a browser: who is let in, what is refused, and the headers of every answer."""

import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlmodel import col, select

from alerts.subscribers import add_subscriber
from dashboard.signing_in import cookie_name
from registry.records import Subscriber
from registry.settings import Settings
from tests.browser.conftest import ROOT, Served, serving
from tests.dashboard.factory import NOON, PASSWORD


def login(served: Served, password: str = PASSWORD, *, email: str = "juma@office.example", **more: str):  # type: ignore[no-untyped-def]
    headers = {"Origin": served.address, **more}
    return served.ask("POST", "/login", urlencode({"email": email, "password": password}), **headers)


def test_health_needs_nobody_and_says_nothing_more(served: Served) -> None:
    answer = served.ask("GET", "/healthz")
    assert (answer.status, answer.content) == (200, b'{"ok":true}')


@pytest.mark.parametrize("path", ["/", "/case_file?case=1", "/administration", "/nowhere"])
def test_a_page_without_a_sign_in_leads_to_the_form(served: Served, path: str) -> None:
    answer = served.ask("GET", path, Accept="text/html")
    assert answer.status == 303
    assert (answer.getheader("Location") or "").startswith("/login")
    assert b"Baraka" not in answer.content


@pytest.mark.parametrize(
    "path", ["/_stcore/host-config", "/_stcore/stream", "/media/x", "/_stcore/upload_file/a/b", "/component/x/y"]
)
def test_nothing_of_streamlit_that_holds_data_answers_without_a_sign_in(served: Served, path: str) -> None:
    assert served.ask("GET", path).status == 401


def test_the_socket_is_closed_to_anyone_without_a_sign_in(served: Served) -> None:
    answer = served.ask(
        "GET",
        "/_stcore/stream",
        Connection="Upgrade",
        Upgrade="websocket",
        Sec_WebSocket_Version="13",
        Sec_WebSocket_Key="AAAAAAAAAAAAAAAAAAAAAA==",
    )
    assert answer.status in (401, 403)


@pytest.mark.parametrize("path", ["/login", "/healthz", "/", "/static/js/none.js"])
def test_every_answer_carries_the_headers(served: Served, path: str) -> None:
    answer = served.ask("GET", path, Accept="text/html")
    assert answer.getheader("X-Frame-Options") == "DENY"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    policy = answer.getheader("Content-Security-Policy") or ""
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]


def test_signing_in_gives_a_cookie_that_scripts_cannot_read(served: Served) -> None:
    answer = login(served)
    cookie = answer.getheader("Set-Cookie") or ""
    assert answer.status == 303
    assert answer.getheader("Location") == "/"
    assert cookie.startswith(cookie_name(Settings(home=served.home)))
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    pair = cookie.split(";")[0]
    assert served.ask("GET", "/", Accept="text/html", Cookie=pair).status == 200
    out = served.ask("POST", "/logout", Cookie=pair, Origin=served.address)
    assert out.getheader("Location") == "/login"
    assert served.ask("GET", "/", Accept="text/html", Cookie=pair).status == 303


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example", "/\\evil.example", "/x\r\nSet-Cookie: a=b"]
)
def test_signing_in_never_leads_elsewhere(served: Served, place: str) -> None:
    form = urlencode({"email": "neema@office.example", "password": PASSWORD, "next": place})
    assert served.ask("POST", "/login", form, Origin=served.address).getheader("Location") == "/"


def test_a_wrong_password_is_one_sentence(served: Served) -> None:
    answer = login(served, "wrong", email="nobody@office.example")
    assert answer.status == 401
    assert b"is not right" in answer.content
    assert answer.getheader("Set-Cookie") is None


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_a_form_from_another_site_does_nothing(served: Served, origin: dict[str, str]) -> None:
    for path in ("/login", "/logout"):
        assert served.ask("POST", path, "email=a&password=b", **origin).status == 403


def test_another_host_name_is_not_served(served: Served) -> None:
    assert served.ask("GET", "/login", Host="rebound.example").status == 400


def test_a_form_larger_than_any_form_is_refused(served: Served) -> None:
    assert served.ask("POST", "/login", "email=" + "a" * 100_000, Origin=served.address).status == 413


def test_many_tries_on_one_address_are_slowed_down(served_empty: Served) -> None:
    statuses = [login(served_empty, "wrong", email="zuri@office.example").status for _ in range(12)]
    assert statuses[-1] == 429
    assert statuses[0] == 401


def test_a_link_alone_ends_no_subscription_but_the_button_does(served: Served) -> None:
    with served.database() as session:
        reader = add_subscriber(session, email="reader@office.example", name="", quiet_weeks=True, by="test", at=NOON)
        token = reader.unsubscribe_token
        session.commit()
    query = select(Subscriber.removed_at).where(col(Subscriber.email) == "reader@office.example")
    for method, removed in (("GET", False), ("POST", True)):
        assert served.ask(method, f"/unsubscribe/{token}").status == 200
        with served.database() as session:
            assert (session.exec(query).one() is not None) is removed
    assert served.ask("POST", "/unsubscribe/made-up").status == 200


def test_a_port_in_use_is_one_sentence(served: Served) -> None:
    asked = (
        "from dashboard.server import serve\n"
        "from registry.settings import Settings\nfrom registry.errors import InvalidInput\n"
        f"try: serve(Settings(), port={served.port})\nexcept InvalidInput as error: raise SystemExit(str(error))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1 port {served.port}" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(tmp_path: Path, how: signal.Signals) -> None:
    with serving(tmp_path, desk="empty", cwd=tmp_path) as served:
        served.process.send_signal(how)
        code = served.process.wait(timeout=20)
    assert code == (0 if how is signal.SIGINT else -how)
    assert (tmp_path / "server.log").read_text() == ""
