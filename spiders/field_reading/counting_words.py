"""What the words around a number are when an advert says how many people it wants: each word as one letter."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from spiders.field_reading.occupations import last_words

# One letter a kind of word, so that ways of speaking are patterns over a sentence's letters.
NUMBER, OTHER_NUMBER, TRADE, PEOPLE, POST, PAPER, TOTAL, GROUP, FIRST, TAKE = (
    "N",
    "n",
    "P",
    "G",
    "O",
    "W",
    "T",
    "K",
    "I",
    "V",
)
WANTING, HIRING, BETWEEN, UNIT, NOT_BEFORE, STOP, PART, JOINER = "S", "H", "F", "U", "B", "p", "R", "J"
PLURAL, OTHER = "s", "a"
# What ends a sentence is one of these letters among the kinds of words.
BREAK = "|"
ENDS = frozenset((".", BREAK, ";"))
# The first list that holds a word says its kind.
_LISTS = (
    ("no_trades", OTHER),
    ("totals", TOTAL),
    ("posts", POST),
    ("trades", TRADE),
    ("people", PEOPLE),
    ("one_person", PEOPLE),
    ("papers", PAPER),
    ("groups", GROUP),
    ("firsts", FIRST),
    ("takes", TAKE),
    ("parts_of", PART),
    ("hiring", HIRING),
    ("joiners", JOINER),
    ("units", UNIT),
    ("between", BETWEEN),
    ("stops", STOP),
    ("wanting_swahili", WANTING),
    ("wanting_pairs", WANTING),
)
_SUBJECT = r"(?:ku|hu|na|(?:ha)?(?:a|wa|tu|ni|u|m|mna|i|zi|ki|vi|ya|li|lina|yana))"
_TENSE = r"(?:na|ta|me|li|ki|nge|naye|nayo|nao|taka|takao|takaye|takayo|lio|liye|naomba)?"
_OBJECT = r"(?:ku|m|mw|wa|ki|zi|ya|i|u|ji)?"


@dataclass(frozen=True)
class Words:
    """The lists of `openings.yml`, ready to read with."""

    kinds: dict[str, str]
    no_trades: frozenset[str]
    not_before: frozenset[str]
    units: frozenset[str]
    units_of_trades: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    trade: re.Pattern[str]
    wanting: re.Pattern[str]
    elsewhere: re.Pattern[str]
    elsewhere_people: re.Pattern[str]
    looked_after: re.Pattern[str]
    each: re.Pattern[str]
    asked: re.Pattern[str]
    cared_for: frozenset[str]
    one_person: frozenset[str]
    of_people: tuple[str, ...]
    no_parts: frozenset[str]
    others_before: frozenset[str]
    holding: frozenset[str]
    askers: frozenset[str]
    after_bare: frozenset[str]
    asked_as_money: frozenset[str]
    whose: frozenset[str]
    doing: frozenset[str]
    speakers: frozenset[str]
    quotas: frozenset[str]
    being: frozenset[str]
    has_people: frozenset[str]
    filled: frozenset[str]
    missing: frozenset[str]
    counted_after: frozenset[str]
    sizes: frozenset[str]
    sizes_of_others: frozenset[str]
    no_list: re.Pattern[str]
    links: frozenset[str]
    numbers: dict[str, Any]


@cache
def words() -> Words:
    """The lists, read once."""
    given: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "openings.yml").read_text("utf-8"))
    money = frozenset((*given["money"], *_money_of_countries()))
    kinds: dict[str, str] = {}
    for name, kind in _LISTS:
        for word in given[name]:
            kinds.setdefault(word.replace(" ", "_"), kind)
    for word in money:
        kinds.setdefault(word, UNIT)
    for word in last_words():
        kinds.setdefault(word, TRADE)
        kinds.setdefault(f"{word}s", TRADE)
    several = {word for name, _ in _LISTS for word in given[name] if " " in word}
    endings = "|".join(given["trade_endings"])
    roots, going = "|".join(given["wanting_roots"]), "|".join(given["going_roots"])
    stems = "|".join(
        re.escape(one[:-1]) if one.endswith("$") else f"{re.escape(one)}[a-z]*" for one in given["wanting"]
    )
    return Words(
        kinds=kinds,
        no_trades=frozenset(given["no_trades"]),
        not_before=money.union(given["not_before"]),
        units=money.union(given["units"]),
        units_of_trades=frozenset(given["units_of_trades"]),
        phrases=_by_first_word(several),
        trade=re.compile(rf"(?:ma)?[a-z'-]{{2,}}(?:{endings})|(?:wa|m)[a-z]{{2,}}aji"),
        wanting=re.compile(
            rf"(?:{stems})|{_SUBJECT}{_TENSE}{_OBJECT}(?:{roots})[a-z]*|(?:wa|tu|a|u)(?:ta|takao)(?:wa)?(?:{going})[a-z]*"
        ),
        elsewhere=_any(given["elsewhere"], whole=False),
        elsewhere_people=_any(given["elsewhere_people"]),
        looked_after=_any(given["looked_after"]),
        each=_any(given["each"]),
        cared_for=frozenset(given["cared_for"]),
        one_person=frozenset(given["one_person"]),
        of_people=tuple(given["of_people"]),
        no_parts=frozenset(given["no_parts"]),
        others_before=frozenset(given["others_before"]),
        holding=frozenset(given["holding"]),
        askers=frozenset(given["askers"]),
        speakers=frozenset(given["speakers"]),
        quotas=frozenset(given["quotas"]),
        being=frozenset(given["being"]),
        has_people=frozenset(given["has_people"]),
        whose=frozenset(given["whose"]),
        doing=frozenset(given["doing"]),
        asked_as_money=frozenset(given["asked_as_money"]),
        after_bare=frozenset(given["after_bare"]),
        filled=frozenset(given["filled"]),
        missing=frozenset(given["missing"]),
        counted_after=frozenset(given["counted_after"]),
        sizes=frozenset(given["sizes"]),
        sizes_of_others=frozenset(given["sizes_of_others"]),
        no_list=_any(given["no_list"]),
        links=frozenset(given["links"]),
        asked=_any(given["asked"]),
        numbers=given["numbers"],
    )


def _money_of_countries() -> set[str]:
    """What the money of the countries that workers go to is called, in one word."""
    given = yaml.safe_load((Path(__file__).parent / "work_abroad.yml").read_text("utf-8"))
    return {word for said in given["currencies"].values() for word in said if " " not in word}


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        split = tuple(phrase.split(" "))
        found.setdefault(split[0], []).append(split)
    return {word: tuple(sorted(ways, key=lambda way: (-len(way), way))) for word, ways in found.items()}


def _any(phrases: Iterable[str], *, whole: bool = True) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))}){r'(?![a-z])' if whole else ''}")


@lru_cache(maxsize=16_384)
def kind_of(word: str) -> str:
    """The letter of one word in lower case, or of one mark of punctuation (the mark itself)."""
    known = words()
    if word in ("x", "×"):
        return "x"
    if not word[0].isalpha() and word not in known.kinds:
        return OTHER if word[0].isalnum() else word
    if (kind := known.kinds.get(word)) is not None:
        return kind
    if word not in known.no_trades and known.trade.fullmatch(word):
        return TRADE
    if known.wanting.fullmatch(word):
        return WANTING
    return PLURAL if word.endswith("s") and not word.endswith("ss") else OTHER
