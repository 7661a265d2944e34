"""A served dashboard and a real Chromium; what needs Chromium is skipped, with the reason, where there is none."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlmodel import Session

from registry.database import open_database
from tests.dashboard.factory import PASSWORD

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Served:
    """A dashboard that answers on loopback, and the home it works on."""

    port: int
    home: Path
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> HTTPResponse:
        """The answer to one request, read to its end (as `.content`)."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        given = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(
            method, path, body or None, {**given, **{k.replace("_", "-"): v for k, v in headers.items()}}
        )
        answer = connection.getresponse()
        answer.content = answer.read()  # type: ignore[attr-defined]
        connection.close()
        return answer

    @contextmanager
    def database(self) -> Iterator[Session]:
        """A session on the served installation's database."""
        engine = open_database(f"sqlite:///{self.home / 'wakala.sqlite3'}")
        with Session(engine) as session:
            yield session
        engine.dispose()


def a_free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def serving(home: Path, *, desk: str, cwd: Path) -> Iterator[Served]:
    """The dashboard, started from `cwd` and stopped at the end."""
    port = a_free_port()
    env = {**os.environ, "WAKALA_HOME": str(home), "WAKALA_JURISDICTION": "zz", "PYTHONPATH": str(ROOT)}
    env.pop("WAKALA_DATABASE_URL", None)
    with (home / "server.log").open("wb") as log:
        command = [sys.executable, "-m", "tests.browser.serving", str(port), desk]
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=log, stderr=log)
        served = Served(port, home, process)
        try:
            _wait(served)
            yield served
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def _wait(served: Served) -> None:
    for _ in range(SECONDS_TO_START * 5):
        try:
            if served.ask("GET", "/healthz").status == 200:
                return
        except OSError:
            pass
        try:
            # Waits for the process itself, so that a start that failed is seen at once.
            served.process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail(f"the dashboard did not start: {(served.home / 'server.log').read_text()[-2000:]}")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A dashboard with a full desk, served from a folder that is not the checkout."""
    home = tmp_path_factory.mktemp("home")
    with serving(home, desk="full", cwd=home) as one:
        yield one


@pytest.fixture(scope="module")
def served_empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A dashboard with accounts and nothing else."""
    home = tmp_path_factory.mktemp("home")
    with serving(home, desk="empty", cwd=home) as one:
        yield one


# No longer than a file: its driver keeps an event loop running, in which no later test could start one of its own.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium of this machine."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium here: install the package `chromium` to run the browser tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


# A machine that runs every test at once takes its time; a wait ends as soon as what is waited for is there.
expect.set_options(timeout=30_000)


@contextmanager
def a_page(browser: Browser, served: Served, *, width: int = 1366, height: int = 768) -> Iterator[Page]:
    """A fresh browser window; the test fails when a page raised an error or asked anything of another host."""
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=served.address)
    context.set_default_timeout(20_000)
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((served.address, "data:", "blob:")) else trouble.append(request.url)
        ),
    )
    yield page
    context.close()
    assert trouble == []


def sign_in(page: Page, name: str = "juma", *, to: str = "/") -> None:
    """Through the form, to the screen at `to`."""
    page.goto(to)
    page.get_by_label("E-mail address").fill(f"{name}@office.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".w-head, .w-empty")


def drawn(page: Page) -> None:
    """Wait until the screen's script has ended: what is pressed before that may be drawn anew under the pointer."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
