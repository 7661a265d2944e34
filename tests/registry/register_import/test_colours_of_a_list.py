"""What a row's colours mean hangs on the rest of its list: no list is read as licensed by its mere look."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from registry.errors import InvalidInput
from registry.records import Licence
from registry.register_reading.reading import read_table
from registry.vocabulary import LicenceStatus
from tests.registry.register_import.listing import AGENCIES, load

V, E, UNREAD, MAY = LicenceStatus.VALID, LicenceStatus.EXPIRED, LicenceStatus.AMBIGUOUS, date(2026, 5, 1)


def page(*rows: str, head: str = "") -> bytes:
    """A page of agencies; each of `rows` is attributes of its row, `|`, attributes of its first cell."""
    listed = "".join(
        f"<tr {whole}><td {cell}>ZZ/EA/{place:04d}</td><td>Agency {place} Ltd</td></tr>"
        for place, row in enumerate(rows, start=1)
        for whole, _, cell in [row.partition("|")]
    )
    return f"{head}<table><tr><th>No</th><th>Name</th></tr>{listed}</table>".encode()


def statuses(session: Session, body: bytes) -> list[LicenceStatus | None]:
    load(session, read_table(body, suffix=".html").rows, as_of=MAY, spec=AGENCIES)
    return list(session.exec(select(Licence.status).order_by(col(Licence.number))))


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (("bgcolor=red", "bgcolor=green", "bgcolor=#90ee90"), [E, V, V]),
        (("style='background:#f8d7da'", "", "bgcolor=white"), [E, V, V]),
        (("class=table-danger", "class=table-success", "class=table-success"), [E, V, V]),
        # Red text on green: the text counts first; but black is every page's own colour.
        (
            ("bgcolor=green style='color:red'", "bgcolor=green", "bgcolor=green style='color:black'", ""),
            [E, V, V, UNREAD],
        ),
        (("bgcolor=red style='color:black'", "style='color:black'", "style='color:black'"), [E, V, V]),
        (("bgcolor=red style='color:white'", "bgcolor=#008000 style='color:white'"), [E, V]),
        # A cell that is green in every row is decoration.
        (("|bgcolor=green", "bgcolor=#faa|bgcolor=green", "|bgcolor=green"), [V, E, V]),
        # A colour that every row has beside its own, as of a link, says nothing.
        (("style='color:red'|style='color:gold'", "|style='color:gold'"), [E, V]),
        (("style='color:hsl(0,90%,40%)'", "style='color:rgb(0 128 0)'"), [E, V]),
    ],
)
def test_a_status_is_read_from_what_is_behind_a_row(
    session: Session, rows: tuple[str, ...], wanted: list[LicenceStatus]
) -> None:
    assert statuses(session, page(*rows)) == wanted


def test_what_the_status_was_read_from_is_kept(session: Session) -> None:
    statuses(session, page("bgcolor=#FFAAAA", "style='color:black'", ""))
    said = session.exec(select(Licence.status_raw).order_by(col(Licence.number)))
    assert list(said) == ["background #ffaaaa", "colour #000000", "no colour"]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (("bgcolor=green",) * 5, "no status colours"),
        (("bgcolor=gold", "bgcolor=khaki", ""), "background #ffd700"),
        # Only the green ones are said to be valid; what the others are, nobody says.
        (("bgcolor=green", "", "", "", ""), "status of 4 of 5 rows"),
        (("style='color:green'", "style='color:black'", "style='color:black'"), "status of 2 of 3 rows"),
    ],
)
def test_a_list_whose_colours_say_nothing_is_refused(session: Session, rows: tuple[str, ...], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        statuses(session, page(*rows))
    assert session.exec(select(Licence)).first() is None


def test_where_only_the_licensed_are_listed_a_red_row_is_still_none(session: Session) -> None:
    spec = AGENCIES.model_copy(update={"presence_means_licensed": True})
    load(session, read_table(page("", "bgcolor=red", "bgcolor=beige"), suffix=".html").rows, as_of=MAY, spec=spec)
    assert list(session.exec(select(Licence.status).order_by(col(Licence.number)))) == [V, E, V]
