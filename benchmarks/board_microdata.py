"""A board's page that marks its advert up as JSON-LD and as microdata; apart because only one benchmark reads such."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from board_pages import page_around, some_words

LETTERS = 25_600


def page_with_microdata(posting: Mapping[str, Any], chance: random.Random) -> str:
    """The page of one JobPosting with breadcrumbs and microdata around its text, and cards up to 25.6 kB."""
    advert = (
        f"{_breadcrumbs(posting, chance)}"
        f'<article itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">{posting["title"]}</h1>'
        f'{"".join(_properties(posting))}<div itemprop="description">{posting["description"]}</div></article>'
    )
    return page_around(advert, posting, chance, room=LETTERS)


def _breadcrumbs(posting: Mapping[str, Any], chance: random.Random) -> str:
    steps = (("/", "Home"), ("/c/1", some_words(chance, 1)), ("/c/2", some_words(chance, 2)), ("", posting["title"]))
    listed = "".join(
        '<li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">'
        f'<a itemprop="item" href="https://board.example{path}"><span itemprop="name">{name}</span></a>'
        f'<meta itemprop="position" content="{place}"></li>'
        for place, (path, name) in enumerate(steps, start=1)
    )
    return f'<ol itemscope itemtype="https://schema.org/BreadcrumbList">{listed}</ol>'


def _properties(posting: Mapping[str, Any]) -> Iterator[str]:
    """Everything that `posting` states beside its title and text, where boards print it."""
    for name, value in posting.items():
        if name.startswith("@") or name in ("title", "description"):
            continue
        if isinstance(value, Mapping):
            inside = "".join(_properties(value))
            yield f'<div itemprop="{name}" itemscope itemtype="https://schema.org/{value["@type"]}">{inside}</div>'
        elif name in ("name", "addressLocality", "addressCountry"):
            yield f'<span itemprop="{name}">{value}</span>'
        else:
            yield f'<meta itemprop="{name}" content="{value}">'
