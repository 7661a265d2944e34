"""Very many names normalised at once over one buffer of bytes: what `normalise_name` says, in a fifth of the time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from registry.identity.name_finding.hashed_lines import (
    GAP,
    LINE_END,
    Flags,
    HashedLines,
    Places,
    SortedHashes,
    hashes_of,
)
from registry.identity.name_words import words
from registry.identity.names import FORM_SIZES, normalise

_AT_ONCE = 4_096
_IRREGULAR = 0
# These change what stands around them ("(K) Ltd", "M/s", "Noor's", "&amp;"): such names are read one by one.
_TELLING = b"&'`()[]/"


def normalise_names(names: Sequence[str]) -> list[str]:
    """`normalise_name` of each of `names`, in their order."""
    found: list[str] = []
    for start in range(0, len(names), _AT_ONCE):
        found += _piece(names[start : start + _AT_ONCE])
    return found


def _piece(names: Sequence[str]) -> list[str]:
    text = "\n".join(names)
    if text.count("\n") != len(names) - 1:
        text = "\n".join(name.replace("\n", " ") for name in names)
    plain = np.frombuffer(bytearray(f"{text}\n".encode("utf-8", "replace").translate(_letters())), dtype=np.uint8)
    odd = np.flatnonzero(plain == _IRREGULAR)
    irregular = np.zeros(len(names), dtype=np.bool_)
    irregular[np.searchsorted(np.flatnonzero(plain == LINE_END), odd)] = True
    kept = plain > GAP
    kept[1:] |= kept[:-1]
    kept |= plain == LINE_END
    plain[odd] = GAP
    lines = HashedLines(plain[kept])
    last = _before_forms(lines)
    rewritten, shortened = _rewritten(lines, last)
    irregular |= rewritten
    stops = lines.line_starts.copy()
    some = lines.counts > 0
    stops[some] = lines.stops[last[some] - 1]
    within = np.arange(len(lines.text)) < np.repeat(stops, lines.line_stops + 1 - lines.line_starts)
    found: list[str] = lines.text[within | (lines.text == LINE_END)].tobytes().decode("ascii").split("\n")[:-1]
    in_full = _known().in_full
    for at in np.flatnonzero(shortened & ~irregular).tolist():
        found[at] = " ".join([in_full.get(word, word) for word in found[at].split()])
    for at in np.flatnonzero(irregular).tolist():
        found[at] = normalise(names[at]).normalised
    return found


def _rewritten(lines: HashedLines, last: Places) -> tuple[Flags, Flags]:
    """The lines with a word that may be rewritten with its neighbours, misspell a legal form, or open with one.

    And those with a word that only has to be written in full.
    """
    known = _known()
    found, short = np.zeros((2, len(lines.counts)), dtype=np.bool_)
    opened = np.flatnonzero(lines.counts > 0)
    found[opened] = known.openings.has(lines.words[lines.first[opened]])
    letters = (lines.stops - lines.starts == 1) & (np.arange(len(lines.words)) < last[lines.owner])
    found[lines.owner[letters]] = True
    told = np.flatnonzero(known.telling.has(lines.words))
    hashes = lines.words[told]
    found[lines.owner[told[known.rewritten.has(hashes)]]] = True
    found[lines.owner[_closing(lines, told[known.slips.has(hashes)])]] = True
    short[lines.owner[told[known.shortened.has(hashes)]]] = True
    return found, short


def _closing(lines: HashedLines, words: Places) -> Places:
    """Those of `words` after which their line has nothing but what legal forms are written with."""
    known, at = _known(), words + 1
    closing = []
    while len(words):
        ended = at == (lines.first + lines.counts)[lines.owner[words]]
        closing.append(words[ended])
        words, at = words[~ended], at[~ended]
        goes_on = known.form_words.has(lines.words[at]) | (lines.stops[at] - lines.starts[at] == 1)
        words, at = words[goes_on], at[goes_on] + 1
    return np.concatenate((*closing, words))


def _before_forms(lines: HashedLines) -> Places:
    """The word after each line's last one before the legal forms that close it, the longest form first, and again."""
    known = _known()
    single = lines.stops - lines.starts == 1
    last = lines.first + lines.counts
    open_ = np.flatnonzero(lines.counts > 1)
    while len(open_ := open_[known.form_ends.has(lines.words[last[open_] - 1])]):
        stripped = np.zeros(len(open_), dtype=np.bool_)
        for size, forms in known.forms:
            able = np.flatnonzero(~stripped & (last[open_] - lines.first[open_] > size))
            end = last[open_[able]]
            held = forms.has(lines.hashes(lines.starts[end - size], lines.stops[end - 1]))
            # Letters that go on to the left are a longer word.
            found = able[held & ~(single[end - size] & single[end - size - 1])]
            last[open_[found]] -= size
            stripped[found] = True
        open_ = open_[stripped]
    return last


