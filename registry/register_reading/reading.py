"""The door to any official list in a file: which reader fits is told by content first, by suffix second."""

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

from registry.errors import InvalidInput
from registry.register_reading.delimited import read_delimited
from registry.register_reading.html_table import read_html
from registry.register_reading.json_rows import read_json
from registry.register_reading.pdf_table import read_pdf
from registry.register_reading.spreadsheet import read_spreadsheet
from registry.register_reading.table import MAX_BYTES, MAX_PAGE_BYTES, RawTable

_GZIP = b"\x1f\x8b"
_OTHER_FILES = (
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)


def read_table(source: Path | bytes, *, suffix: str | None = None, name: str | None = None) -> RawTable:
    """The list in `source` (a path, or bytes with their `suffix`); `.gz` around any of them is opened.

    Raises InvalidInput when it is missing, unreadable, empty, too large, or no list that can be read.
    """
    known = name or (str(source) if isinstance(source, Path) else "the file")
    if suffix is None:
        suffix = "".join(source.suffixes[-2:]) if isinstance(source, Path) else ""
    opener = _opener(source, known)
    with opener() as stream:
        start = stream.read(2048)
    if not start.strip():
        raise InvalidInput(f"{known} is empty; nothing was imported.")
    return _dispatch(opener, start, suffix.lower().removesuffix(".gz").split(".")[-1], known)


def file_sha256(file: Path) -> str:
    """The SHA-256 of the file as it lies there."""
    digest = hashlib.sha256()
    with _open(file, str(file)) as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _dispatch(opener: Callable[[], BinaryIO], start: bytes, ending: str, name: str) -> RawTable:
    for magic, what in _OTHER_FILES:
        if start.startswith(magic):
            raise InvalidInput(
                f"{name} is {what}, not a list that can be read; save it as .csv, .xlsx, .json, .html or .pdf."
            )
    if b"%PDF-" in start[:1024]:
        return read_pdf(_whole(opener, MAX_PAGE_BYTES, name), name=name)
    if start.startswith(b"PK"):
        return _workbook(opener, name)
    if ending == "xlsx":
        raise InvalidInput(f"{name} is not an XLSX workbook; save it again as .xlsx or .csv.")
    if ending in ("json", "jsonl", "ndjson"):
        return read_json(opener, name=name)
    lowered = start.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if lowered.startswith(b"<") or ending in ("html", "htm", "aspx"):
        return read_html(_whole(opener, MAX_PAGE_BYTES, name), name=name)
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidInput(
            f"{name} is not text, so no list can be read from it; save it as .csv, .xlsx, .json, .html or .pdf."
        )
    return read_delimited(opener, name=name, delimiter="\t" if ending == "tsv" else None)


def _workbook(opener: Callable[[], BinaryIO], name: str) -> RawTable:
    return read_spreadsheet(io.BytesIO(_whole(opener, MAX_PAGE_BYTES, name)), name=name)


def _opener(source: Path | bytes, name: str) -> Callable[[], BinaryIO]:
    with _open(source, name) as stream:
        zipped = stream.read(2) == _GZIP
    if not zipped:
        return lambda: _open(source, name)
    return lambda: cast(BinaryIO, _Unzipped(_open(source, name), name))


def _open(source: Path | bytes, name: str) -> BinaryIO:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    try:
        if source.is_dir():
            raise InvalidInput(f"{name} is a folder; name the file in it.")
        if source.stat().st_size > MAX_BYTES:
            raise InvalidInput(f"{name} is larger than {MAX_BYTES:,} bytes; split it or save only the list.")
        return source.open("rb")
    except FileNotFoundError as error:
        raise InvalidInput(f"{name} does not exist; check the path.") from error
    except OSError as error:
        raise InvalidInput(f"{name} cannot be read ({error.strerror}); check its permissions.") from error


def _whole(opener: Callable[[], BinaryIO], limit: int, name: str) -> bytes:
    with opener() as stream:
        body = stream.read(limit + 1)
    if len(body) > limit:
        raise InvalidInput(f"{name} is larger than {limit:,} bytes; save the list as .csv.")
    return body


class _Unzipped(io.BufferedReader):
    """A gzip stream that ends in a sentence, not a traceback, when it is damaged or swells without end."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        super().__init__(_Bounded(gzip.GzipFile(fileobj=stream), stream, name))


class _Bounded(io.RawIOBase):
    def __init__(self, inner: gzip.GzipFile, outer: BinaryIO, name: str) -> None:
        self._inner, self._outer, self._name, self._seen = inner, outer, name, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            count = self._inner.readinto(buffer)
        except (OSError, EOFError, zlib.error) as error:
            raise InvalidInput(f"{self._name} is a damaged gzip file; fetch it again.") from error
        self._seen += count
        if self._seen > 4 * MAX_BYTES:
            raise InvalidInput(f"{self._name} unpacks to more than {4 * MAX_BYTES:,} bytes; nothing was imported.")
        return count

    def close(self) -> None:
        self._inner.close()
        self._outer.close()
        super().close()
