"""What the words around a number are, as names that weights are kept for (`counted_numbers_weights.csv`).

Nothing here says what counts posts: that was learned from lines in which people marked it (`counted_numbers.csv`).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from spiders.field_reading.counted_sentence import Sentence
from spiders.field_reading.counting_words import ENDS, NUMBER, OTHER_NUMBER, PEOPLE, UNIT, words

MOST_CANDIDATES = 60
_LARGEST, _LARGEST_DOUBTED = 10_000, 1_000
_YEARS = range(1990, 2100)
_STEPS = (1, 2, 4, 9, 13, 19, 35, 65, 99, 250, 499, 999, 2000)
_FAR, _BACK, _ON, _EARLIER = 60, 9, 8, 12
_RUN, _MOST_PARTS = 4, 8
_FILLERS = frozenset("aFs,()")
_SMALL = 3


def candidates(row: Sentence) -> list[int]:
    """Where numbers stand that may count posts; not those that are plainly money, times, ages or years."""
    found = []
    for at, value in row.values.items():
        if not 0 < value <= _LARGEST or (row.kinds[at] == OTHER_NUMBER and _is_other(row, at, value)):
            continue
        found.append(at)
        if len(found) == MOST_CANDIDATES:
            break
    return found


def _is_other(row: Sentence, at: int, value: int) -> bool:
    """Whether what the patterns take for money, a time, an age or a part of a telephone is that without doubt."""
    before, after = row.kinds[at - 1] if at else ".", row.kinds[at + 1 : at + 2]
    if after == UNIT or value > _LARGEST_DOUBTED or (at and row.tokens[at - 1] in words().not_before):
        return True
    if at not in row.digits:
        return value == 1 and before == "."
    if value in _YEARS or OTHER_NUMBER in (after, before):
        return True
    if before == "-" and after not in ("/", PEOPLE):
        return True
    return before + after in ("()", "//") and (after == ")" or (at - 2 in row.values and at + 2 in row.values))


def wholes(row: Sentence, places: Sequence[int]) -> list[tuple[int, Sequence[int]]]:
    """Numbers at `places` that are the sum of those right after or before them, and these parts.

    Parts stand between other kinds of words than their whole: "10 cooks, 6 porters, 4 drivers" has none.
    """
    found = []
    values = [row.values[at] for at in places]
    for first, whole in enumerate(values):
        for step in (1, -1):
            total, at = 0, first + step
            while whole >= _SMALL and 0 <= at < len(values) and total < whole and abs(at - first) <= _MOST_PARTS:
                total += values[at]
                if total == whole and abs(at - first) > 1:
                    parts = places[min(first + step, at) : max(first + step, at) + 1]
                    if all(shape_of(row, part) != shape_of(row, places[first]) for part in parts):
                        found.append((places[first], parts))
                at += step
    return found


def features_of(row: Sentence, places: Sequence[int]) -> Iterator[list[str]]:
    """The names for each of the numbers at `places`, each at most once."""
    said = tuple("#" if at in row.values else word for at, word in enumerate(row.tokens))
    likely = [at for at in places if row.kinds[at] == NUMBER]
    sums = wholes(row, likely)
    whole, part = {at for at, _ in sums}, {at for _, parts in sums for at in parts}
    shapes = Counter(shape_of(row, at) for at in places)
    earlier: set[int] = set()
    for at in places:
        names = _words_around(said, at)
        names += _kinds_around(row, said, at)
        names += _beside(row, said, at, places)
        value, shape = row.values[at], shape_of(row, at)
        names.append(f"alike {min(_SMALL, shapes[shape] - 1)}")
        names.append(f"sum {at in whole}{at in part} {value in earlier}")
        if value in earlier:
            names.append(f"again {shape[1]}")
        if at in whole:
            names.append(f"whole {shape[0]}{shape[1]}{value >= _STEPS[-4]}")
        if row.kinds[at] == NUMBER:
            earlier.add(value)
        yield list(dict.fromkeys(names))


def shape_of(row: Sentence, at: int) -> tuple[str, str]:
    """Between which kinds of words a number stands; those of one list stand alike."""
    return row.kinds[at - 1 : at] if at else "", row.kinds[at + 1 : at + 2]


def _words_around(said: tuple[str, ...], at: int) -> list[str]:
    last = len(said)
    names: list[str] = []
    for away in (-3, -2, -1, 1, 2, 3):
        word = said[at + away] if 0 <= at + away < last else "^"
        names.append(f"{away} {word}")
        if -_SMALL < away < _SMALL:
            side = "<" if away < 0 else ">"
            names.append(f"{side} {word}")
            names += [f"{side}{run}" for run in _runs(word)]
    names.append(f"<> {said[at - 1] if at else '^'} {said[at + 1] if at + 1 < last else '^'}")
    return names


@lru_cache(maxsize=4096)
def _runs(word: str) -> tuple[str, ...]:
    """Runs of four letters, and how the word begins and ends."""
    runs = [word[at : at + _RUN] for at in range(min(len(word), 24) - _RUN + 1)]
    return (*runs, f"^{word[:3]}", f"{word[-3:]}$") if runs else ()


def _kinds_around(row: Sentence, said: tuple[str, ...], at: int) -> list[str]:
    kinds, value = row.kinds, row.values[at]
    start, end = _sentence(kinds, at)
    about = kinds[max(0, at - 4) : at].rjust(4, "^"), kinds[at + 1 : at + 5].ljust(4, "^")
    before, after = about[0][-1], about[1][0]
    size = bisect_left(_STEPS, value)
    left = next((kind for kind in reversed(kinds[start:at]) if kind not in _FILLERS), "^")
    right = next((kind for kind in kinds[at + 1 : end] if kind not in _FILLERS), "^")
    here, then = kinds[start:end], kinds[max(0, start - _EARLIER) : start]
    names = [
        f"size {size}",
        f"read {kinds[at]}{at in row.digits}",
        f"k-1 {before}",
        f"k-2 {about[0][-2]}",
        f"k-3 {about[0][-3]}",
        f"k-4 {about[0][0]}",
        f"k1 {after}",
        f"k2 {about[1][1]}",
        f"k3 {about[1][2]}",
        f"k4 {about[1][3]}",
        f"kk {before}{after}",
        f"kkk {about[0][-2:]} {about[1][:2]}",
        f"k< {about[0][-3:]}",
        f"k> {about[1][:3]}",
        f"sizek {size}{after}",
        f"ksize {size}{before}",
        f"ksizek {before}{after}{size // 3}",
        f"near {left}{right}",
        f"near< {left}",
        f"near> {right}",
        f"here {'S' in here or 'H' in here}{'O' in here}{'P' in here}{'G' in here}",
        f"then {'S' in then or 'H' in then}{'O' in then}",
        f"first {min(at - start, _SMALL)}",
        f"last {min(end - at, _RUN)}",
    ]
    names += [f"<< {word}" for word in said[max(start, at - _BACK) : at]]
    names += [f">> {word}" for word in said[at + 1 : min(end, at + _ON)]]
    return names


def _beside(row: Sentence, said: tuple[str, ...], at: int, places: Sequence[int]) -> list[str]:
    """How many numbers vie with this one, in the text and in its sentence, and all words of the sentence."""
    start, end = _sentence(row.kinds, at)
    many, here = min(len(places) // 3, 5), sum(start <= place < end for place in places)
    names = [
        f"many {many}",
        f"manyk {many}{row.kinds[at + 1 : at + 2]}",
        f"in {min(here, 4)}",
        f"other {min(row.kinds.count(OTHER_NUMBER, start, end), 4)}",
    ]
    return names + [f"s {word}" for word in said[start:end] if word.isalpha()]


def _sentence(kinds: str, at: int) -> tuple[int, int]:
    """Where the sentence around begins and ends; a very long one is cut."""
    start, end = at, at + 1
    while start > max(0, at - _FAR) and kinds[start - 1] not in ENDS:
        start -= 1
    while end < min(len(kinds), at + _FAR) and kinds[end] not in ENDS:
        end += 1
    return start, end
