"""A CSV file exactly as it is, row by row under its headers: for files that must come out as they went in."""

import csv
import gzip
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn, cast

from registry.errors import InvalidInput
from registry.quoted_lines import QuotedLines

if TYPE_CHECKING:
    from _csv import Reader

PIECE = 1 << 20
LONGEST_CELL = 1 << 20

_MARKS = (",", ";", "\t", "|")

Row = list[str]


@contextmanager
def named_rows(file: Path, *, needed: Sequence[str]) -> Iterator[tuple[list[str], Iterator[Row]]]:
    """The headers and the rows of `file` (UTF-8, UTF-16 or Windows-1252, `.gz` too), cell by cell in their order.

    Short rows get empty cells, and what stands beyond the last header stays; blank lines are no rows.

    Cells are parted by commas, or by whichever of semicolons, tabs and bars parts the headers into those `needed`.

    Raises InvalidInput for a file that cannot be read, has no rows of headers, or has one of `needed` not once.
    """
    csv.field_size_limit(LONGEST_CELL)
    try:
        with _text(file, _encoding(file)) as stream:
            mark = _delimiter(file, needed)
            lines = QuotedLines(stream, delimiter=mark)
            reader = csv.reader(lines, delimiter=mark)
            headers = _headers(reader, lines, file)
            if not any(header.strip() for header in headers):
                _refuse_nameless(file, stream)
            missing = [column for column in needed if column not in headers]
            if missing:
                shown = ["".join(filter(str.isprintable, header))[:40] for header in headers[:20]]
                told = ", ".join(filter(None, shown)) or "none that can be read"
                raise InvalidInput(f"{file} has no column {missing[0]!r}; it has: {told}.")
            if twice := [column for column in needed if headers.count(column) > 1]:
                raise InvalidInput(
                    f"{file} has {headers.count(twice[0])} columns named {twice[0]!r}; rename all but one."
                )
            yield headers, _rows(reader, lines, file, wide=len(headers))
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read ({error.strerror or error}); check the path.") from error


def _refuse_nameless(file: Path, rest: TextIOWrapper) -> NoReturn:
    wanted = "give a CSV file whose first line names its columns"
    if any(line.strip(' \t\r\n,;|"') for line in rest):
        raise InvalidInput(f"{file}: the first line names no columns; {wanted}.")
    raise InvalidInput(f"{file} is empty; {wanted}.")


def _headers(reader: "Reader", lines: QuotedLines, file: Path) -> list[str]:
    try:
        headers = next(reader, [])
        lines.check()
        return headers
    except (csv.Error, EOFError) as error:
        raise _unreadable(file, reader, error) from error


def _rows(reader: "Reader", lines: QuotedLines, file: Path, *, wide: int) -> Iterator[Row]:
    try:
        for row in reader:
            lines.check()
            if row:
                yield row + [""] * (wide - len(row))
    except (csv.Error, EOFError) as error:
        raise _unreadable(file, reader, error) from error


def _unreadable(file: Path, reader: "Reader", error: Exception) -> InvalidInput:
    return InvalidInput(f"{file}, line {reader.line_num}: {error}; repair the line and try again.")


def _binary(file: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(file, "rb")) if file.suffix == ".gz" else file.open("rb")


def _text(file: Path, encoding: str) -> TextIOWrapper:
    return TextIOWrapper(_binary(file), encoding=encoding, errors="replace", newline="")


def _delimiter(file: Path, needed: Sequence[str]) -> str:
    with _text(file, _encoding(file)) as stream:
        first = stream.readline(LONGEST_CELL)
    for mark in _MARKS if first else ():
        if set(needed) <= set(next(csv.reader([first], delimiter=mark), [])):
            return mark
    return _MARKS[0]


def _encoding(file: Path) -> str:
    """UTF-8 where the whole file is that, else what spreadsheets write."""
    decoder = getincrementaldecoder("utf-8")()
    with _binary(file) as stream:
        if stream.read(2) in (BOM_UTF16_LE, BOM_UTF16_BE):
            return "utf-16"
        stream.seek(0)
        try:
            while piece := stream.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
