"""Files that somebody asked for by name: there whole, or as they were before."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from registry.errors import InvalidInput

# Formats that are told by how a file's name ends, so that whoever opens such a file expects no CSV in it.
OTHER_FORMATS = frozenset(
    {
        *(".parquet", ".pq", ".feather", ".arrow", ".orc", ".avro", ".json", ".jsonl", ".ndjson", ".tsv"),
        *(".xlsx", ".xlsm", ".xls", ".ods", ".pdf", ".html", ".xml", ".sqlite", ".sqlite3", ".db"),
        *(".gz", ".bz2", ".xz", ".zst", ".zip"),
    }
)


def refuse_other_formats(out: Path) -> None:
    """Raises InvalidInput where a file of that name would be taken for something else than CSV."""
    if out.suffix.lower() in OTHER_FORMATS:
        raise InvalidInput(f"{out} is written as CSV, which its name denies; name a file that ends in .csv with -o.")


@contextmanager
def written_whole(out: Path) -> Iterator[TextIO]:
    """A stream whose text stands under `out` only when the block ended well; a device or a pipe gets it as it comes.

    Raises InvalidInput where it cannot be written, or is named as no CSV file.
    """
    refuse_other_formats(out)
    ordinary = (out.is_file() or not out.exists()) and not out.is_relative_to("/dev")
    # A link stays one: what it points at is written anew.
    out = out.resolve() if ordinary else out
    partial = out.with_name(out.name + ".part") if ordinary else out
    try:
        with partial.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        if ordinary:
            partial.replace(out)
    except OSError as error:
        raise InvalidInput(
            f"{out} cannot be written ({error.strerror or error}); name another file with -o."
        ) from error
    finally:
        if ordinary and partial.is_file():
            partial.unlink()
