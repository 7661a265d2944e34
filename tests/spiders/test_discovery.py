"""The ways to adverts: search words, JSON Feed, sitemap indexes packed or plain, paging by number."""

import gzip
import json

from sqlmodel import Session, select

from registry.records import Advert
from tests.spiders.conftest import Home
from tests.spiders.site import Fields, Page, serve
from tests.spiders.test_crawl import LOCAL, advert


def test_a_search_is_asked_once_for_each_query_and_its_pages_are_turned(home: Home, stored: Session) -> None:
    found = {"housemaid saudi": [1, 2, 3], "driver": [3, 4], "nothing like it": []}

    def results(fields: Fields) -> Page:
        page = int(fields.get("page", ["1"])[0])
        numbers = found[fields["q"][0]][(page - 1) * 2 : page * 2]
        return Page(
            "<html>" + "".join(f"<a class=hit href='/jobs/{n}?utm_source=s'>x</a>" for n in numbers) + "</html>"
        )

    with serve({"/find": results, **{f"/jobs/{number}": advert(number) for number in range(1, 5)}}) as site:
        home.source(
            "board",
            f"title: B\nkind: board\nstart: ['{site.url}/find?q={{query}}']\n"
            f"search: {{links: a.hit, queries: [housemaid saudi, driver, nothing like it]}}\n"
            f"paging: {{parameter: {{name: page}}}}\n{LOCAL}",
        )
        crawl = home.crawl("board")
        asked = site.paths()
    assert (crawl["items"], crawl["problems"]) == (4, [])
    assert "/find?q=housemaid+saudi&page=2" in asked
    assert len([path for path in asked if path.startswith("/jobs/3")]) == 1
    assert len(stored.exec(select(Advert)).all()) == 4


def test_a_json_feed_is_read_like_any_other(home: Home, stored: Session) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Jobs",
        "items": [
            {
                "id": "1",
                "url": "/jobs/1",
                "title": "Cook for Muscat",
                "content_html": "<p>A family in Muscat seeks a cook.</p>",
                "date_published": "2026-11-16T08:00:00Z",
                "authors": [{"name": "Tembo Ridge"}],
                "tags": ["cooks"],
            },
            {"id": "2", "title": None, "content_text": ""},
            "nonsense",
        ],
    }
    with serve({"/feed.json": Page(json.dumps(feed), headers={"Content-Type": "application/feed+json"})}) as site:
        home.source(
            "board", f"title: B\nkind: blog\nstart: ['{site.url}/feed.json']\nfeed: {{}}\nmethod: [feed]\n{LOCAL}"
        )
        home.crawl("board")
        own = f"{site.url}/jobs/1"
    (cook,) = stored.exec(select(Advert)).all()
    assert (cook.title, cook.advertiser, cook.destination, cook.url) == ("Cook for Muscat", "Tembo Ridge", "OM", own)
    assert str(cook.posted_on) == "2026-11-16"


def test_an_index_of_packed_sitemaps_leads_to_their_adverts_and_a_broken_one_is_said(home: Home) -> None:
    with serve({f"/jobs/{number}": advert(number) for number in range(3)}) as site:
        places = "".join(f"<url><loc>{site.url}/jobs/{number}</loc></url>" for number in range(3))
        index = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in ("/a.xml.gz", "/b.xml.gz", "http://["))
        packed = gzip.compress(f"<urlset>{places}</urlset>".encode())
        site.pages |= {
            "/sitemap.xml": Page(f"<sitemapindex>{index}</sitemapindex>"),
            "/a.xml.gz": Page(packed, headers={"Content-Type": "application/x-gzip"}),
            "/b.xml.gz": Page(packed[:30], headers={"Content-Type": "application/x-gzip"}),
        }
        home.source("board", f"title: B\nkind: board\nstart: ['{site.url}/sitemap.xml']\nsitemap: {{}}\n{LOCAL}")
        crawl = home.crawl("board")
    assert crawl["items"] == 3
    assert "A sitemap cannot be read" in " ".join(crawl["problems"])


def test_one_sitemap_after_the_other_is_asked_for_also_past_one_that_is_missing_or_listed_twice(home: Home) -> None:
    with serve({f"/jobs/{number}": advert(number) for number in range(6)}) as site:
        listed = ("/a.xml", "/missing.xml", "/a.xml", "/inner.xml", "/c.xml")
        indexes = {"/sitemap.xml": listed, "/inner.xml": ("/b.xml", "/sitemap.xml")}
        for path, inside in indexes.items():
            places = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in inside)
            site.pages[path] = Page(f"<sitemapindex>{places}</sitemapindex>")
        for start, path in ((0, "/a.xml"), (2, "/b.xml"), (4, "/c.xml")):
            places = "".join(f"<url><loc>{site.url}/jobs/{number}</loc></url>" for number in (start, start + 1))
            site.pages[path] = Page(f"<urlset>{places}</urlset>")
        home.source("board", f"title: B\nkind: board\nstart: ['{site.url}/sitemap.xml']\nsitemap: {{}}\n{LOCAL}")
        crawl = home.crawl("board")
        asked = site.paths()
    assert (crawl["items"], crawl["state"]) == (6, "finished")
    assert "/missing.xml" in " ".join(crawl["problems"])
    sitemaps = [path for path in asked if path.endswith(".xml")]
    assert len(sitemaps) <= len({*sitemaps}) + 1, "only an index that lists itself is asked for a second time"
