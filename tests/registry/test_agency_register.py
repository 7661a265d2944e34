"""A list takes effect as a dated snapshot, or is held back, or is refused in a sentence: nothing between."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from registry.agency_register import confirm_import, import_register, latest_import, reject_import
from registry.audit import verify
from registry.errors import InvalidInput, NotAllowed, NotFound
from registry.records import (
    Agency,
    AgencyContact,
    AgencyName,
    AuditEntry,
    HeldRow,
    Licence,
    RegisterEvent,
    RegisterRemark,
)
from registry.register_reading.table import RawRow
from registry.register_spec import Role
from registry.vocabulary import (
    ContactKind,
    ImportState,
    LicenceScope,
    LicenceStatus,
    RegisterChange,
    RegisterKind,
)
from tests.registry.register_import.listing import AGENCIES, BLACK, RED, load, row, valid

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
BY = "registrar@example.org"


def licences(session: Session) -> list[tuple[str | None, LicenceStatus, date, date | None]]:
    listed = session.exec(select(Licence).order_by(col(Licence.number), col(Licence.id)))
    return [(one.number, one.status, one.from_on, one.until_on) for one in listed]


def events(session: Session) -> list[tuple[str, RegisterChange, str, str]]:
    query = select(Agency.number, RegisterEvent.change, RegisterEvent.before, RegisterEvent.after)
    joined = query.join(Agency, col(Agency.id) == col(RegisterEvent.agency_id)).order_by(col(RegisterEvent.id))
    return [tuple(one) for one in session.exec(joined)]  # type: ignore[misc]


def remarks(session: Session) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for remark in session.exec(select(RegisterRemark).order_by(col(RegisterRemark.id))):
        found.setdefault(remark.kind, []).append(remark.text)
    return found


def test_a_list_gives_agencies_licences_names_and_contacts(session: Session) -> None:
    record = load(
        session,
        [
            row(
                "Tembo Ridge Placement Ltd",
                "ZZ/EA/0001",
                colour=RED,
                Phone="0700 000 001 / 0100 000 002",
                Email="Info@TemboRidge.example",
                Address="Acacia House, Nairobi",
                Director="Asha Mfano; Juma Mfano",
                Expiry="3rd March 2026",
                Issued="03/03/2025",
                Scope="Local & Foreign",
            ),
            row("Kifaru Placement Ltd", "ZZ/EA/0002", Scope="local"),
        ],
        as_of=MAY,
    )
    assert (record.state, record.rows) == (ImportState.ACTIVE, 2)
    first, second = session.exec(select(Licence).order_by(col(Licence.number)))
    assert (first.status, first.expires_on, first.issued_on) == (
        LicenceStatus.EXPIRED,
        date(2026, 3, 3),
        date(2025, 3, 3),
    )
    assert (first.scope, first.status_raw, first.from_on) == (LicenceScope.BOTH, "colour #ff0000", MAY)
    # Text of no colour of its own is black once another row is coloured.
    assert (second.status, second.scope) == (LicenceStatus.VALID, LicenceScope.LOCAL)
    contacts = {(one.kind, one.value) for one in session.exec(select(AgencyContact))}
    assert contacts == {
        (ContactKind.PHONE, "+254700000001"),
        (ContactKind.PHONE, "+254100000002"),
        (ContactKind.EMAIL, "info@temboridge.example"),
        (ContactKind.ADDRESS, "acacia house nairobi"),
        (ContactKind.PERSON, "asha mfano"),
        (ContactKind.PERSON, "juma mfano"),
    }
    assert {one.normalised for one in session.exec(select(AgencyName))} == {"tembo ridge placement", "kifaru placement"}


def test_the_same_file_of_the_same_day_again_changes_nothing(session: Session) -> None:
    first = load(session, valid(20), as_of=MAY, sha256="a" * 64)
    again = load(session, valid(20), as_of=MAY, sha256="a" * 64)
    assert again.id == first.id
    assert len(session.exec(select(Agency)).all()) == 20
    assert len(session.exec(select(AuditEntry)).all()) == 1


def test_an_unchanged_list_of_a_later_day_adds_no_rows_and_no_events(session: Session) -> None:
    load(session, valid(20), as_of=MAY)
    later = load(session, valid(20), as_of=JUNE)
    assert later.report["events"] == {}  # type: ignore[call-overload]
    assert len(licences(session)) == 20


def test_a_first_list_has_no_events_and_each_change_after_it_is_one(session: Session) -> None:
    before = [
        row("Renewed Ltd", "ZZ/EA/0001", colour=BLACK, Expiry="2026-05-31"),
        row("Lapsed Ltd", "ZZ/EA/0002", colour=BLACK),
        row("Suspended Ltd", "ZZ/EA/0003", colour=BLACK),
        row("Revoked Ltd", "ZZ/EA/0004", colour=BLACK),
        row("Old Name Ltd", "ZZ/EA/0005", colour=BLACK),
        row("Moved Ltd", "ZZ/EA/0006", colour=BLACK, Address="Old Street 1"),
        row("Vanished Ltd", "ZZ/EA/0007", colour=BLACK),
    ]
    load(session, before + valid(20, first=100), as_of=MAY)
    assert events(session) == []
    after = [
        row("Renewed Ltd", "ZZ/EA/0001", colour=BLACK, Expiry="2027-05-31"),
        row("Lapsed Ltd", "ZZ/EA/0002", colour=RED),
        row("Suspended Ltd", "ZZ/EA/0003", Status="Suspended"),
        row("Revoked Ltd", "ZZ/EA/0004", Status="Cancelled on appeal"),
        row("New Name Ltd", "ZZ/EA/0005", colour=BLACK),
        row("Moved Ltd", "ZZ/EA/0006", colour=BLACK, Address="New Road 2"),
        row("Granted Ltd", "ZZ/EA/0008", colour=BLACK),
    ]
    load(session, after + valid(20, first=100), as_of=JUNE)
    assert sorted(events(session)) == [
        ("ZZ/EA/0001", RegisterChange.RENEWED, "valid until 2026-05-31", "valid until 2027-05-31"),
        ("ZZ/EA/0002", RegisterChange.LAPSED, "valid until not stated", "expired until not stated"),
        ("ZZ/EA/0003", RegisterChange.SUSPENDED, "valid until not stated", "suspended until not stated"),
        ("ZZ/EA/0004", RegisterChange.REVOKED, "valid until not stated", "cancelled until not stated"),
        ("ZZ/EA/0005", RegisterChange.RENAMED, "Old Name Ltd", "New Name Ltd"),
        ("ZZ/EA/0006", RegisterChange.MOVED, "old street 1", "New Road 2"),
        ("ZZ/EA/0007", RegisterChange.VANISHED, "Vanished Ltd", ""),
        ("ZZ/EA/0008", RegisterChange.GRANTED, "", "Granted Ltd"),
    ]


def test_nothing_is_overwritten_and_a_firm_that_comes_back_is_the_same_one(session: Session) -> None:
    tembo = row("Tembo Ltd", "ZZ/EA/0001", colour=BLACK, Phone="0700 000 001")
    load(session, [tembo, *valid(20, first=100)], as_of=MAY)
    load(session, valid(20, first=100), as_of=JUNE)
    load(session, [tembo, *valid(20, first=100)], as_of=JULY)
    assert [one for one in licences(session) if one[0] == "ZZ/EA/0001"] == [
        ("ZZ/EA/0001", LicenceStatus.VALID, MAY, JUNE),
        ("ZZ/EA/0001", LicenceStatus.VALID, JULY, None),
    ]
    assert [change for _, change, _, _ in events(session)] == [RegisterChange.VANISHED, RegisterChange.REAPPEARED]
    agency = session.exec(select(Agency).where(Agency.number == "ZZ/EA/0001")).one()
    names = session.exec(select(AgencyName).where(AgencyName.agency_id == agency.id).order_by(col(AgencyName.id))).all()
    assert [(one.from_on, one.until_on) for one in names] == [(MAY, JUNE), (JULY, None)]
    contacts = session.exec(select(AgencyContact).order_by(col(AgencyContact.id))).all()
    assert [(one.from_on, one.until_on) for one in contacts] == [(MAY, JUNE), (JULY, None)]


def test_a_register_of_three_rows_where_500_stood_yesterday_is_held_until_a_person_confirms(
    session: Session, at: datetime
) -> None:
    load(session, valid(500), as_of=MAY)
    held = load(session, valid(3), as_of=JUNE, source="list.html")
    assert held.state is ImportState.HELD
    sentence = held.report["sentence"]  # type: ignore[call-overload]
    assert "list.html is held back" in sentence
    assert "3 entries where the list before had 500" in sentence
    assert f"wakala register confirm {held.id}" in sentence
    assert latest_import(session, "zz", RegisterKind.AGENCIES).as_of == MAY  # type: ignore[union-attr]
    assert all(until is None for *_, until in licences(session))

    confirmed = confirm_import(session, int(held.id or 0), by=BY, at=at)
    assert (confirmed.state, confirmed.decided_by) == (ImportState.ACTIVE, BY)
    assert session.exec(select(HeldRow)).all() == []
    assert sum(1 for *_, until in licences(session) if until == JUNE) == 497
    assert confirmed.report["events"] == {"vanished": 497}  # type: ignore[call-overload]
    actions = [entry.action for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))]
    assert actions == ["register.imported", "register.held", "register.confirmed"]
    assert verify(session).sound


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([row(f"A {n} Ltd", f"ZZ/EA/{n:04d}", colour=RED) for n in range(1, 41)], "0% of its licences are valid"),
        (valid(40, first=1000), "only 0% of the holders listed before"),
        (valid(25) + [row(f"B {n} Ltd", f"ZZ/EA/{n:04d}", Status="??") for n in range(26, 41)], "38% of its rows"),
        (valid(80), "80 entries where the list before had 40"),
        (
            [row(f"Moi Avenue {n}", f"ZZ/EA/{n:04d}", colour=BLACK) for n in range(1, 41)],
            "100% of the holders listed before have other names",
        ),
    ],
)
def test_a_list_unlike_its_own_past_is_held(session: Session, rows: list[RawRow], says: str) -> None:
    load(session, valid(40), as_of=MAY)
    held = load(session, rows, as_of=JUNE)
    assert held.state is ImportState.HELD
    assert says in held.report["sentence"]  # type: ignore[call-overload]


def test_a_list_that_only_writes_its_names_otherwise_is_not_held(session: Session) -> None:
    load(session, valid(40), as_of=MAY)
    capitals = [row(f"AGENCY {n} PLACEMENT LIMITED", f"ZZ/EA/{n:04d}", colour=BLACK) for n in range(1, 41)]
    assert load(session, capitals, as_of=JUNE).state is ImportState.ACTIVE


def test_a_column_that_went_empty_holds_a_list_back(session: Session) -> None:
    filled = [row(f"A {n} Ltd", f"ZZ/EA/{n:04d}", colour=BLACK, Expiry="2027-01-01") for n in range(40)]
    load(session, filled, as_of=MAY)
    held = load(session, [row(f"A {n} Ltd", f"ZZ/EA/{n:04d}", colour=BLACK) for n in range(40)], as_of=JUNE)
    assert "expires_on is filled in 0%" in held.report["sentence"]  # type: ignore[call-overload]


def test_ordinary_change_is_not_held_and_a_short_list_may_double(session: Session) -> None:
    load(session, valid(40), as_of=MAY)
    changed = valid(30) + valid(12, first=200) + [row("Lapsed Ltd", "ZZ/EA/0035", colour=RED)]
    assert load(session, changed, as_of=JUNE).state is ImportState.ACTIVE


def test_a_first_list_is_not_judged_by_its_size_or_share_of_valid_licences(session: Session) -> None:
    assert load(session, [row("One Ltd", "ZZ/EA/0001", colour=RED)], as_of=MAY).state is ImportState.ACTIVE


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "has no rows"),
        ([row("", "ZZ/EA/0001", colour=BLACK)], "no row with a name"),
        ([row("Tembo Ltd", "ZZ/EA/0001", Expiry="2027-01-01")], "a list page with no status colours cannot be read"),
        (
            [row("Tembo Ltd", "1", colour="#ffff00")],
            "colour #ffff00",
        ),
        ([row("Tembo Ltd", "ZZ/EA/0001", Status="tip-top")], "'tip-top'"),
        ([row(f"{n}", f"ZZ/EA/{n:04d}", colour=BLACK) for n in range(9)], "holds no names"),
        (
            [row(f"Ab {n}", f"ZZ/EA/{n:04d}", Status="Valid" if n < 3 else "quite so") for n in range(9)],
            "status of 6 of 9 rows",
        ),
        ([RawRow(cells={"Firm": "Tembo"})], "has no column 'Name'"),
    ],
)
def test_what_cannot_be_read_is_refused_and_changes_nothing(session: Session, rows: list[RawRow], says: str) -> None:
    with pytest.raises(InvalidInput, match=says) as raised:
        load(session, rows, as_of=MAY, source="list.html")
    assert "list.html" in str(raised.value)
    assert session.exec(select(Agency)).first() is None
    assert session.exec(select(AuditEntry)).first() is None


def test_a_list_whose_dates_cannot_be_read_is_refused_until_its_spec_says_how(session: Session) -> None:
    rows = [row(f"Agency {n} Ltd", f"ZZ/EA/{n:04d}", colour=BLACK, Expiry=f"12/{n}/2026") for n in range(11, 21)]
    with pytest.raises(InvalidInput, match="dates of 8 of 10 rows cannot be read"):
        load(session, rows, as_of=MAY)
    load(session, rows, as_of=MAY, spec=AGENCIES.model_copy(update={"date_formats": ("%m/%d/%Y",)}))
    assert [one[1] for one in licences(session)] == [LicenceStatus.VALID] * 10


def test_a_page_that_lost_its_colours_is_refused_at_any_time(session: Session) -> None:
    load(session, valid(40), as_of=MAY)
    with pytest.raises(InvalidInput, match="no status colours"):
        load(session, [row(f"A {n} Ltd", f"ZZ/EA/{n:04d}") for n in range(40)], as_of=JUNE)


def test_an_older_list_than_the_one_in_effect_is_refused(session: Session) -> None:
    load(session, valid(20), as_of=JUNE)
    with pytest.raises(InvalidInput, match=r"dated 2026-05-01 but the list of 2026-06-01"):
        load(session, valid(19), as_of=MAY)


def test_a_list_that_was_set_aside_is_read_anew_with_another_spec(session: Session, at: datetime) -> None:
    load(session, valid(40), as_of=MAY)
    wrong = AGENCIES.model_copy(update={"columns": {**AGENCIES.columns, Role.NUMBER: ("Phone",)}})
    held = load(session, valid(40), as_of=JUNE, spec=wrong, sha256="b" * 64)
    assert held.state is ImportState.HELD
    reject_import(session, int(held.id or 0), by=BY, reason="the wrong column", at=at)
    again = load(session, valid(40), as_of=JUNE, sha256="b" * 64)
    assert (again.id, again.state, again.decided_by) == (held.id, ImportState.ACTIVE, None)
    assert len(session.exec(select(Agency)).all()) == 40


def test_a_list_that_was_set_aside_keeps_none_of_its_rows_cells(session: Session, at: datetime) -> None:
    load(session, valid(40), as_of=MAY)
    held = load(session, [*valid(3), row("", "ZZ/EA/0900", Phone="0700 000 900")], as_of=JUNE)
    assert "0700 000 900" in str(held.report)
    rejected = reject_import(session, int(held.id or 0), by=BY, reason="wrong page", at=at)
    assert rejected.report["nameless"] == {"rows": 1, "first": []}


def test_confirming_has_its_limits(session: Session, at: datetime) -> None:
    load(session, valid(40), as_of=MAY)
    held = load(session, valid(3), as_of=JUNE)
    with pytest.raises(NotFound, match="no register import 999"):
        confirm_import(session, 999, by=BY, at=at)
    rejected = reject_import(session, int(held.id or 0), by=BY, reason="wrong page", at=at)
    assert rejected.state is ImportState.REJECTED
    assert session.exec(select(HeldRow)).all() == []
    with pytest.raises(NotAllowed, match="is rejected, not held"):
        confirm_import(session, int(held.id or 0), by=BY, at=at)
    second = load(session, valid(4), as_of=JUNE + timedelta(days=1))
    load(session, valid(40), as_of=JULY)
    with pytest.raises(NotAllowed, match="the list of 2026-07-01 is in effect"):
        confirm_import(session, int(second.id or 0), by=BY, at=at)


def test_a_list_without_numbers_takes_rows_of_one_name_as_branches(session: Session) -> None:
    spec = AGENCIES.model_copy(update={"key": "row", "presence_means_licensed": True})
    rows = [
        row("Tembo Ltd", Address="Acacia House", Phone="0700 000 001", Issued="2021-05-01"),
        row("TEMBO  Ltd", Address="Baobab House", Phone="0700 000 002", Issued="2019-05-01"),
        row("Kifaru Ltd", Address="Acacia House"),
    ]
    record = load(session, rows, as_of=MAY, spec=spec)
    assert (record.rows, len(session.exec(select(Agency)).all())) == (3, 2)
    tembo = session.exec(select(Licence).where(Licence.issued_on == date(2019, 5, 1))).one()
    assert tembo.status is LicenceStatus.VALID
    addresses = select(AgencyContact).where(AgencyContact.agency_id == tembo.agency_id)
    assert {one.value for one in session.exec(addresses)} >= {"acacia house", "baobab house", "+254700000002"}
    assert "duplicate_row" not in remarks(session)


def test_the_registers_own_faults_become_remarks_and_accuse_nobody(session: Session) -> None:
    twice = row("Twice Ltd", "ZZ/EA/0001", colour=BLACK, Phone="0700 000 001")
    rows = [
        twice,
        twice,
        row("Spelt Gateway Ltd", "ZZ/EA/0002", colour=BLACK, Phone="0700 000 001"),
        row("Spelt Gateaway Ltd", "ZZ/EA/0002", colour=BLACK),
        row("Contrary Ltd", "ZZ/EA/0003", colour=BLACK),
        row("Contrary Ltd", "ZZ/EA/0003", colour=RED),
        row("Late Ltd", "ZZ/EA/0004", colour=BLACK, Expiry="2026-04-30"),
        row("Numberless Ltd", colour=BLACK),
        row("Odd Date Ltd", "ZZ/EA/0005", colour=BLACK, Expiry="soon"),
        row("Same Name Ltd", "ZZ/EA/0006", colour=BLACK),
        row("Same Name Limited", "ZZ/EA/0007", colour=BLACK),
    ]
    load(session, rows, as_of=MAY)
    found = remarks(session)
    assert found.keys() == {
        "duplicate_row",
        "one_number_several_names",
        "contradicting_status",
        "listed_but_expired",
        "missing_number",
        "unreadable_date",
        "same_name",
        "shared_phone",
    }
    assert "expired on 2026-04-30" in found["listed_but_expired"][0]
    assert "Twice Ltd (ZZ/EA/0001), Spelt Gateway Ltd (ZZ/EA/0002)" in found["shared_phone"][0]
    by_number = {number: status for number, status, *_ in licences(session)}
    assert by_number["ZZ/EA/0003"] is LicenceStatus.AMBIGUOUS
    assert by_number["ZZ/EA/0004"] is LicenceStatus.VALID


def test_legal_entities_give_names_and_no_licence(session: Session) -> None:
    spec = AGENCIES.model_copy(update={"kind": RegisterKind.NAMES})
    load(session, [row("Tembo Ltd", "C/1"), row("Kifaru Ltd", "C/2")], as_of=MAY, spec=spec)
    assert len(session.exec(select(Agency)).all()) == 2
    assert licences(session) == []
    load(session, [row("Tembo Ltd", "C/1")], as_of=JUNE, spec=spec)
    assert [change for _, change, _, _ in events(session)] == [RegisterChange.VANISHED]


def test_registers_of_two_kinds_do_not_disturb_each_other(session: Session) -> None:
    load(session, valid(20), as_of=MAY)
    maritime = AGENCIES.model_copy(update={"kind": RegisterKind.MARITIME})
    record = load(session, [row("Agency 1 Placement Ltd", "ZZ/EA/0001", colour=BLACK)], as_of=MAY, spec=maritime)
    assert record.state is ImportState.ACTIVE
    assert len(session.exec(select(Agency)).all()) == 21


def test_the_rulebook_of_the_specs_jurisdiction_is_loaded_when_none_is_given(session: Session, at: datetime) -> None:
    record = import_register(session, valid(2), spec=AGENCIES, source="x", sha256="b" * 64, as_of=MAY, at=at, by=BY)
    assert record.jurisdiction == "zz"


def test_totals_and_lines_of_their_own_are_no_agencies(session: Session) -> None:
    """A sum, and who prepared the list, stand below many lists."""
    last = [RawRow(cells={**dict.fromkeys(row("x").cells, ""), "Name": "Prepared by: the Director"})]
    last.append(RawRow(cells={**dict.fromkeys(row("x").cells, ""), "No": "Total:", "Name": "20"}))
    last.append(RawRow(cells={**dict.fromkeys(row("x").cells, ""), "No": "20", "Name": "Grand Total"}))
    assert load(session, valid(20) + last, as_of=MAY).rows == 20
