"""How the terminal door speaks: results on standard output, everything else on standard error."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

notes = Console(stderr=True, highlight=False, markup=False)


def say(line: str) -> None:
    """A line for the person, on standard error."""
    notes.print(line, soft_wrap=True)


def result(line: str) -> None:
    """A line of the result, on standard output."""
    sys.stdout.write(line + "\n")


def result_json(value: Any) -> None:
    """The result as one JSON document on standard output."""
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS) + b"\n")
    sys.stdout.buffer.flush()


def result_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[object]], *, empty: str) -> None:
    """The rows as a table on standard output, or `empty` where there are none.

    Cells are text that strangers wrote: they are printed without markup and without control characters.
    """
    if not rows:
        result(empty)
        return
    table = Table(*headings, title=title, title_justify="left")
    for row in rows:
        table.add_row(*(Text(_plain(cell)) for cell in row))
    Console(file=sys.stdout, highlight=False, markup=False).print(table)


def _plain(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return "".join(one if one.isprintable() else " " for one in text)


@contextmanager
def progress() -> Iterator[Progress]:
    """Progress bars on standard error; drawn only where a person can see them."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<38}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=notes, disable=not notes.is_terminal) as bars:
        yield bars


@contextmanager
def steps() -> Iterator[Callable[[str, int, int | None], None]]:
    """A function that shows how far each named step is, a bar a step as they begin."""
    with progress() as bars:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
                if not notes.is_terminal:
                    say(f"{step} ...")
            bars.update(tasks[step], completed=done, total=total)

        yield show
