"""The official list shows validity by text colour: every way a page may set it must reach the row."""

import pytest

from registry.errors import InvalidInput
from registry.register_reading.html_table import read_html

RED = "#ff0000"


def rows_of(body: str, head: str = "") -> list[tuple[str, str | None]]:
    page = f"<html><head>{head}</head><body><table><tr><th>No</th><th>Agency</th></tr>{body}</table></body></html>"
    return [(row.cells["Agency"], row.colour) for row in read_html(page.encode()).rows]


@pytest.mark.parametrize(
    ("row", "head"),
    [
        ("<tr><td>1</td><td><span style='color:Red'>Tembo Ltd</span></td></tr>", ""),
        ("<tr><td>1</td><td style='COLOR: #F00;'>Tembo Ltd</td></tr>", ""),
        ("<tr style='color:rgb(255, 0, 0) !important'><td>1</td><td>Tembo Ltd</td></tr>", ""),
        ("<tr><td><font color=red>1</font></td><td><font color='#FF0000'>Tembo Ltd</font></td></tr>", ""),
        ("<tr><td>1</td><td class='lapsed'>Tembo Ltd</td></tr>", "<style>.lapsed{color:red}</style>"),
        ("<tr class='x lapsed'><td>1</td><td>Tembo Ltd</td></tr>", "<style>tr.lapsed td, b{color:#ff0000;}</style>"),
        ("<tr id='r1'><td>1</td><td>Tembo Ltd</td></tr>", "<style>/* a */ #r1 { font: x; color : red }</style>"),
        ("<tbody style='color:red'><tr><td>1</td><td>Tembo <b>Ltd</b></td></tr></tbody>", ""),
    ],
)
def test_a_rows_text_colour_is_read_wherever_it_is_set(row: str, head: str) -> None:
    assert rows_of(row, head) == [("Tembo Ltd", RED)]


def test_an_inner_colour_goes_before_an_outer_one_and_a_background_is_no_text_colour() -> None:
    body = "<tr style='color:red;background-color:blue'><td></td><td><i style='color:#000'>Tembo Ltd</i></td></tr>"
    assert rows_of(body) == [("Tembo Ltd", "#000000")]


def test_a_row_without_style_has_no_colour() -> None:
    assert rows_of("<tr><td>1</td><td>Tembo Ltd</td></tr>") == [("Tembo Ltd", None)]


def test_a_hover_rule_colours_nothing() -> None:
    body = "<tr><td>1</td><td><a class='n'>Tembo Ltd</a></td></tr>"
    assert rows_of(body, "<style>a.n:hover{color:red}</style>") == [("Tembo Ltd", None)]


def test_every_colour_of_a_row_is_kept_commonest_first() -> None:
    page = (
        "<table><tr><th>a</th><th>b</th><th>c</th></tr>"
        "<tr><td style='color:red'>1</td><td style='color:red'>2</td><td><a style='color:blue'>3</a></td></tr></table>"
    )
    (row,) = read_html(page.encode()).rows
    assert row.colours == (RED, "#0000ff")


def test_the_list_is_found_inside_layout_tables_and_paging_rows_are_left_out() -> None:
    page = """<table><tr><td><table id="list">
      <tr><th>No</th><th>Agency</th></tr>
      <tr><td>1</td><td>Tembo Ltd</td></tr>
      <tr><td>2</td><td>Kifaru Ltd</td></tr>
      <tr><td colspan="2"><table><tr><td>1</td><td><a href="#">2</a></td></tr></table></td></tr>
    </table></td></tr></table>"""
    assert [row.cells["Agency"] for row in read_html(page.encode()).rows] == ["Tembo Ltd", "Kifaru Ltd"]


def test_cells_that_span_rows_are_repeated_and_missing_cells_are_empty() -> None:
    page = """<table><tr><th>Town</th><th>Agency</th><th>Phone</th></tr>
      <tr><td rowspan="2">Nairobi</td><td>Tembo Ltd</td><td>1</td></tr><tr><td>Kifaru Ltd</td></tr></table>"""
    first, second = read_html(page.encode()).rows
    assert first.cells == {"Town": "Nairobi", "Agency": "Tembo Ltd", "Phone": "1"}
    assert second.cells == {"Town": "Nairobi", "Agency": "Kifaru Ltd", "Phone": ""}


