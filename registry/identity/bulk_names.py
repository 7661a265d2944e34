"""Very many names normalised at once over one buffer of bytes: what `normalise_name` says, in a third of the time."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from registry.identity.hashed_lines import GAP, LINE_END, Bytes, HashedLines, Hashes, Places, among, hashes_of
from registry.identity.names import FORM_SIZES, normalise
from registry.identity.words import words

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
    plain = _letters()[np.frombuffer(f"{text}\n".encode("utf-8", "replace"), dtype=np.uint8)]
    odd = np.flatnonzero(plain == _IRREGULAR)
    irregular = np.zeros(len(names), dtype=np.bool_)
    irregular[np.searchsorted(np.flatnonzero(plain == LINE_END), odd)] = True
    kept = plain > GAP
    kept[1:] |= kept[:-1]
    kept |= plain == LINE_END
    plain[odd] = GAP
    lines = HashedLines(plain[kept])
    last = _before_forms(lines)
    irregular[_rewritten(lines, last)] = True
    stops = lines.line_starts.copy()
    some = lines.counts > 0
    stops[some] = lines.stops[last[some] - 1]
    within = np.arange(len(lines.text)) < np.repeat(stops, lines.line_stops + 1 - lines.line_starts)
    found: list[str] = lines.text[within | (lines.text == LINE_END)].tobytes().decode("ascii").split("\n")[:-1]
    for at in np.flatnonzero(irregular).tolist():
        found[at] = normalise(names[at]).normalised
    return found


def _rewritten(lines: HashedLines, last: Places) -> Places:
    """The lines with a word that may be rewritten with its neighbours, misspell a legal form, or open with one."""
    known = _known()
    hashes = lines.hashes(lines.starts, lines.stops)
    letters = (lines.stops - lines.starts == 1) & (np.arange(len(hashes)) < last[lines.owner])
    opened = np.flatnonzero(lines.counts > 0)
    opened = opened[among(hashes[lines.first[opened]], known["openings"])]
    rewritten = letters | among(hashes, known["rewritten"]) | among(hashes, known["slips"])
    return np.concatenate((lines.owner[rewritten], opened))


def _before_forms(lines: HashedLines) -> Places:
    """The word after each line's last one before the legal forms that close it, the longest form first, and again."""
    known = _known()
    single = lines.stops - lines.starts == 1
    last = lines.first + lines.counts
    open_ = np.flatnonzero(lines.counts > 1)
    while len(open_):
        stripped = np.zeros(len(open_), dtype=np.bool_)
        for size in range(len(known) - 3, 0, -1):
            able = np.flatnonzero(~stripped & (last[open_] - lines.first[open_] > size))
            end = last[open_[able]]
            held = among(lines.hashes(lines.starts[end - size], lines.stops[end - 1]), known[f"forms {size}"])
            # Letters that go on to the left are a longer word.
            found = able[held & ~(single[end - size] & single[end - size - 1])]
            last[open_[found]] -= size
            stripped[found] = True
        open_ = open_[stripped]
    return last


@cache
def _letters() -> Bytes:
    table = np.full(256, GAP, dtype=np.uint8)
    table[128:] = _IRREGULAR
    table[list(_TELLING)] = _IRREGULAR
    for first, last in (("a", "z"), ("0", "9")):
        table[ord(first) : ord(last) + 1] = range(ord(first), ord(last) + 1)
    table[ord("A") : ord("Z") + 1] = range(ord("a"), ord("z") + 1)
    table[LINE_END] = LINE_END
    return table


@cache
def _known() -> dict[str, Hashes]:
    """Hashes, sorted, of what touches a name: words that are rewritten, and legal forms by their number of words."""
    said = words()
    listed = {
        "rewritten": list(said.rewritten),
        "openings": list(said.form_starts),
        "slips": list(said.form_slips),
    }
    sized = [form for form in said.trailing_forms if len(form) in FORM_SIZES]
    plain = [form for form in sized if said.rewritten.isdisjoint(form) and min(map(len, form)) > 1]
    # "W.L.L." comes as three letters.
    spelt = [(*form[:-1], *form[-1]) for form in plain if len(form[-1]) < 6]
    for size in range(1, max(map(len, (*plain, *spelt))) + 1):
        listed[f"forms {size}"] = [" ".join(form) for form in (*plain, *spelt) if len(form) == size]
    return {kind: np.sort(hashes_of(phrases)) for kind, phrases in listed.items()}
