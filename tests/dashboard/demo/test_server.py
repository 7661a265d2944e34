"""The server as a crawler meets it: over loopback, with validators, and gone when its starter is."""

import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.demo.ports import free_port
from dashboard.demo.server import main, serve
from registry.errors import InvalidInput


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A served week of a hundred adverts."""
    number = free_port()
    home = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-m", "dashboard.demo.server", "--home", str(home), "--port", str(number)]
    server = subprocess.Popen(
        [*command, "--seed", "1", "--adverts", "100", "--ready"], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout
    assert server.stdout.readline().strip() == f"http://127.0.0.1:{number}"
    yield number
    server.terminate()
    server.wait(10)
    server.stdout.close()


def fetch(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


def test_pages_come_with_robots_and_a_sitemap(port: int) -> None:
    robots = fetch(port, "/robots.txt")
    assert robots.status == 200
    assert f"Sitemap: http://127.0.0.1:{port}/board/sitemap.xml" in robots.body.decode()  # type: ignore[attr-defined]
    assert fetch(port, "/board/sitemap.xml").status == 200
    assert fetch(port, "/soko/kazi?page=1").status == 200


def test_an_unchanged_page_is_not_sent_again(port: int) -> None:
    first = fetch(port, "/soko/kazi")
    again = fetch(port, "/soko/kazi", **{"If-None-Match": first.headers["etag"]})
    assert again.status == 304
    assert again.body == b""  # type: ignore[attr-defined]
    assert first.headers["last-modified"].endswith("GMT")


def test_the_truth_is_not_served(port: int) -> None:
    for path in ("/truth/truth.csv", "/%2e%2e/truth/truth.csv", "/demo.json"):
        assert fetch(port, path).status == 404


def test_a_taken_port_is_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = holder.getsockname()[1]
        with pytest.raises(InvalidInput, match="is taken"):
            serve(port=taken, seed=1, adverts=50)
        assert main(["--home", str(tmp_path), "--port", str(taken), "--adverts", "50"]) == 2
    assert "is taken" in capsys.readouterr().err


def test_a_server_whose_starter_is_gone_stops() -> None:
    # A thread of its own, for a browser test before this one may have left an event loop in the worker's main thread.
    with ThreadPoolExecutor(max_workers=1) as pool:
        stopped = pool.submit(serve, port=free_port(), seed=1, adverts=50, parent=-1)
    assert stopped.result() is None
