"""A file of adverts comes back with its rows in order and what a judge says of each."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from registry.errors import InvalidInput
from registry.law.rulebook import load_rulebook
from risk_model.learning.labels_file import LabelFormat, read_labels_file
from risk_model.score_file import score_file
from risk_model.scorecard import Scorecard
from tests.factory import NOON

RULEBOOK = load_rulebook("zz")


def scored(tmp_path: Path, text: str) -> list[dict[str, str]]:
    (tmp_path / "in.csv").write_text(text)
    done = score_file(tmp_path / "in.csv", tmp_path / "out.csv", judge=Scorecard(), rulebook=RULEBOOK, on=NOON.date())
    with (tmp_path / "out.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == done.count
    return rows


def test_rows_keep_their_order_and_columns(tmp_path: Path) -> None:
    first, second = scored(
        tmp_path,
        "number,title,description\n007,Cook,A hotel seeks a cook.\n008,Maid,You must pay before the interview.\n",
    )
    assert (first["number"], first["band"], first["top_reasons"]) == ("007", "unlikely", "")
    assert second["number"] == "008"
    assert float(second["probability"]) == 0.5
    assert second["top_reasons"] == "Money asked before an interview (+5.00)"


def test_nothing_that_an_advert_says_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    first, second = scored(
        tmp_path, 'title,description\n"=HYPERLINK(""x"")",A hotel seeks a cook.\n+254 700 000 001,-\n'
    )
    assert first["title"] == '\'=HYPERLINK("x")'
    assert (second["title"], second["description"]) == ("+254 700 000 001", "-")


def test_columns_that_nothing_reads_are_named(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("number,title,description\n7,Cook,A hotel seeks a cook.\n")
    done = score_file(tmp_path / "in.csv", tmp_path / "out.csv", judge=Scorecard(), rulebook=RULEBOOK, on=NOON.date())
    assert done.ignored == ("number",)


def test_a_file_scored_before_gets_new_scores_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("title,description,probability\nCook,A hotel seeks a cook.,0.99\n")
    done = score_file(tmp_path / "in.csv", tmp_path / "out.csv", judge=Scorecard(), rulebook=RULEBOOK, on=NOON.date())
    assert (done.ignored, done.replaced) == ((), ("probability",))
    assert "0.99" not in (tmp_path / "out.csv").read_text()


def test_the_file_that_is_read_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("title,description\nCook,A hotel seeks a cook.\n")
    with pytest.raises(InvalidInput, match="is the file that is read"):
        score_file(file, file, judge=Scorecard(), rulebook=RULEBOOK, on=NOON.date())
    assert file.read_text() == "title,description\nCook,A hotel seeks a cook.\n"


def test_scores_that_cannot_be_written_leave_the_old_ones(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("title,description\nCook,A hotel seeks a cook.\n")
    (tmp_path / "out.csv").write_text("of yesterday\n")
    (tmp_path / "out.csv.part").mkdir()  # in the way of what is written
    with pytest.raises(InvalidInput, match="cannot be written"):
        score_file(tmp_path / "in.csv", tmp_path / "out.csv", judge=Scorecard(), rulebook=RULEBOOK, on=NOON.date())
    assert (tmp_path / "out.csv").read_text() == "of yesterday\n"


def test_a_judge_of_another_layout_asks_for_its_columns(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("title,description\nCook,A hotel seeks a cook.\n")
    with pytest.raises(InvalidInput, match=r"no column company_profile, requirements, .* the format emscad needs it"):
        score_file(
            tmp_path / "in.csv",
            tmp_path / "out.csv",
            judge=Scorecard(),
            rulebook=RULEBOOK,
            on=NOON.date(),
            layout=LabelFormat.EMSCAD,
        )


def test_bare_texts_will_do(tmp_path: Path) -> None:
    (row,) = scored(tmp_path, "text\nYou must pay before the interview.\n")
    assert row["band"] == "unsure"


def test_headers_are_known_in_capitals_and_come_out_as_they_went_in(tmp_path: Path) -> None:
    (row,) = scored(tmp_path, "Number,TITLE, Description\n7,Maid,You must pay before the interview.\n")
    assert list(row)[:3] == ["Number", "TITLE", " Description"]
    assert row["top_reasons"] == "Money asked before an interview (+5.00)"
    pd.DataFrame({"Title": ["Maid"], "Description": ["You must pay before the interview."]}).to_parquet(
        tmp_path / "in.parquet"
    )
    done = score_file(
        tmp_path / "in.parquet", tmp_path / "out.csv", judge=Scorecard(), rulebook=RULEBOOK, on=NOON.date()
    )
    assert (done.count, done.ignored) == (1, ())


def test_a_file_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no column description or text"):
        scored(tmp_path, "title\nCook\n")


@pytest.mark.parametrize("name", ["out.parquet", "out.XLSX", "out.csv.gz"])
def test_csv_is_not_written_under_another_formats_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "in.csv").write_text("title,description\nCook,A hotel seeks a cook.\n")
    with pytest.raises(InvalidInput, match=rf"{name} is written as CSV, which its name denies; .* ends in \.csv"):
        score_file(tmp_path / "in.csv", tmp_path / name, judge=Scorecard(), rulebook=RULEBOOK, on=NOON.date())
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("title", "kind"),
    [(["Cook", "Maid"], "list<element: string>"), (b"Cook", "binary"), ({"en": "Cook"}, "struct<en: string>")],
)
def test_a_parquet_column_that_is_no_text_is_named_with_its_type(tmp_path: Path, title: object, kind: str) -> None:
    file = tmp_path / "in.parquet"
    pd.DataFrame({"title": [title], "description": ["A hotel seeks a cook."], "label": [0]}).to_parquet(file)
    sentence = re.escape(f"{file}: the column title holds {kind}, which is no text")
    with pytest.raises(InvalidInput, match=sentence):
        score_file(file, tmp_path / "out.csv", judge=Scorecard(), rulebook=RULEBOOK, on=NOON.date())
    with pytest.raises(InvalidInput, match=sentence):
        read_labels_file(file)


def test_a_parquet_file_of_words_and_numbers_is_read_as_it_prints(tmp_path: Path) -> None:
    file = tmp_path / "in.parquet"
    columns = {"title": pd.Categorical(["Cook"]), "description": [7], "label": [False], "tags": [["a", "b"]]}
    pd.DataFrame(columns).to_parquet(file)
    assert read_labels_file(file).rows[0].text == "Cook\n7"
    done = score_file(file, tmp_path / "out.csv", judge=Scorecard(), rulebook=RULEBOOK, on=NOON.date())
    assert (done.count, done.ignored) == (1, ("label", "tags"))
