"""Many names at once: every row comes out, in order, with who it is, how sure, and its standing."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from registry.agency_check import CheckColumns, check_agencies
from registry.errors import InvalidInput
from registry.identity.names import normalise_name
from registry.law.rulebook import load_rulebook
from registry.records import AgencyContact, AgencyName
from registry.register_reading.table import RawRow
from registry.vocabulary import ContactKind, LicenceStatus
from tests.factory import an_agency, an_import
from tests.registry.register_import.listing import NOTICES, load

ON = date(2026, 11, 18)


@pytest.fixture
def register(session: Session) -> None:
    """A small register of the fictional country, as of 1 November 2026."""
    source = an_import(session, jurisdiction="zz", rows=3)
    firms = (
        ("Tembo Ridge Placement Ltd", "ZZ/EA/0001", LicenceStatus.VALID, date(2027, 6, 30)),
        ("Kisiwa Bridge Manpower Ltd", "ZZ/EA/0002", LicenceStatus.EXPIRED, date(2026, 3, 3)),
        ("Mwangaza Careers Limited", "ZZ/EA/0003", LicenceStatus.VALID, date(2027, 1, 31)),
    )
    for place, (name, number, status, expires_on) in enumerate(firms):
        agency = an_agency(session, name, number=number, status=status, expires_on=expires_on, from_import=source)
        assert agency.id is not None
        normalised = normalise_name(name)
        session.add(AgencyName(agency_id=agency.id, name=name, normalised=normalised, from_on=source.as_of))
        phone = f"+25470000010{place}"
        session.add(
            AgencyContact(agency_id=agency.id, kind=ContactKind.PHONE, value=phone, raw=phone, from_on=source.as_of)
        )
    session.flush()


def _check(session: Session, folder: Path, text: str, **columns: str) -> list[dict[str, str]]:
    names, out = folder / "names.csv", folder / "out.csv"
    names.write_text(text, encoding="utf-8")
    given = CheckColumns(columns.pop("name", "who"), **columns)
    check_agencies(session, names, out, columns=given, rulebook=load_rulebook("zz"), on=ON)
    with out.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.usefixtures("register")
def test_a_name_with_two_letters_lost_comes_with_the_nearest_and_is_not_held_to_be_it(
    session: Session, tmp_path: Path
) -> None:
    row = _check(session, tmp_path, "who\nIsiwa Bridg Manpower\n")[0]
    assert (row["outcome"], row["strength"], row["standing"]) == ("unlisted", "none", "unlisted")
    assert (row["agency_name"], row["agency_number"]) == ("Kisiwa Bridge Manpower Ltd", "ZZ/EA/0002")
    assert 0 < float(row["score"]) < 0.5
    told = [reason["text"] for reason in json.loads(row["reasons"])]
    assert "the names differ by 2 letters" in told
    assert any("the closest name on it is Kisiwa Bridge Manpower Ltd" in text for text in told)


@pytest.mark.usefixtures("register")
def test_every_row_comes_out_in_order_with_its_own_columns(session: Session, tmp_path: Path) -> None:
    rows = _check(session, tmp_path, "n,who\n1,TEMBO RIDGE PLACEMENT LIMITED\n2,\n3,Zulu Karibu Pastries\n")
    assert [row["n"] for row in rows] == ["1", "2", "3"]
    assert [row["outcome"] for row in rows] == ["matched", "unlisted", "unlisted"]
    assert (rows[0]["strength"], rows[0]["agency_number"]) == ("name_exact", "ZZ/EA/0001")
    assert rows[0]["standing"] == "licensed"


@pytest.mark.usefixtures("register")
def test_names_as_boards_print_them_are_understood(session: Session, tmp_path: Path) -> None:
    text = (
        "who\nFull timeTembo Ridge Placement Ltd\nby Mwangaza Careers Limited\nKisiwa Bridge Manpower Ltd - Nairobi\n"
    )
    rows = _check(session, tmp_path, text)
    assert [row["agency_number"] for row in rows] == ["ZZ/EA/0001", "ZZ/EA/0003", "ZZ/EA/0002"]
    assert rows[2]["standing"] == "expired"


@pytest.mark.usefixtures("register")
def test_a_licensed_firm_is_not_unlisted_for_the_label_scraped_with_its_name(session: Session, tmp_path: Path) -> None:
    [row] = _check(session, tmp_path, "who\nTembo Ridge Placement Job Application Deadline\n")
    assert (row["outcome"], row["strength"], row["standing"]) == ("matched", "name_exact", "licensed")


@pytest.mark.usefixtures("register")
def test_a_licence_number_or_a_phone_finds_a_firm_and_dates_count(session: Session, tmp_path: Path) -> None:
    text = "who,lic,tel,day\nKisiwa Bridge,ZZ/EA/0002,,2026-10-28\nTembo Ridge,,0700 000 100,2026-11-02\n"
    rows = _check(session, tmp_path, text, licence="lic", phone="tel", date="day")
    assert [row["strength"] for row in rows] == ["licence_number", "contact"]
    assert rows[1]["standing"] == "licensed"


@pytest.mark.usefixtures("register")
def test_a_name_with_one_rare_word_changed_is_never_called_licensed(session: Session, tmp_path: Path) -> None:
    [row] = _check(session, tmp_path, "who\nTembo Bridge Placement Ltd\n")
    assert row["outcome"] in ("look_alike", "unlisted", "ambiguous")
    assert "licensed" not in row["standing"]


def test_nobody_is_unlisted_against_a_register_that_is_not_loaded(session: Session, tmp_path: Path) -> None:
    [row] = _check(session, tmp_path, "who\nTembo Ridge Placement Ltd\n")
    assert (row["outcome"], row["standing"]) == ("register_not_loaded", "register_not_loaded")


@pytest.mark.usefixtures("register")
def test_reasons_are_json_and_hold_both_values(session: Session, tmp_path: Path) -> None:
    [row] = _check(session, tmp_path, "who\nTembo Ridge Placement\n")
    reasons = json.loads(row["reasons"])
    assert any(reason.get("claimed") and reason.get("registered") for reason in reasons)
    assert reasons[-1]["kind"] == "standing"


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(("mark", "encoding"), [(";", "utf-8"), ("\t", "utf-16"), ("|", "cp1252")])
def test_files_as_spreadsheets_write_them(session: Session, tmp_path: Path, mark: str, encoding: str) -> None:
    names, out = tmp_path / "names.csv", tmp_path / "out.csv"
    lines = ("who", "lic"), ("Mwangaza Careers é", "Licence No. ZZ/EA/0003"), ("Kisiwa Bridge", "zz ea 0002")
    names.write_text("\n".join(mark.join(line) for line in lines), encoding=encoding)
    given = CheckColumns("who", licence="lic")
    check_agencies(session, names, out, columns=given, rulebook=load_rulebook("zz"), on=ON)
    with out.open(encoding="utf-8", newline="") as stream:
        assert [row["agency_number"] for row in csv.DictReader(stream)] == ["ZZ/EA/0003", "ZZ/EA/0002"]


@pytest.mark.parametrize(
    ("text", "columns", "said"),
    [
        ("name\nA\n", {}, "no column 'who'"),
        ("who,who\nA,B\n", {}, "2 columns named 'who'; rename all but one"),
        ('who,n\n"A,1\nB,2\n"C",3\n', {}, r"line 4: a quotation mark in line 2 or below it is not closed"),
        ('who,n\n"A,1\nB,2\nC,3\n', {}, r"a quotation mark in line 2 or below it is not closed"),
        ("", {}, r"names\.csv is empty; give a CSV file whose first line names its columns"),
        ("\n \n;;\n", {}, r"names\.csv is empty"),
        ("\ufeff", {}, r"names\.csv is empty"),
        ("\nwho\nA\n", {}, r"names\.csv: the first line names no columns"),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_no_file(
    session: Session, tmp_path: Path, text: str, columns: dict[str, str], said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        _check(session, tmp_path, text, **columns)
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".sqlite3" and "out" in file.name] == []


def test_a_link_stays_one_and_what_it_points_at_is_written(session: Session, tmp_path: Path) -> None:
    names, link, target = tmp_path / "names.csv", tmp_path / "link.csv", tmp_path / "target.csv"
    names.write_text("who\nA\n")
    target.write_text("old")
    link.symlink_to(target)
    check_agencies(session, names, link, columns=CheckColumns("who"), rulebook=load_rulebook("zz"), on=ON)
    assert link.is_symlink()
    assert target.read_text().startswith("who")


def test_a_file_is_never_written_over_itself(session: Session, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("who\nA\n")
    with pytest.raises(InvalidInput, match="-o"):
        check_agencies(session, names, names, columns=CheckColumns("who"), rulebook=load_rulebook("zz"), on=ON)
    assert names.read_text() == "who\nA\n"


@pytest.mark.usefixtures("register")
def test_old_spreadsheets_are_read_and_extra_cells_dropped(session: Session, tmp_path: Path) -> None:
    names, out = tmp_path / "names.csv", tmp_path / "out.csv"
    names.write_bytes("who,place\nTembo Ridge Placement Ltd,Caf\u00e9,more\n".encode("cp1252"))
    check_agencies(session, names, out, columns=CheckColumns("who"), rulebook=load_rulebook("zz"), on=ON)
    with out.open(encoding="utf-8", newline="") as stream:
        [row] = csv.DictReader(stream)
    assert (row["place"], row["outcome"]) == ("Caf\u00e9", "matched")


@pytest.mark.usefixtures("register")
def test_cells_come_out_as_they_went_in_but_run_nothing(session: Session, tmp_path: Path) -> None:
    names, out = tmp_path / "names.csv", tmp_path / "out.csv"
    names.write_text("who,phone,note,=1+1\n=cmd|x,+254 700 000 001,@SUM(A1),-2\n", encoding="utf-8")
    check_agencies(session, names, out, columns=CheckColumns("who", phone="phone"), rulebook=load_rulebook("zz"), on=ON)
    with out.open(encoding="utf-8", newline="") as stream:
        header, row = list(csv.reader(stream))
    assert header[:4] == ["who", "phone", "note", "'=1+1"]
    assert row[:4] == ["'=cmd|x", "+254 700 000 001", "'@SUM(A1)", "-2"]


@pytest.mark.usefixtures("register")
def test_the_same_question_gets_the_same_answer_wherever_it_stands(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registry.agency_check.ROWS_AT_ONCE", 4)
    monkeypatch.setattr("registry.agency_check.ANSWERS_KEPT", 2)
    asked = ["Tembo Ridge Placement", "Kisiwa Bridge Manpower", "Zulu Karibu Pastries", "Mwangaza Careers"]
    order = [*asked, *asked[::-1], *asked[:2], *asked[1:3], asked[0]]
    rows = _check(session, tmp_path, "n,who\n" + "".join(f"{at},{name}\n" for at, name in enumerate(order)))
    alone = {name: _check(session, tmp_path, f"who\n{name}\n")[0] for name in asked}
    assert [row["n"] for row in rows] == [str(at) for at in range(len(order))]
    for row in rows:
        assert {key: value for key, value in row.items() if key != "n"} == alone[row["who"]]


@pytest.mark.usefixtures("register")
def test_one_name_with_other_contacts_or_on_another_day_is_another_question(session: Session, tmp_path: Path) -> None:
    text = (
        "who,tel,day\nKisiwa Bridge Manpower,,2026-11-02\nKisiwa Bridge Manpower,0700 000 101,2026-11-02\n"
        "Kisiwa Bridge Manpower,,2026-01-02\n"
    )
    rows = _check(session, tmp_path, text, phone="tel", date="day")
    assert [row["strength"] for row in rows[:2]] == ["name_exact", "contact"]
    assert rows[0]["standing"] != rows[2]["standing"]


@pytest.mark.usefixtures("register")
def test_a_date_that_is_none_stops_no_row_and_is_told_beside_it(session: Session, tmp_path: Path) -> None:
    text = "who,day\nTembo Ridge Placement Ltd,soon\nTembo Ridge Placement Ltd,2026-11-02\n"
    soon, dated = _check(session, tmp_path, text, date="day")
    assert (soon["outcome"], soon["standing"]) == ("matched", "licensed")
    assert json.loads(soon["reasons"])[-1] == {
        "kind": "unread_date",
        "text": "'soon' is not a date; 2026-11-18 is asked for instead",
    }
    assert "unread_date" not in dated["reasons"]


@pytest.mark.usefixtures("register")
def test_the_ends_of_the_calendar_are_days(session: Session, tmp_path: Path) -> None:
    text = "who,day\nTembo Ridge Placement Ltd,0001-01-01\nTembo Ridge Placement Ltd,9999-12-31\n"
    first, last = _check(session, tmp_path, text, date="day")
    assert (first["outcome"], first["standing"]) == ("register_not_loaded", "register_not_loaded")
    assert last["standing"] == "expired"
    assert "unread_date" not in first["reasons"] + last["reasons"]


@pytest.mark.usefixtures("register")
def test_columns_of_one_name_and_cells_beyond_the_headers_come_out_as_they_went_in(
    session: Session, tmp_path: Path
) -> None:
    names, out = tmp_path / "names.csv", tmp_path / "out.csv"
    names.write_text("note,who,note,\na,Tembo Ridge Placement Ltd,b,c,d,=e\nf,X\n")
    check_agencies(session, names, out, columns=CheckColumns("who"), rulebook=load_rulebook("zz"), on=ON)
    with out.open(encoding="utf-8", newline="") as stream:
        header, long, short = csv.reader(stream)
    assert header[:5] == ["note", "who", "note", "", "outcome"]
    assert long[:5] == ["a", "Tembo Ridge Placement Ltd", "b", "c", "matched"]
    assert long[len(header) :] == ["d", "'=e"]
    assert short[:4] == ["f", "X", "", ""]
    assert len(short) == len(header)


@pytest.mark.usefixtures("register")
def test_progress_is_told_while_rows_are_written(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registry.agency_check.ROWS_AT_ONCE", 2)
    names, out, told = tmp_path / "names.csv", tmp_path / "out.csv", []
    names.write_text("who\nA\nB\nC\n", encoding="utf-8")
    given = {"columns": CheckColumns("who"), "rulebook": load_rulebook("zz"), "on": ON}
    counts = check_agencies(session, names, out, **given, on_progress=told.append)
    assert told == [2, 3]
    assert sum(counts.values()) == 3


@pytest.mark.usefixtures("register")
def test_a_former_name_is_still_the_firms_unless_another_bears_it_now(session: Session, tmp_path: Path) -> None:
    tembo, kisiwa = session.exec(select(AgencyName).order_by(col(AgencyName.id))).all()[:2]
    for was, name in ((tembo, "Zulu Karibu Careers Ltd"), (kisiwa, "Mwangaza Careers Limited")):
        row = AgencyName(agency_id=was.agency_id, name=name, normalised=normalise_name(name), from_on=date(2026, 9, 1))
        row.until_on = was.from_on
        session.add(row)
    session.flush()
    rows = _check(session, tmp_path, "who\nZulu Karibu Careers Ltd\nMwangaza Careers Ltd\n")
    assert [row["agency_number"] for row in rows] == ["ZZ/EA/0001", "ZZ/EA/0003"]
    assert [row["outcome"] for row in rows] == ["matched", "matched"]
    assert rows[0]["agency_name"] == "Tembo Ridge Placement Ltd"


@pytest.mark.usefixtures("register")
def test_dates_countries_and_contacts_as_people_write_them(session: Session, tmp_path: Path) -> None:
    text = (
        "who,day,to\nTembo Ridge Placement Ltd,2/11/2026,Saudi Arabia\nTembo Ridge Placement Ltd,2nd Nov 2026,\n"
        "Somebody - 0700 000 102,,\nKisiwa Bridge Manpower Ltd ZZ/EA/0002,,kenya\n"
    )
    rows = _check(session, tmp_path, text, date="day", destination="to")
    assert [row["strength"] for row in rows] == ["name_exact", "name_exact", "contact", "licence_number"]
    assert [row["standing"] for row in rows] == ["licensed", "licensed", "licensed", "expired"]


@pytest.mark.usefixtures("register")
def test_a_firm_that_only_a_notice_names_is_told_with_the_notice(session: Session, tmp_path: Path) -> None:
    cells = {"Firm": "Zebra Overseas", "No": "", "Date": "2026-02-01", "Director": "", "Reason": ""}
    load(session, [RawRow(cells=cells)], as_of=date(2026, 2, 1), spec=NOTICES)
    asked = "who,day\nZebra Overseas Ltd,\nZebra Overseas,2026-11-10\nZebra Overland,\n"
    rows = _check(session, tmp_path, asked, date="day")
    assert [row["outcome"] for row in rows] == ["unlisted"] * 3
    assert [row["standing"] for row in rows] == ["revoked", "revoked", "unlisted"]
    said = f"deregistered by notice of {NOTICES.issuer} of 1 February 2026; not on the register of 1 November 2026"
    told = json.loads(rows[0]["reasons"])
    assert told[-1] == {"kind": "standing", "text": said}
