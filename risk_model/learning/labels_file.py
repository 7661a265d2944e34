"""Labels that somebody else decided, from a file: to compare ways of training, never to go live."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from registry.errors import InvalidInput
from risk_model.learning.column_names import by_known_names
from risk_model.learning.parquet_columns import refuse_what_is_no_text
from risk_model.learning.senders import CONTACT, PROFILE_COLUMN, Sender, cells_of, firm_columns

if TYPE_CHECKING:
    import pandas as pd

# In the order in which a refusal tells them.
YES = ("1", "true", "yes", "fraud", "fraudulent", "positive", "t", "1.0")
NO = ("0", "false", "no", "real", "lawful", "negative", "f", "0.0")


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
# The best honest figures on the whole public EMSCAD file that were found: five seeds, near-template groups at cosine
# 0.98, linear SVM on text only (github.com/PatrickRay88/fake-job-postings-imbalance-research, one author, 2026).
BEST_KNOWN = {"f1": 0.705, "average_precision": 0.756}
BEST_KNOWN_SENTENCE = (
    f"Best honest figures known on the whole public file, the same protocol: F1 {BEST_KNOWN['f1']}, average precision "
    f"{BEST_KNOWN['average_precision']} (linear SVM, text only)."
)
LABEL_COLUMNS = ("fraudulent", "label")
GROUP_COLUMN = "dup_group"


# EMSCAD prints a digest where a contact was; its letters are no words of the advert, but still say who is behind it.
MASKED = re.compile(r"#(?:URL|EMAIL|PHONE)_[0-9a-fA-F]*#?")


@dataclass(frozen=True)
class FileText:
    """One row's words as a model reads them (its first line the title), and the fields of the form it leaves empty."""

    text: str
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class LabelledText:
    """One text with a label; rows sharing any of `keys` must stay on one side of a split.

    `senders` is what its cells say of who is behind it, contacts in the running text apart.
    """

    text: str
    positive: bool
    keys: tuple[Hashable, ...]
    left_out: frozenset[str] = frozenset()
    senders: tuple[Sender, ...] = ()


@dataclass(frozen=True)
class LabelsFile:
    """The labelled texts of a file, in its order, the columns that were not read, and those read for splitting only."""

    rows: tuple[LabelledText, ...]
    ignored: tuple[str, ...]
    layout: LabelFormat = LabelFormat.PLAIN
    split_by: tuple[str, ...] = ()


def read_labels_file(file: Path, *, layout: LabelFormat = LabelFormat.PLAIN) -> LabelsFile:
    """The labels of a CSV or Parquet file; raises InvalidInput naming the file and the column, row or format amiss."""
    table = by_known_names(read_table(file), {*TEXT_COLUMNS[layout], *LABEL_COLUMNS, GROUP_COLUMN})
    label = next((name for name in LABEL_COLUMNS if name in table.columns), None)
    missing = missing_columns(table, layout)
    if label is None:
        missing.append(" or ".join(LABEL_COLUMNS))
    if missing or label is None:
        raise InvalidInput(f"{file} has no column {', '.join(missing)}; the format {layout.value} needs it.")
    refuse_what_is_no_text(file, [*TEXT_COLUMNS[layout], label, *({GROUP_COLUMN} & {*table.columns})])
    if table.empty:
        raise InvalidInput(f"{file} has no rows; there is nothing to learn from.")
    split_by = split_columns(table, layout)
    refuse_what_is_no_text(file, split_by)
    groups = table[GROUP_COLUMN] if GROUP_COLUMN in table.columns else [""] * len(table)
    told = zip(texts_of(table, layout=layout), table[label], groups, _senders(table, layout), strict=True)
    rows = tuple(
        LabelledText(
            text=said.text,
            positive=_label(value, file=file, row=row),
            keys=(("group", group),) if group else (),
            left_out=said.left_out,
            senders=senders,
        )
        for row, (said, value, group, senders) in enumerate(told, start=1)
    )
    return LabelsFile(rows, ignored_columns(table, layout, label, GROUP_COLUMN, *split_by), layout, tuple(split_by))


