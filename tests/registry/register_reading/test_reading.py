"""Any common file gives the same rows, and every file that cannot be read gives one sentence."""

import gzip
import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Color, Font, PatternFill

from registry.errors import InvalidInput
from registry.register_reading.json_rows import read_json
from registry.register_reading.reading import file_sha256, read_table
from registry.register_reading.table import MAX_CELL

WANTED = [{"Name": "Tembo Ltd", "Town": "Nairobi"}, {"Name": "Kifaru, Sons", "Town": ""}]
CSV = 'Name,Town\nTembo Ltd,Nairobi\n"Kifaru, Sons",\n'


def cells(body: bytes, suffix: str) -> list[dict[str, str]]:
    return [row.cells for row in read_table(body, suffix=suffix, name=f"list{suffix}").rows]


@pytest.mark.parametrize(
    ("body", "suffix"),
    [
        (CSV.encode(), ".csv"),
        (b"\xef\xbb\xbf" + CSV.encode(), ".csv"),
        (CSV.encode("utf-16"), ".csv"),
        (gzip.compress(CSV.encode(), mtime=0), ".csv.gz"),
        (b"Name;Town\nTembo Ltd;Nairobi\nKifaru, Sons;\n", ".csv"),
        (b"Name\tTown\nTembo Ltd\tNairobi\nKifaru, Sons\t\n", ".tsv"),
        (b"LIST OF AGENCIES\n\nName|Town\nTembo Ltd|Nairobi\n|\nName|Town\nKifaru, Sons|\n", ".txt"),
        (b'[{"Name":"Tembo Ltd","Town":"Nairobi"},{"Name":"Kifaru, Sons","Town":null}]', ".json"),
        (b'{"data":{"rows":[{"Name":"Tembo Ltd","Town":"Nairobi"},{"Name":"Kifaru, Sons"}]}}', ".json"),
        (b'{"Name":"Tembo Ltd","Town":"Nairobi"}\n{"Name":"Kifaru, Sons"}\n', ".jsonl"),
        (
            b"<table><tr><th>Name<th>Town<tr><td>Tembo Ltd<td>Nairobi<tr><td>Kifaru, Sons<td></table>",
            ".xls",  # what ASP.NET pages export under that name
        ),
    ],
)
def test_one_list_reads_alike_from_every_format(body: bytes, suffix: str) -> None:
    assert cells(body, suffix) == WANTED


