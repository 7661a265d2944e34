"""Names as running text prints them: firms' without the legal form behind them, people's in either order."""

import re
from functools import cache

from registry.identity.contact_reading.contact_words import contact_words, one_of
from registry.identity.folding import fold
from registry.identity.name_comparing.parts import words_of
from registry.identity.name_words import words
from registry.noticing.phrase_book import PhraseBook

_WORD = re.compile(r"\w+")


def as_printed(name: str) -> str:
    """The words of `name` as a text has them, without the legal form behind them."""
    printed = _WORD.findall(fold(name))
    forms = words().trailing_forms
    while len(printed) > 1 and (size := next((n for n in (3, 2, 1) if tuple(printed[-n:]) in forms), 0)):
        if size >= len(printed):
            break
        printed = printed[:-size]
    return " ".join(printed)


def has_own_words(name: str) -> bool:
    """Whether `name` has a word besides those of the trade, so that a text with all its words means that firm."""
    return not words_of(name).rare <= words().generic.keys()


def is_named_in(text: str, name: str) -> bool:
    """Whether `text` prints `name`, with or without its legal form; a name of one word is not looked for."""
    return next(PhraseBook([as_printed(name)]).find(text), None) is not None


def orders_of(person: str) -> tuple[str, ...]:
    """The name of a person as it is written, and with its last word first: "Otieno Kirui", "Kirui, Otieno"."""
    *first, last = person.split() or [person]
    return tuple(dict.fromkeys((person, " ".join((last, *first)))))


def is_named_after(text: str, end: int) -> bool:
    """Whether behind the person's name that ends at `end`, on its line, stands what bears it: a school, a street."""
    return _bears_a_name().match(text, end) is not None


@cache
def _bears_a_name() -> re.Pattern[str]:
    return re.compile(rf"[^\S\n\r]+(?:{one_of(contact_words()['people']['named_after'])})(?![^\W_])", re.IGNORECASE)
