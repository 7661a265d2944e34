"""What is served: the same bytes for the same seed, no word of the truth, and the noise of the field."""

import json
import re
from xml.etree import ElementTree

import pytest

from dashboard.demo.kinds import read_kinds
from dashboard.demo.pages import Page
from dashboard.demo.site_map import DemoSites
from dashboard.demo.world import World, build_world
from tests.dashboard.demo.conftest import BASE

LISTS = (
    "/",
    "/robots.txt",
    "/board/sitemap.xml",
    "/board/sitemap/0.xml",
    "/soko/kazi",
    "/blog/feed-1.xml",
    "/ministry/drives",
    "/ministry/notices",
    "/neaims/EmploymentAgencyList.aspx",
    "/neaims/ApprovedVacancies.aspx",
    "/neaims/SeafarerAgents.aspx",
)


def adverts(world: World, sites: DemoSites) -> dict[str, Page]:
    paths = [sites.address(advert).removeprefix(BASE) for advert in world.adverts if advert.site != "forward"]
    return {path: sites.page(path, {}) for path in paths}


def test_every_advert_is_served_at_the_address_that_the_truth_gives(world: World, sites: DemoSites) -> None:
    pages = adverts(world, sites)
    assert len(pages) == sum(advert.site != "forward" for advert in world.adverts)
    assert {page.status for page in pages.values()} == {200}


def test_the_same_seed_serves_the_same_bytes_and_another_seed_others(small: World) -> None:
    def bodies(seed: int) -> list[bytes]:
        week = build_world(seed=seed, adverts=300)
        sites = DemoSites(week, BASE)
        return [sites.page(path, {}).body for path in LISTS] + [page.body for page in adverts(week, sites).values()]

    assert bodies(2) == bodies(2)
    assert bodies(2) != bodies(3)


def test_no_page_says_who_is_who(world: World, sites: DemoSites) -> None:
    words = [*read_kinds().typologies, *read_kinds().innocents]
    words = [word for word in words if "_" in word] + ["offender", "innocent", "typology"]
    leak = re.compile("|".join([rf"\b{word}\b" for word in words] + [r"\br\d{5}\b"]))
    served = [*adverts(world, sites).values(), *(sites.page(path, {}) for path in LISTS)]
    assert not [page for page in served if leak.search(page.body.decode("utf-8", "replace"))]


@pytest.mark.parametrize(
    "path", ["/truth/truth.csv", "/../truth/truth.csv", "/demo.json", "/board/jobs/99999999", "/soko/x"]
)
def test_what_is_not_a_page_is_not_found(sites: DemoSites, path: str) -> None:
    assert sites.page(path, {}).status == 404


def test_markup_is_mostly_sound_and_sometimes_broken(world: World, sites: DemoSites) -> None:
    broken = total = 0
    for advert in world.by_site["board"]:
        body = sites.page(sites.address(advert).removeprefix(BASE), {}).body.decode("utf-8", "replace")
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', body, re.DOTALL)
        assert found
        total += 1
        try:
            json.loads(found[1])
        except ValueError:
            broken += 1
    assert 0.02 < broken / total < 0.12


def test_some_pages_declare_an_encoding_that_is_not_theirs(world: World, sites: DemoSites) -> None:
    wrong = 0
    for page in adverts(world, sites).values():
        try:
            page.body.decode()
        except UnicodeDecodeError:
            wrong += 1
    assert 0 < wrong < 60


def test_a_copy_says_what_its_original_says(world: World, sites: DemoSites) -> None:
    copies = [advert for advert in world.by_site["board"] if advert.copy_of]
    assert copies
    for copy in copies:
        assert copy.copy_of
        first = sites.page(f"/board/jobs/{copy.copy_of}", {}).body
        assert sites.page(f"/board/jobs/{copy.number}/print", {}).body == first


def test_listing_pages_reach_every_advert_once(world: World, sites: DemoSites) -> None:
    seen: list[str] = []
    path, query = "/soko/kazi", {"page": "1"}
    while True:
        body = sites.page(path, query).body.decode()
        seen += re.findall(r'class="advert" href="/soko/ad-(\d+)\.html"', body)
        following = re.search(r'class="next" href="/soko/kazi\?page=(\d+)"', body)
        if not following:
            break
        query = {"page": following[1]}
    assert len(seen) == len(set(seen))
    assert {str(advert.number) for advert in world.by_site["soko"]} <= set(seen)


def test_the_feed_is_xml_with_every_post(world: World, sites: DemoSites) -> None:
    entries = []
    for start in sites.blog.starts:
        root = ElementTree.fromstring(sites.page(start.removeprefix(BASE), {}).body)  # noqa: S314 (our own page)
        entries += [item.findtext("link") for item in root.iter("item")]
    assert sorted(filter(None, entries)) == sorted(sites.address(advert) for advert in world.by_site["blog"])
