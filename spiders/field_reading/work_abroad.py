"""The country of a job by an advert's running text: places, employers' peoples and money, in words of work there.

A country that is only an origin, an office, a language, a market or a warning is none; a job at home stays at home.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from registry.running_words import distinct_words, words_of
from spiders.field_reading.counting_words import HIRING, PAPER, POST, TRADE, WANTING, kind_of
from spiders.field_reading.kept_sentences import kept
from spiders.field_reading.place_names import LETTERS_READ, Mention, Names, countries_in, is_also_a_name, small_letters

_SENTENCE = re.compile(r"(?:[^.!?\n;•|]+|[.!?](?!\s|$))+[.!?]?")
# Going or working before a country, "visa" or "jobs" after it: the plainest ways of saying where.
_PLAIN_BEFORE = re.compile(
    r"(?:work|job|jobs|working|employment|employer|travel|fly|flight|deploy\w*|vacanc\w+|needed|wanted|required|placed?"
    r"|placement|opportunit\w+|position|posts|slots|recruit\w*|hiring|based|abroad|kazi|ajira|kwenda|safari|nafasi|wanahitajika)"
    r"[^.!?\n]{0,40}\b(?:in|to|for|at|nchini|kwenda|kwa|huko|ya|za|,|:|-)\s*(?:the\s+)?$"
)
_PLAIN_AFTER = re.compile(r"^\s*(?:visa|jobs?|vacanc\w+|opportunit\w+|employers?|contract|bound)\b")
_MILLIONS = re.compile(r"^\s*(?:m|bn|million|billion|milioni)\b")
_NEXT = re.compile(r"\s+([^\W\d_]+)")
_NEAR = 70
_POUND = "£"
_PLAIN, _SAID, _HINTED = 3, 2, 1
_ENOUGH = 2
_WORK = frozenset((TRADE, POST, PAPER, WANTING, HIRING))
_PLACES, _PEOPLES, _MONEY = "place", "people", "money"


@dataclass(frozen=True)
class _Words:
    peoples: Names
    money: Names
    first_words: frozenset[str]
    shared: dict[str, list[str]]
    households_there: frozenset[str]
    peoples_at_home: frozenset[str]
    place_before: re.Pattern[str]
    place_after: re.Pattern[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    joined: re.Pattern[str]
    no_offer: re.Pattern[str]
    employer_from: re.Pattern[str]
    employing_next: re.Pattern[str]
    employers: re.Pattern[str]
    households: re.Pattern[str]
    not_people_before: re.Pattern[str]
    not_people_after: re.Pattern[str]
    work: re.Pattern[str]
    going: re.Pattern[str]
    not_at_home: re.Pattern[str]
    at_home: re.Pattern[str]
    from_home: re.Pattern[str]
    changed: re.Pattern[str]


class _Ways(NamedTuple):
    """What a sentence says of going abroad, of staying, and of working from home."""

    going: bool
    at_home: bool
    from_home: bool


@dataclass
class _Points:
    """What speaks for each country, and for home."""

    by_code: dict[str, int] = field(default_factory=dict)
    hinted: set[str] = field(default_factory=set)
    shared: list[list[str]] = field(default_factory=list)
    home: int = 0

    def add(self, code: str, points: int) -> None:
        self.by_code[code] = self.by_code.get(code, 0) + points


def country_of_work(text: str, *, home: str, located_at_home: bool = False) -> str | None:
    """The one foreign country that `text` most clearly says the job is in; None where home is as likely, or none is."""
    text = text[:LETTERS_READ]
    known = _words()
    mentions = countries_in(text, beside=home)
    if not mentions and known.first_words.isdisjoint(distinct_words(text)) and _POUND not in text:
        return None
    text, lower = small_letters(text)
    points = _Points()
    sentences = {lower[one.start() : one.end()]: one for one in _SENTENCE.finditer(lower) if one[0].strip()}
    working = [_speaks_of_work(sentence) for sentence in sentences]
    for at, (sentence, place) in enumerate(sentences.items()):
        if _is_no_offer(sentence):
            continue
        nearby = any(working[max(0, at - 1) : at + 2])
        inside = [
            Mention(one.code, one.start - place.start(), one.end - place.start())
            for one in mentions
            if place.start() <= one.start < place.end()
        ]
        _read_places(points, sentence, inside, home=home, here=working[at], nearby=nearby)
        _read_money(points, sentence)
        _read_peoples(points, sentence, text[place.start() : place.end()])
    return _decided(points, sentences, located_at_home=located_at_home)


def _decided(points: _Points, sentences: Iterable[str], *, located_at_home: bool) -> str | None:
    if not points.by_code and not points.hinted:
        return None
    known = _words()
    for code in points.hinted:
        points.add(code, _HINTED)
    for codes in points.shared:
        for code in set(codes) & points.by_code.keys():
            points.add(code, _HINTED)
    ways = [_ways_of(sentence) for sentence in sentences]
    if any(one.going for one in ways):
        for code, got in points.by_code.items():
            if points.home == 0 or code not in known.peoples_at_home or got > _HINTED:
                points.by_code[code] = got + 1
    home = points.home + located_at_home + any(one.at_home for one in ways)
    if any(one.from_home for one in ways):
        home += _SAID
    best = max(points.by_code, key=lambda code: points.by_code[code])
    return best if points.by_code[best] >= _ENOUGH and points.by_code[best] > home else None


def _read_places(
    points: _Points, sentence: str, mentions: Iterable[Mention], *, home: str, here: bool, nearby: bool
) -> None:
    known = _words()
    turned_down, last_end = False, 0
    for one in mentions:
        before, after = sentence[max(0, one.start - _NEAR) : one.start], sentence[one.end : one.end + _NEAR]
        reached = turned_down and known.joined.fullmatch(sentence[last_end : one.start]) is not None
        last_end = one.end
        if one.code == home:
            turned_down = False
            if not known.not_at_home.search(before) and not known.not_after.match(after):
                points.home = max(points.home, _SAID)
            continue
        wanting = known.place_after.match(after) is not None or _wants(after)
        turned_down = _is_no_workplace(before, after, wanting=wanting) or reached
        if not turned_down:
            said = wanting or known.place_before.search(before) is not None
            plain = _PLAIN_BEFORE.search(before) is not None or _PLAIN_AFTER.match(after) is not None
            if plain or (nearby and said):
                points.add(one.code, _PLAIN if plain else _SAID)
            elif not is_also_a_name(sentence[one.start : one.end]) and nearby:
                points.add(one.code, _SAID if here else _HINTED)


def _wants(after: str) -> bool:
    """Whether the next word wants or takes on people: "Kanada wanaita"."""
    word = _NEXT.match(after)
    return word is not None and not word[1].startswith("ana") and kind_of(word[1]) in (WANTING, HIRING)


def _is_no_workplace(before: str, after: str, *, wanting: bool) -> bool:
    known = _words()
    if known.not_after.match(after):
        return True
    if wanting or known.employer_from.search(before):
        return False
    return known.not_before.search(before) is not None


def _read_money(points: _Points, sentence: str) -> None:
    known = _words()
    counted: set[str] = set()
    for code in _money_in(sentence):
        if code == _POUND:
            points.add("GB", _SAID)
        elif code in known.shared:
            points.shared.append(known.shared[code])
        elif code not in counted:
            counted.add(code)
            points.add(code, _SAID)


def _read_peoples(points: _Points, sentence: str, printed: str) -> None:
    known = _words()
    for code, start, end in _peoples_in(sentence):
        swahili = code.startswith("sw:")
        country = code.removeprefix("sw:")
        before, after = sentence[max(0, start - 30) : start], sentence[end : end + 40]
        if not swahili and not printed[start].isupper():
            continue
        beside = known.employing_next.match(after) is not None
        if (not beside and known.not_people_before.search(before)) or known.not_people_after.match(after):
            continue
        around = f"{before} | {after}"
        if country in known.households_there and known.households.search(around):
            points.add(country, _SAID)
        elif known.employers.search(around) or known.households.search(around):
            points.hinted.add(country)


@kept
def _is_no_offer(sentence: str) -> bool:
    return _words().no_offer.search(sentence) is not None


@kept
def _ways_of(sentence: str) -> _Ways:
    known = _words()
    return _Ways(*(one.search(sentence) is not None for one in (known.going, known.at_home, known.from_home)))


@kept
def _money_in(sentence: str) -> tuple[str, ...]:
    """What the money of a sentence stands for, its sign of a pound first; none where money is only changed."""
    known = _words()
    if known.changed.search(sentence):
        return ()
    codes = [_POUND] if _POUND in sentence else []
    for name, code, start, end in known.money.found_in(sentence):
        beside = sentence[max(0, start - 2) : start] + sentence[end : end + 2]
        numbered = any(sign.isdigit() for sign in beside)
        if (len(name) > 3 or numbered) and not _MILLIONS.match(sentence[end : end + 12]):
            codes.append(code)
    return tuple(codes)


@kept
def _peoples_in(sentence: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((code, start, end) for _, code, start, end in _words().peoples.found_in(sentence))


@kept
def _speaks_of_work(sentence: str) -> bool:
    return _words().work.search(sentence) is not None or any(kind_of(word) in _WORK for word in words_of(sentence))


@cache
def _words() -> _Words:
    given: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "work_abroad.yml").read_text("utf-8"))
    peoples = Names(
        [(name, code) for code, ways in given["peoples"].items() for name in ways["en"]]
        + [
            (f"{prefix}{root}", f"sw:{code}")
            for code, ways in given["peoples"].items()
            for root in ways["sw"]
            for prefix in _prefixes(root)
        ]
    )
    shared = given["shared_currencies"]
    money = Names(
        [(name, code) for code, names in given["currencies"].items() for name in names if name.isalpha() or " " in name]
        + [(name, name) for name in shared]
    )
    linking = rf"(?:(?:{_any(given['linking'])})[\s-]+){{0,4}}"
    joins = _any(given["joins"])
    employing = _any([*given["employers"], *given["households"]])
    return _Words(
        peoples=peoples,
        money=money,
        first_words=peoples.first_words | money.first_words,
        shared=shared,
        households_there=frozenset(given["households_there"]),
        peoples_at_home=frozenset(given["peoples_at_home"]),
        place_before=re.compile(rf"\b(?:{_any(given['place_before'])})[\s:–-]+(?:the\s+|our\s+)?$"),
        place_after=re.compile(rf"[\s-]+(?:{_any(given['place_after'])})\b"),
        not_before=re.compile(rf"(?<!\w)(?:{_any(given['not_there_before'])})[\s-]+{linking}$"),
        not_after=re.compile(rf"(?:['’]s)?[\s-]*(?:{_any(given['not_there_after'])})(?!\w)"),
        joined=re.compile(rf"(?:\s|{joins})+"),
        no_offer=re.compile(rf"\b(?:{_any(given['no_offer'])})"),
        employer_from=re.compile(rf"\b(?:{employing})\s+(?:\w+\s+)?(?:from|kutoka|toka)\s+(?:the\s+)?$"),
        employing_next=re.compile(rf"[\s-]+(?:\w+\s+)?(?:{employing})\b"),
        employers=re.compile(rf"\b(?:{_any(given['employers'])})\b"),
        households=re.compile(rf"\b(?:{_any(given['households'])})\b"),
        not_people_before=re.compile(rf"\b(?:{_any(given['not_employer_before'])})\s+(?:\w+\s+)?$"),
        not_people_after=re.compile(rf"[\s-]+(?:{_any(given['not_employer_after'])})\b"),
        work=re.compile(rf"\b(?:{_any(given['work'])})\b"),
        going=re.compile(rf"\b(?:{_any(given['going'])})\b"),
        not_at_home=re.compile(rf"\b(?:{_any(given['not_work_at_home'])})\b[^,;:]{{0,30}}$"),
        at_home=re.compile(rf"\b(?:{_any(given['at_home'])})\b"),
        from_home=re.compile(rf"\b(?:{_any(given['from_home'])})\b"),
        changed=re.compile(rf"\b(?:{_any(given['changed'])})\b"),
    )


def _prefixes(root: str) -> tuple[str, ...]:
    return ("mw", "wa", "ki", "u") if root[0] in "aeio" else ("m", "wa", "ki", "mu", "u")


def _any(phrases: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))
