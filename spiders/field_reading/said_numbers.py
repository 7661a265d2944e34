"""Whole numbers in a row of words: digits, and numbers said in English, Swahili and Sheng ("mia mbili na hamsini")."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from registry.running_words import words_of
from spiders.field_reading.counting_words import words

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,5}")
_DIGIT = re.compile(r"\d")
_COUNT = re.compile(r"[1-9](?<![a-wyz0-9_+][1-9])\d{0,2}(?:,\d{3}|\d{0,2})(?!\w)")
_MOST = 100_000


def read_count(raw: str) -> int | None:
    """The whole number a "number of posts" field states, or None."""
    match = _DIGITS.search(raw)
    return int(match[0].replace(",", "")) if match else None


@cache
def number_words() -> frozenset[str]:
    """Every word that may begin a said number."""
    said = words().numbers
    return frozenset(word for kind in ("units", "whole", "tens", "times_after", "times_before") for word in said[kind])


@cache
def number_starts() -> frozenset[str]:
    """Every word that may begin a number, also those that need another one after them ("a hundred")."""
    return number_words() | frozenset(words().numbers["one"])


def has_number(text: str) -> bool:
    """Whether `text`, in lower case, holds digits that are no telephone or sum, or a word that may begin a number."""
    return _COUNT.search(text) is not None or not number_words().isdisjoint(words_of(text))


def may_say_number(text: str) -> bool:
    """Whether `text`, in lower case, holds any digit or a word that numbers are said with: without them it has none."""
    return _DIGIT.search(text) is not None or not number_words().isdisjoint(words_of(text))


def read_number(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    """The number that begins at `tokens[at]` and where it ends, or None; tokens are lower-case words and marks."""
    if _DIGITS.fullmatch(tokens[at]):
        value = int(tokens[at].replace(",", ""))
        if at + 1 < len(tokens) and (times := words().numbers["times_after"].get(tokens[at + 1])):
            return value * times, at + 2
        return value, at + 1
    if tokens[at] in words().numbers["one"] and (at + 1 == len(tokens) or tokens[at + 1] not in number_words()):
        return None
    read = _Reader(tokens, words().numbers).whole(at)
    return read if read and 0 < read[0] <= _MOST else None


class _Reader:
    def __init__(self, tokens: Sequence[str], said: Mapping[str, Any]) -> None:
        self._tokens, self._said = tokens, said

    def whole(self, at: int) -> tuple[int, int] | None:
        """Thousands, hundreds and the rest, each from the largest down, joined by "and" or "na"."""
        total, limit, end = 0, _MOST, at
        while True:
            start = end
            if total and self._word(end) in self._said["joined_by"]:
                start = end + 1
            part = self._part(start, first=not total)
            if part is None or part[1] >= limit or (total and start != end and part[1] == 0):
                break
            value, unit, end = part
            total, limit = total + value, unit or 1
            if unit <= 1:
                break
        return (total, end) if total else None

    def _part(self, at: int, *, first: bool) -> tuple[int, int, int] | None:
        """One part of a number: its value, its size (1000, 100, 12 or 1 for what stays under a hundred), its end."""
        said, word = self._said, self._word(at)
        if word in said["times_before"]:
            size = said["times_before"][word]
            times = self._below_hundred(at + 1) if size >= 1000 else self._unit(at + 1)
            return (size * times[0], size, times[1]) if times else (size, size, at + 1)
        if word in said["times_after"]:
            size = said["times_after"][word]
            return size, size, at + 1
        times = (1, at + 1) if first and word in said["one"] else self._below_hundred(at)
        if times is None:
            return None
        size = said["times_after"].get(self._word(times[1]), 0)
        if size:
            end = times[1] + 1
            if size == 100 and self._word(end) in said["times_after"]:  # "two hundred thousand" is no number of posts
                return None
            return times[0] * size, size, end
        return None if word in said["one"] else (times[0], 1, times[1])

    def _below_hundred(self, at: int) -> tuple[int, int] | None:
        said, word = self._said, self._word(at)
        if word in said["whole"]:
            return said["whole"][word], at + 1
        if word not in said["tens"]:
            return self._unit(at)
        tens, end = said["tens"][word], at + 1
        seam = self._word(end)
        swahili = seam == "na"
        unit = self._unit(end + 1 if seam in ("-", "na") else end)
        # "kumi na mbili", "twenty-two"; but "kumi, mbili" and "ten two" are two numbers.
        if unit and (swahili or tens != 10):
            return tens + unit[0], unit[1]
        return tens, end

    def _unit(self, at: int) -> tuple[int, int] | None:
        value = self._said["units"].get(self._word(at))
        return (value, at + 1) if value is not None else None

    def _word(self, at: int) -> str:
        return self._tokens[at] if at < len(self._tokens) else ""
