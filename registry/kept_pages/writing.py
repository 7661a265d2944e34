"""The writing side of kept pages: one WARC 1.1 file a run, a gzip member a record, on the disk before it is relied on.

Beside it lies a list of its pages' digests (`manifest_of`), which is what a time-stamp covers.
"""

import hashlib
import os
import re
from base64 import b32encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid4

from isal import isal_zlib

from registry.evidence import Headers, KeptPage
from registry.vocabulary import PageRole

# ISA-L's second level: a fifth of the time of zlib's sixth, for an eighth more bytes.
LEVEL = 2
GZIP = 31
SAME_BYTES = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
UNTRUE_OF_THE_BODY = {"content-encoding", "transfer-encoding", "content-length"}
NOT_CHANGED = 304

Fields = Sequence[tuple[str, str]]
_NAMESPACE = NAMESPACE_URL.bytes
_PATH = re.compile(r"[^:/?#]+://[^/?#]*([^#]*)")


@dataclass(frozen=True)
class Original:
    """The kept page that a later visit found unchanged: where it is, its digest (hex), and when it was fetched."""

    file: str
    offset: int
    digest: str
    at: datetime


class EvidenceWriter:
    """One WARC file of one run; `keep` writes a page and says where, `flush` makes it survive a crash.

    `name` comes from `archive_name`.
    """

    def __init__(self, folder: Path, name: str, *, at: datetime, source: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / name
        self._stream: BinaryIO = self.file.open("xb", buffering=0)
        self._manifest = manifest_of(self.file).open("x", encoding="ascii")
        self.size = self.pages = 0
        about = [("software", "Wakala"), ("format", "WARC File Format 1.1"), *([("source", source)] if source else [])]
        head = [("WARC-Filename", self.file.name), ("Content-Type", "application/warc-fields")]
        self._write(_member("warcinfo", self._id(0, "warcinfo"), at, head, _lines(about)))

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
        request: tuple[str, bytes] = ("GET", b""),
        role: PageRole = PageRole.ADVERT,
        about: Mapping[str, str] | None = None,
        same_as: Original | None = None,
    ) -> KeptPage:
        """The page written, its request and what we made of it beside it, and where it is; `at` is when it came.

        With `same_as` only the fact that it is still the same is written: a revisit record that leads to the page.
        """
        offset = self.size
        # The body is stored as the spider read it, after decompression: these headers would no longer be true of it.
        answer = [(name, value) for name, value in headers if name.lower() not in UNTRUE_OF_THE_BODY]
        head = _http(f"HTTP/1.1 {status} {reason}".strip(), answer)
        own = self._id(offset, "response")
        target = ("WARC-Target-URI", _plain(url))
        beside = [target, ("WARC-Concurrent-To", own)]
        http = "application/http; msgtype="
        if same_as is None:
            digest = hashlib.sha256(body).hexdigest()
            fields = [target, ("WARC-Payload-Digest", _label(digest)), ("Content-Type", http + "response")]
            first = _member("response", own, at, fields, head + body)
        else:
            digest = same_as.digest
            fields = [target, *_refers_to(same_as, url, status), ("Content-Type", http + "response")]
            first = _member("revisit", own, at, fields, head)
        method, sent = request
        asked = _http(f"{method} {_path(url)} HTTP/1.1", request_headers) + sent
        kind = ("Content-Type", http + "request")
        second = _member("request", self._id(offset, "request"), at, [*beside, kind], asked)
        said = _lines([("role", role.value), *(about or {}).items()])
        kind = ("Content-Type", "application/warc-fields")
        third = _member("metadata", self._id(offset, "metadata"), at, [*beside, kind], said)
        return self._keep(first + second + third, digest)

    def keep_words(self, *, uri: str, at: datetime, text: str) -> KeptPage:
        """Words that came without a page (a forwarded message, a row of a file) on disk as they came in."""
        return self.keep_file(uri=uri, at=at, body=text.encode("utf-8", "replace"), kind="text/plain; charset=utf-8")

    def keep_file(self, *, uri: str, at: datetime, body: bytes, kind: str) -> KeptPage:
        """What came without a page (a screenshot) on disk byte for byte; `kind` is its media type."""
        digest = hashlib.sha256(body).hexdigest()
        fields = [("WARC-Target-URI", _plain(uri)), ("WARC-Payload-Digest", _label(digest)), ("Content-Type", kind)]
        return self._keep(_member("resource", self._id(self.size, "resource"), at, fields, body), digest)

    def flush(self) -> None:
        """Everything kept so far on the disk; call it before a record of it is committed."""
        self._manifest.flush()
        os.fsync(self._stream.fileno())

    def close(self) -> None:
        """The file complete and closed."""
        if not self._stream.closed:
            self.flush()
            self._stream.close()
            self._manifest.close()

    def _keep(self, members: bytes, digest: str) -> KeptPage:
        kept = KeptPage(digest, self.file.name, self.size)
        self._write(members)
        self._manifest.write(manifest_line(kept.digest, kept.offset))
        self.pages += 1
        return kept

    def _write(self, member: bytes) -> None:
        left = memoryview(member)
        while left:
            left = left[self._stream.write(left) :]
        self.size += len(member)

    def _id(self, offset: int, kind: str) -> str:
        return record_id(self.file.name, offset, kind)


