"""Door: adverts read again from archives, without any network (`python -m spiders.replay WARC...`), one a line.

What comes out is compared with what is on file of the same pages; nothing is stored.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from registry.advert_item import AdvertItem
from registry.database import open_database, unit_of_work
from registry.errors import InvalidInput, NotFound, WakalaError
from registry.evidence import ArchivedPage, StoredPage, read_archive, read_page
from registry.records import Sighting
from registry.schema import upgrade
from registry.settings import Settings, load_settings
from registry.vocabulary import PageRole
from spiders import extraction
from spiders.doors import give, run_door, say
from spiders.locality import Locality, locality_of
from spiders.source import find_source, source_folders
from spiders.source_schema import Source

MOST_NAMED = 100


@dataclass
class Replay:
    """What came of archives read again: pages with adverts, adverts, and how those compare with what is on file."""

    archives: int = 0
    pages: int = 0
    items: int = 0
    same: int = 0
    differing: list[str] = field(default_factory=list)
    not_on_file: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Its values by name; of long lists the first hundred, and how many there are."""
        listed = {name: getattr(self, name) for name in ("differing", "not_on_file", "problems")}
        counts = {name: getattr(self, name) for name in ("archives", "pages", "items", "same")}
        return counts | {name: {"count": len(one), "first": one[:MOST_NAMED]} for name, one in listed.items()}

    @property
    def sentence(self) -> str:
        """What a person should know."""
        return (
            f"{self.items} adverts on {self.pages} pages of {self.archives} archives: {self.same} as on file, "
            f"{len(self.differing)} read differently, {len(self.not_on_file)} not on file, "
            f"{len(self.problems)} problems."
        )


def main(arguments: Sequence[str]) -> int:
    """Every advert of the archives as one JSON line, or with `--summary` one document on how they compare."""
    parser = argparse.ArgumentParser(prog="python -m spiders.replay", description=__doc__)
    parser.add_argument("archives", nargs="+", metavar="WARC", type=Path)
    parser.add_argument("--source", action="append", default=[], metavar="NAME", help="only pages of this source")
    parser.add_argument("--summary", action="store_true", help="one JSON document on how they compare, no adverts")
    given = parser.parse_args(arguments)
    settings, done = load_settings(), Replay()
    engine = open_database(settings.database)
    upgrade(engine)
    for archive in given.archives:
        if archive.is_file() and not archive.stat().st_size:
            raise InvalidInput(f"{archive} is empty; give .warc.gz files of the evidence folder.")
        with unit_of_work(engine) as session:
            on_file = _sightings(session, archive.name)
        for item in _replay(archive, settings, only=given.source, on_file=on_file, done=done):
            if not given.summary:
                give(item.model_dump(mode="json"))
    engine.dispose()
    if given.source and not done.pages and not done.problems:
        raise InvalidInput(f"No page in these archives is of {' or '.join(given.source)}.")
    if given.summary:
        give(done.as_json())
    for problem in done.problems[:MOST_NAMED]:
        say(problem)
    say(done.sentence)
    return 0


def _replay(
    archive: Path, settings: Settings, *, only: Sequence[str], on_file: Mapping[int, Sequence[str]], done: Replay
) -> Iterator[AdvertItem]:
    done.archives += 1

    @cache
    def reader_of(name: str) -> tuple[Source, Locality] | None:
        try:
            source = find_source(name, source_folders(settings))
        except NotFound as error:
            done.problems.append(f"{archive.name}: {error}")
            return None
        return source, locality_of(source.jurisdiction, jurisdictions_dir=settings.jurisdictions_dir)

    for kept in read_archive(archive):
        if kept.role is not PageRole.ADVERT or (only and kept.source not in only):
            continue
        reader = reader_of(kept.source)
        if reader is None:
            continue
        try:
            page, at = _whole(archive, kept)
        except WakalaError as error:
            done.problems.append(str(error))
            continue
        done.pages += 1
        proof = {"evidence_digest": kept.digest, "evidence_file": archive.name, "evidence_offset": kept.offset}
        seen = {"seen_at": kept.page.at, **proof}
        items = [item.model_copy(update=seen) for item in _read(page, *reader, at=at)]
        _compare(items, on_file.get(kept.offset, ()), done)
        yield from items


def _whole(archive: Path, kept: ArchivedPage) -> tuple[StoredPage, datetime]:
    """The page with its bytes, and the instant its adverts were read at: a 304 keeps what an earlier visit read."""
    if kept.original is None:
        return kept.page, kept.page.at
    original = read_page(archive.parent, *kept.original)
    return original, original.at if kept.page.status.startswith("304") else kept.page.at


def _read(page: StoredPage, source: Source, locality: Locality, *, at: datetime) -> tuple[AdvertItem, ...]:
    kind = next((value for name, value in page.headers if name.lower() == "content-type"), "")
    reading = extraction.read_page(page.body, url=page.url, source=source, content_type=kind, at=at, locality=locality)
    return reading.items


def _compare(items: Sequence[AdvertItem], on_file: Sequence[str], done: Replay) -> None:
    done.items += len(items)
    for item in items:
        if item.content_digest in on_file:
            done.same += 1
        else:
            (done.differing if on_file else done.not_on_file).append(item.url)


def _sightings(session: Session, file: str) -> Mapping[int, Sequence[str]]:
    """What is on file of the archive's pages: the digests of what their adverts said, by place."""
    query = select(Sighting.evidence_offset, Sighting.content_digest).where(Sighting.evidence_file == file)
    found: dict[int, list[str]] = defaultdict(list)
    for offset, digest in session.exec(query):
        found[offset or 0].append(digest)
    return found


if __name__ == "__main__":
    run_door(main)
