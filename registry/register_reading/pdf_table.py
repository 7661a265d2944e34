"""PDF lists: the reading is done in a process of its own, because no promise holds about a hostile file's hunger.

What a child may use is bounded from outside (time, memory, pages, bytes); what it dies of becomes one sentence.
"""

import subprocess
import sys
from collections.abc import Iterator

import orjson

from registry.errors import InvalidInput
from registry.register_reading.colours import family
from registry.register_reading.table import RawRow, RawTable, as_row, find_header, name_columns

SECONDS = 180
MAX_PDF_BYTES = 32_000_000
_ADVICE = "save the list as .csv or .xlsx"


def read_pdf(body: bytes, *, name: str, seconds: int = SECONDS) -> RawTable:
    """The tables of all pages as one list, with each row's text colours.

    Raises InvalidInput when it is damaged, locked, holds pictures only, or would take more than is allowed.
    """
    if len(body) > MAX_PDF_BYTES:
        raise InvalidInput(f"{name} is larger than {MAX_PDF_BYTES:,} bytes; {_ADVICE}.")
    lines = list(_lines(_read_apart(body, name, seconds), name))
    texts = [cells for cells, _ in lines]
    header = find_header(texts)
    columns = name_columns(texts[header], name=name)
    listed = [(row, colours) for cells, colours in lines[header + 1 :] if (row := as_row(columns, cells)) is not None]
    # Ink is black where a PDF says nothing else: only beside another colour does it tell anything.
    if all(family(colour) == "black" for _, colours in listed for colour in colours):
        listed = [(row, ()) for row, _ in listed]
    rows = (RawRow(cells=row, colour=next(iter(colours), None), colours=colours) for row, colours in listed)
    return RawTable(columns=columns, rows=tuple(rows))


def _read_apart(body: bytes, name: str, seconds: int) -> bytes:
    command = [sys.executable, "-m", "registry.register_reading.pdf_pages", str(seconds)]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=seconds, check=False)  # noqa: S603 (our own module)
    except subprocess.TimeoutExpired as error:
        raise InvalidInput(f"{name} cannot be read within {seconds} seconds; {_ADVICE}.") from error
    if done.returncode:
        raise InvalidInput(f"{name} is a PDF that takes too much to read, or is damaged; {_ADVICE}.")
    return done.stdout


def _lines(told: bytes, name: str) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    first, *rest = told.splitlines() or [b"{}"]
    if problem := orjson.loads(first).get("problem"):
        raise InvalidInput(f"{name} {problem}; {_ADVICE}.")
    if not rest:
        raise InvalidInput(f"{name} holds no text, only pictures of it; {_ADVICE}.")
    for line in rest:
        cells, colours = orjson.loads(line)
        yield cells, tuple(colours)
