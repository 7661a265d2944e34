"""Door: crawl the sources named (`python -m spiders.crawl NAME...`); a JSON summary on standard output."""

import argparse
from collections.abc import Sequence

from registry.errors import InvalidInput
from registry.settings import load_settings
from spiders.crawling import run_crawls
from spiders.doors import give, instant, run_door
from spiders.source import find_source, source_folders
from spiders.source_schema import Source


def main(arguments: Sequence[str]) -> int:
    """Crawl and report; every name is checked before the first page is fetched."""
    parser = argparse.ArgumentParser(prog="python -m spiders.crawl", description=__doc__)
    parser.add_argument("names", nargs="+", metavar="NAME")
    parser.add_argument("--at", metavar="INSTANT", help="the instant at which everything is seen; default now")
    parser.add_argument("--progress", action="store_true", help="JSON lines on standard error")
    parser.add_argument("--afresh", action="store_true", help="fetch unchanged pages whole")
    given = parser.parse_args(arguments)
    settings = load_settings()
    folders = source_folders(settings)
    sources = [enabled(find_source(name, folders)) for name in dict.fromkeys(given.names)]
    at = instant(given.at)
    give({"crawls": run_crawls(sources, settings=settings, at=at, progress=given.progress, afresh=given.afresh)})
    return 0


def enabled(source: Source) -> Source:
    """The source, if it may be crawled."""
    if not source.enabled:
        raise InvalidInput(
            f"The source {source.name!r} is switched off; run `wakala source check {source.name}`, then copy its file"
            " to your sources folder with `enabled: true`."
        )
    return source


if __name__ == "__main__":
    run_door(main)
