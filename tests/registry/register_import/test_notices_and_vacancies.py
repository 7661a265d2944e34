"""Notices stay their own source and find the firm they mean; orders open and close with their list."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from registry.records import Agency, JobOrder, Notice
from registry.register_guess import guess_spec
from registry.register_reading.reading import read_table
from registry.register_reading.table import RawRow
from registry.vocabulary import ImportState, LicenceStatus, RegisterKind
from tests.registry.register_import.listing import BLACK, NOTICES, VACANCIES, load, row, valid

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def notice(firm: str, *, number: str = "", day: str = "2026-05-15", director: str = "") -> RawRow:
    return RawRow(cells={"Firm": firm, "No": number, "Date": day, "Director": director, "Reason": "no bond"})


def order(agency: str, title: str, country: str, posts: str, *, number: str = "", order_no: str = "") -> RawRow:
    cells = {
        "Agency": agency,
        "Agency no": number,
        "Order": order_no,
        "Title": title,
        "Country": country,
        "Posts": posts,
    }
    return RawRow(cells=cells)


def notices(session: Session) -> list[tuple[str, str | None]]:
    query = select(Notice.name, Agency.number).join(Agency, col(Agency.id) == col(Notice.agency_id), isouter=True)
    return [(name, number) for name, number in session.exec(query.order_by(col(Notice.id)))]


def test_a_notice_is_linked_by_number_or_by_exactly_the_same_name(session: Session) -> None:
    rows = [
        row("Tembo Ridge Placement Ltd", "ZZ/EA/0900", colour=BLACK),
        row("Kifaru Placement Ltd", "ZZ/EA/0901", colour=BLACK),
        row("Twin Placement Ltd", "ZZ/EA/0902", colour=BLACK),
        row("Twin Placement Limited", "ZZ/EA/0903", colour=BLACK),
    ]
    load(session, rows + valid(20), as_of=MAY)
    listed = [
        notice("TEMBO RIDGE PLACEMENT LIMITED"),
        notice("Someone Else Now", number="zz/ea/ 0901"),
        notice("Tembo Bridge Placement Ltd"),  # a namesake that differs in a rare word
        notice("Twin Placement"),  # two firms of one name: nobody is meant
        notice("Kifaru Placement Ltd", number="ZZ/EA/7777"),  # its number is not the namesake's
    ]
    load(session, listed, as_of=MAY, spec=NOTICES)
    assert set(notices(session)) == {
        ("Kifaru Placement Ltd", None),
        ("Someone Else Now", "ZZ/EA/0901"),
        ("TEMBO RIDGE PLACEMENT LIMITED", "ZZ/EA/0900"),
        ("Tembo Bridge Placement Ltd", None),
        ("Twin Placement", None),
    }


def test_a_firm_that_is_listed_later_is_linked_then(session: Session) -> None:
    load(session, [notice("Tembo Ridge Placement Ltd")], as_of=MAY, spec=NOTICES)
    assert notices(session) == [("Tembo Ridge Placement Ltd", None)]
    load(session, [row("Tembo Ridge Placement Ltd", "ZZ/EA/0900", colour=BLACK), *valid(20)], as_of=JUNE)
    assert notices(session) == [("Tembo Ridge Placement Ltd", "ZZ/EA/0900")]


def test_a_notice_page_read_again_adds_only_what_is_new(session: Session) -> None:
    load(session, [notice("A Placement", director="Asha Mfano and Juma Mfano")], as_of=MAY, spec=NOTICES)
    again = load(session, [notice("A Placement"), notice("B Placement")], as_of=JUNE, spec=NOTICES)
    assert again.state is ImportState.ACTIVE
    stored = session.exec(select(Notice).order_by(col(Notice.id))).all()
    assert [(one.name, one.published_on, one.action) for one in stored] == [
        ("A Placement", date(2026, 5, 15), LicenceStatus.DEREGISTERED),
        ("B Placement", date(2026, 5, 15), LicenceStatus.DEREGISTERED),
    ]
    assert stored[0].people == ["Asha Mfano", "Juma Mfano"]


def test_a_notice_without_a_printed_date_is_of_its_first_days_list_for_ever(session: Session) -> None:
    load(session, [notice("A Placement", day="")], as_of=MAY, spec=NOTICES)
    load(session, [notice("A Placement", day="")], as_of=JUNE, spec=NOTICES)
    (stored,) = session.exec(select(Notice)).all()
    assert stored.published_on == MAY


def orders(session: Session) -> list[tuple[str, str | None, int | None, date, date | None]]:
    listed = session.exec(select(JobOrder).order_by(col(JobOrder.title), col(JobOrder.id)))
    return [(one.title, one.destination, one.vacancies, one.from_on, one.until_on) for one in listed]


def test_orders_open_and_close_with_their_list(session: Session) -> None:
    load(session, [row("Tembo Ltd", "ZZ/EA/0900", colour=BLACK), *valid(20)], as_of=MAY)
    first = [
        order("Tembo Limited", "Housemaid", "Saudi Arabia", "1,000"),
        order("anything", "Driver", "qa", "50 posts", number="ZZ/EA/0900"),
        order("Nobody Known", "Guard", "Atlantis", "ten"),
    ]
    load(session, first, as_of=MAY, spec=VACANCIES)
    assert orders(session) == [
        ("Driver", "QA", 50, MAY, None),
        ("Guard", None, None, MAY, None),
        ("Housemaid", "SA", 1000, MAY, None),
    ]
    linked = {one.title: one.agency_id for one in session.exec(select(JobOrder))}
    assert linked["Driver"] == linked["Housemaid"] is not None
    assert linked["Guard"] is None
    load(session, [order("Tembo Limited", "Housemaid", "Saudi Arabia", "400"), first[1]], as_of=JUNE, spec=VACANCIES)
    assert orders(session) == [
        ("Driver", "QA", 50, MAY, None),
        ("Guard", None, None, MAY, JUNE),
        ("Housemaid", "SA", 1000, MAY, JUNE),
        ("Housemaid", "SA", 400, JUNE, None),
    ]


def test_orders_find_their_agency_whichever_list_came_first(session: Session) -> None:
    listed = [order("Tembo Limited", "Cook", "QA", "5"), order("Misspelt", "Driver", "QA", "5", number="zz/ea/0900")]
    load(session, listed, as_of=MAY, spec=VACANCIES)
    assert {one.agency_id for one in session.exec(select(JobOrder))} == {None}
    load(session, [row("Tembo Ltd", "ZZ/EA/0900", colour=BLACK), *valid(20)], as_of=MAY)
    session.expire_all()
    agency = session.exec(select(Agency).where(Agency.number == "ZZ/EA/0900")).one()
    assert {one.agency_id for one in session.exec(select(JobOrder))} == {agency.id}
    load(session, listed, as_of=JUNE, spec=VACANCIES)
    assert [(posts, until) for *_, posts, _, until in orders(session)] == [(5, None), (5, None)]


def test_one_order_number_may_cover_several_titles(session: Session) -> None:
    listed = [
        order("Tembo Ltd", "Housemaid", "SA", "100", order_no="JO/1"),
        order("Tembo Ltd", "Driver", "SA", "50", order_no="JO/1"),
    ]
    load(session, listed, as_of=MAY, spec=VACANCIES)
    assert [(title, posts) for title, _, posts, _, _ in orders(session)] == [("Driver", 50), ("Housemaid", 100)]


def test_a_notice_that_clears_a_firm_or_says_a_strange_word_bars_nobody(session: Session) -> None:
    body = b"""Name of Firm,Action,Issued by,Right of Reply
