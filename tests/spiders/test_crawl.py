"""Crawls as they happen: a real site on loopback, the door as a child process, a real database and kept pages."""

import json
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from threading import Event

from sqlmodel import Session, select

from registry.evidence import read_page
from registry.records import Advert, Crawl, Sighting
from registry.vocabulary import AdvertState, CrawlState, SightingChange
from tests.spiders.conftest import ROOT, Home
from tests.spiders.site import Page, Site, serve

LOCAL = "local: true\npoliteness: {delay: 0, concurrency: 8}\n"


def advert(number: int, pay: str = "KES 20000") -> Page:
    posting = {
        "@type": "JobPosting",
        "title": f"Cook {number}",
        "description": f"A hotel in Nakuru seeks cook number {number}.",
        "hiringOrganization": {"name": "Tembo Ridge Placement Ltd"},
        "datePosted": "2026-11-16",
        "baseSalary": pay,
    }
    body = f'<html><script type="application/ld+json">{json.dumps(posting)}</script></html>'
    return Page(body, headers={"Content-Type": "text/html", "ETag": f'"{number}-{pay}"'})


def with_sitemap(site: Site, numbers: range) -> None:
    places = "".join(f"<url><loc>{site.url}/jobs/{number}</loc></url>" for number in numbers)
    site.pages["/sitemap.xml"] = Page(f"<urlset xmlns='x'>{places}<url><loc>{site.url}/about</loc></url></urlset>")


def board(site: Site, more: str = "") -> str:
    return f"title: Board\nkind: board\nstart: [{site.url}/sitemap.xml]\nsitemap: {{follow: /jobs/}}\n{LOCAL}{more}"


def test_an_advert_is_seen_unchanged_edited_gone_and_back(home: Home, stored: Session) -> None:
    with serve({f"/jobs/{number}": advert(number) for number in range(5)}) as site:
        with_sitemap(site, range(5))
        home.source("board", board(site))
        first = home.crawl("board", "--at", "2026-11-16T08:00:00+00:00")
        assert (first["state"], first["items"], first["new"], first["problems"]) == ("finished", 5, 5, [])
        assert "/about" not in site.paths()

        site.pages["/jobs/1"] = advert(1, pay="KES 30000")
        del site.pages["/jobs/2"]
        with_sitemap(site, range(2))
        site.asked.clear()
        second = home.crawl("board", "--at", "2026-11-17T08:00:00+00:00")
        assert (second["new"], second["changed"], second["gone"]) == (0, 1, 1)
        assert second["status_codes"]["304"] == 3, "unchanged pages are not fetched whole"

        site.pages["/jobs/2"] = advert(2)
        with_sitemap(site, range(5))
        home.crawl("board", "--at", "2026-11-18T08:00:00+00:00")

    adverts = {one.title: one for one in stored.exec(select(Advert))}
    changes = [one.change for one in stored.exec(select(Sighting).where(Sighting.advert_id == adverts["Cook 2"].id))]
    assert changes == [SightingChange.FIRST, SightingChange.BACK]
    assert {one.state for one in adverts.values()} == {AdvertState.LIVE}
    assert adverts["Cook 1"].first_seen_at == datetime(2026, 11, 16, 8, tzinfo=UTC)
    kept = stored.exec(select(Sighting).where(Sighting.advert_id == adverts["Cook 1"].id)).first()
    assert kept is not None
    page = read_page(home.folder / "evidence", kept.evidence_file or "", kept.evidence_offset or 0)
    assert page.digest == kept.evidence_digest
    assert b"Cook 1" in page.body


def test_an_error_or_a_captcha_is_never_read_as_gone(home: Home, stored: Session) -> None:
    with serve({f"/jobs/{number}": advert(number) for number in range(3)}) as site:
        with_sitemap(site, range(3))
        home.source("board", board(site))
        home.crawl("board")
        with_sitemap(site, range(1))
        site.pages["/jobs/1"] = Page("<html><body>Verify you are human</body></html>")
        site.pages["/jobs/2"] = Page("no", status=403)
        second = home.crawl("board")
    assert second["gone"] == 0
    assert any("human" in problem for problem in second["problems"])
    assert any("answered 403" in problem for problem in second["problems"])
    assert {one.state for one in stored.exec(select(Advert))} == {AdvertState.LIVE}


