"""What every reader of official lists gives: named columns, and rows that can be read again; all of it bounded."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from registry.errors import InvalidInput

MAX_BYTES = 512_000_000
MAX_PAGE_BYTES = 64_000_000
MAX_COLUMNS = 200
MAX_CELL = 2_000
HEADER_WITHIN = 20


@dataclass(frozen=True)
class RawRow:
    """One row as printed: cells by column, its text colour (`#rrggbb`, None where unstyled) and its CSS classes.

    `colours` holds every distinct text colour of the row, commonest first, for pages whose links have their own;
    `backgrounds` those behind its cells.
    """

    cells: dict[str, str]
    colour: str | None = None
    css_class: str | None = None
    colours: tuple[str, ...] = ()
    backgrounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rereadable:
    """Rows that are read from their file each time somebody asks, so that none need be held."""

    open: Callable[[], Iterator[RawRow]]

    def __iter__(self) -> Iterator[RawRow]:
        return self.open()


@dataclass(frozen=True)
class RawTable:
    """Column names in order, and the rows; `rows` may be read more than once."""

    columns: tuple[str, ...]
    rows: Iterable[RawRow] = field(default_factory=tuple)

    def sample(self, size: int = 50) -> list[RawRow]:
        """The first `size` rows."""
        return list(islice(self.rows, size))


def clean_cell(value: str) -> str:
    """Text on one line, without control characters, cut at MAX_CELL."""
    if value.isascii() and value.isprintable() and len(value) <= MAX_CELL and _is_single_spaced(value):
        return value
    kept = value.replace("\x00", "").replace("\u200b", "").replace("\ufeff", "")
    return " ".join(kept[: 4 * MAX_CELL].split())[:MAX_CELL].encode("utf-8", "replace").decode("utf-8")


def _is_single_spaced(value: str) -> bool:
    return "  " not in value and value[:1] != " " and value[-1:] != " "


def name_columns(cells: Sequence[str], *, name: str) -> tuple[str, ...]:
    """Unique column names from a header row; raises InvalidInput over MAX_COLUMNS."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) > MAX_COLUMNS:
        raise InvalidInput(f"{name} has {len(cells)} columns; a list of agencies has fewer than {MAX_COLUMNS}.")
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        wanted = clean_cell(cell) or f"column {position}"
        names.append(wanted if wanted not in names else f"{wanted} ({position})")
    return tuple(names)


def find_header(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows names the columns: the first that is nearly as full as the fullest, past any title."""
    filled = [sum(1 for cell in row if cell.strip()) for row in rows[:HEADER_WITHIN]]
    widest = max(filled, default=0)
    return next((place for place, count in enumerate(filled) if count and count >= 0.6 * widest), 0)


def as_row(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str] | None:
    """Cells by column, or None for an empty row or a header printed again."""
    values = [clean_cell(cell) for cell in cells[: len(columns)]]
    if not any(values) or tuple(values) == tuple(columns):
        return None
    values.extend([""] * (len(columns) - len(values)))
    return dict(zip(columns, values, strict=True))
