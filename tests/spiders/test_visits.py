"""Pages visited again: unchanged ones kept as "still the same", calm ones less often, and no work done twice."""

from pathlib import Path

from sqlmodel import Session, col, select
from warcio.archiveiterator import ArchiveIterator

from registry.evidence import prove_page
from registry.records import Advert, Archive, Crawl, PageState, Sighting
from registry.vocabulary import CrawlState, SightingChange
from spiders.source_schema import Revisit
from tests.spiders.conftest import Home
from tests.spiders.site import Page, serve
from tests.spiders.test_crawl import advert, board, with_sitemap

EVERY_RUN = "revisit: {least: 0, most: 0}\n"


def day(number: int) -> tuple[str, str]:
    return "--at", f"2026-11-{number}T08:00:00+00:00"


def without_etag(number: int) -> Page:
    return Page(advert(number).body, headers={"Content-Type": "text/html"})


def records(folder: Path) -> list[tuple[str, str, str]]:
    """Type, target and revisit profile of every record, as a standard reader sees them, digests checked."""
    found = []
    for file in sorted(folder.glob("*.warc.gz")):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()
                head = record.rec_headers
                profile = (head.get_header("WARC-Profile") or "").rpartition("/")[2]
                found.append((record.rec_type, head.get_header("WARC-Target-URI") or "", profile))
    return found


def test_an_unchanged_page_is_kept_as_a_revisit_that_leads_to_the_page(home: Home, stored: Session) -> None:
    with serve({"/jobs/0": advert(0), "/jobs/1": without_etag(1)}) as site:
        with_sitemap(site, range(2))
        home.source("board", board(site, EVERY_RUN))
        for number in (16, 17, 18):
            crawl = home.crawl("board", *day(number))
    assert crawl["status_codes"] == {"200": 2, "304": 1}
    evidence = home.folder / "evidence"
    revisits = sorted((url[-1], profile) for kind, url, profile in records(evidence) if kind == "revisit")
    assert revisits == [("0", "server-not-modified")] * 2 + [("1", "identical-payload-digest")] * 2
    assert [kind for kind, url, _ in records(evidence) if kind == "response" and "/jobs/" in url] == ["response"] * 2
    sightings = stored.exec(select(Sighting)).all()
    assert len({(one.evidence_file, one.evidence_offset) for one in sightings}) == 6
    for one in sightings:
        page = prove_page(evidence, one.evidence_file or "", one.evidence_offset or 0, one.evidence_digest or "")
        assert page.at == one.seen_at
        assert page.revisit is (one.change is SightingChange.UNCHANGED)
    assert all(one.finished_at and one.manifest_sha256 for one in stored.exec(select(Archive)))


def test_a_page_that_stays_the_same_is_asked_for_less_and_less_often(home: Home, stored: Session) -> None:
    asked: list[int] = []
    with serve({f"/jobs/{number}": advert(number) for number in range(2)}) as site:
        with_sitemap(site, range(2))
        home.source("board", board(site, "revisit: {least: 24, most: 72, stretch: 2}\n"))
        for number in range(10, 15):
            site.asked.clear()
            if number == 14:
                with_sitemap(site, range(1, 2))
                del site.pages["/jobs/0"]
            crawl = home.crawl("board", *day(number))
            asked += [number] if "/jobs/0" in site.paths() else []
    assert asked == [10, 11, 13, 14], "after 24 and 48 hours; and at once when it is no longer listed"
    assert (crawl["gone"], crawl["problems"]) == (1, [])
    listed = [one.listed for one in stored.exec(select(Crawl).order_by(col(Crawl.id)))]
    assert listed == [0, 0, 2, 0, 1]


def test_the_wait_is_bounded_and_starts_anew_after_a_change() -> None:
    policy = Revisit(least=12, most=60, stretch=3)
    waits = [wait := policy.wait(None, interval=24)]
    waits += [wait := policy.wait(wait, interval=24) for _ in range(3)]
    assert waits == [12, 36, 60, 60]
    assert Revisit().wait(None, interval=24) == 24
    assert Revisit(most=0).wait(30, interval=24) == 0


def test_a_crawl_taken_up_again_asks_for_nothing_twice(home: Home, stored: Session) -> None:
    with serve({f"/jobs/{number}": advert(number) for number in range(6)}) as site:
        with_sitemap(site, range(4))
        home.source("board", board(site))
        home.crawl("board", *day(16))
        # As a kill would leave it: running, and part of the site not yet met.
        crawl = stored.exec(select(Crawl)).one()
        crawl.state = CrawlState.RUNNING
        stored.add(crawl)
        stored.commit()
        with_sitemap(site, range(6))
        site.asked.clear()
        again = home.crawl("board", *day(16))
    assert {path for path in site.paths() if path.startswith("/jobs/")} == {"/jobs/4", "/jobs/5"}
    assert (again["items"], again["new"], again["state"]) == (6, 6, "finished")
    stored.expire_all()
    assert [one.resumed for one in stored.exec(select(Crawl))] == [1]
    assert len(stored.exec(select(Sighting)).all()) == len(stored.exec(select(Advert)).all()) == 6
    assert all(one.crawl_id == crawl.id for one in stored.exec(select(PageState)))
    assert sum(crawl.status_codes.values()) == crawl.pages