def archive_name(label: str) -> str:
    """A new file name for an archive, with `label` (ours, never a page's) reduced to letters, digits, dash, underscore.

    Record ids are made of it, so it is one that no other installation gives.
    """
    return re.sub(r"[^A-Za-z0-9_-]+", "-", label)[:110] + f"-{uuid4().hex[:8]}.warc.gz"


def manifest_of(file: Path) -> Path:
    """Where the digests of an archive's pages are listed."""
    return file.with_name(file.name + ".sha256")


def manifest_line(digest: str, offset: int) -> str:
    """One page of the list."""
    return f"{digest} {offset}\n"


def record_id(file: str, offset: int, kind: str) -> str:
    """The id of the record of that kind written at that place: uuid5 of it."""
    # The library makes an object of it first, which takes four times as long.
    made = bytearray(hashlib.sha1(_NAMESPACE + f"{file}#{offset}-{kind}".encode(), usedforsecurity=False).digest()[:16])
    made[6], made[8] = made[6] & 0x0F | 0x50, made[8] & 0x3F | 0x80
    text = made.hex()
    return f"<urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}>"


def _refers_to(original: Original, url: str, status: int) -> Fields:
    return [
        ("WARC-Profile", NOT_MODIFIED if status == NOT_CHANGED else SAME_BYTES),
        ("WARC-Refers-To", record_id(original.file, original.offset, "response")),
        ("WARC-Refers-To-Target-URI", _plain(url)),
        ("WARC-Refers-To-Date", _date(original.at)),
        ("WARC-Refers-To-Filename", original.file),
        ("WARC-Refers-To-File-Offset", str(original.offset)),
        ("WARC-Payload-Digest", _label(original.digest)),
    ]


def _member(kind: str, number: str, at: datetime, fields: Fields, block: bytes) -> bytes:
    head = [("WARC-Type", kind), ("WARC-Record-ID", number), ("WARC-Date", _date(at)), *fields]
    head += [("WARC-Block-Digest", _label(hashlib.sha256(block).hexdigest())), ("Content-Length", str(len(block)))]
    record = b"WARC/1.1\r\n" + _lines(head) + b"\r\n" + block + b"\r\n\r\n"
    return isal_zlib.compress(record, LEVEL, wbits=GZIP)


def _lines(fields: Fields) -> bytes:
    return _headers(fields).encode("utf-8", "replace")


def _http(first: str, headers: Headers) -> bytes:
    return f"{_plain(first)}\r\n{_headers(headers)}\r\n".encode("latin-1", "replace")


def _headers(fields: Fields) -> str:
    lines = "".join([f"{name}: {value}\r\n" for name, value in fields])
    if lines.count("\n") == lines.count("\r") == len(fields):
        return lines
    return "".join([f"{_plain(name)}: {_plain(value)}\r\n" for name, value in fields])


def _plain(text: str) -> str:
    # A line break would end the header and begin another, of the page's making.
    return text.replace("\r", " ").replace("\n", " ")


def _label(digest: str) -> str:
    return f"sha256:{b32encode(bytes.fromhex(digest)).decode()}"


def _date(at: datetime) -> str:
    given = at.astimezone(UTC).replace(tzinfo=None)
    return given.isoformat(timespec="microseconds" if given.microsecond else "seconds") + "Z"


def _path(url: str) -> str:
    found = _PATH.match(url)
    path = found[1] if found else ""
    return path if path.startswith("/") else f"/{path}"