def split_columns(table: "pd.DataFrame", layout: LabelFormat) -> list[str]:
    """The columns that say who hires, which keep rows together and which no model reads; `layout` reads its own."""
    named = firm_columns([str(name) for name in table.columns])
    if PROFILE_COLUMN in table.columns and PROFILE_COLUMN not in TEXT_COLUMNS[layout]:
        named.append(PROFILE_COLUMN)
    return named


def _senders(table: "pd.DataFrame", layout: LabelFormat) -> list[tuple[Sender, ...]]:
    firms = firm_columns([str(name) for name in table.columns])
    read = [*dict.fromkeys([*firms, *({PROFILE_COLUMN} & {*table.columns}), *TEXT_COLUMNS[layout]])]
    found = []
    for values in zip(*(table[name] for name in read), strict=True):
        row = dict(zip(read, values, strict=True))
        masked = [(CONTACT, one) for value in values for one in MASKED.findall(value)]
        found.append((*cells_of(row, firms), *masked))
    return found


def missing_columns(table: "pd.DataFrame", layout: LabelFormat) -> list[str]:
    """The columns that `layout` reads and `table` lacks."""
    return [name for name in TEXT_COLUMNS[layout] if name not in table.columns]


def ignored_columns(table: "pd.DataFrame", layout: LabelFormat, *also_read: str) -> tuple[str, ...]:
    """The columns of `table` that nothing reads."""
    read = {*TEXT_COLUMNS[layout], *also_read}
    return tuple(str(name) for name in table.columns if name not in read)


def texts_of(table: "pd.DataFrame", *, layout: LabelFormat) -> list[FileText]:
    """Each row's words, in order: its columns line by line, the title first."""
    columns = TEXT_COLUMNS[layout]
    if layout is LabelFormat.PLAIN:
        return [
            FileText(f"{one_line(title)}\n{body}") for title, body in zip(*(table[c] for c in columns), strict=True)
        ]
    told = []
    for values in zip(*(table[name] for name in columns), strict=True):
        left_out = frozenset(name for name, value in zip(columns, values, strict=True) if not value.strip())
        told.append(FileText(MASKED.sub(" ", "\n".join((one_line(values[0]), *values[1:]))), left_out))
    return told


def one_line(title: str) -> str:
    """A title without line breaks: a model takes the first line for the title."""
    return " ".join(title.split())


def read_table(file: Path) -> "pd.DataFrame":
    """A CSV (also .gz) or Parquet file as a table of text, "" where nothing is said.

    Raises InvalidInput when it cannot be read as one.
    """
    import pandas as pd

    try:
        if file.suffix == ".parquet":
            table = pd.read_parquet(file).astype(object)
            return table.where(table.notna(), "").astype(str).astype(object)
        named = pd.read_csv(file, dtype=object, keep_default_na=False, header=None, nrows=1).iloc[0]
        _refuse_other_separators(file, named)
        table = pd.read_csv(file, dtype=object, keep_default_na=False)
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read ({error.strerror or error}).") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{file} is not in UTF-8; save it as “CSV UTF-8” and try again.") from error
    except (ValueError, EOFError) as error:
        said = (str(error).splitlines() or ["damaged"])[0]
        raise InvalidInput(
            f"{file} is not a CSV or Parquet table ({said}); save it anew as CSV with commas."
        ) from error
    if not isinstance(table.index, pd.RangeIndex):  # pandas takes the cells before the first name for names of rows
        raise InvalidInput(f"{file}: its rows have more cells than its first line names; give every column a name.")
    if len(doubled := named[named.duplicated() & (named != "")]):
        raise InvalidInput(f"{file} has several columns named {doubled.iloc[0]!r}; rename all but one.")
    return table


def _refuse_other_separators(file: Path, named: "pd.Series") -> None:
    """Before the rows are read: those whose words hold commas would be refused for having more cells than names."""
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(named) == 1 and mark in str(named.iloc[0]):
            raise InvalidInput(f"{file} has {name} between its cells; save it with commas and try again.")


def _label(value: str, *, file: Path, row: int) -> bool:
    said = value.strip().casefold()
    if said in YES:
        return True
    if said in NO:
        return False
    raise InvalidInput(
        f"{file}, row {row}: the label {value!r} is neither yes nor no; write one of {', '.join(YES[:6])}, or one of "
        f"{', '.join(NO[:6])}."
    )
