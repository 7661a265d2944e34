"""A name that no list has leads to those that come near, and none of them lends its standing to it."""

from datetime import date

import pytest
from sqlmodel import Session, select

from dashboard import desk
from dashboard.queries.near_names import near_names
from registry.records import Agency, AgencyName, Licence
from tests.dashboard.conftest import Open, page_text, the
from tests.factory import an_agency, an_import

TODAY = date(2026, 11, 22)
NAMES = (
    "Baraka Horizon Placement Agency Ltd",
    "Kijani Meadow Overseas Links Limited",
    "AL-NURBASH GLOBAL MANPOWER (K) LTD",
    "Tembo Ridge Recruitment Bureau",
)


def a_register(session: Session) -> list[Agency]:
    taken = an_import(session, jurisdiction="zz")
    return [an_agency(session, name=name, number=f"ZZ/00{at}", from_import=taken) for at, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Barakka Horizon Placement Agency Ltd", 0),
        ("Kijanni Medow Overseas Links", 1),
        ("Kijany", 1),
        ("Nurbish", 2),
        ("Recruitment Bureau Tembo Ridge", 3),
        ("Tembo Ridge Recruitment Bureau Limited", 3),
    ],
)
def test_one_or_two_letters_or_another_order_lead_to_the_agency(session: Session, typed: str, meant: int) -> None:
    agencies = a_register(session)
    near = near_names(session, typed, on=TODAY)
    assert near[0].agency_id == agencies[meant].id
    assert near[0].score > 0.5


@pytest.mark.parametrize("typed", ["Wekesa", "Zzqx", "ZZ/0099", "!!!", "Sunrise Tours", "x" * 200])
def test_what_resembles_nothing_finds_nothing(session: Session, typed: str) -> None:
    a_register(session)
    assert near_names(session, typed, on=TODAY) == []


def test_a_firm_that_left_the_list_comes_near_too(session: Session) -> None:
    gone = an_agency(session, name="Umoja Staffing Ltd", from_import=an_import(session, jurisdiction="zz"))
    licence = session.exec(select(Licence).where(Licence.agency_id == gone.id)).one()
    licence.until_on = date(2026, 11, 15)
    a_register(session)
    assert [one.agency_id for one in near_names(session, "Umojo Staffing", on=TODAY)] == [gone.id]


def test_a_firm_of_several_names_comes_near_once(session: Session) -> None:
    baraka, *_ = a_register(session)
    for name in ("Baraka Horizon Placement Agency Ltd", "Baraka Horizon Africa Ltd"):
        session.add(AgencyName(agency_id=baraka.id, name=name, normalised=name.lower(), from_on=date(2026, 11, 1)))
    session.flush()
    assert [one.agency_id for one in near_names(session, "Horizen", on=TODAY)] == [baraka.id]


def test_nothing_comes_near_where_no_list_is_loaded(session: Session) -> None:
    assert near_names(session, "Baraka Horizon", on=TODAY) == []


def test_a_misspelt_name_is_answered_with_near_ones_that_are_marked_as_others(open_screen: Open) -> None:
    desk.act(a_register)
    screen = open_screen("agency_lookup")
    the(screen.text_input, "Name or licence number").input("Barakka Horizen")
    text = page_text(screen.run())
    assert "Did you mean …?" in text
    assert "Baraka Horizon Placement Agency Ltd" in text
    assert "Not the same: 8" in text
    assert " % alike</span> in “<bdi>Baraka Horizon</bdi>”" in text
    assert "none is written the same" in text
    assert "Tembo Ridge" not in text
    assert "No register is loaded" not in text


def test_a_name_that_comes_near_as_a_whole_is_not_written_twice(open_screen: Open) -> None:
    desk.act(a_register)
    screen = open_screen("agency_lookup")
    the(screen.text_input, "Name or licence number").input("Barakka Horizen Placement Agency Ltd")
    text = page_text(screen.run())
    assert "Not the same: " in text
    assert text.count("Baraka Horizon Placement Agency Ltd") == 1


def test_a_hostile_name_on_a_list_stays_text_where_it_comes_near(open_screen: Open) -> None:
    name = "<b>Barakoa</b> Placement"
    desk.act(lambda session: an_agency(session, name, from_import=an_import(session, jurisdiction="zz")))
    screen = open_screen("agency_lookup")
    the(screen.text_input, "Name or licence number").input("Barakoe Placement")
    text = page_text(screen.run())
    assert "&lt;b&gt;Barakoa&lt;/b&gt;" in text
    assert "<b>Barakoa" not in text
