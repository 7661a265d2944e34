"""Door: a new source's skeleton and sample pages from its listing page (`python -m spiders.add_source URL`)."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from registry.errors import InvalidInput
from registry.settings import Settings, load_settings
from registry.vocabulary import SourceKind
from spiders.doors import give, run_door
from spiders.source import NAME, load_source, source_folders, source_paths
from spiders.source_schema import Source

SAMPLES = 2


def main(arguments: Sequence[str]) -> int:
    """Fetch the listing and two adverts, propose, and write; an existing source is never overwritten."""
    parser = argparse.ArgumentParser(prog="python -m spiders.add_source", description=__doc__)
    parser.add_argument("url", metavar="URL", help="a page that lists adverts")
    parser.add_argument("--name", help="the source's name; default from the host")
    parser.add_argument("--local", action="store_true", help="the site is on this machine or network")
    given = parser.parse_args(arguments)
    settings = load_settings()
    name = given.name or name_for(given.url)
    if not NAME.fullmatch(name):
        raise InvalidInput(f"{name!r} cannot name a source; use small letters, digits and _, such as my_board.")
    if name in source_paths(source_folders(settings)):
        raise InvalidInput(f"There is already a source {name!r}; choose another with --name.")
    text, links = _look(name, given.url, local=given.local, settings=settings)
    target = (settings.sources_dir or settings.home / "sources") / f"{name}.yml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    load_source(target)
    give({"source": name, "file": str(target), "fixtures": str(_fixtures(settings, name)), "links": links})
    return 0


def _look(name: str, url: str, *, local: bool, settings: Settings) -> tuple[str, list[str]]:
    """The skeleton's text and the advert links behind it; the pages it rests on are saved beside."""
    from spiders.fetching.page_fetching import fetch_pages
    from spiders.source_proposal import propose, skeleton

    pages = fetch_pages(
        url,
        source=_visitor(name, url, local=local),
        settings=settings,
        then=lambda page: propose(page.body, url=page.url).links[:SAMPLES],
    )
    proposal = propose(pages[0].body, url=pages[0].url)
    folder = _fixtures(settings, name)
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages):
        (folder / (f"advert-{number}.html" if number else "listing.html")).write_bytes(page.body)
    adverts = [(page.url, page.body) for page in pages[1:]]
    return skeleton(name, url=url, proposal=proposal, adverts=adverts, local=local), list(proposal.links[:5])


def _fixtures(settings: Settings, name: str) -> Path:
    return settings.home / "fixtures" / name


def name_for(url: str) -> str:
    """A source name from the address: "https://www.my-board.example/jobs" gives my_board."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    name = re.sub(r"[^a-z0-9]+", "_", host.rsplit(".", 1)[0].lower()).strip("_")
    return name if name[:1].isalpha() else f"site_{name}".rstrip("_")


def _visitor(name: str, url: str, *, local: bool) -> Source:
    if not url.startswith(("http://", "https://")):
        raise InvalidInput(f"{url!r} is not a web address; write http://... or https://...")
    return Source(name=name, title=name, kind=SourceKind.BOARD, start=(url,), local=local)


if __name__ == "__main__":
    run_door(main)
