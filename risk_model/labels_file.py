"""Labels that somebody else decided, from a file: to compare ways of training, never to go live."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from registry.errors import InvalidInput
from risk_model.grouping import template_of

if TYPE_CHECKING:
    import pandas as pd

YES = frozenset({"1", "1.0", "true", "t", "yes", "fraud", "fraudulent", "positive"})
NO = frozenset({"0", "0.0", "false", "f", "no", "real", "lawful", "negative"})


class LabelFormat(StrEnum):
    """How a labels file is laid out: `plain` (title, description, label) or the public EMSCAD job-advert set."""

    PLAIN = "plain"
    EMSCAD = "emscad"


# EMSCAD's other columns are left out on purpose: its industry and country were edited by hand for the fraud rows
# alone, so that they nearly are the label.
TEXT_COLUMNS = {
    LabelFormat.PLAIN: ("title", "description"),
    LabelFormat.EMSCAD: (
        "title",
        "company_profile",
        "description",
        "requirements",
        "benefits",
        "salary_range",
        "department",
        "employment_type",
        "required_experience",
        "required_education",
        "function",
    ),
}
LABEL_COLUMNS = ("fraudulent", "label")
GROUP_COLUMN = "dup_group"


@dataclass(frozen=True)
class LabelledText:
    """One text with a label; rows sharing any of `keys` must stay on one side of a split."""

    text: str
    positive: bool
    keys: tuple[Hashable, ...]


@dataclass(frozen=True)
class LabelsFile:
    """The labelled texts of a file, in its order, and the columns that were not read."""

    rows: tuple[LabelledText, ...]
    ignored: tuple[str, ...]


def read_labels_file(file: Path, *, layout: LabelFormat = LabelFormat.PLAIN) -> LabelsFile:
    """The labels of a CSV or Parquet file; raises InvalidInput naming the file and the column, row or format amiss."""
    table = read_table(file)
    label = next((name for name in LABEL_COLUMNS if name in table.columns), None)
    wanted = TEXT_COLUMNS[layout]
    missing = [name for name in wanted if name not in table.columns]
    if label is None:
        missing.append(" or ".join(LABEL_COLUMNS))
    if missing or label is None:
        raise InvalidInput(f"{file} has no column {', '.join(missing)}; the format {layout.value} needs it.")
    used = {*wanted, label, GROUP_COLUMN}
    texts = table[list(wanted)].agg("\n".join, axis=1)
    groups = table[GROUP_COLUMN] if GROUP_COLUMN in table.columns else [""] * len(table)
    rows = tuple(
        LabelledText(text, _label(value, file=file, row=row), _keys(text, group))
        for row, (text, value, group) in enumerate(zip(texts, table[label], groups, strict=True), start=1)
    )
    return LabelsFile(rows, ignored=tuple(str(name) for name in table.columns if name not in used))


def read_table(file: Path) -> "pd.DataFrame":
    """A CSV (also .gz) or Parquet file as a table of text, "" where nothing is said.

    Raises InvalidInput when it cannot be read as one.
    """
    import pandas as pd

    try:
        if file.suffix == ".parquet":
            table = pd.read_parquet(file).astype(object)
            return table.where(table.notna(), "").astype(str)
        return pd.read_csv(file, dtype=str, keep_default_na=False)
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read ({error.strerror or error}).") from error
    except ValueError as error:
        raise InvalidInput(f"{file} is not a CSV or Parquet table ({str(error).splitlines()[0]}).") from error


def _label(value: str, *, file: Path, row: int) -> bool:
    said = value.strip().casefold()
    if said in YES:
        return True
    if said in NO:
        return False
    raise InvalidInput(f"{file}, row {row}: the label {value!r} is neither yes nor no (1/0, true/false).")


def _keys(text: str, group: str) -> tuple[Hashable, ...]:
    keys: list[Hashable] = [("template", template_of(text))]
    if group:
        keys.append(("group", group))
    return tuple(keys)
