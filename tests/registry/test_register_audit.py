"""The register's own faults reach its registrar: counted by kind, each with its entry, gravest first."""

import csv
import io
from datetime import date

from sqlmodel import Session

from registry.agency_register import confirm_import
from registry.register_audit import COLUMNS, FAULTS, audited_lists, register_faults, write_faults
from registry.register_import.near_names import near_pairs
from registry.register_reading.table import RawRow
from registry.vocabulary import ImportState
from tests.factory import NOON
from tests.registry.register_import.listing import AGENCIES, BLACK, NOTICES, load, row, valid

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def kinds(session: Session) -> dict[str, int]:
    return {kind: count for one in audited_lists(session) for kind, count in one.counts}


def test_faults_are_told_with_their_entries_gravest_first(session: Session) -> None:
    rows = [
        row("Tembo Ridge Placement Ltd", "ZZ/EA/0001", colour=BLACK, Phone="0700 000 001", Address="Acacia House"),
        row("Tembo Rigde Placement Ltd", "ZZ/EA/0002", colour=BLACK, Phone="0700 000 002", Address="Baobab House"),
        row("Kifaru Careers Ltd", "ZZ/EA/0003", colour=BLACK, Phone="0700 000 003", Address="Acacia House"),
        row("Chui Bureau", "ZZ/EA/0004", colour=BLACK, Address="Cedar House", Expiry="2026-04-01"),
    ]
    load(session, rows, as_of=MAY)
    lists = audited_lists(session)
    assert [kind for kind, _ in lists[0].counts] == [
        "listed_but_expired",
        "near_duplicate",
        "shared_address",
        "missing_phone",
    ]
    told = {fault.kind: fault for fault in register_faults(session, lists)}
    assert (told["missing_phone"].number, told["missing_phone"].name) == ("ZZ/EA/0004", "Chui Bureau")
    assert "Tembo Rigde Placement Ltd (ZZ/EA/0002)" in told["near_duplicate"].text
    assert "acacia house" in told["shared_address"].text
    assert told.keys() <= FAULTS.keys()


def test_a_new_name_soon_after_a_revocation_is_told(session: Session) -> None:
    def listed(name: str, status: str) -> list[object]:
        lost = row(name, "ZZ/EA/0900", colour=BLACK, Status=status, Phone="0700 000 900", Director="Asha Mfano")
        return [lost, *valid(20)]

    load(session, listed("Old Name Placement Ltd", "Valid"), as_of=MAY)  # type: ignore[arg-type]
    load(session, listed("Old Name Placement Ltd", "Revoked"), as_of=JUNE)  # type: ignore[arg-type]
    assert "renamed_after_revocation" not in kinds(session)
    fresh = row("Brand New Careers", "ZZ/EA/0901", colour=BLACK, Director="Asha Mfano")
    load(session, [*listed("New Name Careers Ltd", "Valid"), fresh], as_of=JULY)  # type: ignore[list-item]
    faults = {fault.kind: fault.text for fault in register_faults(session, audited_lists(session))}
    assert "Old Name Placement Ltd (ZZ/EA/0900) is now called New Name Careers" in faults["renamed_after_revocation"]
    assert "Brand New Careers (ZZ/EA/0901) is new and gives the person asha mfano" in faults["successor_of_revoked"]


def test_a_new_name_soon_after_a_notice_is_told_too(session: Session) -> None:
    load(session, [row("Old Name Ltd", "ZZ/EA/0900", colour=BLACK), *valid(20)], as_of=MAY)
    noticed = RawRow(
        cells={"Firm": "Old Name Ltd", "No": "ZZ/EA/0900", "Date": "2026-05-20", "Director": "", "Reason": ""}
    )
    load(session, [noticed], as_of=MAY, spec=NOTICES)
    load(session, [row("New Name Ltd", "ZZ/EA/0900", colour=BLACK), *valid(20)], as_of=JUNE)
    assert kinds(session)["renamed_after_revocation"] == 1


def test_what_hardly_anybody_has_is_not_missing(session: Session) -> None:
    rows = [row(f"Agency {number} Ltd", f"ZZ/EA/{number:04d}", colour=BLACK) for number in range(9)]
    load(session, [*rows, row("Tembo Ltd", "ZZ/EA/0100", colour=BLACK, Phone="0700 000 001")], as_of=MAY)
    assert "missing_phone" not in kinds(session)


def test_dates_back_to_front_are_told_with_both_dates(session: Session) -> None:
    odd = row("Tembo Ltd", "ZZ/EA/0100", colour=BLACK, Issued="2027-03-01", Expiry="2026-12-31")
    same_day = row("Chui Ltd", "ZZ/EA/0101", colour=BLACK, Issued="2026-12-31", Expiry="2026-12-31")
    load(session, [odd, same_day, *valid(3)], as_of=MAY)
    faults = register_faults(session, audited_lists(session))
    assert [fault.text for fault in faults if fault.kind == "dates_back_to_front"] == [
        "Tembo Ltd (ZZ/EA/0100): valid from 1 March 2027, which is after it ends on 31 December 2026"
    ]
    assert FAULTS["dates_back_to_front"] == "valid from a day after its own expiry date"


