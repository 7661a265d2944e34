"""The register's own faults reach its registrar: counted by kind, each with its entry, gravest first."""

import csv
import io
from datetime import date

from sqlmodel import Session

from registry.register_audit import COLUMNS, FAULTS, audited_lists, register_faults, write_faults
from registry.register_import.near_names import near_pairs
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
    from registry.register_reading.table import RawRow

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
