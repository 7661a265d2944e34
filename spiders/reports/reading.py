"""Reports that people hand in (forwarded messages, hotline notes, exported rows) as the AdvertItems crawls give."""

import csv
import gzip
import hashlib
import io
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from registry.advert_item import MAX_TEXT, AdvertItem
from registry.errors import InvalidInput
from registry.quoted_lines import QuotedLines
from registry.vocabulary import SourceKind
from spiders.field_reading.dates import read_date
from spiders.item_reading import read_item
from spiders.locality import Locality
from spiders.markup.html_text import text_of
from spiders.markup.page_text import decode_page
from spiders.posting import Posting
from spiders.reports.columns import KNOWN, Reading
from spiders.source_schema import Source

METHOD = "report"
MAX_FILE = 200_000_000
SOCIAL = ("whatsapp", "facebook", "telegram", "tiktok", "instagram", "twitter", "x.com", "sms", "social")
TOLD_APART_BY = tuple(name for name in KNOWN if name not in ("url", "received_on"))

Row = Mapping[str, str]


@dataclass(frozen=True)
class RowError:
    """A row that is no advert, by its line in the file, and why."""

    line: int
    reason: str


def read_reports(
    rows: Iterator[tuple[int, Row]], *, source: str, channel: str, locality: Locality, jurisdiction: str, at: datetime
) -> Iterator[AdvertItem | RowError]:
    """Each row as an advert or as an error; `rows` are line numbers with values under the known names.

    `source` and `channel` stand for what a row does not say itself; `at` is when reports without a date came in.
    """
    for line, row in rows:
        if not (row.get("title") or row.get("description")):
            yield RowError(line, "neither a title nor a text")
            continue
        origin = _origin(row.get("source") or source, row.get("channel") or channel, jurisdiction)
        item = read_item(_posting(row), url=address_of(row), source=origin, at=_received(row, at), locality=locality)
        yield item if item is not None else RowError(line, "its address cannot be stored")


def address_of(row: Row) -> str:
    """The row's own address, or one made from what it says: the same words always get the same one."""
    url = row.get("url", "")
    if url.startswith(("http://", "https://")):
        return url
    said = "\x1f".join(" ".join(row.get(name, "").split()) for name in TOLD_APART_BY)
    return f"report:{hashlib.sha256((url + said).encode('utf-8', 'replace')).hexdigest()[:32]}"


def rows_of(file: Path, reading: Reading) -> Iterator[tuple[int, Row]]:
    """Every row of the file with its line number and its values under the known names."""
    with _opened(file) as stream:
        dialect = _dialect(stream)
        lines = QuotedLines(stream, delimiter=dialect.delimiter)
        table = csv.DictReader(lines, dialect=dialect)
        try:
            for row in table:
                lines.check()
                yield table.line_num, {name: _first(row, headers) for name, headers in reading.columns.items()}
        except csv.Error as error:
            raise InvalidInput(f"{file}, line {table.line_num}: not CSV ({error}); correct the file.") from error


def headers_of(file: Path) -> list[str]:
    """The file's column names; InvalidInput when it is missing, empty or no table."""
    with _opened(file) as stream:
        try:
            headers = next(csv.reader(stream, dialect=_dialect(stream)), [])
        except csv.Error as error:
            raise InvalidInput(f"{file} is not CSV ({error}); save it as CSV.") from error
    if len(headers) < 2 and not any(headers):
        raise InvalidInput(f"{file} is empty; nothing was taken in.")
    return headers


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    csv.field_size_limit(MAX_TEXT * 20)
    try:
        with file.open("rb") as raw:
            body = raw.read(MAX_FILE + 1)
        if body[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
                body = packed.read(MAX_FILE + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InvalidInput(f"{file} is a damaged gzip file; fetch it again.") from error
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read ({error.strerror}); check the path.") from error
    if len(body) > MAX_FILE:
        raise InvalidInput(f"{file} holds more than {MAX_FILE:,} bytes; split it.")
    if body[:2] == b"PK" or b"\x00\x00" in body[:1000]:
        raise InvalidInput(f"{file} is not a text file; save it as CSV.")
    yield io.StringIO(decode_page(body).replace("\x00", ""), newline="")


def _dialect(stream: TextIO) -> type[csv.Dialect]:
    first = stream.readline(100_000)
    stream.seek(0)
    marks = {mark: first.count(mark) for mark in ",;\t|"}
    best = max(marks, key=lambda mark: marks[mark])
    return type("Found", (csv.excel,), {"delimiter": best, "strict": False})


def _first(row: Mapping[str, str | list[str] | None], headers: tuple[str, ...]) -> str:
    for header in headers:
        value = row.get(header)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _posting(row: Row) -> Posting:
    printed = row.get("salary", "")
    if not printed and (row.get("min_salary") or row.get("max_salary")):
        printed = "-".join(filter(None, (row.get("min_salary", ""), row.get("max_salary", ""))))
    currency = row.get("currency", "")
    values = {
        "title": " ".join(text_of(row.get("title", "")).split()),
        "description": text_of(row.get("description", "")),
        "hiring_organization": row.get("advertiser", ""),
        "date_posted": row.get("posted_on", ""),
        "job_location": row.get("location", ""),
        "base_salary": f"{currency} {printed}".strip() if printed else "",
        "destination_country": row.get("destination_country", ""),
    }
    return Posting(METHOD, {name: value for name, value in values.items() if value}, currency=currency)


def _received(row: Row, at: datetime) -> datetime:
    day = read_date(row.get("received_on", ""), at=at)
    return min(at, datetime.combine(day, time(12), UTC)) if day else at


@lru_cache(maxsize=256)
def _origin(name: str, channel: str, jurisdiction: str) -> Source:
    social = any(word in channel.lower() for word in SOCIAL)
    return Source(
        name=sys.intern(name.strip()[:60] or "reports"),
        title=name,
        kind=SourceKind.SOCIAL if social else SourceKind.HOTLINE,
        start=("https://reports.invalid/",),
        jurisdiction=jurisdiction,
    )
