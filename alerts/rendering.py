"""What goes out of the house is written from templates: one environment for mails and packs, escaping by file name."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates: HTML ones escape whatever is put in, and a missing value is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["day"] = day
    return environment


def day(on: date | None) -> str:
    """A date as people write it, as in `3 March 2026`."""
    return f"{on.day} {on:%B %Y}" if on else "an unknown date"
