"""Door: take in reports (`python -m spiders.add_reports --csv FILE` or `--text -`); JSON on standard output."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from registry.advert_item import MAX_TEXT, AdvertItem
from registry.database import open_database, unit_of_work
from registry.dumped_item import DumpedItem
from registry.errors import InvalidInput
from registry.intake import close_crawl, file_sightings, open_crawl
from registry.kept_pages.archives import file_archive, finish_archive
from registry.kept_pages.writing import EvidenceWriter, archive_name
from registry.schema import upgrade
from registry.settings import Settings, load_settings
from registry.strict_yaml import read_strict
from registry.vocabulary import CrawlState
from spiders.doors import give, instant, run_door, say
from spiders.locality import locality_of
from spiders.reports.columns import Reading, ReportSpec, by_names, by_spec
from spiders.reports.reading import Row, RowError, headers_of, read_reports, rows_of

BATCH = 1_000
MOST_ERRORS = 50


def main(arguments: Sequence[str]) -> int:
    """Take in one file or one text."""
    given = _parser().parse_args(arguments)
    settings = load_settings()
    at = instant(given.at) or datetime.now(UTC)
    if given.text is not None:
        rows = iter([(1, _text_row(given))])
        spec = ReportSpec(columns={}, source=given.source or "reports", channel=given.channel or "")
    else:
        file = Path(given.csv)
        spec = read_strict(Path(given.spec), ReportSpec) if given.spec else ReportSpec(columns={})
        if given.propose:
            give(asdict(by_names(headers_of(file), file=str(file))))
            return 0
        reading = _reading(file, spec if given.spec else None, accepted=given.yes)
        rows = rows_of(file, reading)
    source, channel = given.source or spec.source, given.channel or spec.channel
    on_rows = _tell_rows if given.progress else _say_nothing
    give(take_in(rows, source=source, channel=channel, settings=settings, at=at, on_rows=on_rows))
    return 0


def _tell_rows(count: int) -> None:
    say(orjson.dumps({"rows": count}).decode())


def _say_nothing(_count: int) -> None:
    return None


def take_in(
    rows: Iterator[tuple[int, Row]],
    *,
    source: str,
    channel: str,
    settings: Settings,
    at: datetime,
    on_rows: Callable[[int], None] = _say_nothing,
) -> dict[str, Any]:
    """What came of the rows: all stored in one unit of work, or none of them; `on_rows` hears how many were read."""
    locality = locality_of(settings.jurisdiction, jurisdictions_dir=settings.jurisdictions_dir)
    read = read_reports(
        rows, source=source, channel=channel, locality=locality, jurisdiction=settings.jurisdiction, at=at
    )
    engine = open_database(settings.database)
    upgrade(engine)
    errors: list[RowError] = []
    count = 0
    name = archive_name(f"{source}-{at:%Y%m%dT%H%M%S}")
    with (
        closing(EvidenceWriter(settings.evidence_dir, name, at=at, source=source)) as writer,
        unit_of_work(engine) as session,
    ):
        crawl = open_crawl(session, source=source, at=at)
        file_archive(session, name, crawl_id=crawl.id, at=at)
        while batch := list(islice(read, BATCH)):
            count += len(batch)
            errors += [one for one in batch if isinstance(one, RowError)]
            items = [one for one in batch if isinstance(one, AdvertItem)]
            file_sightings(session, [DumpedItem.of(_keep(writer, item)) for item in items], crawl)
            on_rows(count)
        problems = [f"Line {one.line}: {one.reason}." for one in errors[:MOST_ERRORS]]
        close_crawl(session, crawl, at=at, state=CrawlState.FINISHED, problems=problems)
        finish_archive(session, writer, at=at)
    engine.dispose()
    told = [{"line": one.line, "reason": one.reason} for one in errors[:MOST_ERRORS]]
    done = {"rows": count, "adverts": crawl.items, "new": crawl.new, "changed": crawl.changed}
    return {"crawl_id": crawl.id, **done, "errors": len(errors), "first_errors": told}


def _keep(writer: EvidenceWriter, item: AdvertItem) -> AdvertItem:
    """The item with the place where its words were kept as they came in."""
    words = item.model_dump_json(exclude_defaults=True, exclude={"seen_at"}, indent=1)
    kept = writer.keep_words(uri=item.url, at=item.seen_at, text=words)
    proof = {"evidence_digest": kept.digest, "evidence_file": kept.file, "evidence_offset": kept.offset}
    return item.model_copy(update=proof)


def _reading(file: Path, spec: ReportSpec | None, *, accepted: bool) -> Reading:
    headers = headers_of(file)
    if spec is not None:
        return by_spec(headers, spec, file=str(file))
    reading = by_names(headers, file=str(file))
    if reading.guessed and not accepted:
        say(f"{file} would be read like this:\n{reading.describe()}")
        if not sys.stdin.isatty():
            raise InvalidInput("Some columns were guessed; accept the reading with --yes, or name them with --spec.")
        say("Is that right? [y/N] ")
        if not sys.stdin.readline().strip().lower().startswith("y"):
            raise InvalidInput("Nothing was taken in; name the columns with --spec.")
    elif reading.unread:
        say(f"Not read: {', '.join(reading.unread)}.")
    return reading


def _text_row(given: argparse.Namespace) -> Row:
    body = sys.stdin.read(MAX_TEXT + 1) if given.text == "-" else given.text
    if not body.strip():
        raise InvalidInput("The text is empty; nothing was taken in.")
    row = {"description": body[:MAX_TEXT], "title": given.title, "advertiser": given.advertiser, "url": given.url}
    return {name: value for name, value in row.items() if value}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m spiders.add_reports", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--csv", metavar="FILE", help="a CSV file, gzipped or not")
    what.add_argument("--text", metavar="TEXT", help="one report; - reads standard input")
    parser.add_argument("--spec", metavar="SPEC.yml", help="which column is what")
    parser.add_argument("--yes", action="store_true", help="accept guessed columns")
    parser.add_argument("--propose", action="store_true", help="say how a CSV file's columns would be read, and stop")
    parser.add_argument("--progress", action="store_true", help="say on standard error how many rows were read")
    parser.add_argument("--at", metavar="INSTANT", help="when the reports came in; default now")
    for name in ("source", "channel", "title", "advertiser", "url"):
        parser.add_argument(f"--{name}", help=f"the {name} of the report")
    return parser


if __name__ == "__main__":
    run_door(main)
