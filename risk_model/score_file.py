"""Adverts of a file scored row by row, for a trial of a judge on somebody else's list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from registry.errors import InvalidInput
from registry.law.rulebook import Rulebook
from registry.spreadsheet_cells import cell
from registry.whole_files import refuse_other_formats, written_whole
from risk_model.judge import Judge, ReasonKind, Score
from risk_model.learning.column_names import by_known_names
from risk_model.learning.labels_file import (
    TEXT_COLUMNS,
    FileText,
    LabelFormat,
    ignored_columns,
    missing_columns,
    one_line,
    read_table,
    texts_of,
)
from risk_model.learning.parquet_columns import refuse_what_is_no_text
from risk_model.reading import read_texts

if TYPE_CHECKING:
    import pandas as pd

ADDED = ("probability", "band", "top_reasons")
REASONS_SHOWN = 3
ROWS_AT_ONCE = 5_000


@dataclass(frozen=True)
class ScoredFile:
    """How many rows were scored, which columns nothing read, and which were replaced by those of this scoring."""

    count: int
    ignored: tuple[str, ...]
    replaced: tuple[str, ...]


def score_file(
    file: Path, out: Path, *, judge: Judge, rulebook: Rulebook, on: date, layout: LabelFormat | None = None
) -> ScoredFile:
    """What was done: `out` is the table of `file`, rows in order, with `ADDED` columns; whole, or not written at all.

    Cells come out as they went in, but none that a spreadsheet would run as a formula: adverts are anybody's words.

    Reads the columns of `layout`, by default those that the judge's model was trained on; a judge that knows none
    reads `title` and `description` (or `text`). Raises InvalidInput naming what is missing or no text, and where `out`
    is `file` or named as no CSV file.
    """
    refuse_other_formats(out)  # before the work, not after it
    if out.exists() and file.exists() and out.samefile(file):
        raise InvalidInput(f"{out} is the file that is read; choose another for the scores, so that none is lost.")
    table = read_table(file)
    layout = layout or layout_of(judge)
    told, ignored = file_texts(table, file=file, layout=layout)
    scores = [
        score
        for start in range(0, len(told), ROWS_AT_ONCE)
        for score in _score(told[start : start + ROWS_AT_ONCE], judge=judge, rulebook=rulebook, on=on)
    ]
    table["probability"] = [f"{score.probability:.6f}" for score in scores]
    table["band"] = [score.band.value for score in scores]
    table["top_reasons"] = [top_reasons(score) for score in scores]
    with written_whole(out) as stream:
        table.rename(columns=cell).map(_shown).to_csv(stream, index=False)
    return ScoredFile(
        len(table),
        tuple(name for name in ignored if name not in ADDED),
        tuple(name for name in ignored if name in ADDED),
    )


def layout_of(judge: Judge) -> LabelFormat | None:
    """The layout of the file that a judge's model was trained on, None for the scorecard and models of decisions."""
    name = getattr(judge, "layout", "")
    return LabelFormat(name) if name in {layout.value for layout in LabelFormat} else None


def file_texts(
    table: "pd.DataFrame", *, file: Path, layout: LabelFormat | None
) -> tuple[list[FileText], tuple[str, ...]]:
    """Each row's words, and the columns that were not read; raises InvalidInput naming the columns that are missing."""
    if layout is LabelFormat.EMSCAD:
        table = by_known_names(table, TEXT_COLUMNS[layout])
        missing = missing_columns(table, layout)
        if missing:
            raise InvalidInput(f"{file} has no column {', '.join(missing)}; the format {layout.value} needs it.")
        refuse_what_is_no_text(file, TEXT_COLUMNS[layout])
        return texts_of(table, layout=layout), ignored_columns(table, layout)
    table = by_known_names(table, ("title", "description", "text"))
    body = next((name for name in ("description", "text") if name in table.columns), None)
    if body is None:
        raise InvalidInput(f"{file} has no column description or text; name the one that holds the advert's words so.")
    refuse_what_is_no_text(file, [name for name in ("title", body) if name in table.columns])
    titles: Sequence[str] = table["title"] if "title" in table.columns else [""] * len(table)
    told = [FileText(f"{one_line(title)}\n{said}") for title, said in zip(titles, table[body], strict=True)]
    return told, tuple(str(name) for name in table.columns if name not in {"title", body})


def top_reasons(score: Score) -> str:
    """The three largest reasons with their points, in one line; empty where nothing was found."""
    shown = [reason for reason in score.reasons if reason.kind in (ReasonKind.POINTS, ReasonKind.LOG_ODDS)]
    return "; ".join(f"{reason.title} ({reason.points:+.2f})" for reason in shown[:REASONS_SHOWN])


def _shown(value: object) -> object:
    return cell(value) if isinstance(value, str) else value


def _score(told: Sequence[FileText], *, judge: Judge, rulebook: Rulebook, on: date) -> list[Score]:
    readings = read_texts([one.text for one in told], rulebook=rulebook, on=on)
    readings = [replace(reading, left_out=one.left_out) for reading, one in zip(readings, told, strict=True)]
    return judge.score_many(readings, rulebook=rulebook)
