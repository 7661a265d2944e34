"""Cells that people open in a spreadsheet: shown as they are, never run (CWE-1236, OWASP on CSV injection)."""

import re

# What begins a formula, full-width forms included; a line break may push one to the front of a cell.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# "+254 700 000 001", "-1,200.50", "(020) 211 / 212": a spreadsheet may show a number oddly, but runs nothing.
_NUMBER = re.compile(r"[+-]?(?=[^0-9]*[0-9])[0-9 ().,/-]*")


def cell(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would run it.

    Numbers and telephones stay as they are, and so does a dash that stands for nothing.
    """
    if not text.startswith(_STARTS) or _NUMBER.fullmatch(text) or not any(map(str.isalnum, text)):
        return text
    return f"'{text}"