def test_one_row_with_dates_back_to_front_is_told_of_a_holder_on_several(session: Session) -> None:
    rows = [
        row("Tembo Ltd", "ZZ/EA/0100", colour=BLACK, Issued="2027-03-01", Expiry="2026-12-31"),
        row("Tembo Ltd", "ZZ/EA/0100", colour=BLACK, Issued="2026-03-01", Expiry="2027-12-31"),
    ]
    load(session, [*rows, *valid(3)], as_of=MAY)
    faults = {fault.kind: fault.text for fault in register_faults(session, audited_lists(session))}
    assert faults["dates_back_to_front"] == "Tembo Ltd (ZZ/EA/0100): valid from a day after it ends, on one of its rows"


def _with_contacts(count: int) -> list[RawRow]:
    return [
        row(
            f"Agency {n} Ltd",
            f"ZZ/EA/{n:04d}",
            colour=BLACK,
            Phone=f"0700 000 {n:03d}",
            Email=f"a{n}@agency{n}.example",
        )
        for n in range(count)
    ]


def test_what_is_printed_but_cannot_be_read_is_not_called_missing(session: Session) -> None:
    odd = [
        row("Tembo Ltd", "ZZ/EA/0100", colour=BLACK, Phone="07OO-12", Email="info at tembo", Expiry="soon"),
        row("Chui Ltd", "ZZ/EA/0101", colour=BLACK, Expiry="2027-01-01"),
    ]
    load(session, [*_with_contacts(8), *odd], as_of=MAY)
    faults = register_faults(session, audited_lists(session))
    assert {fault.kind: (fault.name, fault.text) for fault in faults if fault.kind != "missing_expiry"} == {
        "unreadable_date": ("Tembo Ltd", "Tembo Ltd (ZZ/EA/0100): unreadable date"),
        "unreadable_phone": ("Tembo Ltd", "Tembo Ltd (ZZ/EA/0100): the telephone '07OO-12' cannot be read"),
        "unreadable_email": ("Tembo Ltd", "Tembo Ltd (ZZ/EA/0100): the e-mail address 'info at tembo' cannot be read"),
        "missing_phone": ("Chui Ltd", "Chui Ltd (ZZ/EA/0101) has no telephone"),
        "missing_email": ("Chui Ltd", "Chui Ltd (ZZ/EA/0101) has no e-mail address"),
    }
    assert set(kinds(session)) <= FAULTS.keys()


def test_a_date_that_cannot_be_read_is_no_missing_expiry(session: Session) -> None:
    dated = [row(f"Agency {n} Ltd", f"ZZ/EA/{n:04d}", colour=BLACK, Expiry="2027-01-01") for n in range(8)]
    odd = [row("Tembo Ltd", "ZZ/EA/0100", colour=BLACK, Expiry="soon"), row("Chui Ltd", "ZZ/EA/0101", colour=BLACK)]
    load(session, [*dated, *odd], as_of=MAY)
    assert (kinds(session)["unreadable_date"], kinds(session)["missing_expiry"]) == (1, 1)


def test_what_cannot_be_read_is_told_again_of_a_later_list_that_repeats_it_and_of_one_that_was_held(
    session: Session,
) -> None:
    odd = row("Tembo Ltd", "ZZ/EA/0100", colour=BLACK, Phone="07OO-12")
    load(session, [*_with_contacts(20), odd], as_of=MAY)
    load(session, [*_with_contacts(20), odd], as_of=JUNE)
    assert kinds(session)["unreadable_phone"] == 1
    held = load(session, [*_with_contacts(5), odd], as_of=JULY)
    assert held.state is ImportState.HELD
    confirm_import(session, held.id or 0, by="analyst@example.org", at=NOON)
    assert kinds(session)["unreadable_phone"] == 1


def test_many_that_cannot_be_read_are_all_counted(session: Session) -> None:
    odd = [row(f"Firm {n} Ltd", f"ZZ/EA/{n + 1000}", colour=BLACK, Phone="07OO-12") for n in range(600)]
    load(session, [*_with_contacts(9), *odd, row("Chui Ltd", "ZZ/EA/0101", colour=BLACK)], as_of=MAY)
    counted = kinds(session)
    assert (counted["unreadable_phone"], counted["missing_phone"]) == (600, 1)
    told = [one for one in register_faults(session, audited_lists(session)) if one.kind == "unreadable_phone"]
    assert len(told) == 500


def test_near_names_are_pairs_of_one_slip_and_no_others() -> None:
    names = [
        "Tembo Ridge Ltd",
        "Ridge Tembo Agency",
        "Tembo Rige Ltd",
        "Tembo Ridge Limited",
        "Tembo Hills Ltd",
        "Chui",
    ]
    found = {(left[1], right[1]) for left, right in near_pairs([(at, name, None) for at, name in enumerate(names)])}
    assert ("Tembo Ridge Ltd", "Tembo Rige Ltd") in found
    assert ("Tembo Ridge Ltd", "Tembo Ridge Limited") not in found  # one name, told as such
    assert not any("Hills" in name for pair in found for name in pair)


def test_the_file_for_the_registrar_runs_no_formula(session: Session) -> None:
    rows = [row('=HYPERLINK("http://x.example")', "ZZ/EA/0001", colour=BLACK, Expiry="soon"), *valid(3, first=2)]
    load(session, rows, as_of=MAY, spec=AGENCIES)
    out = io.StringIO()
    write_faults(register_faults(session, audited_lists(session)), out)
    header, *lines = list(csv.reader(io.StringIO(out.getvalue())))
    assert tuple(header) == COLUMNS
    assert any(line[6].startswith("'=HYPERLINK") for line in lines)
