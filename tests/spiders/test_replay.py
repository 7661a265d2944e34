"""What a crawl read can be read again from its archive alone: the same adverts, field by field, with no network."""

import json

from sqlmodel import Session, col, select

from registry.records import Sighting
from tests.spiders.conftest import Home
from tests.spiders.site import Page, serve
from tests.spiders.test_crawl import LOCAL, advert, board, with_sitemap
from tests.spiders.test_visits import EVERY_RUN, day, without_etag


def test_archives_give_the_adverts_that_were_read_from_the_site(home: Home, stored: Session) -> None:
    feed = (
        "<rss><channel><item><title>Maids for Oman</title><link>{0}/oman</link><pubDate>2 days ago</pubDate></item>"
        "<item><title>Drivers for Doha</title><link>{0}/doha</link></item></channel></rss>"
    )
    with serve({"/jobs/0": advert(0), "/jobs/1": without_etag(1), "/jobs/2": Page("gone", 410)}) as site:
        with_sitemap(site, range(3))
        site.pages["/feed"] = Page(feed.format(site.url))
        home.source("board", board(site, EVERY_RUN))
        home.source("blog", f"title: Blog\nkind: blog\nstart: [{site.url}/feed]\nfeed: {{}}\nmethod: [feed]\n{LOCAL}")
        for number in (16, 17):
            home.door("crawl", "board", "blog", *day(number))
        site.asked.clear()
        archives = [str(one) for one in sorted((home.folder / "evidence").glob("*.warc.gz"))]
        done = home.door("replay", *archives)
        assert site.asked == []
    assert done.returncode == 0, done.stderr
    read = {
        (one["url"], one["seen_at"], one["evidence_file"], one["evidence_offset"]): one
        for one in map(json.loads, done.stdout.splitlines())
    }
    sightings = stored.exec(select(Sighting).order_by(col(Sighting.id))).all()
    assert len(read) == len(sightings) == 8
    first = [one.item for one in sightings if one.item]
    assert len(first) == 5, "four new ones, and one whose date moved with the day"
    for item in first:
        assert item == read[item["url"], item["seen_at"], item["evidence_file"], item["evidence_offset"]]
    assert "8 as on file, 0 read differently, 0 not on file, 0 problems" in done.stderr


def test_what_a_changed_source_file_would_read_differently_is_told(home: Home) -> None:
    with serve({"/jobs/0": advert(0)}) as site:
        with_sitemap(site, range(1))
        home.source("board", board(site))
        home.crawl("board")
        home.source("board", board(site, "lookups: {title: [{raw: Cook 0, value: Chef, reason: renamed here}]}\n"))
    archive = next((home.folder / "evidence").glob("*.warc.gz"))
    told = json.loads(home.door("replay", str(archive), "--summary").stdout)
    assert (told["items"], told["same"], told["differing"]["count"]) == (1, 0, 1)
    (home.folder / "sources" / "board.yml").unlink()
    told = json.loads(home.door("replay", str(archive), "--summary").stdout)
    assert "no source 'board'" in told["problems"]["first"][0]


def test_a_file_that_is_no_archive_is_one_sentence_and_exit_2(home: Home) -> None:
    home.folder.mkdir()
    other = home.folder / "holiday.warc.gz"
    other.write_bytes(b"my holiday photographs")
    for name in (str(other), "nowhere.warc.gz"):
        done = home.door("replay", name)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_file_that_is_no_archive_is_said_without_its_bytes(home: Home) -> None:
    home.folder.mkdir(parents=True, exist_ok=True)
    for name, body in (("empty.csv", b""), ("bin.csv", bytes(range(256)) * 8), ("words.csv", b"a,b\n1,2\n")):
        file = home.folder / name
        file.write_bytes(body)
        done = home.door("replay", str(file))
        assert done.returncode == 2, name
        what = "is not a WARC archive" if body else "is empty"
        assert done.stderr == f"{file} {what}; give .warc.gz files of the evidence folder.\n"
