"""What goes out of the house is written from templates: one environment for mails and packs, escaping by file name."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from alerts.plain_words import visible

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates: HTML ones escape whatever is put in, and a missing value is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["day"] = day
    environment.filters["marked"] = marked
    return environment


def _shown(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def marked(advert: Mapping[str, Any]) -> Markup:
    """An advert's words with those set off that its findings rest on, each followed by its finding's number."""
    text = visible(advert["words"])
    numbered = enumerate(advert["findings"] if advert["words_are_as_judged"] else (), 1)
    spans = [(*one["span"], number) for number, one in numbered if one["span"]]
    edges = sorted({0, len(text), *(min(max(edge, 0), len(text)) for one in spans for edge in one[:2])})
    pieces: list[Markup] = []
    for start, end in pairwise(edges):
        covering = [one for one in spans if one[0] <= start and end <= one[1]]
        piece = escape(text[start:end])
        pieces.append(Markup("<mark>{}</mark>").format(piece) if covering else piece)
        numbers = sorted({number for _, last, number in covering if last == end})
        pieces += [Markup("<sup>{}</sup>").format(number) for number in numbers]
    return Markup("").join(pieces)


def day(on: date | None) -> str:
    """A date as people write it, as in `3 March 2026`."""
    return f"{on.day} {on:%B %Y}" if on else "an unknown date"
