"""A page that arrives by script is read through the system's Chromium, which can go nowhere that a crawl may not."""

import shutil
from importlib.util import find_spec

import pytest
from sqlmodel import Session, select

from registry.records import Advert
from spiders.fetching.browser import CHROMIUM
from tests.spiders.conftest import Home
from tests.spiders.site import Page, serve

pytestmark = pytest.mark.browser
needs_chromium = pytest.mark.skipif(
    not any(map(shutil.which, CHROMIUM)) or find_spec("scrapy_playwright") is None,
    reason="needs Chromium and the extra `browser`",
)
SHELL = """<html><head><title>Board</title></head><body><div id="root"></div><script>
fetch('/data.json').then(a => a.json()).then(job => {
  document.getElementById('root').innerHTML =
    `<h1 class="title">${job.title}</h1><p>${job.text}</p><a class="job" href="/jobs/2">next</a>`;
});
for (const place of [%s]) { fetch(place, {mode: 'no-cors'}).catch(() => 0); new Image().src = place; }
</script></body></html>"""
TEXT = "A hotel in Nakuru seeks a cook with two years of experience. Salary KSh 30,000. Apply with your CV."


@needs_chromium
def test_a_page_that_arrives_by_script_is_read_and_its_scripts_reach_nothing_else(home: Home, stored: Session) -> None:
    with serve({}) as other, serve({}) as site:
        places = (f"{other.url}/secret", f"http://localhost:{other.port}/", "http://169.254.169.254/", "http://[::1]/")
        forbidden = ", ".join(f"'{place}'" for place in places)
        job = f'{{"title": "Cook for Nakuru", "text": "{TEXT}"}}'
        site.pages |= {
            "/jobs/1": Page(SHELL % forbidden),
            "/data.json": Page(job, headers={"Content-Type": "application/json"}),
        }
        source = f"title: B\nkind: board\nstart: ['{site.url}/jobs/1']\nmethod: [readable]\nlocal: true\n"
        home.source("plain", source)
        home.source("scripted", f"{source}browser: {{wait_for: h1.title}}\npoliteness: {{delay: 0, max_seconds: 60}}\n")
        without = home.crawl("plain")
        through = home.crawl("scripted")
        told = [{name.lower(): value for name, value in headers.items()} for _, headers in site.asked]
    assert (without["items"], through["items"]) == (0, 1), through["problems"]
    assert "by script" in " ".join(without["problems"])
    advert = stored.exec(select(Advert)).one()
    assert (advert.title, advert.source) == ("Cook for Nakuru", "scripted")
    assert other.asked == [], "the page's own requests pass the guard"
    assert all("Wakala" in headers["user-agent"] for headers in told)


def test_a_source_that_asks_for_a_browser_where_there_is_none_says_what_to_install(home: Home) -> None:
    home.source(
        "scripted", "title: B\nkind: board\nstart: ['https://board.example/']\nbrowser: {}\nmethod: [readable]\n"
    )
    hidden = {"PATH": "/nowhere"}
    checked = home.door("check_source", "scripted", env=hidden)
    assert checked.returncode == 2
    assert "install" in checked.stderr
    assert checked.stderr.count("\n") == 1
    crawl = home.door("crawl", "scripted", env=hidden)
    assert "install" in crawl.stdout + crawl.stderr
    assert "Traceback" not in crawl.stderr
