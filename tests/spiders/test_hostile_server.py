"""A crawl of a site that means harm ends, within its bounds, with what was honest kept and what was not said."""

import json

import pytest
from sqlmodel import Session, select
from twisted.internet.error import DNSLookupError

from registry.records import Advert
from spiders.fetching.safe_fetching import GuardedResolver, is_public
from tests.spiders.conftest import Home
from tests.spiders.hostile_server import Hostile, hostile

MEGABYTE = 1_000_000
POSTING = {"@type": "JobPosting", "title": "Cook", "description": "A hotel in Nakuru seeks a cook."}
ADVERT = f'<html><script type="application/ld+json">{json.dumps(POSTING)}</script></html>'


def listing(home: Home, server: Hostile, more: str = "") -> None:
    home.source(
        "bad",
        f"title: Bad\nkind: board\nstart: ['{server.url}/list']\nlisting: {{links: a.job}}\nlocal: true\n"
        f"politeness: {{delay: 0, concurrency: 4, max_pages: 40, max_seconds: 2}}\n{more}",
    )


def links(*paths: str, then: str = "") -> str:
    after = f"<a rel=next href='{then}'>next</a>" if then else ""
    return "<html><body>" + "".join(f"<a class=job href='{path}'>x</a>" for path in paths) + after + "</body></html>"


def test_a_gigabyte_and_a_trickle_are_cut_off_and_the_honest_page_beside_them_is_kept(home: Home) -> None:
    with hostile() as server:
        server.answers = {
            "/list": server.plain(links("/huge", "/slow", "/good"), "Content-Type: text/html"),
            "/huge": server.endless(1_000 * MEGABYTE),
            "/slow": server.drop_by_drop(),
            "/good": server.plain(ADVERT, "Content-Type: text/html"),
        }
        listing(home, server)
        crawl, peak = home.crawl_measured("bad")
        sent = server.sent
    said = " ".join(crawl["problems"])
    assert (crawl["state"], crawl["items"]) == ("finished", 1)
    assert "larger than" in said
    assert "did not arrive in time" in said
    assert sent < 60 * MEGABYTE, "what the kernels between us buffer, and no more"
    assert peak < 600_000, "kilobytes: the body is not kept"


def test_a_calendar_without_end_stops_at_the_sources_own_bound(home: Home) -> None:
    def day(server: Hostile, number: int) -> None:
        body = links(f"/jobs/{number}", then=f"/list?day={number + 1}")
        server.answers[f"/list?day={number}"] = server.plain(body, "Content-Type: text/html")
        server.answers[f"/jobs/{number}"] = server.plain(ADVERT, "Content-Type: text/html")

    with hostile() as server:
        for number in range(500):
            day(server, number)
        server.answers["/list"] = server.answers["/list?day=0"]
        listing(home, server, "paging: {next: 'a[rel=next]'}\n")
        crawl = home.crawl("bad")
        asked = len(server.asked)
    assert asked < 60
    assert crawl["items"] >= 10
    assert crawl["gone"] == 0


def test_a_pager_that_repeats_itself_is_left_after_one_turn(home: Home) -> None:
    with hostile() as server:
        body = links("/good", then="/list?again=1")
        page = server.plain(body, "Content-Type: text/html")
        server.answers = {"/list": page, "/good": server.plain(ADVERT, "Content-Type: text/html")}
        listing(home, server, "paging: {next: 'a[rel=next]'}\n")
        crawl = home.crawl("bad")
        asked = [head.split(" ", 2)[1] for head in server.asked]
    assert crawl["items"] == 1
    assert len([path for path in asked if path.startswith("/list")]) == 2


@pytest.mark.parametrize("charset", ["utf-99", "\xff\xfe", "idna", "'; DROP", "zlib", "a" * 3_000])
def test_a_charset_that_is_none_is_read_all_the_same(home: Home, stored: Session, charset: str) -> None:
    kind = f"Content-Type: text/html; charset={charset}"
    with hostile() as server:
        server.answers = {
            "/list": server.plain(links("/good"), kind),
            "/good": server.plain(ADVERT.replace("Cook", "Café cook"), kind),
        }
        listing(home, server)
        crawl = home.crawl("bad")
    assert (crawl["items"], crawl["problems"]) == (1, [])
    assert stored.exec(select(Advert)).one().title == "Café cook"


def test_what_a_server_writes_into_its_headers_never_becomes_a_header_of_ours(home: Home) -> None:
    with hostile() as server:
        server.answers = {
            "/list": server.plain(links("/tagged", "/moved", "//[bad/", "http://["), "Content-Type: text/html"),
            "/tagged": server.plain(ADVERT, "Content-Type: text/html", 'ETag: "a\rX-Evil: 1"', "Set-Cookie: s=1"),
            "/moved": lambda peer, _: peer.sendall(
                b"HTTP/1.1 302 Found\r\nLocation: /landed%0d%0aX-Evil:%201\r\nContent-Length: 0\r\n"
                b"Set-Cookie: t=1\r\nConnection: close\r\n\r\n"
            ),
        }
        listing(home, server)
        home.crawl("bad")
        home.crawl("bad")
        asked = server.asked
    lines = [line.lower() for head in asked for line in head.replace("\r", "\n").split("\n")]
    assert not [line for line in lines if line.startswith(("x-evil", "cookie", "authorization", "referer"))]


def test_entities_that_multiply_stay_unresolved(home: Home) -> None:
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    bomb = f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY l0 'ha'>{laughs}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    with hostile() as server:
        place = f"<urlset><url><loc>{server.url}/good</loc></url><url><loc>&l9;&f;</loc></url></urlset>"
        server.answers = {
            "/list": server.plain(bomb + place, "Content-Type: application/xml"),
            "/good": server.plain(ADVERT, "Content-Type: text/html"),
        }
        home.source(
            "bad",
            f"title: B\nkind: board\nstart: ['{server.url}/list']\nsitemap: {{}}\nlocal: true\n"
            "politeness: {delay: 0}\n",
        )
        crawl, peak = home.crawl_measured("bad")
        asked = " ".join(server.asked)
    assert crawl["state"] == "finished"
    assert "root:" not in asked
    assert peak < 600_000, "kilobytes"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 (nothing is bound to it)
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("not an address", False),
    ],
)
def test_only_addresses_out_in_the_world_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_name_that_changes_its_mind_is_refused_when_it_is_connected_to() -> None:
    """DNS rebinding: the guard saw a public address; what the name answers at the moment of connecting counts."""
    assert GuardedResolver._checked("8.8.8.8", "rebinding.example") == "8.8.8.8"
    with pytest.raises(DNSLookupError, match="not a public address"):
        GuardedResolver._checked("127.0.0.1", "rebinding.example")