@cache
def _letters() -> bytes:
    """What each byte of a name is as far as names are compared: a small letter, a gap, or a reason to look closer."""
    table = bytearray([GAP] * 128 + [_IRREGULAR] * 128)
    for one in _TELLING:
        table[one] = _IRREGULAR
    for first, last, becomes in (("a", "z", "a"), ("0", "9", "0"), ("A", "Z", "a")):
        for at in range(ord(first), ord(last) + 1):
            table[at] = at - ord(first) + ord(becomes)
    table[LINE_END] = LINE_END
    return bytes(table)


@dataclass(frozen=True)
class _Known:
    """Hashes of what touches a name, and the words that stand for others whatever is around them."""

    openings: SortedHashes
    telling: SortedHashes
    rewritten: SortedHashes
    slips: SortedHashes
    shortened: SortedHashes
    form_words: SortedHashes
    form_ends: SortedHashes
    forms: tuple[tuple[int, SortedHashes], ...]
    in_full: dict[str, str]


@cache
def _known() -> _Known:
    said = words()
    in_full = _in_full()
    rewritten = said.rewritten - in_full.keys()
    sized = [form for form in said.trailing_forms if len(form) in FORM_SIZES]
    plain = [form for form in sized if said.rewritten.isdisjoint(form) and min(map(len, form)) > 1]
    # "W.L.L." comes as three letters.
    spelt = [(*form[:-1], *form[-1]) for form in plain if len(form[-1]) < 6]
    forms = [*plain, *spelt]
    sizes = range(max(map(len, forms)), 0, -1)
    return _Known(
        openings=_hashed(said.form_starts),
        telling=_hashed({*said.rewritten, *said.form_slips}),
        rewritten=_hashed(rewritten),
        slips=_hashed(said.form_slips),
        shortened=_hashed(in_full),
        form_words=_hashed(_form_words()),
        form_ends=_hashed({form[-1] for form in forms}),
        forms=tuple((size, _hashed({" ".join(form) for form in forms if len(form) == size})) for size in sizes),
        in_full=in_full,
    )


def _in_full() -> dict[str, str]:
    """The abbreviations that touch nothing around them, and what each stands for: none has to do with a legal form."""
    said = words()
    others = said.connectives | said.articles | said.arabic_articles | said.numbers.keys() | said.tens.keys()
    touched = others | _form_words() | said.form_starts
    return {
        short: " ".join(full)
        for short, full in said.abbreviations.items()
        if len(short) > 1 and touched.isdisjoint((short, *full)) and said.rewritten.isdisjoint(full)
        if min(map(len, full)) > 1
    }


def _form_words() -> frozenset[str]:
    """Every word that a legal form at the end of a name has, however it is spelt."""
    said = words()
    return frozenset(word for form in said.trailing_forms for word in form) | said.form_slips.keys()


def _hashed(phrases: Iterable[str]) -> SortedHashes:
    return SortedHashes(hashes_of(sorted(phrases)))
