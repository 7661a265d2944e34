"""JSON lists: an array of objects wherever it hangs, or one object a line."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from registry.errors import InvalidInput
from registry.register_reading.table import MAX_COLUMNS, RawRow, RawTable, clean_cell

MAX_DEPTH = 6


def read_json(body: bytes, *, name: str) -> RawTable:
    """The largest array of objects in `body`; nested values become `outer.inner`, lists are joined by "; "."""
    records = _records(body, name)
    if not records:
        raise InvalidInput(f"{name} holds no list of objects; nothing was imported.")
    flat = [dict(_flatten(record)) for record in records]
    columns = tuple(dict.fromkeys(key for record in flat for key in record))
    if len(columns) > MAX_COLUMNS:
        raise InvalidInput(f"{name} has {len(columns)} fields; a list of agencies has fewer than {MAX_COLUMNS}.")
    rows = [RawRow(cells={column: record.get(column, "") for column in columns}) for record in flat]
    return RawTable(columns=columns, rows=tuple(row for row in rows if any(row.cells.values())))


def _records(body: bytes, name: str) -> list[dict[str, Any]]:
    body = body.removeprefix(b"\xef\xbb\xbf").strip()
    try:
        return _largest(orjson.loads(body), 0)
    except orjson.JSONDecodeError as error:
        lines = [line for line in body.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].lstrip().startswith(b"{"):
            raise InvalidInput(f"{name} is not JSON ({error}); nothing was imported.") from error
    return [_line(line, number, name) for number, line in enumerate(lines, start=1)]


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
