"""Adverts of a file scored row by row, for a trial of a judge on somebody else's list."""

from datetime import date
from pathlib import Path

from registry.errors import InvalidInput
from registry.law.rulebook import Rulebook
from risk_model.judge import Judge, ReasonKind, Score
from risk_model.labels_file import read_table
from risk_model.scoring import score_texts

ADDED = ("probability", "band", "top_reasons")
REASONS_SHOWN = 3


def score_file(file: Path, out: Path, *, judge: Judge, rulebook: Rulebook, on: date) -> int:
    """How many rows were scored: `out` is the table of `file`, rows in order, with `ADDED` columns.

    Reads columns `title` and `description` (or `text`); raises InvalidInput where the file has neither.
    """
    table = read_table(file)
    words = [name for name in ("title", "description", "text") if name in table.columns]
    if not {"description", "text"} & set(words):
        raise InvalidInput(f"{file} has no column description or text; name the one that holds the advert's words so.")
    titles = table["title"] if "title" in words else [""] * len(table)
    bodies = table["description"] if "description" in words else table["text"]
    texts = [f"{title}\n{body}" for title, body in zip(titles, bodies, strict=True)]
    scores = score_texts(texts, judge=judge, rulebook=rulebook, on=on)
    table["probability"] = [f"{score.probability:.4f}" for score in scores]
    table["band"] = [score.band.value for score in scores]
    table["top_reasons"] = [top_reasons(score) for score in scores]
    try:
        table.to_csv(out, index=False)
    except OSError as error:
        raise InvalidInput(f"{out} cannot be written ({error.strerror or error}); choose another file.") from error
    return len(table)


def top_reasons(score: Score) -> str:
    """The three largest reasons with their points, in one line; empty where nothing was found."""
    shown = [reason for reason in score.reasons if reason.kind in (ReasonKind.POINTS, ReasonKind.LOG_ODDS)]
    return "; ".join(f"{reason.title} ({reason.points:+.2f})" for reason in shown[:REASONS_SHOWN])