def test_a_listing_is_followed_page_by_page_within_robots(home: Home, stored: Session) -> None:
    def listing(*numbers: int, then: str) -> Page:
        links = "".join(f"<a class=job href='/jobs/{number}'>x</a>" for number in numbers)
        return Page(f"<html><body>{links}{then}<a class=job href='/private/9'>secret</a></body></html>")

    def job(number: int) -> Page:
        text = "Apply with your CV. Salary KSh 20,000. Experience in a hotel kitchen is required. " * 4
        return Page(
            f"<html><body><h1>Cook {number}</h1><p class=by>Full timeTembo Ridge</p><p>{text}</p></body></html>"
        )

    pages = {f"/jobs/{number}": job(number) for number in range(4)}
    with serve(
        {
            **pages,
            "/robots.txt": Page("User-agent: *\nDisallow: /private/"),
            "/list": listing(0, 1, then="<a rel=next href='/list2'>more</a>"),
            "/list2": listing(2, 3, then=""),
            "/private/9": job(9),
        }
    ) as site:
        home.source(
            "board",
            (
                f"title: Board\nkind: board\nstart: [{site.url}/list]\nlisting: {{links: a.job}}\n"
                f"paging: {{next: 'a[rel=next]'}}\nmethod: [css]\n"
                f"fields: {{title: h1, hiring_organization: .by, description: p}}\n"
                f"expect: {{items_min: 10, coverage: {{date_posted: 0.5}}}}\n{LOCAL}"
            ),
        )
        crawl = home.crawl("board")
    assert "/private/9" not in site.paths()
    assert site.paths()[0] == "/robots.txt"
    assert "Wakala" in site.asked[0][1]["User-Agent"]
    adverts = stored.exec(select(Advert)).all()
    assert sorted(one.title for one in adverts) == [f"Cook {number}" for number in range(4)]
    assert {one.advertiser for one in adverts} == {"Tembo Ridge"}
    said = " ".join(crawl["problems"])
    assert "robots.txt" in said
    assert "at least 10 are expected" in said
    assert "date_posted is filled in 0%" in said


def test_what_is_too_large_or_leads_inside_is_refused_and_said(home: Home) -> None:
    import gzip

    bomb = gzip.compress(b"0" * 60_000_000)
    with (
        serve({}) as other,
        serve(
            {
                "/jobs/0": advert(0),
                "/jobs/1": Page(b"x" * 50_000_000),
                "/jobs/2": Page(bomb, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}),
                "/jobs/3": Page(status=302, headers={"Location": f"{other.url}/admin"}),
                "/jobs/4": Page(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data"}),
                "/jobs/5": Page(status=302, headers={"Location": "http://localhost/"}),
                "/jobs/6": Page(status=302, headers={"Location": "/jobs/6"}),
                "/jobs/7": Page(status=302, headers={"Location": "file:///etc/passwd"}),
            }
        ) as site,
    ):
        with_sitemap(site, range(8))
        home.source("board", board(site))
        crawl = home.crawl("board")
    assert (crawl["state"], crawl["items"]) == ("finished", 1)
    said = " ".join(crawl["problems"])
    assert "larger than" in said
    assert "169.254.169.254 is not a public address" in said
    assert "localhost leads to" in said
    assert other.asked == []
    assert crawl["bytes"] < 10_000_000


def test_a_site_whose_robots_txt_fails_is_left_alone(home: Home) -> None:
    with serve({"/robots.txt": Page("down", status=503), "/jobs/0": advert(0)}) as site:
        with_sitemap(site, range(1))
        home.source("board", board(site))
        crawl = home.crawl("board")
    assert crawl["state"] == "failed"
    assert set(site.paths()) == {"/robots.txt"}


def test_several_sources_go_into_one_summary_with_progress_beside_it(home: Home) -> None:
    feed = "<rss><channel><item><title>Maids for Oman</title><link>{}/oman</link></item></channel></rss>"
    with serve({f"/jobs/{number}": advert(number) for number in range(3)}) as site:
        with_sitemap(site, range(3))
        site.pages["/feed"] = Page(feed.format(site.url))
        home.source("board", board(site))
        home.source("blog", f"title: Blog\nkind: blog\nstart: [{site.url}/feed]\nfeed: {{}}\nmethod: [feed]\n{LOCAL}")
        done = home.door("crawl", "board", "blog", "--progress")
    crawls = {one["source"]: one for one in json.loads(done.stdout)["crawls"]}
    assert {name: one["items"] for name, one in crawls.items()} == {"board": 3, "blog": 1}
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert {"source": "board", "items": 3, "pages": 4, "expected": 3} in lines


