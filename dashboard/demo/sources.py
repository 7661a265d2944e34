"""Writes the source files by which the ordinary spiders crawl the fictional country."""

from pathlib import Path
from typing import Any

import yaml

from dashboard.demo.site_map import DemoSites
from dashboard.demo.sites import labour_office
from dashboard.demo.world import World

POLITENESS = {"delay": 0, "concurrency": 8, "max_pages": 200_000, "max_bytes": 20_000_000}
ROOM = 1.3
BOARD_FIELDS = {
    "title": "h1",
    "hiring_organization": "p.employer",
    "job_location": "p.place",
    "description": "div.job-body",
}
PLAIN_FIELDS = {
    "title": "h1.headline",
    "hiring_organization": "tr.company td",
    "job_location": "tr.where td",
    "base_salary": "tr.pay td",
    "date_posted": "tr.posted td",
    "valid_through": "tr.closes td",
    "total_job_openings": "tr.posts td",
    "description": "div.body",
}
MINISTRY_FIELDS = {
    "title": "h1.headline",
    "hiring_organization": "p.office",
    "date_posted": "p.posted",
    "job_location": "p.where",
    "description": "div.body",
}
# What a careful person would list after a look at these boards; one label is overlooked, as in life.
OVERLOOKED = "Contract"
SourceFile = dict[str, Any]


def write_sources(world: World, sites: DemoSites, folder: Path) -> list[str]:
    """Write every source file; returns their names, official lists first, as they should be crawled."""
    folder.mkdir(parents=True, exist_ok=True)
    files = source_files(world, sites)
    for name, source in files.items():
        text = yaml.safe_dump(source, sort_keys=False, allow_unicode=True, width=120)
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return list(files)


def source_files(world: World, sites: DemoSites) -> dict[str, SourceFile]:
    """Each source by its name: the official lists, then every kind of site that has adverts."""
    adverts = {
        "demo_board": ("board", _board(world, sites.base)),
        "demo_soko": ("soko", _plain(world, sites.base)),
        "demo_agency_sites": ("own", _own(sites)),
        "demo_blog": ("blog", _blog(sites)),
        "demo_ministry": ("ministry", _ministry(sites.base)),
    }
    files = _lists(sites.base)
    for name, (site, source) in adverts.items():
        count = len(world.by_site.get(site, ()))
        if count:
            files[name] = {**source, "expect": {"items_min": int(count / ROOM), "items_max": max(1, int(count * ROOM))}}
    common = {"local": True, "jurisdiction": "ke", "interval": 24}
    return {name: {**source, **common, "politeness": dict(POLITENESS)} for name, source in files.items()}


def _board(world: World, base: str) -> SourceFile:
    return {
        "title": "Kazi Board (demo)",
        "kind": "board",
        "start": [f"{base}/board/sitemap.xml"],
        "sitemap": {"follow": "/board/jobs/"},
        "method": ["jobposting", "css"],
        "fields": dict(BOARD_FIELDS),
        "label_noise": _labels(world),
    }


def _plain(world: World, base: str) -> SourceFile:
    return {
        "title": "Soko la Kazi (demo)",
        "kind": "board",
        "start": [f"{base}/soko/kazi"],
        "listing": {"links": "a.advert"},
        "paging": {"next": "a.next"},
        "method": ["css"],
        "fields": dict(PLAIN_FIELDS),
        "label_noise": _labels(world),
    }


def _own(sites: DemoSites) -> SourceFile:
    return {
        "title": "Agencies' own sites (demo)",
        "kind": "agency_site",
        "start": sites.own.starts,
        "listing": {"links": "ul.jobs a"},
        "method": ["jobposting", "readable"],
    }


def _blog(sites: DemoSites) -> SourceFile:
    return {
        "title": "Ajira mtandaoni (demo)",
        "kind": "blog",
        "start": sites.blog.starts,
        "feed": {"pages": False},
        "method": ["feed"],
    }


def _ministry(base: str) -> SourceFile:
    return {
        "title": "Ministry recruitment drives (demo)",
        "kind": "official",
        "start": [f"{base}/ministry/drives"],
        "listing": {"links": "a.drive"},
        "paging": {"next": "a.next"},
        "method": ["css"],
        "fields": dict(MINISTRY_FIELDS),
    }


def _lists(base: str) -> dict[str, SourceFile]:
    office = f"{base}/{labour_office.PREFIX}"
    return {
        "demo_register": {
            "title": "Labour office: private employment agencies (demo)",
            "register": {"register_kind": "agencies", "spec": "neaims_agencies"},
            "start": [f"{office}/{labour_office.LIST}"],
            "paging": {"postback": {}, "rows_total": "#total"},
        },
        "demo_notices": {
            "title": "Ministry: firms struck off (demo)",
            "register": {"register_kind": "notices", "spec": "ministry_notices"},
            "start": [f"{base}/ministry/notices"],
        },
        "demo_vacancies": {
            "title": "Labour office: approved vacancies (demo)",
            "register": {"register_kind": "vacancies", "spec": "neaims_vacancies"},
            "start": [f"{office}/{labour_office.ORDERS}"],
            "paging": {"next": "a.next"},
        },
        "demo_maritime": {
            "title": "Maritime authority: seafarer agents (demo)",
            "register": {"register_kind": "maritime", "spec": "maritime_agents"},
            "start": [f"{office}/{labour_office.SEAFARERS}"],
        },
    }


def _labels(world: World) -> list[str]:
    return [label for label in world.data.noise.labels if label != OVERLOOKED]
