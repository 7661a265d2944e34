"""Whatever came before, the register says what the last list says; what did not change is not written again."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, col, create_engine, select

from registry.agency_register import confirm_import
from registry.identity.contact_reading.phones import to_e164
from registry.records import Agency, AgencyContact, AgencyName, HeldRow, Licence, RegisterEvent, RegisterRemark
from registry.register_import.plain_phones import plain_number
from registry.vocabulary import ImportState, LicenceStatus, RegisterChange
from tests.factory import NOON
from tests.registry.register_import.listing import BLACK, RED, load, row, valid

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
Firm = tuple[str, str, str, bool]
FIRMS = st.dictionaries(
    st.integers(1, 9).map(lambda number: f"ZZ/EA/{number:04d}"),
    st.tuples(
        st.sampled_from(["Tembo Ltd", "Kifaru Ltd", "Chui Agency"]),
        st.sampled_from(["0700 000 001", "0700000002", "0700 000 003 / 0700 000 004", ""]),
        st.sampled_from(["Acacia House", "Baobab House", ""]),
        st.booleans(),
    ),
    min_size=1,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FIRMS, min_size=1, max_size=4))
def test_the_register_says_what_the_last_list_says(months: list[dict[str, Firm]]) -> None:
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        for month, firms in enumerate(months):
            rows = [
                row(name, number, colour=BLACK if good else RED, Phone=phone, Address=address)
                for number, (name, phone, address, good) in firms.items()
            ]
            load(session, rows, as_of=MAY + timedelta(days=30 * month))
            assert _open(session) == {number: _wanted(firm) for number, firm in firms.items()}
    engine.dispose()


def _wanted(firm: Firm) -> tuple[str, set[str], LicenceStatus]:
    name, phone, address, good = firm
    contacts = {f"+254{one.replace(' ', '')[1:]}" for one in phone.split(" / ") if one}
    contacts |= {address.lower()} if address else set()
    return name, contacts, LicenceStatus.VALID if good else LicenceStatus.EXPIRED


def _open(session: Session) -> dict[str | None, tuple[str, set[str], LicenceStatus]]:
    found: dict[str | None, Any] = {}
    for agency in session.exec(select(Agency)):
        names = session.exec(
            select(AgencyName.name).where(AgencyName.agency_id == agency.id, col(AgencyName.until_on).is_(None))
        ).all()
        of_it = (AgencyContact.agency_id == agency.id, col(AgencyContact.until_on).is_(None))
        contacts = session.exec(select(AgencyContact.value).where(*of_it)).all()
        licence = session.exec(
            select(Licence.status).where(Licence.agency_id == agency.id, col(Licence.until_on).is_(None))
        ).all()
        if names or contacts or licence:
            found[agency.number] = (*names, set(contacts), *licence)
    return found


def test_only_what_changed_is_written(session: Session) -> None:
    load(session, valid(20), as_of=MAY)
    load(session, [*valid(19), row("New Name Ltd", "ZZ/EA/0020", colour=RED)], as_of=JUNE)
    assert len(session.exec(select(Licence)).all()) == 21
    assert len(session.exec(select(AgencyName)).all()) == 21
    last = {agency.last_import_id for agency in session.exec(select(Agency).execution_options(populate_existing=True))}
    assert len(last) == 1


def test_a_fault_that_stays_is_remarked_for_each_list(session: Session) -> None:
    rows = [*valid(20), row("Odd Date Ltd", "ZZ/EA/0021", colour=BLACK, Expiry="soon")]
    rows += [row("Late Ltd", "ZZ/EA/0022", colour=BLACK, Expiry="2026-05-20")]
    reports = [load(session, rows, as_of=day).report for day in (MAY, JUNE, JULY)]
    assert [one["remarks"] for one in reports] == [  # type: ignore[call-overload]
        {"unreadable_date": 1},
        {"unreadable_date": 1, "listed_but_expired": 1},
        {"unreadable_date": 1, "listed_but_expired": 1},
    ]
    assert len(session.exec(select(RegisterRemark)).all()) == 5


def test_one_that_vanished_and_comes_back_as_it_was_has_reappeared(session: Session) -> None:
    for day, count in ((MAY, 20), (JUNE, 19), (JULY, 20)):
        load(session, valid(count), as_of=day)
    changes = list(session.exec(select(RegisterEvent.change).order_by(col(RegisterEvent.id))))
    assert changes == [RegisterChange.VANISHED, RegisterChange.REAPPEARED]


def test_a_held_list_takes_effect_as_it_would_have(session: Session) -> None:
    load(session, valid(40), as_of=MAY)
    rows = [
        row("Agency 1 Placement Ltd", "ZZ/EA/0001"),
        *valid(3, first=2),
        row("Agency 5 Placement Ltd", "ZZ/EA/0005"),
    ]
    held = load(session, rows, as_of=JUNE)
    assert held.state is ImportState.HELD
    assert len(session.exec(select(HeldRow)).all()) == 5
    confirm_import(session, int(held.id or 0), by="registrar@example.org", at=NOON)
    assert {number: status for number, (_, _, status) in _open(session).items()} == {
        f"ZZ/EA/{number:04d}": LicenceStatus.VALID for number in range(1, 6)
    }
    same = load(session, rows, as_of=JULY)
    assert same.report["events"] == {}  # type: ignore[call-overload]


@given(st.from_regex(r"0[1-9]\d{8}", fullmatch=True), st.sampled_from(["KE", "UG", "TZ", "AE", "ZA", "IN"]))
def test_a_plain_telephone_cell_is_read_as_running_text_would_be(printed: str, region: str) -> None:
    number = plain_number(printed, region=region)
    assert number is None or number == to_e164(printed, region=region)
