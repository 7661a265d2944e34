"""How the terminal door speaks: results on standard output, everything else on standard error."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Column, Table
from rich.text import Text

WIDTH_OF_A_FILE = 2_000
notes = Console(stderr=True, highlight=False, markup=False)


def say(line: str) -> None:
    """A line for the person, on standard error; what it quotes of files drives no terminal."""
    notes.print("\n".join(_plain(part) for part in line.split("\n")), soft_wrap=True)


def result(line: str) -> None:
    """A line of the result, on standard output."""
    _write(line + "\n")


def result_json(value: Any) -> None:
    """The result as one JSON document on standard output."""
    _write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS).decode() + "\n")


def result_drawn(drawing: RenderableType) -> None:
    """A table or the like on standard output, as wide as the terminal; into a file or a pipe, as wide as it needs."""
    width = None if sys.stdout.isatty() else WIDTH_OF_A_FILE
    console = Console(file=sys.stdout, highlight=False, markup=False, width=width)
    with console.capture() as drawn:
        console.print(drawing)
    _write(drawn.get())


def finish() -> None:
    """Whatever was written handed over, so that a full disk or a closed pipe is met here and not at the very end."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _stop_writing()
    except OSError:
        _stop_writing()
        raise


def _write(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    try:
        # Names of files may hold bytes that are no text, and not every terminal can show every name.
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; the work goes on, and Python must not complain when it closes the stream.
        _stop_writing()


def _stop_writing() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def result_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[object]], *, empty: str) -> None:
    """The rows as a table on standard output, or `empty` where there are none.

    Cells are text that strangers wrote: they are printed without markup and without control characters.
    """
    if not rows:
        result(empty)
        return
    # Folded and not cut: half a rule's name or half an address is no answer.
    columns = (Column(heading, overflow="fold") for heading in headings)
    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        table.add_row(*(Text(_plain(cell)) for cell in row))
    result_drawn(table)


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
