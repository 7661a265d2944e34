"""A list's reading is a small file that a person can check, or a guess that a person can refuse."""

from pathlib import Path

import pytest

from registry.errors import InvalidInput
from registry.register_guess import guess_spec
from registry.register_reading.reading import read_table
from registry.register_reading.table import RawTable
from registry.register_spec import RegisterSpec, Role, bind_columns, load_spec, shipped_specs
from registry.vocabulary import RegisterKind


def table(header: str, *rows: str) -> RawTable:
    return read_table("\n".join((header, *rows)).encode(), suffix=".csv")


def test_every_shipped_spec_loads_and_says_whether_it_was_verified() -> None:
    specs = {name: load_spec(name) for name in shipped_specs()}
    assert specs.keys() >= {"neaims_agencies", "neaims_vacancies", "ministry_notices", "maritime_agents", "hk_agencies"}
    assert [name for name, spec in specs.items() if spec.verified] == ["hk_agencies"]


def test_a_spec_file_of_ones_own_is_read_and_its_errors_have_a_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.yml"
    file.write_text("jurisdiction: zz\ncolumns:\n  name: Firm\n  number: ['No', Number]\n")
    assert load_spec(file).columns[Role.NUMBER] == ("No", "Number")
    file.write_text("jurisdiction: zz\ncolumns:\n  nmae: Firm\n")
    with pytest.raises(InvalidInput, match=r"mine.yml, line 3"):
        load_spec(file)
    with pytest.raises(InvalidInput, match="hk_agencies"):
        load_spec("nothing_like_it")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"columns": {"number": "No"}}, "which column is the name"),
        ({"columns": {"name": "N"}, "kind": "notices", "action": "denied"}, "needs an issuer"),
        ({"columns": {"name": "N"}, "kind": "notices", "issuer": "M"}, "needs an action"),
        ({"columns": {"name": "N"}, "kind": "vacancies"}, "which column is the title"),
    ],
)
def test_an_incomplete_spec_is_refused(given: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        RegisterSpec.model_validate({"jurisdiction": "zz", **given})


def test_headers_are_compared_without_case_spacing_and_punctuation() -> None:
    spec = RegisterSpec.model_validate({"jurisdiction": "zz", "columns": {"name": "Agency Name", "number": "Reg. No."}})
    bound = bind_columns(spec, ("AGENCY  NAME", "reg no", "x"), source="f.csv")
    assert bound == {Role.NAME: ("AGENCY  NAME",), Role.NUMBER: ("reg no",)}


def test_a_list_without_the_names_column_says_which_columns_it_has() -> None:
    spec = RegisterSpec.model_validate({"jurisdiction": "zz", "columns": {"name": "Agency Name"}})
    with pytest.raises(InvalidInput, match=r"f.csv has no column 'Agency Name'.*Firm, Town"):
        bind_columns(spec, ("Firm", "Town"), source="f.csv")


def test_an_agency_list_is_guessed_from_its_headers() -> None:
    guessed = guess_spec(
        table(
            "No.,Agency Name,Registration No,Physical Address,Tel,E-mail,Expiry Date,Status,Type",
            "1,Tembo Ltd,ZZ/EA/0001,Kenyatta Avenue,0700 000 001,a@tembo.example,1/3/2027,Valid,Foreign",
        ),
        jurisdiction="zz",
    )
    assert guessed.key == "number"
    assert {role: headers[0] for role, headers in guessed.columns.items()} == {
        Role.NAME: "Agency Name",
        Role.NUMBER: "Registration No",
        Role.ADDRESS: "Physical Address",
        Role.PHONE: "Tel",
        Role.EMAIL: "E-mail",
        Role.EXPIRES_ON: "Expiry Date",
        Role.STATUS: "Status",
        Role.SCOPE: "Type",
    }
    assert "in words" in guessed.describe()


def test_a_vacancy_list_is_guessed_and_presence_is_never_guessed_to_mean_licensed() -> None:
    guessed = guess_spec(
        table("Agency,Job Title,Country,Number of Posts", "Tembo Ltd,Housemaid,Saudi Arabia,100"),
        jurisdiction="zz",
        kind=RegisterKind.VACANCIES,
    )
    assert {role: headers[0] for role, headers in guessed.columns.items()} == {
        Role.NAME: "Agency",
        Role.TITLE: "Job Title",
        Role.DESTINATION: "Country",
        Role.VACANCIES: "Number of Posts",
    }
    assert not guessed.presence_means_licensed


def test_two_name_columns_are_a_name_and_its_other_form_and_no_number_means_a_row_key() -> None:
    guessed = guess_spec(table("Company Name,Swahili Company Name,Tel", "Tembo,Ndovu,1"), jurisdiction="zz")
    assert (guessed.columns[Role.NAME], guessed.columns[Role.NAME_OTHER]) == (
        ("Company Name",),
        ("Swahili Company Name",),
    )
    assert guessed.key == "row"


def test_a_shipped_spec_is_taken_when_the_table_has_its_columns() -> None:
    header = "row,English Company Name,Chinese Company Name,Valid Licence since,Address,Telephone No,Email"
    guessed = guess_spec(table(header, "1,Tembo,,2021,x,1,"), jurisdiction="hk")
    assert guessed == load_spec("hk_agencies")


def test_a_list_of_maritime_agents_is_guessed() -> None:
    agents = table("Agent,Licence No,Status", "Pweza Crewing,M/1,Valid")
    assert guess_spec(agents, kind=RegisterKind.MARITIME).columns[Role.NAME] == ("Agent",)


def test_the_button_column_of_an_agency_list_is_no_status() -> None:
    listed = table("Agency Name,Licence No,Action", "Tembo Ltd,A/1,View")
    assert Role.STATUS not in guess_spec(listed).columns
    notices = table("Agency Name,Action,Reason", "Tembo Ltd,Denied,no bond")
    spec = guess_spec(notices, kind=RegisterKind.NOTICES, issuer="Ministry")
    assert spec.columns[Role.STATUS] == ("Action",)
    assert "as the column says, else ambiguous" in spec.describe()


def test_a_table_without_names_is_refused() -> None:
    with pytest.raises(InvalidInput, match="No column looks like names"):
        guess_spec(table("a,b", "1,2"))


@pytest.mark.parametrize(
    ("header", "row", "role", "column"),
    [
        ("Name,Number,Status", "Tembo Ltd,0101,valid", Role.NUMBER, "Number"),
        ("Agency,Accreditation No,Accreditation Status", "Tembo Ltd,0101,valid", Role.NUMBER, "Accreditation No"),
        ("Agency,Accreditation No,Accreditation Status", "Tembo Ltd,0101,valid", Role.STATUS, "Accreditation Status"),
        ("Jina la Wakala,Namba ya Leseni,Hali", "Tembo Ltd,0101,hai", Role.NUMBER, "Namba ya Leseni"),
        ("Jina la Wakala,Namba ya Leseni,Hali", "Tembo Ltd,0101,hai", Role.NAME, "Jina la Wakala"),
    ],
)
def test_headers_as_offices_word_them(header: str, row: str, role: Role, column: str) -> None:
    assert guess_spec(table(header, row)).columns[role] == (column,)


def test_a_column_that_counts_the_rows_is_no_licence_number() -> None:
    guessed = guess_spec(table("Number,Agency,Status", "1,Tembo Ltd,valid", "2,Kifaru Ltd,valid"))
    assert Role.NUMBER not in guessed.columns


def test_the_licences_of_a_list_of_orders_are_the_agencies() -> None:
    guessed = guess_spec(
        table("Agency,Licence Number,Job Title,Country,Posts", "Tembo Ltd,ZZ/1,Housemaid,Saudi Arabia,100"),
        jurisdiction="zz",
        kind=RegisterKind.VACANCIES,
    )
    assert guessed.columns[Role.AGENCY_NUMBER] == ("Licence Number",)
    assert Role.NUMBER not in guessed.columns


def test_every_key_and_column_of_a_spec_is_described() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reading-a-register.md").read_text(encoding="utf-8")
    missing = [key for key in (*RegisterSpec.model_fields, *(role.value for role in Role)) if f"`{key}`" not in page]
    assert missing == []
