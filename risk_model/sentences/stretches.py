"""Which stretches of a page are compared with labelled sentences; apart because texts repeat each other's sentences, so
that a page has far fewer different stretches than stretches, and because it is arithmetic on all of them at once."""

from collections.abc import Sequence
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np

from risk_model.phrases.place_arrays import Mask, Places
from risk_model.sentences.scores import SentenceScores, Sums
from risk_model.words.advert_text import A_LINE, BREAK, Words

SHORTEST = 5
AT_ONCE = 500  # what their words add stays near the processor


class Stretch(NamedTuple):
    """A text of a page, first and past-last word."""

    text: int
    start: int
    end: int


class Said(NamedTuple):
    """Stretches that may be like a label: where each stands, which of the different sayings it is, and what
    the words of each saying add."""

    where: list[Stretch]
    saying: list[int]
    sums: Sums


def somewhat_like(texts: Sequence[Words], reader: SentenceScores, *, least: float) -> Said:
    """The stretches whose words alone give some label at least these log-odds; equal words are one saying."""
    offsets = np.array([0, *accumulate(len(text.words) + 1 for text in texts)], dtype=np.intp)
    words = chain.from_iterable((*text.words, BREAK) for text in texts)
    rows = reader.rows_of(words, int(offsets[-1]))
    is_word = rows != reader.rows_of([BREAK], 1)
    breaks = np.fromiter(chain.from_iterable(text.breaks for text in texts), dtype=np.intp, count=len(rows))
    firsts, ends = _stretches(is_word, breaks, offsets)
    sayings, different = _different(rows, firsts, ends)
    few, sums = _by_words(rows, is_word, firsts[different], ends[different], reader=reader, least=least)
    place_of = np.full(len(different), -1, dtype=np.intp)
    place_of[few] = np.arange(len(few))
    worth = place_of[sayings]
    at = np.flatnonzero(worth >= 0)
    text = np.searchsorted(offsets, firsts[at], "right") - 1
    places = zip(text.tolist(), (firsts[at] - offsets[text]).tolist(), (ends[at] - offsets[text]).tolist(), strict=True)
    return Said([Stretch(*place) for place in places], worth[at].tolist(), sums)


def _different(rows: Places, firsts: Places, ends: Places) -> tuple[Places, Places]:
    """For each stretch the number of its saying, and for each saying one of the stretches that say it."""
    code = rows.astype(np.int32).tobytes()
    numbers: dict[bytes, int] = {}
    said = (code[4 * first : 4 * end] for first, end in zip(firsts.tolist(), ends.tolist(), strict=True))
    sayings = np.fromiter((numbers.setdefault(one, len(numbers)) for one in said), dtype=np.intp, count=len(firsts))
    different = np.zeros(len(numbers), dtype=np.intp)
    different[sayings[::-1]] = np.arange(len(sayings))[::-1]
    return sayings, different


def _by_words(
    rows: Places, is_word: Mask, firsts: Places, ends: Places, *, reader: SentenceScores, least: float
) -> tuple[Places, Sums]:
    """Which stretches are somewhat like a label by their words alone, and what those add."""
    chosen, sums = [np.zeros(0, dtype=np.intp)], [reader.sums([])]
    for few in range(0, len(firsts), AT_ONCE):
        starts, lengths = firsts[few : few + AT_ONCE], (ends - firsts)[few : few + AT_ONCE]
        before = np.cumsum(lengths) - lengths
        places = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
        kept = is_word[places]
        found = reader.sums_of_rows(rows[places[kept]], np.add.reduceat(kept, before, dtype=np.intp))
        somewhat = np.flatnonzero(reader.log_odds(found).max(axis=1) >= least)
        chosen.append(few + somewhat)
        sums.append(found.of(somewhat))
    return np.concatenate(chosen), Sums(*map(np.concatenate, zip(*sums, strict=True)))


def _stretches(is_word: Mask, breaks: Places, offsets: Places) -> tuple[Places, Places]:
    """Each sentence with the one before it unless a line ends between (the title's may): first and past-last word."""
    ends = np.flatnonzero(~is_word)
    starts = np.concatenate([np.zeros(1, dtype=np.intp), ends[:-1] + 1])
    starts, ends = starts[ends > starts], ends[ends > starts]
    text = np.searchsorted(offsets, starts, "right")
    follows = (text[1:] == text[:-1]) & (breaks[starts[1:]] - breaks[starts[1:] - 2] < A_LINE)
    firsts = starts.copy()
    firsts[1:][follows] = starts[:-1][follows]
    long = ends - firsts >= SHORTEST
    return firsts[long], ends[long]
