"""Kept pages that no sighting rests on: lists, pages that say an advert is gone, refusals, and what a kill left behind.

Apart from `retention`, which goes by adverts: these are found through the archives' own lists of digests.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from registry.bulk import in_pieces
from registry.evidence import ArchivedPage, read_archive
from registry.kept_pages.writing import manifest_of
from registry.records import Advert, Archive, ForgottenPage, PageState, Sighting


@dataclass(frozen=True)
class Place:
    """Where a kept page is, the SHA-256 of its payload (hex), and when it was fetched."""

    file: str
    offset: int
    digest: str
    kept_at: datetime


def loose_pages(session: Session, folder: Path, *, before: datetime, going: Iterable[int]) -> list[Place]:
    """The pages in archives finished before that instant which nothing on file rests on, in the archives' order.

    What was answered at the address of an advert that stays is no such page: it says when the advert was gone. `going`
    are the ids of adverts that are about to be forgotten. Files that are not there are passed by.
    """
    query = select(Archive.file).where(col(Archive.finished_at) < before).order_by(col(Archive.file))
    gone = frozenset(going)
    found: list[Place] = []
    for file in session.exec(query).all():
        listed = _listed(folder / file)
        loose = set(listed) - _rested_on(session, file) if listed else set()
        if loose:
            pages = [page for page in read_archive(folder / file) if page.offset in loose]
            found += _without_adverts(session, file, listed, pages, gone)
    return found


def _listed(file: Path) -> dict[int, str]:
    """The digest of each page by its place, as the archive's list has them."""
    listed = manifest_of(file)
    if not listed.is_file() or not file.is_file():
        return {}
    lines = (line.split() for line in listed.read_text("ascii").splitlines())
    return {int(offset): digest for digest, offset in lines}


def _rested_on(session: Session, file: str) -> set[int]:
    """Places that a sighting or the next visit rests on, and those that are forgotten already."""
    sighted = select(Sighting.evidence_offset).where(Sighting.evidence_file == file)
    visited = select(PageState.kept_offset).where(PageState.kept_file == file)
    forgotten = select(ForgottenPage.offset).where(ForgottenPage.file == file)
    return {
        offset
        for query in (sighted, visited, forgotten)
        for (offset,) in session.execute(query)
        if offset is not None
    }  # fmt: skip


def _without_adverts(
    session: Session, file: str, listed: dict[int, str], pages: list[ArchivedPage], going: frozenset[int]
) -> Iterator[Place]:
    staying: set[str] = set()
    for piece in in_pieces({page.page.url for page in pages}):
        query = select(Advert.url, Advert.id).where(col(Advert.url).in_(piece), col(Advert.forgotten_at).is_(None))
        staying |= {url for url, number in session.exec(query) if number not in going}
    for page in pages:
        if page.page.url not in staying:
            yield Place(file, page.offset, listed[page.offset], page.page.at)
