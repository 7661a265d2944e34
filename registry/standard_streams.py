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


def open_streams() -> None:
    """Closed streams filled in: they would lend their numbers to the database's files, and stand as None in `sys`."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # Child processes have their streams from this one.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    if sys.stdin is None:
        sys.stdin = _ClosedInput()
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  (lives as long as the process)
