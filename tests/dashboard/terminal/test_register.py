"""The verbs on official lists: what a standing rests on, how a guess is confirmed, and what is wrong with a list."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dashboard.cli import app
from registry.errors import InvalidInput, WakalaError

FIRST = """Reg No,Agency,Status,Issue Date,Expiry Date,Category
ZZ/EA/0001,Tembo Ridge Placement Ltd,Valid,01/03/2025,,Foreign
ZZ/EA/0002,Kifaru Careers Ltd,Valid,01/03/2025,28/02/2026,Local
ZZ/EA/0003,Kifarru Careers Ltd,Valid,01/03/2025,28/02/2027,Local
"""
LATER = FIRST.replace("0001,Tembo Ridge Placement Ltd,Valid", "0001,Tembo Ridge Placement Ltd,Suspended")


@pytest.fixture
def wakala(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Run":
    """The terminal door on an empty home."""
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WAKALA_JURISDICTION", "zz")
    return Run(tmp_path)


class Run:
    """Commands as typed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str) -> Result:
        """What the command said."""
        return CliRunner().invoke(app, list(words))

    def load(self, text: str, day: str) -> Result:
        """A list of that day, its guessed reading accepted."""
        file = self.folder / f"{day}.csv"
        file.write_text(text)
        return self("register", "import", str(file), "--as-of", day, "--yes")


def test_a_days_standing_names_the_list_it_rests_on(wakala: Run) -> None:
    assert wakala.load(FIRST, "2026-01-01").exit_code == 0
    assert wakala.load(LATER, "2026-05-01").exit_code == 0
    before = wakala("agency", "show", "ZZ/EA/0001", "--on", "2026-02-01", "--json")
    standing = json.loads(before.stdout)[0]["standing"]
    assert (standing["state"], standing["facts"]["register_of"]) == ("ambiguous", "2026-01-01")
    assert standing["facts"]["scope"] == "foreign"
    assert "still valid if granted for 1 year (until" in standing["reason"]
    assert "still valid if granted for 2 years (until" in standing["reason"]
    after = wakala("agency", "show", "ZZ/EA/0001", "--on", "2026-06-01")
    assert "On 2026-06-01: suspended: licence ZZ/EA/0001 is shown as suspended (register of 1 May 2026)" in after.stdout
    assert "It rests on import 2 (SHA-256 " in after.stdout
    expired = wakala("agency", "show", "zz-ea 0002", "--on", "2026-06-01")
    assert "On 2026-06-01: expired" in expired.stdout


def test_a_renamed_firm_is_shown_under_the_name_of_the_day(wakala: Run) -> None:
    listed = "Agency Name,Licence No,Status,Expiry Date\n{},ZZ/EA/0001,valid,2027-06-30\n"
    listed += "Kifaru Ltd,ZZ/EA/0002,valid,2027-01-01\n"
    assert wakala.load(listed.format("Tembo Ridge Placement Ltd"), "2026-01-01").exit_code == 0
    assert wakala.load(listed.format("Nyota Msitu Careers Ltd"), "2026-05-01").exit_code == 0
    shown = wakala("agency", "show", "ZZ/EA/0001", "--on", "2026-02-01").stdout
    assert shown.startswith("Tembo Ridge Placement Ltd (ZZ/EA/0001), now Nyota Msitu Careers Ltd")
    assert "2026-05-01 renamed: Tembo Ridge Placement Ltd → Nyota Msitu Careers Ltd" in shown


def test_a_firm_first_listed_as_suspended_was_granted_nothing(wakala: Run) -> None:
    assert wakala.load(FIRST, "2026-01-01").exit_code == 0
    later = "ZZ/EA/0004,Swara Ltd,Suspended,01/03/2025,,Local\nZZ/EA/0005,Chui Ltd,Valid,01/03/2025,28/02/2027,Local\n"
    assert wakala.load(FIRST + later, "2026-05-01").exit_code == 0
    shown = wakala("agency", "show", "ZZ/EA/0004", "--on", "2026-06-01").stdout
    assert "2026-05-01 first listed, as suspended: nothing → Swara Ltd" in shown
    assert "2026-05-01 granted: nothing → Chui Ltd" in wakala("agency", "show", "ZZ/EA/0005").stdout