def test_title_rows_above_the_header_are_passed_over() -> None:
    page = """<table><tr><td colspan="3">LIST OF AGENCIES</td></tr>
      <tr><td>No</td><td>Agency</td><td>Town</td></tr><tr><td>1</td><td>Tembo Ltd</td><td>Nairobi</td></tr></table>"""
    table = read_html(page.encode())
    assert table.columns == ("No", "Agency", "Town")
    assert [row.cells["Agency"] for row in table.rows] == ["Tembo Ltd"]


def test_a_page_with_a_list_and_no_table_gives_the_lists_items() -> None:
    page = "<ul><li><a>Home</a></li></ul><ol><li>Tembo Ltd</li><li style='color:red'>Kifaru &amp; Sons</li></ol>"
    table = read_html(page.encode())
    assert table.columns == ("item",)
    assert [(row.cells["item"], row.colour) for row in table.rows] == [("Tembo Ltd", None), ("Kifaru & Sons", RED)]


def test_scripts_and_styles_within_a_cell_are_no_text_of_it() -> None:
    page = """<table><tr><th>Agency</th><th>No</th></tr>
      <tr><td>Tembo <script>alert(1)</script>Ltd</td><td>0101</td></tr>
      <tr class=out><td><style>.out td { color: red }</style>Kifaru</td><td>0102</td></tr></table>"""
    table = read_html(page.encode())
    assert [(row.cells["Agency"], row.colour) for row in table.rows] == [("Tembo Ltd", None), ("Kifaru", RED)]
    listed = read_html(b"<ol><li>Tembo <SCRIPT>alert(1)</SCRIPT>Ltd</li></ol>")
    assert [row.cells["item"] for row in listed.rows] == ["Tembo Ltd"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_letters_survive_whatever_encoding_the_page_has(encoding: str) -> None:
    page = "<table><tr><th>Agency</th></tr><tr><td>Café Tembo</td></tr><tr><td>x</td></tr></table>"
    assert next(iter(read_html(page.encode(encoding)).rows)).cells == {"Agency": "Café Tembo"}


@pytest.mark.parametrize("body", [b"<html><body><p>Please sign in</p></body></html>", b"<!-- nothing -->", b"\x00"])
def test_a_page_without_rows_is_refused_in_a_sentence(body: bytes) -> None:
    with pytest.raises(InvalidInput, match=r"list\.html"):
        read_html(body, name="list.html")


def test_a_picture_says_what_it_stands_for_and_a_header_may_have_two_rows() -> None:
    page = """<table><tr><th rowspan=2>Agency</th><th colspan=2>Licence</th></tr><tr><th>No</th><th>Status</th></tr>
      <tr><td>Tembo Ltd</td><td>0101</td><td><img src="tick.png" alt="Valid"></td></tr></table>"""
    table = read_html(page.encode())
    assert table.columns == ("Agency", "Licence No", "Licence Status")
    assert [row.cells for row in table.rows] == [
        {"Agency": "Tembo Ltd", "Licence No": "0101", "Licence Status": "Valid"}
    ]


def behind(body: str, head: str = "") -> list[tuple[str, ...]]:
    page = f"<html><head>{head}</head><body><table><tr><th>No</th><th>Agency</th></tr>{body}</table></body></html>"
    return [row.backgrounds for row in read_html(page.encode()).rows]


@pytest.mark.parametrize(
    ("row", "head"),
    [
        ("<tr bgcolor=red><td>1</td><td>Tembo Ltd</td></tr>", ""),
        ("<tr><td>1</td><td BGCOLOR='#FF0000'>Tembo Ltd</td></tr>", ""),
        ("<tr style='background: #f00 none repeat'><td>1</td><td>Tembo Ltd</td></tr>", ""),
        ("<tr><td>1</td><td style='background-color:hsl(0, 100%, 50%)'>Tembo Ltd</td></tr>", ""),
        ("<tr class='gone'><td>1</td><td>Tembo Ltd</td></tr>", "<style>.gone > td{background:rgb(255 0 0)}</style>"),
        ("<tr><td>1</td><td>Tembo <b class='no'>x</b></td></tr>", "<style>td b.no{background:red !important}</style>"),
        ("<tbody bgcolor=red><tr><td>1</td><td>Tembo Ltd</td></tr></tbody>", ""),
    ],
)
def test_a_rows_background_is_read_wherever_it_is_set(row: str, head: str) -> None:
    assert behind(row, head) == [(RED,)]


@pytest.mark.parametrize(
    ("row", "text", "background"),
    [
        ("<td class='text-danger'>Tembo</td>", "#dc3545", ()),
        ("<td class='text-green-600'>Tembo</td>", "#008000", ()),
        ("<td><span class='badge bg-success'>Tembo</span></td>", None, ("#198754",)),
        ("<td class='danger'>Tembo</td>", None, ("#dc3545",)),
        ("<td><a class='btn btn-danger danger'>Tembo</a></td>", None, ()),
    ],
)
def test_class_names_that_many_sites_share_say_their_colour(
    row: str, text: str | None, background: tuple[str, ...]
) -> None:
    (read,) = read_html(f"<table><tr><th>A</th><th>B</th></tr><tr>{row}<td></td></tr></table>".encode()).rows
    assert (read.colour, read.backgrounds) == (text, background)


def test_a_rule_colours_only_what_it_names() -> None:
    head = (
        "<style>.gone .name, #x b {color:red} @media print {.name{color:red}} td{color:#333} .name{color:green}</style>"
    )
    rows = "<tr class=gone><td>1</td><td class=name>A Ltd</td></tr><tr><td>2</td><td class=name>B Ltd</td></tr>"
    assert rows_of(f"{rows}<tr><td>3</td><td>C Ltd</td></tr>", head) == [
        ("A Ltd", RED),
        ("B Ltd", "#008000"),
        ("C Ltd", None),
    ]


def test_black_that_the_whole_page_has_is_no_rows_own() -> None:
    page = (
        "<style>.t{color:#222}</style><table class=t><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>y</td></tr></table>"
    )
    (row,) = read_html(page.encode()).rows
    assert row.colour is None


def test_stripes_are_no_status_and_a_status_across_them_stays() -> None:
    def a_row(place: int) -> str:
        shade = "red" if place in (4, 7) else "#eef" if place % 2 else "white"
        return f"<tr bgcolor='{shade}'><td>{place}</td><td>Tembo {place}</td></tr>"

    found = behind("".join(map(a_row, range(20))))
    assert [place for place, seen in enumerate(found) if seen == (RED,)] == [4, 7]
    assert not any("#eeeeff" in seen for seen in found)


def test_tables_under_the_same_headers_are_one_list_in_the_order_of_the_page() -> None:
    head, other = "<tr><th>No</th><th>Agency</th></tr>", "<tr><th>Town</th><th>Office</th></tr>"
    page = (
        f"<table>{head}<tr><td>1</td><td>Tembo Ltd</td></tr></table>"
        f"<table>{other}<tr><td>Nairobi</td><td>Second floor</td></tr></table>"
        f"<table>{head}<tr><td>2</td><td>Kifaru Ltd</td></tr><tr><td>3</td><td>Chui Ltd</td></tr></table>"
    )
    assert [row.cells["Agency"] for row in read_html(page.encode()).rows] == ["Tembo Ltd", "Kifaru Ltd", "Chui Ltd"]


def test_the_colour_of_an_icon_is_its_rows() -> None:
    page = "<table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td><i class='fa text-success'></i></td></tr></table>"
    (row,) = read_html(page.encode()).rows
    assert row.colour == "#198754"


@pytest.mark.parametrize(
    "before",
    [
        "@media print " * 20_000,
        "/*" * 400_000 + "*/",
        "a" * 500_000 + ";",
        "{" * 200_000 + "}" * 200_000,
        f"td {{color: {'a(' * 100_000}}}",
        f"{'div ' * 100_000} td {{color: blue}}",
        f"p {'div ' * 20} td {{color: blue}}",
    ],
    ids=["print", "comment", "letters", "braces", "calls", "long", "deep"],
)
def test_a_style_sheet_made_to_be_read_for_ever_is_read_like_any_other(before: str) -> None:
    head = f"<style>{before}</style><style>}}}} .lapsed {{color: red}}</style>"
    table = "<table><tr><th>No</th><th>Agency</th></tr><tr class=lapsed><td>1</td><td>Tembo Ltd</td></tr></table>"
    page = f"<html><head>{head}</head><body>{'<div>' * 100}{table}</body></html>"
    assert [row.colour for row in read_html(page.encode()).rows] == [RED]


def test_a_statement_before_a_rule_and_paper_around_one() -> None:
    head = "<style>@charset 'utf-8'; .lapsed{color:red} @media print{.lapsed{color:blue}}</style>"
    assert rows_of("<tr class='lapsed'><td>1</td><td>Tembo Ltd</td></tr>", head) == [("Tembo Ltd", RED)]


def test_a_child_is_told_from_what_is_only_inside() -> None:
    head = "<style>.b > td{color:red} .a > td{color:blue}</style>"
    body = "<tbody class='a'><tr class='b'><td>1</td><td>Tembo Ltd</td></tr></tbody>"
    assert rows_of(body, head) == [("Tembo Ltd", RED)]