def workbook(rows: list[list[object]], *, red: tuple[int, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.create_sheet("list")
    sheet = book["list"]
    for row in rows:
        sheet.append(row)
    for number in red:
        for cell in sheet[number]:
            cell.font = Font(color="FFFF0000")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_gives_its_first_filled_sheet_with_dates_and_font_colours() -> None:
    body = workbook(
        [["List of agencies"], [], ["No", "Name", "Expiry"], [1, "Tembo Ltd", datetime(2026, 3, 1)], [2.0, "K", None]],  # noqa: DTZ001
        red=(5,),
    )
    table = read_table(body, suffix=".xlsx")
    first, second = table.rows
    assert (first.cells, first.colour) == ({"No": "1", "Name": "Tembo Ltd", "Expiry": "2026-03-01"}, None)
    assert (second.cells["No"], second.colour) == ("2", "#ff0000")


def test_a_workbooks_fills_are_the_backgrounds_of_its_rows() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["No", "Name"], [1, "Tembo Ltd"], [2, "Kifaru Ltd"], [3, "Chui Ltd"]):
        sheet.append(row)
    sheet["A2"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["B3"].fill = PatternFill("solid", fgColor=Color(indexed=3))
    sheet["B4"].fill = PatternFill("solid", fgColor=Color(theme=4))
    stream = io.BytesIO()
    book.save(stream)
    rows = read_table(stream.getvalue(), suffix=".xlsx").rows
    assert [row.backgrounds for row in rows] == [("#ff0000",), ("#00ff00",), ()]


def test_sheets_under_the_same_headers_are_one_list() -> None:
    book = openpyxl.Workbook()
    for title, rows in (
        ("Nairobi", [["No", "Name"], [1, "Tembo Ltd"]]),
        ("Notes", [["Prepared by"], ["the office"]]),
        ("Mombasa", [["Agencies of Mombasa"], ["No", "Name"], [2, "Kifaru Ltd"]]),
    ):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    rows = read_table(stream.getvalue(), suffix=".xlsx").rows
    assert [row.cells["Name"] for row in rows] == ["Tembo Ltd", "Kifaru Ltd"]
    assert len(list(rows)) == 2


def test_a_hidden_sheet_and_one_far_too_wide_are_no_part_of_the_list() -> None:
    book = openpyxl.Workbook()
    for title, rows in (
        ("2026", [["No", "Name"], [1, "Tembo Ltd"]]),
        ("2025", [["No", "Name"], [2, "Kifaru Ltd"]]),
        ("Counts", [[f"week {week}" for week in range(300)], [0] * 300]),
    ):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book["2025"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    assert [row.cells["Name"] for row in read_table(stream.getvalue(), suffix=".xlsx").rows] == ["Tembo Ltd"]


def test_rows_can_be_read_more_than_once() -> None:
    table = read_table(CSV.encode(), suffix=".csv")
    assert list(table.rows) == list(table.rows)
    assert table.sample(1)[0].cells == WANTED[0]


def test_old_one_byte_text_is_read() -> None:
    assert cells("Name,Town\nCafé Tembo,Nairobi\n".encode("cp1252"), ".csv")[0]["Name"] == "Café Tembo"


def test_columns_without_a_name_or_with_the_same_name_stay_apart() -> None:
    table = read_table(b"Name,,Name\na,b,c\n", suffix=".csv")
    assert table.columns == ("Name", "column 2", "Name (3)")


def test_a_cell_is_cut_at_its_bound_and_cleaned() -> None:
    (row,) = read_table(b"Name,x\n" + b"a" * 50_000 + b",b\x00\tc\n", suffix=".csv").rows
    assert len(row.cells["Name"]) == MAX_CELL
    assert row.cells["x"] == "b c"


@pytest.mark.parametrize(
    ("body", "suffix", "says"),
    [
        (b"", ".csv", "is empty"),
        (b" \n \n", ".csv", "is empty"),
        (b"\x00\x01\x02\x03", ".csv", "is not text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".xls", "old Excel"),
        (b"\x89PNG\r\n", ".csv", "a picture"),
        (b"PK\x03\x04 not a zip", ".xlsx", "damaged"),
        (b"Name,Town", ".xlsx", "not an XLSX workbook"),
        (b"{oops", ".json", "is not JSON"),
        (b'{"a":1}\n{oops}\n', ".jsonl", "line 2"),
        (b"[1, 2]", ".json", "no list of objects"),
        (b"\x1f\x8b damaged", ".csv.gz", "damaged gzip"),
        (b",".join(b"c%d" % n for n in range(300)) + b"\n1\n", ".csv", "300 columns"),
    ],
)
def test_what_cannot_be_read_says_so_in_one_sentence(body: bytes, suffix: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says) as raised:
        cells(body, suffix)
    assert "\n" not in str(raised.value)
    assert "the file" in str(raised.value) or f"list{suffix}" in str(raised.value)


def test_a_file_cut_off_in_the_middle_of_gzip_is_refused() -> None:
    whole = gzip.compress(("Name,Town\n" + "Tembo,Nairobi\n" * 5_000).encode())
    with pytest.raises(InvalidInput, match="damaged gzip"):
        cells(whole[:60], ".csv.gz")


def test_an_unclosed_quotation_mark_is_named_with_its_line() -> None:
    body = b'Name,Town\nTembo,Nairobi\n"Kifaru,' + b"x" * 200_000
    with pytest.raises(InvalidInput, match=r"line \d+.*quotation mark"):
        cells(body, ".csv")


def test_a_path_that_is_not_there_or_is_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"nowhere.csv does not exist"):
        read_table(tmp_path / "nowhere.csv")
    with pytest.raises(InvalidInput, match="is a folder"):
        read_table(tmp_path)


def test_a_file_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b"abc")
    assert file_sha256(file) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_objects_one_a_line_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "list.jsonl"
    lines = [f'{{"Name": "Firm {number}"}}' for number in range(5)]
    file.write_text("\ufeff" + "\n\n".join([*lines, '{"Town": "Meru"}']), encoding="utf-8")
    table = read_table(file)
    assert table.columns == ("Name", "Town")
    assert [row.cells["Name"] for row in table.rows] == [*(f"Firm {number}" for number in range(5)), ""]
    file.write_text("\n".join([*lines, "{oops"]))
    rows = iter(read_json(lambda: io.BytesIO(b"\n".join(map(str.encode, lines))), name="list").rows)
    assert next(rows).cells == {"Name": "Firm 0"}
    with pytest.raises(InvalidInput, match="line 6"):
        read_table(file)
