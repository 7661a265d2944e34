"""Sorted places of words, and which of them stand near which others; apart because it is arithmetic on arrays alone."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]
Mask = NDArray[np.bool_]
FEW_RUNS = 3
SMALL = 1 << 16
NO_PLACES: Places = np.empty(0, dtype=np.intp)


def places_of(places: Iterable[int]) -> Places:
    """The places as an array, sorted."""
    return np.sort(np.fromiter(places, dtype=np.intp))


def merged(parts: Iterable[Places]) -> Places:
    """Every place that one of the parts has, sorted, once."""
    listed = [one for one in parts if len(one)]
    if len(listed) < 2:
        return listed[0] if listed else NO_PLACES
    joined = np.concatenate(listed)
    # Few sorted runs are merged soonest, many sorted afresh.
    joined.sort(kind="stable" if len(listed) <= FEW_RUNS else None)
    fresh = np.empty(len(joined), dtype=np.bool_)
    fresh[0] = True
    np.not_equal(joined[1:], joined[:-1], out=fresh[1:])
    return joined[fresh]


def within(places: Places, starts: Places, ends: Places) -> Places:
    """Those of `places` that lie in one of the stretches, which are in order and apart."""
    firsts = np.searchsorted(places, starts)
    counts = np.searchsorted(places, ends) - firsts
    if not counts.any():
        return NO_PLACES
    kept: Places = places[ranges(firsts, counts)]
    return kept


def ranges(firsts: Places, counts: Places) -> Places:
    """So many numbers from each of `firsts` on, one range after the other."""
    before = np.cumsum(counts) - counts
    listed: Places = np.arange(int(counts.sum())) + np.repeat(firsts - before, counts)
    return listed


def grouped(keys: Places, places: Places) -> Iterator[tuple[int, Places]]:
    """Each key once, with the places that stand beside it, in the order given."""
    small = len(keys) and int(keys.max()) < SMALL
    order = np.argsort(keys.astype(np.uint16) if small else keys, kind="stable")  # numbers of 16 bits sort in one pass
    sorted_keys = keys[order]
    firsts = np.flatnonzero(np.diff(sorted_keys, prepend=-1)).tolist()
    for first, last in pairwise([*firsts, len(keys)]):
        yield int(sorted_keys[first]), places[order[first:last]]


def after_ends(places: Places, ends: Places, most: int, lanes: Places) -> Mask:
    """Which of `places` stand at, or at most `most` places after, one of `ends` (past-last places) in the same lane."""
    if not len(ends):
        return np.zeros(len(places), dtype=np.bool_)
    last = ends[np.searchsorted(ends, places, "right") - 1]
    apart = places - last
    near: Mask = (apart >= 0) & (apart <= most) & (lanes[places] == lanes[last - 1])
    return near


def around(places: Places, others: Places, lanes: Places, *, before: int, after: int) -> Mask:
    """Which of `places` stand at most `before` places before, or `after` places after, one of `others` in its lane."""
    if not len(others):
        return np.zeros(len(places), dtype=np.bool_)
    following = np.searchsorted(others, places, "right")
    lane = lanes[places]
    last = others[following - 1]
    apart = places - last
    near: Mask = (apart >= 0) & (apart <= after) & (lanes[last] == lane)
    if before:
        coming = others[np.minimum(following, len(others) - 1)]
        apart = coming - places
        near |= (apart >= 0) & (apart <= before) & (lanes[coming] == lane)
    return near
