"""A list in a PDF is read as any other list; a hostile one ends in a sentence, within bounds."""

import zlib
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from registry.errors import InvalidInput
from registry.records import Licence
from registry.register_reading.pdf_layout import as_hex
from registry.register_reading.pdf_pages import MAX_PAGES
from registry.register_reading.pdf_table import read_pdf
from registry.register_reading.reading import read_table
from registry.vocabulary import LicenceStatus
from tests.registry.register_import.listing import AGENCIES, load
from tests.registry.register_reading.pdf_writing import BLACK, RED, a_page, a_pdf

HEADER = (("No", "Name", "Expiry"), BLACK)
ROWS = [
    (("ZZ/EA/0001", "Tembo Ridge (K) Ltd", "01/02/2027"), BLACK),
    (("ZZ/EA/0002", "Kifaru Placement", "01/02/2025"), RED),
]
MORE = [(("ZZ/EA/0003", "Chui Bureau", "01/03/2027"), BLACK)]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "spaced"])
def test_the_tables_of_all_pages_are_one_list(ruled: bool) -> None:
    first, second = (
        a_page([HEADER, *ROWS], ruled=ruled, title="Licensed agencies"),
        a_page([HEADER, *MORE], ruled=ruled),
    )
    table = read_table(a_pdf(first, second), name="list.pdf")
    assert table.columns == ("No", "Name", "Expiry")
    assert [tuple(row.cells.values()) for row in table.rows] == [cells for cells, _ in ROWS + MORE]
    assert [row.colour for row in table.rows] == ["#000000", "#ff0000", "#000000"]


def test_a_pages_status_colours_become_licences(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "list.pdf"
    file.write_bytes(a_pdf(a_page([HEADER, *ROWS], ruled=True)))
    load(session, read_table(file).rows, as_of=date(2026, 5, 1), spec=AGENCIES)
    found = session.exec(select(Licence.number, Licence.status, Licence.expires_on).order_by(col(Licence.number))).all()
    assert [tuple(one) for one in found] == [
        ("ZZ/EA/0001", LicenceStatus.VALID, date(2027, 2, 1)),
        ("ZZ/EA/0002", LicenceStatus.EXPIRED, date(2025, 2, 1)),
    ]


def test_a_page_that_is_black_all_through_says_no_status(tmp_path: Path, session: Session) -> None:
    file = tmp_path / "list.pdf"
    file.write_bytes(a_pdf(a_page([HEADER, ROWS[0], *MORE])))
    with pytest.raises(InvalidInput, match="no status colours"):
        load(session, read_table(file).rows, as_of=date(2026, 5, 1), spec=AGENCIES)


def test_a_cell_that_runs_on_belongs_to_its_row() -> None:
    page = a_page([HEADER, ROWS[0], (("", "and Partners", ""), BLACK), ROWS[1]])
    names = [row.cells["Name"] for row in read_pdf(a_pdf(page), name="list.pdf").rows]
    assert names == ["Tembo Ridge (K) Ltd and Partners", "Kifaru Placement"]


def test_a_later_page_without_header_keeps_the_columns_of_the_first() -> None:
    holes = [(("ZZ/EA/0003", "", "01/03/2027"), BLACK), (("ZZ/EA/0004", "Duma Careers", ""), RED)]
    rows = read_pdf(a_pdf(a_page([HEADER, *ROWS]), a_page(holes)), name="list.pdf").rows
    assert [tuple(row.cells.values()) for row in rows] == [cells for cells, _ in ROWS + holes]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"%PDF-1.7\nnonsense", "damaged"),
        (a_pdf(a_page([HEADER]))[:300], "damaged"),
        (a_pdf(""), "no text, only pictures"),
        (a_pdf(*[""] * (MAX_PAGES + 1)), "2,001 pages"),
    ],
    ids=["nonsense", "cut", "pictures", "pages"],
)
def test_what_cannot_be_read_says_so_in_a_sentence(body: bytes, says: str) -> None:
    with pytest.raises(InvalidInput, match=rf"list\.pdf .*{says}.*; save the list as \.csv or \.xlsx"):
        read_table(body, name="list.pdf")


def test_a_file_that_swells_or_never_ends_is_stopped() -> None:
    swelling = zlib.compress(b"0" * 400_000_000, 9)
    page = a_pdf("x" * 20)
    bomb = page.replace(b"/Length 20 >>", b"/Length %d /Filter /FlateDecode >>" % len(swelling))
    bomb = bomb.replace(b"x" * 20, swelling)
    with pytest.raises(InvalidInput, match=r"list\.pdf"):
        read_pdf(bomb, name="list.pdf", seconds=8)


@pytest.mark.parametrize(
    ("colour", "wanted"),
    [
        ((1, 0, 0), "#ff0000"),
        ([0], "#000000"),
        (0.5, "#808080"),
        ((0, 1, 1, 0), "#ff0000"),
        ("P1", None),
        ((2, 0, 0), None),
        (None, None),
    ],
)
def test_a_pdfs_colours_are_told_as_a_pages_are(colour: object, wanted: str | None) -> None:
    assert as_hex(colour) == wanted