def test_a_guessed_reading_is_shown_and_needs_a_yes(wakala: Run) -> None:
    file = wakala.folder / "list.csv"
    file.write_text(FIRST)
    refused = wakala("register", "import", str(file))
    assert refused.exit_code != 0
    accepted = wakala.load(FIRST, "2026-01-01")
    assert "number          from 'Reg No'" in accepted.stderr
    assert "scope           from 'Category'" in accepted.stderr
    assert "3 rows of 2026-01-01.csv are in effect" in accepted.stdout


def test_a_list_is_audited_on_screen_and_as_a_file(wakala: Run) -> None:
    wakala.load(FIRST, "2026-05-01")
    told = json.loads(wakala("register", "audit", "--json").stdout)
    assert told["lists"][0]["counts"] == {"listed_but_expired": 1, "near_duplicate": 1, "missing_expiry": 1}
    out = wakala.folder / "faults.csv"
    said = wakala("register", "audit", "--out", str(out))
    assert said.exit_code == 0
    assert "names that are nearly one" in said.stdout
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["fault"], row["number"]) for row in rows] == [
        ("listed_but_expired", "ZZ/EA/0002"),
        ("near_duplicate", "ZZ/EA/0002"),
        ("missing_expiry", "ZZ/EA/0001"),
    ]


def test_a_list_that_is_in_effect_is_the_result_and_told_before_a_later_file_is_refused(
    wakala: "Run", tmp_path: Path
) -> None:
    good = tmp_path / "good.csv"
    good.write_text(FIRST)
    answer = wakala("register", "import", str(good), str(tmp_path / "none.csv"), "--yes")
    assert "3 rows of good.csv are in effect as the agencies of" in answer.stdout
    assert "none.csv does not exist" in str(answer.exception)


def test_a_table_into_a_file_is_not_cut_to_a_terminals_width(wakala: "Run", tmp_path: Path) -> None:
    folder = tmp_path / ("a-folder-of-a-long-name-" * 6)
    folder.mkdir()
    file = folder / "list.csv"
    file.write_text(FIRST)
    wakala("register", "import", str(file), "--yes")
    assert str(file) in wakala("register", "list").stdout


def test_what_changed_since_the_list_before_is_told(wakala: Run) -> None:
    assert "since the list before" not in wakala.load(FIRST, "2026-01-01").stdout
    assert "since the list before: 1 suspended" in wakala.load(LATER, "2026-02-01").stdout


def test_a_list_of_a_day_to_come_is_refused(wakala: Run) -> None:
    refused = wakala.load(FIRST, "2999-01-01").exception
    assert isinstance(refused, InvalidInput)
    assert "2999-01-01 is after today" in str(refused)


def test_a_firm_that_left_names_the_list_it_was_on_and_the_one_it_is_not_on(wakala: Run) -> None:
    more = "".join(f"ZZ/EA/01{n:02d},Agency {n} Placement Ltd,Valid,01/03/2025,28/02/2027,Local\n" for n in range(20))
    gone = "\n".join(line for line in FIRST.splitlines() if "0002" not in line) + "\n"
    assert wakala.load(FIRST + more, "2026-01-01").exit_code == 0
    assert wakala.load(gone + more, "2026-05-01").exit_code == 0
    before = wakala("agency", "show", "ZZ/EA/0002", "--on", "2026-02-01")
    assert "On 2026-02-01: licensed: licence ZZ/EA/0002 is valid until 28 February 2026" in before.stdout
    after = wakala("agency", "show", "ZZ/EA/0002", "--on", "2026-05-01")
    assert "On 2026-05-01: unlisted: was listed until the snapshot of 1 January 2026, not since" in after.stdout
    assert "It rests on import 1 (SHA-256 " in after.stdout
    assert "It is not in import 2 (SHA-256 " in after.stdout


NAMELESS = (
    FIRST + "ZZ/EA/0004,,Valid,01/03/2025,28/02/2027,Local\n\nZZ/EA/0005,,,,,\nTotal,,5,,,\nNairobi county,,,,,\n"
)


def test_rows_without_a_name_are_told_and_kept_for_the_registrar(wakala: Run) -> None:
    said = wakala.load(NAMELESS, "2026-05-01").stdout
    assert "3 rows of 2026-05-01.csv are in effect" in said
    assert (
        "2 rows without a name were left out, counted below the headers: row 4 (Reg No: ZZ/EA/0004; Status: Valid; "
        "Issue Date: 01/03/2025; Expiry Date: 28/02/2027; Category: Local), row 5 (Reg No: ZZ/EA/0005)." in said
    )
    told = json.loads(wakala("register", "audit", "--json").stdout)
    assert told["lists"][0]["counts"]["missing_name"] == 2
    texts = [fault["text"] for fault in told["faults"] if fault["kind"] == "missing_name"]
    assert texts[1] == "row 5 below the headers has no name and was left out; it says Reg No: ZZ/EA/0005"
    assert "a row without a name, left out" in wakala("register", "audit").stdout


