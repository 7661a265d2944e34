"""What a site's own pages suggest for its source file: its feed, its sitemap, the links that look like adverts."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import yaml
from parsel import Selector

from spiders.fetching.web_address import joined, split
from spiders.field_proposal import propose_fields
from spiders.jobposting_markup import find_postings
from spiders.markup.page_text import decode_page

_JOB_PATH = re.compile(r"job|vacanc|listing|career|position|opening|advert|kazi|ajira|nafasi|opportunit", re.IGNORECASE)
_NEXT = ("a[rel=next]", "a.next", ".next a", "li.next a")
LEAST_LINKS = 2


@dataclass(frozen=True)
class Proposal:
    """How a site might be crawled: the links that look like adverts, their selector, and what else the page offers."""

    links: tuple[str, ...] = ()
    selector: str = ""
    next_selector: str = ""
    feed: str = ""


def propose(body: bytes, *, url: str) -> Proposal:
    """What the listing page at `url` suggests."""
    page = Selector(text=decode_page(body) or "<html/>")
    here = split(url)
    groups: dict[str, list[str]] = {}
    for link in page.css("a[href]"):
        target = split(joined(url, link.attrib["href"]))
        folder = target.path.rsplit("/", 1)[0] + "/"
        if target.netloc == here.netloc and target.path.strip("/") and target.path != here.path:
            groups.setdefault(folder, []).append(target._replace(fragment="").geturl())
    unique = {folder: list(dict.fromkeys(links)) for folder, links in groups.items()}
    rank = Counter({folder: len(links) * (5 if _JOB_PATH.search(folder) else 1) for folder, links in unique.items()})
    best = next((folder for folder, _ in rank.most_common(1) if len(unique[folder]) >= LEAST_LINKS), "")
    feed = page.css("link[rel=alternate][type='application/rss+xml']::attr(href)").get() or ""
    return Proposal(
        links=tuple(unique.get(best, ())),
        selector=f"a[href*='{best}']" if best else "",
        next_selector=next((selector for selector in _NEXT if page.css(selector)), ""),
        feed=joined(url, feed) if feed else "",
    )


def skeleton(name: str, *, url: str, proposal: Proposal, adverts: Sequence[tuple[str, bytes]], local: bool) -> str:
    """The source file to start from, as YAML with its open questions as comments."""
    marked_up = any(find_postings(decode_page(body), url=address) for address, body in adverts)
    listing = {"listing": {"links": proposal.selector or "a[href*='/jobs/']"}}
    paging = {"paging": {"next": proposal.next_selector}} if proposal.next_selector else {}
    what = {
        "title": name.replace("_", " "),
        "kind": "board",
        "enabled": False,
        "verified": {"notes": "Skeleton, not looked at by anybody yet."},
        **({"local": True} if local else {}),
        "start": [url],
        **listing,
        **paging,
        "method": ["jobposting", "readable"] if marked_up else ["css", "readable"],
        **({} if marked_up else {"fields": propose_fields(adverts)}),
        "politeness": {"delay": 0.0 if local else 2.0},
        "interval": 24,
        "expect": {"items_min": 1, "coverage": {"title": 0.95, "description": 0.9}},
    }
    notes = [f"# Skeleton for {url}. Correct it, then run `wakala source check {name}` and set `enabled: true`."]
    if proposal.feed:
        notes.append(f"# The site has a feed, which may be kinder to it: {proposal.feed}")
    if not marked_up:
        notes.append("# Its adverts carry no JobPosting markup: `fields` says where values seem to stand.")
    return "\n".join(notes) + "\n" + yaml.safe_dump(what, sort_keys=False, allow_unicode=True)
