"""Kept pages: WARC 1.1 files whose records are found by file and offset and proved by SHA-256 of their payload."""

import hashlib
from base64 import b32decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from registry.errors import InvalidInput, VerificationFailed
from registry.vocabulary import PageRole

Headers = Sequence[tuple[str, str]]
PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
# What warcio raises on a record that was cut off; it stumbles over headers that are not there any more.
UNREADABLE = (ArchiveLoadFailed, EOFError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True)
class KeptPage:
    """Where a page was kept: SHA-256 of its payload (hex), file name inside the evidence folder, byte offset."""

    digest: str
    file: str
    offset: int


@dataclass(frozen=True)
class StoredPage:
    """A kept page read back: its address, when it was fetched, the server's status and headers, and its bytes.

    `revisit` says that the page was found unchanged then, and that the bytes are those kept at an earlier visit.
    """

    url: str
    at: datetime
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    revisit: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes as read now."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def is_picture(self) -> bool:
        """Whether the bytes are a screenshot that somebody handed in, and not words."""
        return self.body.startswith(PICTURES) or (self.body[:4] == b"RIFF" and self.body[8:12] == b"WEBP")


@dataclass(frozen=True)
class ArchivedPage:
    """One page of an archive: where it stands, whose it is, what it was to the crawl, its digest, the page itself.

    An unchanged page has no bytes here; `original` says where they were kept (file and offset).
    """

    offset: int
    source: str
    role: PageRole
    digest: str
    page: StoredPage
    original: tuple[str, int] | None = None


def read_page(folder: Path, file: str, offset: int) -> StoredPage:
    """The kept page at that place, an unchanged one with the bytes it had when it was first kept.

    Raises VerificationFailed when the record there cannot be read.
    """
    with _inside(folder, file).open("rb") as stream:
        stream.seek(offset)
        try:
            record = next(iter(ArchiveIterator(stream)), None)
            if record is not None and record.rec_type in ("response", "resource", "revisit"):
                original = _original(record)
                page = _page(record)
                return replace(page, body=read_page(folder, *original).body) if original else page
            if record is not None and _fields(record).get("role") == PageRole.REMOVED:
                raise VerificationFailed(f"The page at {file}:{offset} was removed when its time was over.")
        except UNREADABLE as error:
            raise VerificationFailed(f"The kept page at {file}:{offset} cannot be read: {error}.") from error
    raise VerificationFailed(f"There is no kept page at {file}:{offset}.")


def prove_page(folder: Path, file: str, offset: int, digest: str) -> StoredPage:
    """The kept page, when its bytes still have `digest`; raises VerificationFailed otherwise."""
    page = read_page(folder, file, offset)
    if page.digest != digest:
        raise VerificationFailed(f"The kept page at {file}:{offset} has changed since it was kept: its digest differs.")
    return page


def read_archive(file: Path) -> Iterator[ArchivedPage]:
    """Every page of the archive in its order, to its last whole record; InvalidInput for a file that is none."""
    if not file.is_file():
        raise InvalidInput(f"There is no archive {file}; give .warc.gz files of the evidence folder.")
    with file.open("rb") as stream:
        yield from _archived(file, stream)


def _archived(file: Path, stream: BinaryIO) -> Iterator[ArchivedPage]:
    source, read = "", 0
    waiting: ArchivedPage | None = None
    records = ArchiveIterator(stream)
    try:
        for record in records:
            read += 1
            if record.rec_type == "warcinfo":
                source = _fields(record).get("source", "")
            elif record.rec_type in ("response", "revisit"):
                page, original = _page(record), _original(record)
                digest = _declared_digest(record) if original else page.digest
                waiting = ArchivedPage(records.get_record_offset(), source, PageRole.ADVERT, digest, page, original)
            elif record.rec_type == "metadata" and waiting is not None:
                role = _fields(record).get("role", PageRole.ADVERT.value)
                yield replace(waiting, role=PageRole(role))
                waiting = None
    except UNREADABLE as error:
        if not read:
            # The reader's own words quote the bytes that it met.
            raise InvalidInput(f"{file} is not a WARC archive; give .warc.gz files of the evidence folder.") from error


def _page(record: Any) -> StoredPage:
    head, answer = record.rec_headers, record.http_headers
    revisit = record.rec_type == "revisit"
    return StoredPage(
        url=head.get_header("WARC-Target-URI"),
        at=datetime.fromisoformat(head.get_header("WARC-Date")),
        status=answer.statusline if answer else "",
        headers=tuple(answer.headers) if answer else (),
        body=b"" if revisit else record.content_stream().read(),
        revisit=revisit,
    )


def _original(record: Any) -> tuple[str, int] | None:
    if record.rec_type != "revisit":
        return None
    head = record.rec_headers
    return head.get_header("WARC-Refers-To-Filename"), int(head.get_header("WARC-Refers-To-File-Offset"))


def _declared_digest(record: Any) -> str:
    return b32decode(record.rec_headers.get_header("WARC-Payload-Digest").partition(":")[2]).hex()


def _inside(folder: Path, file: str) -> Path:
    path = folder / file
    if Path(file).name != file or not path.is_file():
        raise InvalidInput(f"There is no kept page file {file!r} in {folder}; restore it from a backup.")
    return path


def _fields(record: Any) -> dict[str, str]:
    lines = record.content_stream().read().decode("utf-8", "replace").splitlines()
    return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
