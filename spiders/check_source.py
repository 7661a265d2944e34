"""Door: one source tried on a few pages, nothing stored (`python -m spiders.check_source NAME`); exit 1 if it fails."""

import argparse
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from registry.errors import InvalidInput
from registry.settings import load_settings
from spiders.collecting import Collected, try_out
from spiders.crawl_health import against_expectations
from spiders.doors import give, instant, run_door, say
from spiders.register_spider import RegisterSpider
from spiders.source import find_source, load_source, source_folders
from spiders.source_loader import spider_for
from spiders.source_schema import Source
from spiders.turning_on import turn_on
from spiders.unread import unread_in

FAILED = 1
BOUND = "CLOSESPIDER"


def main(arguments: Sequence[str]) -> int:
    """Try the source, and say field by field what it gave."""
    parser = argparse.ArgumentParser(prog="python -m spiders.check_source", description=__doc__)
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--pages", type=int, default=12, help="how many pages to fetch at most; default 12")
    parser.add_argument("--turn-on", action="store_true", help="switch the source on, in the home, if it passes")
    parser.add_argument("--by", metavar="EMAIL", help="who looked at what was read; needed with --turn-on")
    parser.add_argument("--at", metavar="INSTANT", help="when; default now")
    given = parser.parse_args(arguments)
    if given.turn_on and not given.by:
        raise InvalidInput("Say with --by who looked at what the source gave before it is switched on.")
    settings = load_settings()
    source = find_source(given.name, source_folders(settings))
    found = try_out(spider_for(source), settings=settings, pages=given.pages)
    report = _register_report(found) if source.is_register else _advert_report(source, found)
    if report["ok"] and given.turn_on:
        file = turn_on(source.name, settings=settings, by=given.by, on=(instant(given.at) or datetime.now(UTC)).date())
        source = load_source(file)
        say(f"The source {source.name!r} is on: {file}")
    give({"source": source.name, "enabled": source.enabled, "pages": found.spider.tally.pages, **report})
    if not report["ok"]:
        say(f"The source {source.name!r} did not pass: {'; '.join(report['problems']) or 'it gave nothing.'}")
    return 0 if report["ok"] else FAILED


def _advert_report(source: Source, found: Collected) -> dict[str, Any]:
    tally = found.spider.tally
    items = [item for page in found.pages for item in page.items]
    trial = source.model_copy(update={"expect": source.expect.model_copy(update={"items_min": 0, "items_max": None})})
    breached = list(against_expectations(trial, len(items), tally.coverage, read=len(items)))
    return {
        "ok": bool(items) and not breached,
        "items": len(items),
        "methods": Counter(item.method for item in items),
        "coverage": dict(tally.coverage),
        "unread": unread_in(((one.page.url, one.page.body, one.items) for one in found.pages), source=source),
        "problems": [*tally.problems, *breached],
        "examples": [item.model_dump(mode="json") for item in items[:2]],
    }


def _register_report(found: Collected) -> dict[str, Any]:
    spider = found.spider
    rows = spider.rows if isinstance(spider, RegisterSpider) else []
    return {
        "ok": bool(rows),
        "rows": len(rows),
        "colours": {str(colour): count for colour, count in Counter(row.colour for row in rows).items()},
        "classes": {str(name): count for name, count in Counter(row.css_class for row in rows).most_common(10)},
        "problems": spider.tally.problems,
        "examples": [row.cells for row in rows[:2]],
    }


if __name__ == "__main__":
    run_door(main)
