"""JSON lists: an array of objects wherever it hangs, or one object a line."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import orjson

from registry.errors import InvalidInput
from registry.register_reading.table import MAX_COLUMNS, MAX_PAGE_BYTES, RawRow, RawTable, Rereadable, clean_cell

MAX_DEPTH = 6
MAX_LINE = 4_000_000
Opener = Callable[[], BinaryIO]


def read_json(opener: Opener, *, name: str) -> RawTable:
    """The objects in the file that `opener` opens: one a line, read as they are asked for, or the largest list of them.

    Nested values become `outer.inner`, lists are joined by "; ".
    """
    if _is_lines(opener):
        return _streamed(opener, name)
    with opener() as stream:
        body = stream.read(MAX_PAGE_BYTES + 1)
    if len(body) > MAX_PAGE_BYTES:
        raise InvalidInput(f"{name} is larger than {MAX_PAGE_BYTES:,} bytes; write one object a line, or a .csv file.")
    records = _records(body, name)
    if not records:
        raise InvalidInput(f"{name} holds no list of objects; nothing was imported.")
    flat = [dict(_flatten(record)) for record in records]
    columns = _columns(flat, name)
    return RawTable(columns=columns, rows=tuple(row for one in flat if (row := _row(columns, one)) is not None))


def _is_lines(opener: Opener) -> bool:
    """Whether the first two lines are each the start of an object, the first of them a whole one."""
    with opener() as stream:
        first = _next_line(stream).removeprefix(b"\xef\xbb\xbf").lstrip()
        second = _next_line(stream).lstrip()
    if not (first.startswith(b"{") and second.startswith(b"{")):
        return False
    try:
        orjson.loads(first)
    except orjson.JSONDecodeError:
        return False
    return True


def _next_line(stream: BinaryIO) -> bytes:
    while line := stream.readline(MAX_LINE):
        if line.strip():
            return line
    return b""


def _streamed(opener: Opener, name: str) -> RawTable:
    def records() -> Iterator[dict[str, str]]:
        with opener() as stream:
            number = 0
            while line := stream.readline(MAX_LINE):
                number += 1
                if line.strip():
                    yield dict(_flatten(_line(line.removeprefix(b"\xef\xbb\xbf"), number, name)))

    columns = _columns(records(), name)
    return RawTable(
        columns=columns,
        rows=Rereadable(lambda: (row for one in records() if (row := _row(columns, one)) is not None)),
    )


def _columns(records: Iterable[dict[str, str]], name: str) -> tuple[str, ...]:
    columns: dict[str, None] = {}
    for record in records:
        columns |= dict.fromkeys(record)
        if len(columns) > MAX_COLUMNS:
            raise InvalidInput(f"{name} has {len(columns)} fields; a list of agencies has fewer than {MAX_COLUMNS}.")
    return tuple(columns)


def _row(columns: Iterable[str], record: dict[str, str]) -> RawRow | None:
    cells = {column: record.get(column, "") for column in columns}
    return RawRow(cells=cells) if any(cells.values()) else None


def _records(body: bytes, name: str) -> list[dict[str, Any]]:
    try:
        return _largest(orjson.loads(body.removeprefix(b"\xef\xbb\xbf").strip()), 0)
    except orjson.JSONDecodeError as error:
        raise InvalidInput(f"{name} is not JSON ({error}); nothing was imported.") from error


def _line(line: bytes, number: int, name: str) -> dict[str, Any]:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InvalidInput(f"{name}, line {number}: not JSON ({error}); correct the line.") from error
    if not isinstance(value, dict):
        raise InvalidInput(f"{name}, line {number}: not an object; each line must be one.")
    return value


def _largest(value: Any, depth: int) -> list[dict[str, Any]]:
    if depth > MAX_DEPTH:
        return []
    if isinstance(value, list):
        return [item for item in value if isinstance(item, dict)]
    inner: Iterable[Any] = value.values() if isinstance(value, dict) else ()
    return max((_largest(item, depth + 1) for item in inner), key=len, default=[])


def _flatten(value: dict[str, Any], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    for key, item in value.items():
        place = clean_cell(f"{prefix}{key}")
        if isinstance(item, dict) and depth < MAX_DEPTH:
            yield from _flatten(item, f"{place}.", depth + 1)
        elif isinstance(item, list):
            yield place, clean_cell("; ".join(_scalar(one) for one in item))
        else:
            yield place, clean_cell(_scalar(item))


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value).decode()
