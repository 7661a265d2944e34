"""A text as a template: contacts, numbers and names masked, and a signature by which near copies meet."""

import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel

from registry.identity.folding import fold

BANDS, ROWS = 12, 3
# Shorter texts are alike because there is only one way to say them.
FEWEST_WORDS = 20
# Nor does a paragraph that prints no contact, no name and no pay say whose it is: boards describe every accountant's
# work in the same few lines (174 of 815 adverts of one Kenyan board shared theirs with strangers, of up to 47 words).
FEWEST_WORDS_UNSIGNED = 60
# Two housemaid adverts share their boilerplate; copies of one share nearly all else too. Nearly all of the pieces, or
# nearly all of the words in their order where a few were exchanged.
ALIKE = 0.75
ALIKE_BUT_FOR_WORDS, IN_ORDER = 0.6, 0.92
SLOT = "§"
_MOST_WORDS = 2_000
# One of these stands in every address, site and link; neither goes over a blank, and an address takes all up to it.
_CONTACT_MARK = re.compile(r"@|https?://|www\.|\.(?:com|co\.ke|org|net|ke|example|test)\b")
_SITES = re.compile(r"https?://\S+|www\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|co\.ke|org|net|ke|example|test)\b\S*")
_UNPARTED = re.compile(r"\S+")
_MONEY = re.compile(
    r"\b(?:ksh?s?|kes|sar|aed|qar|omr|kwd|bhd|usd|eur|gbp|ugx|tzs)\b\.?\s?\d|[$€£]\s?\d"
    r"|\d[\d,.]*\s?(?:/=|(?:ksh?s?|kes|sar|aed|qar|usd|bob|shillings|shilingi|riyals?|dirhams?|dollars?)\b)"
)
# Eight digits and more, however they are set apart: a telephone, whosever it is.
_LONG_NUMBER = re.compile(r"\d(?:[ \t().-]{0,2}\d){7}")
# Begins with a set of signs, which the engine finds sooner than one that may be missing.
_NUMBERS = re.compile(r"[+(\d](?:(?<![+(])|\d)[\d\s.,()/:-]*")
_WORD = re.compile(r"[^\W_]+|§")
_BLANKS = bytes(sign if sign > 127 or chr(sign).isalnum() else 32 for sign in range(256))
_PRIME = np.uint64((1 << 31) - 1)
_random = np.random.default_rng(20261118)  # stored signatures stay comparable only while these numbers stay the same
_FACTORS = _random.integers(1, int(_PRIME), BANDS * ROWS, dtype=np.uint64)
_OFFSETS = _random.integers(0, int(_PRIME), BANDS * ROWS, dtype=np.uint64)


@dataclass(frozen=True)
class Template:
    """The words of a text, each contact, number and name of the advertiser replaced by a slot.

    `is_signed` says whether one of those was a contact, the name or an amount of money.
    """

    words: tuple[str, ...]
    is_signed: bool = True

    @cached_property
    def text(self) -> str:
        """The words as one line."""
        return " ".join(self.words)

    @property
    def is_telling(self) -> bool:
        """Whether the text is long and peculiar enough for a copy to mean something."""
        fewest = FEWEST_WORDS if self.is_signed else FEWEST_WORDS_UNSIGNED
        return len(self.words) - self.words.count(SLOT) >= fewest

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the template: equal for word-for-word copies."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Hashes of every three words in a row."""
        text = self.text.encode()
        words = text.split(b" ")
        pieces = map(b" ".join, zip(words, words[1:], words[2:], strict=False))
        return frozenset(map(zlib.crc32, pieces)) or frozenset((zlib.crc32(text),))

    @cached_property
    def bands(self) -> tuple[int, ...]:
        """One signed 64-bit number a band: texts that share none are hardly ever two thirds alike."""
        lowest = _minhash(np.fromiter(self.shingles, dtype=np.uint64, count=len(self.shingles)))
        rows, size = lowest.astype("<u8").tobytes(), ROWS * lowest.itemsize
        return tuple(_band_value(rows[start : start + size]) for start in range(0, BANDS * size, size))

    @cached_property
    def _pieces(self) -> frozenset[int]:
        """Every three words in a row as this process hashes them: sooner than `shingles`, and not to be stored."""
        words = self.words
        return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False))) or frozenset((hash(words),))

    def likeness(self, other: "Template") -> float:
        """The share of three-word pieces that both have, in [0, 1]."""
        both = len(self._pieces & other._pieces)
        return both / (len(self._pieces) + len(other._pieces) - both)

    def copies(self, other: "Template") -> bool:
        """Whether the two are one text, contacts, names and amounts apart."""
        alike = self.likeness(other)
        if alike >= ALIKE:
            return True
        return alike >= ALIKE_BUT_FOR_WORDS and Indel.normalized_similarity(self.words, other.words) >= IN_ORDER


