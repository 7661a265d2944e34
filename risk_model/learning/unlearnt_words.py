"""Words that a model may not learn from: those that say nothing, and those of a person's faith, people, nation, name,
home county or region.

What is protected is data that people review (`kept_out/`, `places/`, `names_of_people.py`). A deployment adds to it; a
word that it lacks is a fault of the list, not a permission. "Saudi" stands for a country where adverts name where the
work is, and is left.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

import yaml

from risk_model.learning.counties import place_words
from risk_model.learning.names_of_people import NAMES

KEPT_OUT = Path(__file__).parent / "kept_out"

# What Swahili, the tongues around it and Sheng put before a stem: who belongs, and the language or manner. Whatever
# letter the stem begins with, because adverts are written as they are spoken ("mwislamu", "muislamu", "mislamu").
_WHO_AND_HOW = ("m", "mu", "mw", "w", "wa", "ba", "k", "ke", "ki", "ch", "chi", "gi", "eke", "lu", "olu")
# Who comes from a county or town.
_WHO_FROM = ("m", "mu", "mw", "wa", "w")
# Not of nations, whose land is a country ("urusi" is Russia): it says where the work is.
_WHOSE_LAND = ("", "u", "bu", "a", "aba", "ava", "o", "mo", "omo", "omu")

# Leaving these out costs nothing that can be measured (benchmarks/README.md) and spares an inspector a reason that
# reads: the word "the".
_FUNCTION = """
    a about above after again all also am an and any are as at be because been before being below between both but by
    can could did do does doing down during each few for from further had has have having he her here hers him his how
    i if in into is it its itself just let may me might more most must my no nor not now of off on once only or other
    our ours out over own per same shall she should so some such than that the their theirs them then there these they
    this those through to too under until up upon us very was we were what when where which while who whom whose why
    will with within without would you your yours
    hii hili hilo hiyo hizi huo huu ile ili ilo ina kama katika kwa kwamba kwenye la lakini na ni pia sana si ya yake
    yako yetu yenye wa wake wako wao wetu wenye za zake zako
"""
FUNCTION_WORDS = tuple(_FUNCTION.split())


def is_protected(word: str) -> bool:
    """Whether a word in lower case is protected, also as written with accents that the lists leave out."""
    forms = _forms_kept_out()
    return word in forms or (not word.isascii() and _unaccented(word) in forms)


@cache
def protected() -> Mapping[str, tuple[str, ...]]:
    """Every protected word and form by what it is of; read when first asked for, as most commands need none."""
    return {
        "faiths": _listed("faiths"),
        "peoples": _listed("peoples"),
        "nations and their languages": _listed("nations", land=False),
        "names of people": NAMES,
        "counties, towns and regions": (*place_words(), *_listed("regions"), *_who_from(place_words())),
    }


@cache
def protected_words() -> tuple[str, ...]:
    """All of them, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(protected().values())))


def _listed(kind: str, *, land: bool = True) -> tuple[str, ...]:
    """The words of one file as they stand, then every form of its stems."""
    said = _read(kind)
    words, stems = said["words"], said.get("stems", ())
    forms = (form for stem in stems for form in _forms(stem, land=land) if form not in _ordinary())
    return tuple(dict.fromkeys(chain(words, forms)))


def _forms(stem: str, *, land: bool) -> Iterator[str]:
    yield from (f"{before}{stem}" for before in _WHO_AND_HOW)
    if land:
        yield from (f"{before}{stem}" for before in _WHOSE_LAND)
        yield from (f"{stem}s", f"m{stem}s", f"{stem}land", f"u{stem}ni", f"{stem}ni")


def _who_from(places: Iterable[str]) -> list[str]:
    long_enough = [place for place in places if len(place) > 3]
    return [form for place in long_enough for before in _WHO_FROM if (form := f"{before}{place}") not in _ordinary()]


def _unaccented(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(_read("ordinary")["words"])


def _read(kind: str) -> dict[str, list[str]]:
    read: dict[str, list[str]] = yaml.safe_load((KEPT_OUT / f"{kind}.yml").read_text(encoding="utf-8"))
    return read


@cache
def _forms_kept_out() -> frozenset[str]:
    return frozenset(protected_words())
