"""The words of `words.yml` as patterns, read once."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


@lru_cache(maxsize=1)
def _given() -> dict[str, Any]:
    given: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yml").read_text("utf-8"))
    return given


def _any(phrases: list[str]) -> str:
    return "|".join(" ".join(phrase.split()) for phrase in phrases)


def whole(key: str) -> re.Pattern[str]:
    """A pattern for a phrase that is one of `key`'s and nothing more."""
    return re.compile(rf"(?:{_any(_given()[key])})\W*", re.IGNORECASE)


def anywhere(key: str) -> re.Pattern[str]:
    """A pattern for one of `key`'s phrases as whole words of a text."""
    return re.compile(rf"\b(?:{_any(_given()[key])})\b", re.IGNORECASE)


def in_classes(phrases: list[str] | str) -> re.Pattern[str]:
    """A pattern for a class or id that holds one of the phrases (or of the key's) as a part of its name."""
    chosen = _given()[phrases] if isinstance(phrases, str) else phrases
    return re.compile(rf"(?:^|[\s_-])(?:{_any(chosen)})(?:$|[\s_-])", re.IGNORECASE)


def by_property(key: str) -> dict[str, list[str]]:
    """The phrases under `key` by item property."""
    listed: dict[str, list[str]] = _given()[key]
    return listed


def general_heading() -> re.Pattern[str]:
    """A pattern for a heading over a part of an advert, with or without a word before it."""
    given = _given()["general"]
    part = (
        rf"(?:(?:{_any(given['before'])})[\s:]+)?(?:{_any(given['parts'])})(?: (?:and|&) (?:{_any(given['parts'])}))?"
    )
    return re.compile(rf"(?:{part}|{_any(given['whole'])})\W*", re.IGNORECASE)
