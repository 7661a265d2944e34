"""Standard streams that whoever started the process had closed: filled in, and said where they are asked for."""

import io
import os
import sys
from pathlib import Path
from typing import NoReturn

from registry.errors import InvalidInput


class _ClosedInput(io.TextIOBase):
    """A standard input from which nothing can be read, nor anybody be asked."""

    def read(self, *_size: object) -> NoReturn:
        self._refuse()

    def readline(self, *_size: object) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise InvalidInput("Standard input is closed, so nothing can be read from it; pipe in what is to be read.")


class _ClosedOutput(io.TextIOWrapper):
    """A standard output that loses what is written to it, and remembers that there was something."""

    lost = False

    def write(self, text: str) -> int:
        self.lost = self.lost or bool(text)
        return super().write(text)


def what_was_lost() -> str:
    """One sentence where a result went to a closed standard output, for doors to say at their end; else nothing."""
    if not (isinstance(sys.stdout, _ClosedOutput) and sys.stdout.lost):
        return ""
    return (
        "Standard output is closed, so the result was not printed (what was asked for is done); "
        "run this again with standard output open, or sent to a file."
    )


def open_streams() -> None:
    """Closed streams filled in: they would lend their numbers to the database's files, and stand as None in `sys`."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # Child processes have their streams from this one; only that nobody reads their output, they are to see.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), number != 1)
    if sys.stdin is None:
        sys.stdin = _ClosedInput()
    if sys.stdout is None:
        sys.stdout = _ClosedOutput(Path(os.devnull).open("wb"), encoding="utf-8")  # noqa: SIM115  (lives as the process)
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (lives as long as the process)
