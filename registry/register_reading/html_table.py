"""HTML lists: the page's main table, its rows, and what its styling says, since some registers say status by colour."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree, html

from registry.errors import InvalidInput
from registry.register_reading.stripes import without_stripes
from registry.register_reading.styles import Styles
from registry.register_reading.table import RawRow, RawTable, as_row, find_header, name_columns

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
LIST_COLUMN = "item"
MOST_TABLES = 500


def read_html(body: bytes, *, name: str = "the page") -> RawTable:
    """The rows of the page's largest table, with those of others under the same headers, or of its longest list.

    Raises InvalidInput when the page has neither. Paging and title rows are left out.
    """
    page = _parse(body, name)
    styles = Styles.of(page)
    # What a browser runs or draws by is no text, though it may stand in the middle of a cell; it is read by then.
    etree.strip_elements(page, "script", "style", "template", with_tail=False)
    tables = sorted((table for table in page.iter("table") if _weight(table) > 1), key=_weight, reverse=True)
    if tables:
        return _read_tables(tables, styles, name)
    items: list[Any] = max((found.findall("li") for found in page.iter("ol", "ul")), key=len, default=[])
    rows = tuple(
        RawRow(
            cells={LIST_COLUMN: text},
            colour=next(iter(colours), None),
            css_class=item.get("class"),
            colours=colours,
            backgrounds=styles.backgrounds([item], item),
        )
        for item in items
        if (text := " ".join(item.text_content().split()))
        for colours in [styles.text_colours([item], item)]
    )
    if not rows:
        raise InvalidInput(f"{name} has no table and no list; give the page that shows the register itself.")
    return RawTable(columns=(LIST_COLUMN,), rows=rows)


def decode_page(body: bytes) -> str:
    """The page's text by its byte-order mark, its own declaration, or the likelier of UTF-8 and Windows-1252."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            return body.removeprefix(b"\xef\xbb\xbf").decode(encoding, "replace")
    declared = _CHARSET.search(body[:4096])
    names = [declared[1].decode("ascii")] if declared else []
    for encoding in [*names, "utf-8"]:
        try:
            return body.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", "replace")


def _parse(body: bytes, name: str) -> Any:
    text = _DECLARATION.sub("", decode_page(body)).replace("\x00", "")
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InvalidInput(f"{name} is not a page that can be read; nothing was imported.") from error


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.findall("tr")


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _weight(table: Any) -> int:
    """How many rows of data it has itself; layout tables hold their rows inside other tables."""
    return sum(1 for row in _rows(table) if _cells(row) and not any(True for _ in row.iter("table")))


def _read_tables(tables: Sequence[Any], styles: Styles, name: str) -> RawTable:
    """The largest, and every other with its headers: some lists have a table for each county."""
    first = _read_table(tables[0], styles, name)
    if len(tables) == 1:
        return first
    same = {tables[0]: first}
    for table in tables[1:MOST_TABLES]:
        try:
            found = _read_table(table, styles, name)
        except InvalidInput:
            continue  # a layout of more columns than a list has
        if found.columns == first.columns and len(found.columns) > 1:
            same[table] = found
    in_order = (same[table] for table in tables[0].getroottree().iter("table") if table in same)
    return RawTable(columns=first.columns, rows=tuple(row for found in in_order for row in found.rows))


def _read_table(table: Any, styles: Styles, name: str) -> RawTable:
    grid = [(row, _cells(row)) for row in _rows(table)]
    texts = _spread(grid)
    header = _header(grid, texts)
    named = texts[header]
    if header + 1 < len(grid) and _continues(grid[header], grid[header + 1]):
        header += 1
        named = _joined(named, texts[header])
    columns = name_columns(named, name=name)
    rows = []
    for (element, cells), values in list(zip(grid, texts, strict=True))[header + 1 :]:
        if _is_paging(cells, columns) or any(True for _ in element.iter("table")):
            continue
        if (row := as_row(columns, values)) is not None:
            colours = styles.text_colours(cells, element)
            css = " ".join(dict.fromkeys(c for part in [element, *cells] for c in (part.get("class") or "").split()))
            behind = styles.backgrounds(cells, element)
            rows.append(RawRow(row, next(iter(colours), None), css or None, colours, behind))
    return RawTable(columns=columns, rows=tuple(without_stripes(rows)))


def _continues(head: tuple[Any, list[Any]], following: tuple[Any, list[Any]]) -> bool:
    """Whether a header has a second row, of parts under a heading that spans them."""
    spans = any(_span(cell, "colspan") > 1 for cell in head[1])
    return spans and bool(following[1]) and all(cell.tag == "th" for cell in (*head[1], *following[1]))


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """The names of columns from two header rows: "Licence" over "No" is "Licence No"."""
    names: list[str] = []
    heading = ""
    for place, part in enumerate(below):
        heading = (above[place].strip() if place < len(above) else "") or heading
        names.append(part if part.strip() == heading else f"{heading} {part.strip()}".strip())
    return names


def _is_paging(cells: list[Any], columns: Sequence[str]) -> bool:
    """One cell across the table holds page links, a title or a total, not a row of the list."""
    return len(cells) == 1 and len(columns) > 1 and _span(cells[0], "colspan") > 1


def _header(grid: Sequence[tuple[Any, list[Any]]], texts: list[list[str]]) -> int:
    heads = [sum(1 for cell in cells if cell.tag == "th") for _, cells in grid[:20]]
    if (most := max(heads, default=0)) > 1 or (most == 1 and len(texts[heads.index(most)]) == 1):
        return heads.index(most)
    return find_header(texts)


def _spread(grid: Sequence[tuple[Any, list[Any]]]) -> list[list[str]]:
    """Every row's texts by position, cells that span rows or columns repeated or padded."""
    carried: dict[int, tuple[int, str]] = {}
    spread: list[list[str]] = []
    for _, cells in grid:
        values: list[str] = []
        waiting = iter(cells)
        cell = next(waiting, None)
        while cell is not None or len(values) in carried:
            place = len(values)
            if place in carried:
                left, text = carried.pop(place)
                values.append(text)
                if left > 1:
                    carried[place] = (left - 1, text)
                continue
            if cell is None:
                break
            text = _text(cell)
            if (down := _span(cell, "rowspan")) > 1:
                carried[place] = (down - 1, text)
            values.extend([text, *[""] * (_span(cell, "colspan") - 1)])
            cell = next(waiting, None)
        spread.append(values)
    return spread


def _text(cell: Any) -> str:
    """What a cell says; one that only shows a picture or a mark says what that stands for."""
    text = str(cell.text_content())
    if text.strip():
        return text
    marks = (
        mark.get("alt") or mark.get("title") or mark.get("aria-label") or "" for mark in cell.iter() if mark is not cell
    )
    return next((said for said in marks if said.strip()), text)


def _span(cell: Any, attribute: str) -> int:
    value = cell.get(attribute) or "1"
    return min(int(value), 200) if value.isdecimal() and int(value) > 0 else 1