Tembo Ltd,Cleared,Ministry,
Kifaru Ltd,Denied,Ministry,until June
Chui Ltd,,Court,
"""
    table = read_table(body, suffix=".csv")
    spec = guess_spec(table, jurisdiction="zz", kind=RegisterKind.NOTICES)
    load(session, table.rows, as_of=MAY, spec=spec)
    listed = session.exec(select(Notice).order_by(col(Notice.id)))
    assert {one.name: (one.action, one.issuer, one.reason, one.right_of_reply) for one in listed} == {
        "Tembo Ltd": (LicenceStatus.AMBIGUOUS, "Ministry", "Cleared", ""),
        "Kifaru Ltd": (LicenceStatus.DENIED, "Ministry", "", "until June"),
        "Chui Ltd": (LicenceStatus.AMBIGUOUS, "Court", "", ""),
    }


@pytest.mark.parametrize(
    ("said", "name", "number"),
    [
        ("1. Tembo Ridge Ltd (ZZ/EA/0001)", "Tembo Ridge Ltd", "ZZ/EA/0001"),
        ("(iv) Tembo Ridge Ltd [Reg. No. 0123]", "Tembo Ridge Ltd", "0123"),
        ("12) Tembo (K) Ltd", "Tembo (K) Ltd", None),
        ("3 Stars Agency (2010) Ltd", "3 Stars Agency (2010) Ltd", None),
        ("A.B. Careers", "A.B. Careers", None),
        ("J. Kamau Agencies", "J. Kamau Agencies", None),
        ("b. Tembo Ridge Ltd", "Tembo Ridge Ltd", None),
        ("360. Global Careers", "Global Careers", None),
        ("Tembo Ltd (2019)", "Tembo Ltd (2019)", None),
        ("Tembo Ltd (formerly Kifaru)", "Tembo Ltd (formerly Kifaru)", None),
    ],
)
def test_a_list_items_counting_and_number_are_no_part_of_the_name(
    session: Session, said: str, name: str, number: str | None
) -> None:
    load(session, [notice(said)], as_of=MAY, spec=NOTICES)
    assert [(one.name, one.number) for one in session.exec(select(Notice))] == [(name, number)]
