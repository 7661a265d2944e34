"""The archives on file: each opened with its first page, finished with the digest of its list, mended after a crash."""

import hashlib
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from registry.evidence import read_archive
from registry.kept_pages.writing import GZIP, EvidenceWriter, archive_name, manifest_line, manifest_of
from registry.records import Archive, Crawl

CHUNK = 1 << 20


def open_archive(session: Session, label: str, *, crawl_id: int | None, at: datetime) -> str:
    """The name of a new archive, put on file; commit it before the file is made if it is to be found after a crash."""
    name = archive_name(label)
    file_archive(session, name, crawl_id=crawl_id, at=at)
    return name


def file_archive(session: Session, name: str, *, crawl_id: int | None, at: datetime) -> None:
    """The archive of that name put on file; what has its pages and its name in one unit of work leaves both or none."""
    session.add(Archive(file=name, crawl_id=crawl_id, opened_at=at))
    session.flush()


def finish_archive(session: Session, writer: EvidenceWriter, *, at: datetime) -> None:
    """The archive closed, with the digest of its list of pages, which a time-stamp may then cover."""
    writer.close()
    archive = session.get(Archive, writer.file.name)
    if archive is not None:
        _finish(archive, writer.file, at=at, pages=writer.pages)
        session.add(archive)
        session.flush()


def finish_left_archives(session: Session, folder: Path, *, source: str, at: datetime) -> int:
    """How many archives of `source`, left open by a process that was killed, are now finished.

    A record that was cut off is cut away: it proves nothing, and readers stop at it. Call it only while nobody else
    crawls the source.
    """
    left = session.exec(
        select(Archive)
        .join(Crawl, col(Crawl.id) == col(Archive.crawl_id))
        .where(Crawl.source == source, col(Archive.finished_at).is_(None))
    ).all()
    for archive in left:
        file = folder / archive.file
        if file.is_file():
            mend(file)
            _finish(archive, file, at=at, pages=_list_anew(file))
        archive.finished_at = at
        session.add(archive)
    session.flush()
    return len(left)


def archive_problems(folder: Path, archive: Archive) -> list[str]:
    """What is amiss with a finished archive's list of digests, one sentence each; none when it is as it was made."""
    listed = manifest_of(folder / archive.file)
    if not listed.is_file():
        return [f"The list of digests {listed.name} is missing; restore it from a backup."]
    if _sha256(listed) != archive.manifest_sha256:
        return [f"The list of digests {listed.name} has changed since the archive was finished."]
    return []


def mend(file: Path) -> int:
    """How many bytes of a record that was never finished were cut off the archive's end; whole records stay."""
    size, whole = file.stat().st_size, _whole_length(file)
    if whole < size:
        with file.open("r+b") as stream:
            stream.truncate(whole)
    return size - whole


def _finish(archive: Archive, file: Path, *, at: datetime, pages: int) -> None:
    archive.finished_at, archive.pages = at, pages
    archive.manifest_sha256 = _sha256(manifest_of(file))


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _list_anew(file: Path) -> int:
    pages = 0
    with manifest_of(file).open("w", encoding="ascii") as listed:
        for one in read_archive(file):
            listed.write(manifest_line(one.digest, one.offset))
            pages += 1
    return pages


def _whole_length(file: Path) -> int:
    """The length of the archive to the end of its last whole record."""
    whole = 0
    with file.open("rb") as stream:
        for length in _members(iter(lambda: stream.read(CHUNK), b"")):
            whole += length
    return whole


def _members(chunks: Iterator[bytes]) -> Iterator[int]:
    """The length of each whole gzip member."""
    inside, length, rest = zlib.decompressobj(GZIP), 0, b""
    for chunk in chunks:
        rest = chunk
        while rest:
            before = len(rest)
            try:
                inside.decompress(rest)
            except zlib.error:
                return
            rest = inside.unused_data
            length += before - len(rest)
            if not inside.eof:
                break
            yield length
            inside, length = zlib.decompressobj(GZIP), 0
