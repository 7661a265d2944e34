"""XLSX lists, streamed, with each row's font and fill colours, because offices mark lapsed licences by them too."""

import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from registry.errors import InvalidInput
from registry.register_reading.colours import canonical
from registry.register_reading.table import (
    HEADER_WITHIN,
    MAX_BYTES,
    MAX_COLUMNS,
    RawRow,
    RawTable,
    Rereadable,
    as_row,
    find_header,
    name_columns,
)


def read_spreadsheet(source: Path | BinaryIO, *, name: str) -> RawTable:
    """The table on the workbook's first filled sheet, with those of later sheets under the same headers.

    Raises InvalidInput when it is no workbook or holds no rows.
    """
    _refuse_bombs(source, name)
    header = next((header for header, _ in _sheets(source, name)), None)
    if header is None:
        raise InvalidInput(f"{name} has no filled sheet; nothing was imported.")
    columns = name_columns(header, name=name)

    def rows() -> Iterator[RawRow]:
        for under, listed in _sheets(source, name):
            for cells in listed if _has(under, columns) else ():
                if (row := as_row(columns, [_text(cell) for cell in cells])) is not None:
                    colours = _counted(cell.font.color for cell in cells if cell.value is not None and cell.font)
                    filled = (cell.fill for cell in cells if cell.fill and cell.fill.patternType == "solid")
                    behind = _counted(fill.fgColor for fill in filled)
                    yield RawRow(row, colours[0] if colours else None, colours=colours, backgrounds=behind)

    return RawTable(columns=columns, rows=Rereadable(rows))


def _has(header: list[str], columns: tuple[str, ...]) -> bool:
    """Whether a sheet has these columns; one of more than any list has is something else."""
    try:
        return name_columns(header, name="a sheet") == columns
    except InvalidInput:
        return False


def _refuse_bombs(source: Path | BinaryIO, name: str) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise InvalidInput(f"{name} is not an XLSX workbook or is damaged; save it again as .xlsx or .csv.") from error
    if size > MAX_BYTES:
        raise InvalidInput(f"{name} unpacks to {size:,} bytes; save the one sheet that holds the list as .csv.")


def _sheets(source: Path | BinaryIO, name: str) -> Iterator[tuple[list[str], Iterator[tuple[Any, ...]]]]:
    """The header of each filled sheet that is shown, and its rows below them: what is hidden is often last year's."""
    import openpyxl

    if not isinstance(source, Path):
        source.seek(0)
    with warnings.catch_warnings():
        # openpyxl warns of missing default styles and extensions, which lose nothing that is read here.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(source, read_only=True, data_only=True, keep_links=False)
        except (KeyError, ValueError, TypeError, SyntaxError, OSError) as error:
            raise InvalidInput(f"{name} cannot be read as a workbook; save it again as .xlsx or .csv.") from error
        try:
            for sheet in book.worksheets:
                if (sheet.max_row or 2) < 2 or sheet.sheet_state != "visible":
                    continue
                rows = sheet.iter_rows(max_col=min(sheet.max_column or MAX_COLUMNS, MAX_COLUMNS + 1))
                first = list(islice(rows, HEADER_WITHIN))
                texts = [[_text(cell) for cell in row] for row in first]
                if any(cell.strip() for row in texts for cell in row):
                    header = find_header(texts)
                    yield texts[header], chain(first[header + 1 :], rows)
        finally:
            book.close()


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _counted(colours: Iterator[Any]) -> tuple[str, ...]:
    """The colours that say which they are, commonest first; those of a theme are the workbook's look."""
    counts = Counter(found for colour in colours if colour is not None and (found := _hex(colour)))
    return tuple(colour for colour, _ in counts.most_common())


def _hex(colour: Any) -> str | None:
    from openpyxl.styles.colors import COLOR_INDEX

    if colour.type == "indexed":
        code = COLOR_INDEX[colour.indexed] if colour.indexed < len(COLOR_INDEX) else ""
    else:
        code = colour.rgb if colour.type == "rgb" else ""
    return canonical(code[2:]) if isinstance(code, str) and len(code) == 8 else None