def test_a_list_that_names_everybody_says_nothing_of_names(wakala: Run) -> None:
    assert "without a name" not in wakala.load(FIRST, "2026-05-01").stdout
    assert "missing_name" not in wakala("register", "audit", "--json").stdout


def test_of_many_rows_without_a_name_the_first_few_are_told_and_drive_no_terminal(wakala: Run) -> None:
    more = "".join(f"ZZ/EA/01{n:02d},-,Valid \x1b[31m,01/03/2025,28/02/2027,Local\n" for n in range(120))
    named = "".join(f"ZZ/EA/2{n},Agency {n} Placement Ltd,Valid,01/03/2025,28/02/2027,Local\n" for n in range(100, 300))
    said = wakala.load(FIRST + named + more, "2026-05-01").stdout
    assert "120 rows without a name were left out, counted below the headers: row 204 (Reg No: ZZ/EA/0100; " in said
    assert "and 117 more." in said
    assert "\x1b" not in said
    told = json.loads(wakala("register", "audit", "--json").stdout)
    assert told["lists"][0]["counts"]["missing_name"] == 120
    assert len([fault for fault in told["faults"] if fault["kind"] == "missing_name"]) == 100


def test_a_corrected_spec_is_not_passed_over_for_a_file_that_was_read_before(wakala: Run) -> None:
    assert wakala.load(FIRST, "2026-01-01").exit_code == 0
    spec = wakala.folder / "corrected.yml"
    spec.write_text("jurisdiction: zz\ncolumns: {name: Agency, number: Reg No, expires_on: Issue Date}\n")
    again = ("register", "import", str(wakala.folder / "2026-01-01.csv"), "--spec", str(spec), "--as-of")
    refused = wakala(*again, "2026-01-01")
    assert isinstance(refused.exception, InvalidInput)
    assert "import 1 of 2026-01-01, read by another spec" in str(refused.exception)
    assert "--as-of" in str(refused.exception)
    spec.write_text("jurisdiction: zz\ncolumns: {name: Firma}\n")
    assert isinstance(wakala(*again, "2026-01-01").exception, InvalidInput)
    assert wakala.load(FIRST, "2026-01-01").exit_code == 0
    assert "3 rows" in wakala.load(FIRST + "\n", "2026-01-01").stdout


def test_a_key_that_a_spec_cannot_have_is_told_in_plain_words(wakala: Run) -> None:
    file, spec = wakala.folder / "list.csv", wakala.folder / "odd.yml"
    file.write_text(FIRST)
    for text, said in (
        ("jurisdiction: zz\ncolumns: {naam: Agency}\n", "odd.yml, line 2: the key must be 'name', "),
        ("jurisdiction: Kenya\ncolumns: {name: Agency}\n", "odd.yml, line 1: jurisdiction must match"),
    ):
        spec.write_text(text)
        refused = str(wakala("register", "import", str(file), "--spec", str(spec)).exception)
        assert said in refused
        assert "should" not in refused


def test_a_legal_entity_has_no_standing_and_its_register_is_not_called_missing(wakala: Run) -> None:
    file, spec = wakala.folder / "names.csv", wakala.folder / "names.yml"
    file.write_text("Number,Name\nCPR/1,Tembo Ltd\nCPR/2,Kifaru Ltd\n")
    spec.write_text("jurisdiction: zz\nkind: names\ncolumns: {name: Name, number: Number}\n")
    done = wakala("register", "import", str(file), "--spec", str(spec), "--as-of", "2026-05-01")
    assert done.exit_code == 0
    shown = wakala("agency", "show", "CPR/2", "--on", "2026-06-01").stdout
    assert "On 2026-06-01: no standing: this is a register of legal entities" in shown
    assert "earliest on file" not in shown


def test_a_case_is_named_by_its_number_or_its_reference(wakala: Run) -> None:
    for given, said in (("W-000022", "nobody@b.example"), ("22", "nobody@b.example"), ("case", "W-000022")):
        refused = wakala("decide", given, "lawful", "--by", "nobody@b.example", "--reason", "Looks lawful.")
        assert isinstance(refused.exception, WakalaError)
        assert said in str(refused.exception)
