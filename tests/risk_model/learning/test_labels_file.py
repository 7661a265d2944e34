"""Outside labels are read from the columns a format names and from no other."""

from pathlib import Path

import pytest

from registry.errors import InvalidInput
from risk_model.learning.labels_file import NO, YES, LabelFormat, read_labels_file

EMSCAD = (
    "job_id,title,company_profile,description,requirements,benefits,salary_range,department,employment_type,"
    "required_experience,required_education,function,industry,fraudulent,dup_group\n"
    "1,Cook,,Cooks soup.,,,,,,,,,Oil & Energy,1,7\n"
    "2,Cook,,Cooks soup.,,,,,,,,,Food,0,8\n"
)


def written(folder: Path, text: str) -> Path:
    file = folder / "labels.csv"
    file.write_text(text)
    return file


def test_emscad_reads_its_own_columns_and_names_those_it_ignores(tmp_path: Path) -> None:
    found = read_labels_file(written(tmp_path, EMSCAD), layout=LabelFormat.EMSCAD)
    assert found.ignored == ("job_id", "industry")
    assert [row.positive for row in found.rows] == [True, False]
    assert "Oil" not in found.rows[0].text
    assert found.rows[0].text.startswith("Cook\n")
    assert ("group", "7") in found.rows[0].keys


def test_plain_labels_need_no_group(tmp_path: Path) -> None:
    found = read_labels_file(written(tmp_path, "title,description,label\nCook,Cooks soup.,no\nHost,Earn fast.,yes\n"))
    assert [(row.positive, row.keys) for row in found.rows] == [(False, ()), (True, ())]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("title,label\nCook,1\n", "has no column description"),
        ("title,description\nCook,soup\n", "has no column fraudulent or label"),
        ("title,description,label\nCook,soup,maybe\n", "row 1: the label 'maybe' .* fraud, .* lawful"),
        ("", "not a CSV or Parquet table"),
        ("title,description,label\nCook,soup,1,0\nHost,fast,0,1\n", "more cells than its first line names"),
        ("title;description;label\nCook;soup;1\n", "semicolons between its cells"),
        ("title;description;label\nCook;soup, bread, stew, rice;1\n", "semicolons between its cells"),
        ("title\tdescription\tlabel\nCook\tsoup\t1\n", "tabs between its cells; save it with commas"),
        ("title\tdescription\tlabel\nCook\tsoup, bread\t1\nHost\tcake\t0\n", "tabs between its cells"),
        ("Title,TITLE,description,label\nCook,Chef,soup,1\n", "has no column title"),
        ("title,description,description\nCook,soup,x\n", "several columns named 'description'"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        read_labels_file(written(tmp_path, text))


def test_headers_are_known_in_capitals_and_with_space_around(tmp_path: Path) -> None:
    found = read_labels_file(written(tmp_path, "Title, Description,LABEL,Dup_Group,Note\nCook,Cooks soup.,no,7,x\n"))
    assert [(row.text, row.positive, row.keys) for row in found.rows] == [
        ("Cook\nCooks soup.", False, (("group", "7"),))
    ]
    assert found.ignored == ("Note",)


@pytest.mark.parametrize("label", [*YES, *NO, " Yes ", "FRAUD"])
def test_every_label_that_a_refusal_tells_is_taken(tmp_path: Path, label: str) -> None:
    (row,) = read_labels_file(written(tmp_path, f"title,description,label\nCook,Cooks soup.,{label}\n")).rows
    assert row.positive == (label.strip().casefold() in YES)


def test_another_encoding_is_told_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "labels.csv"
    file.write_bytes("title,description,label\nCook,caf\u00e9,1\n".encode("latin-1"))
    with pytest.raises(InvalidInput, match="not in UTF-8; save it as"):
        read_labels_file(file)


def test_a_mark_of_utf_8_is_no_part_of_a_name(tmp_path: Path) -> None:
    file = tmp_path / "labels.csv"
    file.write_text("title,description,label\nCook,soup,1\n", encoding="utf-8-sig")
    assert read_labels_file(file).rows[0].text == "Cook\nsoup"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"gone\.parquet cannot be read"):
        read_labels_file(tmp_path / "gone.parquet")
