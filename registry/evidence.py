"""Kept pages: WARC 1.1 files whose records are found by file and offset and proved by SHA-256 of their payload."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from registry.errors import InvalidInput, VerificationFailed

Headers = Sequence[tuple[str, str]]
PICTURES = (b"\x89PNG", b"\xff\xd8\xff")


@dataclass(frozen=True)
class KeptPage:
    """Where a page was kept: SHA-256 of its payload (hex), file name inside the evidence folder, byte offset."""

    digest: str
    file: str
    offset: int


@dataclass(frozen=True)
class StoredPage:
    """A kept page read back: its address, when it was fetched, the server's status and headers, and its bytes."""

    url: str
    at: datetime
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes as read now."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def is_picture(self) -> bool:
        """Whether the bytes are a screenshot that somebody handed in, and not words."""
        return self.body.startswith(PICTURES) or (self.body[:4] == b"RIFF" and self.body[8:12] == b"WEBP")


class _Sha256Writer(WARCWriter):  # type: ignore[misc]  # warcio publishes no types
    """warcio's writer with SHA-256 for its own digests, and bodies (bounded by the crawl) buffered in memory."""

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")

    @staticmethod
    def _create_temp_file() -> BytesIO:
        return BytesIO()


class EvidenceWriter:
    """One WARC file of one crawl; `keep` writes request and response and says where.

    `name` is ours (source and instant), never a page's: it is reduced to letters, digits, dot, dash and underscore.
    """

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / (re.sub(r"[^A-Za-z0-9_-]+", "-", name)[:120] + ".warc.gz")
        self._stream: BinaryIO = self.file.open("ab")
        self._writer = _Sha256Writer(self._stream, gzip=True, warc_version="1.1")
        if self._stream.tell() == 0:
            about = {"software": "Wakala", "format": "WARC File Format 1.1"}
            self._writer.write_record(self._writer.create_warcinfo_record(self.file.name, about))

    def keep(
        self,
        *,
        url: str,
        at: datetime,
        status: int,
        body: bytes,
        reason: str = "",
        headers: Headers = (),
        request_headers: Headers = (),
    ) -> KeptPage:
        """The page on disk, its request beside it, and where it is; `at` is when it was fetched (aware)."""
        dated = {"WARC-Date": _warc_date(at)}
        offset = self._stream.tell()
        # The body is stored as the spider read it, after decompression: these headers would no longer be true of it.
        kept = [(name, value) for name, value in headers if name.lower() not in UNTRUE_OF_THE_BODY]
        response = self._writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(body),
            warc_headers_dict=dict(dated),
            http_headers=StatusAndHeaders(f"{status} {reason}".strip(), kept, protocol="HTTP/1.1"),
        )
        request = self._writer.create_warc_record(
            url,
            "request",
            payload=BytesIO(b""),
            warc_headers_dict=dict(dated),
            http_headers=StatusAndHeaders(f"GET {_path(url)} HTTP/1.1", list(request_headers), is_http_request=True),
        )
        self._writer.write_request_response_pair(request, response)
        return KeptPage(hashlib.sha256(body).hexdigest(), self.file.name, offset)

    def keep_words(self, *, uri: str, at: datetime, text: str) -> KeptPage:
        """Words that came without a page (a forwarded message, a row of a file) on disk as they came in."""
        return self.keep_file(uri=uri, at=at, body=text.encode("utf-8", "replace"), kind="text/plain; charset=utf-8")

    def keep_file(self, *, uri: str, at: datetime, body: bytes, kind: str) -> KeptPage:
        """What came without a page (a screenshot) on disk byte for byte; `kind` is its media type."""
        offset = self._stream.tell()
        record = self._writer.create_warc_record(
            uri,
            "resource",
            payload=BytesIO(body),
            warc_content_type=kind,
            warc_headers_dict={"WARC-Date": _warc_date(at)},
        )
        self._writer.write_record(record)
        return KeptPage(hashlib.sha256(body).hexdigest(), self.file.name, offset)

    def close(self) -> None:
        """The file complete and closed."""
        self._stream.close()


def _warc_date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


UNTRUE_OF_THE_BODY = {"content-encoding", "transfer-encoding", "content-length"}


def _inside(folder: Path, file: str) -> Path:
    path = folder / file
    if Path(file).name != file or not path.is_file():
        raise InvalidInput(f"There is no kept page file {file!r} in {folder}; restore it from a backup.")
    return path


def read_page(folder: Path, file: str, offset: int) -> StoredPage:
    """The kept page at that place; raises VerificationFailed when the record there cannot be read."""
    with _inside(folder, file).open("rb") as stream:
        stream.seek(offset)
        try:
            for record in ArchiveIterator(stream):
                if record.rec_type not in ("response", "resource"):
                    continue
                answer = record.http_headers
                return StoredPage(
                    url=record.rec_headers.get_header("WARC-Target-URI"),
                    at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
                    status=answer.statusline if answer else "",
                    headers=tuple(answer.headers) if answer else (),
                    body=record.content_stream().read(),
                )
        except (ArchiveLoadFailed, EOFError, ValueError) as error:
            raise VerificationFailed(f"The kept page at {file}:{offset} cannot be read: {error}.") from error
    raise VerificationFailed(f"There is no kept page at {file}:{offset}.")


def prove_page(folder: Path, file: str, offset: int, digest: str) -> StoredPage:
    """The kept page, when its bytes still have `digest`; raises VerificationFailed otherwise."""
    page = read_page(folder, file, offset)
    if page.digest != digest:
        raise VerificationFailed(f"The kept page at {file}:{offset} has changed since it was kept: its digest differs.")
    return page
