"""Which county an advert's location lies in, to report a model's figures by county; never a feature.

Their names are no words of a model either: in Kenya a county as good as names a people.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import yaml

PLACES = Path(__file__).parent / "places"
NOT_SAID = "not said"
WORD = re.compile(r"[^\W\d_]{2,}")
ORDINARY = frozenset({"bay", "maua", "river", "trans", "west", "wote"})


def county_finder(jurisdiction: str) -> Callable[[str], str]:
    """A function from a location as written to its county; NOT_SAID where none is named or none are listed."""
    names = _names(jurisdiction)
    if not names:
        return lambda _: NOT_SAID
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + r")\b")

    def find(location: str) -> str:
        found = pattern.search(location.casefold())
        return names[found.group()] if found else NOT_SAID

    return find


@cache
def place_words() -> tuple[str, ...]:
    """Every word of the names of counties and their towns, of all countries, in lower case and alphabetical order;
    words that mostly mean something else are left ("all" and "flowers" are towns in Swahili)."""
    names = [name for file in sorted(PLACES.glob("*.yml")) for name in _names(file.stem)]
    return tuple(sorted({word for name in names for word in WORD.findall(name)} - ORDINARY))


@cache
def _names(jurisdiction: str) -> dict[str, str]:
    file = PLACES / f"{jurisdiction}.yml"
    if not file.is_file():
        return {}
    listed: dict[str, list[str]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {name.casefold(): county for county, towns in listed.items() for name in (county, *towns)}
