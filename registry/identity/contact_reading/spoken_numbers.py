"""Telephone numbers spelled out, wholly or in part, in English and Swahili: "sifuri saba double two 55 oh moja"."""

import re
from collections.abc import Iterator
from functools import cache

from registry.identity.contact_reading.contact_words import contact_words, one_of

Group = tuple[int, int, str]

_BARE = str.maketrans({char: " " for char in map(chr, range(128)) if not char.isalpha()})
_FEWEST_TOKENS = 2
_GLUED = ("zero", "sifuri")
_GLUED_BEHIND = re.compile(
    r"[0-9](?:one|two|three|four|five|six|seven|eight|nine|moja|mbili|tatu|nne|tano|sita|saba|nane|tisa)"
)


@cache
def _tables() -> tuple[dict[str, str], frozenset[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    said = contact_words()["numbers"]
    kinds: dict[str, str] = {}
    for kind in ("units", "whole", "tens"):
        kinds |= {word: f"{kind}:{value}" for word, value in said[kind].items()}
    kinds |= {word: kind for kind in ("hundred_after", "hundred_before", "plus") for word in said[kind]}
    for kind in ("repeat_next", "repeat_last"):
        kinds |= {word: f"{kind}:{value}" for word, value in said[kind].items()}
    # Words may be glued to each other, not to other letters.
    word = one_of(kinds)
    token = re.compile(rf"\d+|\+|(?<![a-z])(?:{word})+(?![a-z])")
    seam = re.compile(rf"[\s,.\-_/|*:;()\[\]•]{{0,4}}(?:(?:{one_of(said['between'])})\b[\s,]{{1,2}})?")
    telling = frozenset(one for one in kinds if one != "o") | frozenset(said["between_digits"])
    return kinds, telling, token, seam, re.compile(word)


def spoken_groups(text: str) -> Iterator[list[Group]]:
    """Neighbouring groups of digits (start, end, digits) of which at least one is spelled out in `text`."""
    lower = text.lower()
    kinds, telling, token, seam, word = _tables()
    if len(lower) != len(text):
        return
    if (
        telling.isdisjoint(lower.translate(_BARE).split())
        and not any(map(lower.__contains__, _GLUED))
        and not _GLUED_BEHIND.search(lower)
    ):
        return
    run: list[Group] = []
    for found in token.finditer(lower):
        if run and not seam.fullmatch(lower, run[-1][1], found.start()):
            yield from _read(run, kinds, lower)
            run = []
        if found[0][0].isdecimal() or found[0] in kinds:
            run.append((found.start(), found.end(), found[0]))
        else:
            start = found.start()
            run += [(start + one.start(), start + one.end(), one[0]) for one in word.finditer(found[0])]
    yield from _read(run, kinds, lower)


def _read(run: list[Group], kinds: dict[str, str], text: str) -> Iterator[list[Group]]:
    if len(run) < _FEWEST_TOKENS or text[run[0][0] : run[-1][1]].translate(_BARE).isspace():
        return
    groups = _composed([(start, end, *_kind(word, kinds)) for start, end, word in run], text)
    if sum(len(digits) for _, _, digits in groups) >= 9:  # the shortest national number without its zero
        yield groups


def _kind(word: str, kinds: dict[str, str]) -> tuple[str, str]:
    if word.isdecimal():
        return "digits", word
    if word == "+":
        return "plus", ""
    kind, _, value = kinds[re.sub(r"\s+", " ", word)].partition(":")
    return kind, value


def _composed(tokens: list[tuple[int, int, str, str]], text: str) -> list[Group]:
    groups: list[Group] = []
    times, plus, hundreds, before, opened, hundred = 1, False, False, "", -1, False
    for start, end, kind, value in tokens:
        if kind in ("plus", "repeat_next", "hundred_before"):
            plus, hundreds = plus or kind == "plus", kind == "hundred_before"
            times = int(value) if kind == "repeat_next" else times
            opened = start if opened < 0 else opened
            continue
        if kind == "hundred_after" and groups and len(groups[-1][2]) == 1:
            groups[-1] = (groups[-1][0], end, groups[-1][2] + "00")
        elif kind == "repeat_last" and groups:
            last = groups[-1]
            groups[-1] = (last[0], end, last[2][:-1] + last[2][-1] * int(value))
        elif hundred and kind == "tens" and text[groups[-1][1] : start].strip() in ("", "and", "na"):
            groups[-1] = (groups[-1][0], end, groups[-1][2][:-2] + value)
        elif hundred and kind in ("units", "whole") and text[groups[-1][1] : start].strip() in ("and", "na"):
            groups[-1] = (groups[-1][0], end, groups[-1][2][: -len(value)] + value)
        elif before and _joins(before, kind, value, text[groups[-1][1] : start]):
            last = groups[-1]
            groups[-1] = (last[0], end, last[2][:-1] + value)
        elif value:
            digits = value + "00" if hundreds and len(value) == 1 else value
            groups.append((start if opened < 0 else opened, end, ("+" if plus else "") + digits * times))
        before = value if kind == "tens" and times == 1 else ""
        # "A hundred and fifty" has no unit before it: it counts something, and there is nothing to add to.
        hundred = bool(groups) and (kind == "hundred_after" or hundreds)
        times, plus, hundreds, opened = 1, False, False, -1
    return groups


def _joins(tens: str, kind: str, value: str, seam: str) -> bool:
    """Whether a unit completes the tens before it: "twenty two", "kumi na mbili", but not "kumi, mbili"."""
    return kind == "units" and value != "0" and (seam.strip() == "na" or (tens != "10" and seam.strip(" -") == ""))
