"""Files that somebody asked for by name: there whole, or as they were before."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from registry.errors import InvalidInput


@contextmanager
def written_whole(out: Path) -> Iterator[TextIO]:
    """A stream whose text stands under `out` only when the block ended well; a device or a pipe gets it as it comes.

    Raises InvalidInput where it cannot be written.
    """
    ordinary = out.is_file() or not out.exists()
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
