"""CSV and TSV as offices export them: any common encoding, delimiter and title lines, read row by row."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from registry.errors import InvalidInput
from registry.register_reading.table import (
    HEADER_WITHIN,
    RawRow,
    RawTable,
    Rereadable,
    as_row,
    find_header,
    name_columns,
)

LONGEST_CELL = 131_072
DELIMITERS = (",", "\t", ";", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

Opener = Callable[[], BinaryIO]


def read_delimited(opener: Opener, *, name: str, delimiter: str | None = None) -> RawTable:
    """The table in the file that `opener` opens; raises InvalidInput when it is empty or no text."""
    encoding = _encoding(opener)
    with opener() as stream, io.TextIOWrapper(stream, encoding=encoding, newline="") as text:
        head = list(islice(text, 50))
    if not any(line.strip() for line in head):
        raise InvalidInput(f"{name} is empty; nothing was imported.")
    separator = delimiter or _delimiter(head)

    def lines() -> Iterator[list[str]]:
        with opener() as stream, io.TextIOWrapper(stream, encoding=encoding, newline="") as text:
            # The bound is the process's, and other readers of files set their own.
            csv.field_size_limit(LONGEST_CELL)
            reader = csv.reader(text, delimiter=separator)
            try:
                yield from reader
            except csv.Error as error:
                raise InvalidInput(
                    f"{name}, line {reader.line_num}: {error}; most often a quotation mark that is not closed."
                ) from error

    first = list(islice(lines(), HEADER_WITHIN))
    header = find_header(first)
    columns = name_columns(first[header], name=name)

    def rows() -> Iterator[RawRow]:
        for cells in islice(lines(), header + 1, None):
            if (row := as_row(columns, cells)) is not None:
                yield RawRow(cells=row)

    return RawTable(columns=columns, rows=Rereadable(rows))


def _encoding(opener: Opener) -> str:
    with opener() as stream:
        start = stream.read(4)
        for bom, encoding in _BOMS:
            if start.startswith(bom):
                return encoding
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(start)
            while block := stream.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252" if _fits_cp1252(opener) else "latin-1"
    return "utf-8"


def _fits_cp1252(opener: Opener) -> bool:
    with opener() as stream:
        try:
            while block := stream.read(1 << 20):
                block.decode("cp1252")
        except UnicodeDecodeError:
            return False
    return True


def _delimiter(lines: list[str]) -> str:
    """The candidate that cuts the most lines into the same number (more than one) of cells."""

    def agreement(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
        wide = [width for width in widths if width > 1]
        if not wide:
            return (0, 0)
        usual = max(set(wide), key=wide.count)
        return (wide.count(usual), usual)

    try:
        return max(DELIMITERS, key=agreement)
    except csv.Error:
        return ","