def test_scrapys_own_commands_know_every_source(home: Home, stored: Session) -> None:
    with serve({"/jobs/0": advert(0)}) as site:
        with_sitemap(site, range(1))
        home.source("board", board(site))
        env = {"WAKALA_HOME": str(home.folder), "PATH": "/usr/bin:/bin"}
        scrapy = [sys.executable, "-m", "scrapy"]
        listed = subprocess.run([*scrapy, "list"], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
        subprocess.run([*scrapy, "crawl", "board"], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert {"board", "neaims_agencies"} <= set(listed.stdout.split())
    assert [one.title for one in stored.exec(select(Advert))] == ["Cook 0"]


def test_bad_names_and_files_are_one_sentence_and_exit_2(home: Home) -> None:
    home.source("broken", "title: X\nkind: board\nstrat: [http://a.example/]\n")
    for names, said in (("nosuch", "no source"), ("neaims_agencies", "switched off"), ("broken", "'strat'")):
        done = home.door("crawl", names)
        assert done.returncode == 2
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
        assert done.stdout == ""


def test_a_crawl_that_is_stopped_or_killed_is_taken_up_again_within_its_interval(home: Home, stored: Session) -> None:
    def slow(_: object) -> Page:
        time.sleep(0.2)
        return advert(1)

    with serve({f"/jobs/{number}": slow for number in range(300)}) as site:
        with_sitemap(site, range(300))
        home.source("board", board(site))
        for kill in (signal.SIGTERM, signal.SIGKILL):
            env = {"WAKALA_HOME": str(home.folder), "PATH": "/usr/bin:/bin"}
            command = [sys.executable, "-m", "spiders.crawl", "board"]
            before = len(site.asked)
            child = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            while len(site.asked) < before + 20 and child.poll() is None:
                time.sleep(0.02)
            child.send_signal(kill)
            child.communicate(timeout=30)
        site.pages.clear()
        home.crawl("board")
        later = home.crawl("board", "--at", (datetime.now(UTC) + timedelta(days=9)).isoformat())
    crawls = [(one.state, one.resumed) for one in stored.exec(select(Crawl).order_by(Crawl.id))]  # type: ignore[arg-type]
    assert crawls == [(CrawlState.FAILED, 2), (CrawlState.FAILED, 0)]
    assert "failed 2 times in a row" in " ".join(later["problems"])


def test_a_source_is_crawled_by_one_process_and_is_due_again_once_that_one_was_killed(home: Home) -> None:
    killed = Event()

    def only_once_killed(_: object) -> Page:
        killed.wait(120)
        return advert(1)

    at = ("--at", "2026-11-18T12:00:00+00:00")
    pages = {f"/jobs/{number}": advert(number) if number < 40 else only_once_killed for number in range(300)}
    with serve(pages) as site:
        with_sitemap(site, range(300))
        home.source("board", board(site) + "enabled: true\ninterval: 24\n")
        env = {"WAKALA_HOME": str(home.folder), "PATH": "/usr/bin:/bin"}
        command = [sys.executable, "-m", "spiders.crawl", "board", *at]
        first = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while len(site.asked) < 20 and first.poll() is None:
            time.sleep(0.02)
        second = home.crawl("board", *at)
        due_meanwhile = json.loads(home.door("crawl_due", *at).stdout)["crawls"]
        first.kill()
        first.communicate(timeout=30)
        killed.set()
        site.pages |= {f"/jobs/{number}": advert(number) for number in range(300)}
        due_after, due_at_last = (json.loads(home.door("crawl_due", *at).stdout)["crawls"] for _ in range(2))
    assert (second["state"], second["problems"]) == (
        "failed", ["Another process is crawling this source, so it was left to that one."],
    )  # fmt: skip
    assert due_meanwhile == []
    assert [(one["source"], one["state"], one["items"]) for one in due_after] == [("board", "finished", 300)], due_after
    assert due_at_last == []


def test_a_crawl_ends_in_good_order_when_the_process_that_wanted_it_is_killed(home: Home, stored: Session) -> None:
    def slow(_: object) -> Page:
        time.sleep(0.2)
        return advert(1)

    starting = (
        "from datetime import UTC, datetime\n"
        "from alerts.child_processes.crawling import run_crawl; from registry.settings import load_settings\n"
        "run_crawl(['board'], settings=load_settings(), at=datetime.now(UTC))"
    )
    with serve({f"/jobs/{number}": slow for number in range(300)}) as site:
        with_sitemap(site, range(300))
        home.source("board", board(site))
        env = {"WAKALA_HOME": str(home.folder), "PATH": "/usr/bin:/bin"}
        parent = subprocess.Popen([sys.executable, "-c", starting], cwd=ROOT, env=env)
        while len(site.asked) < 20 and parent.poll() is None:
            time.sleep(0.02)
        parent.kill()
        parent.wait(timeout=30)
        deadline = time.monotonic() + 30
        while (crawl := stored.exec(select(Crawl)).one()).state is CrawlState.RUNNING and time.monotonic() < deadline:
            time.sleep(0.1)
            stored.rollback()
            stored.expire_all()
        asked = len(site.asked)
    assert crawl.state is CrawlState.INTERRUPTED
    assert asked < 200


def test_a_sitemap_that_lists_no_advert_any_more_is_told_and_nothing_is_taken_for_seen(home: Home) -> None:
    with serve({f"/jobs/{number}": advert(number) for number in range(3)}) as site:
        with_sitemap(site, range(3))
        home.source("board", board(site))
        home.crawl("board", "--at", "2026-11-16T08:00:00+00:00")
        with_sitemap(site, range(0))
        crawl = home.crawl("board", "--at", "2026-11-20T08:00:00+00:00")
    assert (crawl["items"], crawl["gone"]) == (0, 0)
    told = " ".join(crawl["problems"])
    assert "No address in the sitemap matches '/jobs/'" in told
    assert "No advert was found" in told
