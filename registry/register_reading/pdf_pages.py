"""A process of its own that reads a PDF from standard input and writes the rows of its tables, a JSON array a line.

    python -m registry.register_reading.pdf_pages SECONDS < list.pdf

The first line says what is wrong, if anything: {"problem": "..."}. Rows are [[cell, ...], [colour, ...]].
"""

import io
import sys
from collections.abc import Iterator
from typing import Any

import orjson

from registry.register_reading.pdf_layout import Word, rows_of
from registry.register_reading.table import MAX_PAGE_BYTES

MAX_PAGES = 2_000
MAX_MEMORY = 2_000_000_000
MAX_WORDS_A_PAGE = 20_000


def main() -> None:
    """The rows of the document on standard input, or the problem with it."""
    _bound(int(sys.argv[1]))
    out, told = sys.stdout.buffer, 0
    for line in tell(sys.stdin.buffer.read()):
        told += len(line) + 1
        if told > MAX_PAGE_BYTES:
            sys.exit(1)
        out.write(line + b"\n")


def tell(body: bytes) -> Iterator[bytes]:
    """The lines that `main` writes."""
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(body)) as document:
            if len(document.pages) > MAX_PAGES:
                yield _problem(f"has {len(document.pages):,} pages, more than {MAX_PAGES:,}")
                return
            yield b"{}"
            edges: list[float] = []
            for page in document.pages:
                yield from (orjson.dumps(row) for row in _rows(page, edges))
                page.close()
    except (PDFException, PdfminerException) as error:
        locked = "Password" in f"{type(error).__name__} {error!r}"
        yield _problem("is locked with a password" if locked else "is a damaged PDF")


def _problem(sentence: str) -> bytes:
    return orjson.dumps({"problem": sentence})


def _rows(page: Any, edges: list[float]) -> Iterator[tuple[list[str], list[str]]]:
    found = page.extract_words(extra_attrs=["non_stroking_color"], x_tolerance=2)[:MAX_WORDS_A_PAGE]
    words = [
        Word(one["text"], one["x0"], one["x1"], one["top"], one["bottom"], one["non_stroking_color"]) for one in found
    ]
    tables = page.find_tables()
    cells: list[Any] = max((table.rows for table in tables), key=len, default=[])
    grid = [[cell for cell in row.cells if cell is not None] for row in cells]
    yield from rows_of(words, grid if len(grid) > 1 else [], edges=edges)


def _bound(seconds: int) -> None:
    """What this process may use, where the system can say so."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    main()