def _minhash(shingles: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    folded = shingles - shingles // _PRIME * _PRIME
    hashed = folded[None, :] * _FACTORS[:, None]
    hashed += _OFFSETS[:, None]
    # The remainder by what numpy does for many numbers at once: its own remainder divides one by one.
    hashed -= hashed // _PRIME * _PRIME
    lowest: npt.NDArray[np.uint64] = hashed.min(axis=1)
    return lowest


def _band_value(rows: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(rows, digest_size=8).digest(), "big", signed=True)


def template_of(text: str, *, name: str = "") -> Template:
    """The template of `text` as published by `name`."""
    # Of all the signs written as an apostrophe this one counts as a letter.
    folded = fold(text.replace("ʼ", "'"))
    plain = _without_contacts(folded)
    contacts = plain is not folded
    plain, names = _without_name(plain, _WORD.findall(fold(name)))
    is_signed = bool(contacts or names or _LONG_NUMBER.search(folded) or _MONEY.search(folded))
    words = _words_of(_NUMBERS.sub(f" {SLOT} ", plain), only_ascii=folded.isascii())[:_MOST_WORDS]
    # Two slots in a row are one: "call § or §" and "call §" are the same words around a contact.
    told = tuple(word for word, before in zip(words, ("", *words), strict=False) if word != SLOT or before != SLOT)
    return Template(told, is_signed)


def _words_of(text: str, *, only_ascii: bool) -> list[str]:
    """The words and slots of `text`; beside its slots it is `only_ascii` or holds any signs."""
    # Splitting at blanks is many times as fast, and says the same where every other sign is ASCII.
    return text.encode("latin-1").translate(_BLANKS).decode("latin-1").split() if only_ascii else _WORD.findall(text)


def _without_contacts(text: str) -> str:
    """`text` with a slot for each address, site and link; the same object where there is none."""
    kept: list[str] = []
    done = end = 0
    for mark in _CONTACT_MARK.finditer(text):
        if mark.start() < end:
            continue
        start = mark.start()
        while start > end and not text[start - 1].isspace():
            start -= 1
        end = _end_of_unparted(text, mark.start())
        piece = text[start:end]
        plain = f" {SLOT} " if "@" in piece[1:-1] else _SITES.sub(f" {SLOT} ", piece)
        if plain != piece:
            kept += (text[done:start], plain)
            done = end
    return "".join((*kept, text[done:])) if kept else text


def _end_of_unparted(text: str, start: int) -> int:
    found = _UNPARTED.match(text, start)
    return found.end() if found else start


def _without_name(text: str, parts: Sequence[str]) -> tuple[str, bool]:
    """`text` with a slot wherever the words `parts` stand in a row, and whether they do; names differ by the advert,
    so that a pattern for each would cost more than the search."""
    if len("".join(parts)) < 3:
        return text, False
    kept: list[str] = []
    done = 0
    start = text.find(parts[0])
    while start >= 0:
        end = _end_of_row(text, start, parts)
        if end:
            kept += (text[done:start], SLOT)
            done = end
        start = text.find(parts[0], end or start + 1)
    return ("".join((*kept, text[done:])), True) if kept else (text, False)


def _end_of_row(text: str, start: int, parts: Sequence[str]) -> int:
    """Where the words `parts`, apart by anything but words, end if they start at `start`; 0 where they do not."""
    if start and _is_word(text[start - 1]):
        return 0
    at = start
    for place, part in enumerate(parts):
        if place:
            begun = at
            while at < len(text) and not _is_word(text[at]):
                at += 1
            if at == begun:
                return 0
        if not text.startswith(part, at):
            return 0
        at += len(part)
    return 0 if at < len(text) and _is_word(text[at]) else at


def _is_word(sign: str) -> bool:
    return sign == "_" or sign.isalnum()
