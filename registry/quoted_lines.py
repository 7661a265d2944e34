"""CSV rows that go over several lines: a quotation mark that nobody closed would swallow the rows below it."""

import csv
from collections.abc import Iterable, Iterator


class QuotedLines:
    """The lines of a file as a reader takes them; asked after each row whether its quotation marks fit."""

    def __init__(self, lines: Iterable[str], *, delimiter: str) -> None:
        self._lines, self._delimiter = lines, delimiter
        self._taken: list[str] = []
        self._read = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._taken.append(line)
            yield line

    def check(self) -> None:
        """Raises csv.Error, naming the line, where a row of several lines has marks that do not fit.

        In a row of one line a stray mark harms nothing but that cell, and is left as it is.
        """
        taken, first = self._taken, self._read + 1
        self._taken, self._read = [], self._read + len(self._taken)
        if len(taken) > 1:
            try:
                list(csv.reader(taken, delimiter=self._delimiter, strict=True))
            except csv.Error as error:
                raise csv.Error(
                    f"a quotation mark in line {first} or below it is not closed where its cell ends"
                ) from error
