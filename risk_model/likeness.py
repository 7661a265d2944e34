"""What a sentence is like, where no phrase of a rule was found in it: a hint that raises nothing alone (decision 17).

People say one thing in more ways than any list holds. Words alone tell which stretches are worth a second look; the
concepts they name are looked for only there.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from registry.law.rule_schema import OfficialSender, Rule
from registry.observation import Observation
from risk_model.advert_text import A_LINE, BREAK, Words
from risk_model.concept_marks import LONGEST_WORD, NAMED, Stretch
from risk_model.contexts import Turn
from risk_model.labelled_sentences import Hints
from risk_model.phrase_matching import Hit, Part
from risk_model.phrase_page import Page
from risk_model.place_arrays import Mask, Places
from risk_model.saying import stated, turned

if TYPE_CHECKING:
    from risk_model.sentence_reader import SentenceReader

WORTH_A_LOOK = 0.05
_WORTH_A_LOOK_ODDS = math.log(WORTH_A_LOOK / (1 - WORTH_A_LOOK))
NAMED_LEAST = 2.0  # log-odds that concepts have to add: words alone are also like what they only resemble by letters
SHORTEST = 5
LONGEST_QUOTE = 80
TRIED = 8  # stretches of a rule, the likest first, until one stands
TELLING_WORDS = 4
STRETCHES_AT_ONCE = 10_000


@dataclass(frozen=True)
class Likeness:
    """A stretch of an advert that is like sentences labelled with a rule; `words` say so most, strongest first."""

    where: Hit
    sure: float
    words: tuple[str, ...]

    def facts(self) -> dict[str, object]:
        """What is kept of it."""
        return {"likeness": self.sure, "words": list(self.words)}


def likenesses(page: Page, hints: Hints) -> list[dict[str, list[Likeness]]]:
    """For each text of a page, by label, the stretches that are like enough, the likest first."""
    found: list[dict[str, list[Likeness]]] = [{} for _ in page.texts]
    reader = hints.reader
    looked_at, possible = _worth_a_look(page, hints)
    named = hints.marks.within(page, looked_at, possible)
    said = [
        [*_words(page.texts[text], start, end), *names]
        for (text, start, end), names in zip(looked_at, named, strict=True)
    ]
    like = [
        (looked_at[at][0], label, -chance, at) for at, label, chance in like_enough(said, reader, least=hints.least)
    ]
    # By text and label; stretches that are as like as each other in their order.
    for text, label, unlike, at in sorted(like):
        listed = found[text].setdefault(str(reader.classes_[label]), [])
        if len(listed) < TRIED:
            _, start, end = looked_at[at]
            telling = _telling(page.texts[text], start, end, named[at], reader.word_scores(said[at])[:, label].tolist())
            where = Hit(start, end, tuple(part for parts in telling.values() for part in parts))
            listed.append(Likeness(where, round(-unlike, 3), tuple(telling)))
    return found


def like_enough(
    said: Sequence[Sequence[str]], reader: "SentenceReader", *, least: float | NDArray[np.float64]
) -> list[tuple[int, int, float]]:
    """Sentences (words and concepts) that are like a label: sentence, label, how sure."""
    sure = reader.predict_proba(said)
    return [
        (at, label, float(sure[at, label]))
        for at, label in np.argwhere(sure >= least).tolist()
        if named_part(said[at], reader)[label] >= NAMED_LEAST
    ]


def named_part(said: Sequence[str], reader: "SentenceReader") -> NDArray[np.float64]:
    """What the concepts of a sentence add to each label's log-odds."""
    named = np.array([word.startswith(NAMED) for word in dict.fromkeys(said)], dtype=bool)
    return np.asarray(reader.word_scores(said)[named].sum(axis=0))


def say_likeness(
    words: Words,
    rule: Rule,
    listed: Sequence[Likeness],
    turns: Sequence[Turn | None],
    *,
    sender: OfficialSender | None,
) -> Observation:
    """The likest stretch that stands, else the likest with what turns it around; `turns` has one entry a stretch."""
    best, turn = next((both for both in zip(listed, turns, strict=True) if both[1] is None), (listed[0], turns[0]))
    if turn is not None:
        told = turned(words, rule, best.where, turn)
        return replace(told, likeness=best.sure, facts={**told.facts, **best.facts()})
    most = ", ".join(f"“{word}”" for word in best.words)
    said = (
        f"{rule.title}: no phrase of this rule stands here, but the sentence is like ones that were labelled so "
        f"({best.sure:.0%}, most of all by {most}). It raises nothing alone."
    )
    whole = stated(words, rule, best.where, said=said, facts=best.facts(), sender=sender)
    return replace(whole, likeness=best.sure)


def _words(words: Words, start: int, end: int) -> list[str]:
    return [word[:LONGEST_WORD] for word in words.words[start:end] if word is not BREAK]


def _telling(
    words: Words, start: int, end: int, named: dict[str, Hit], scores: list[float]
) -> dict[str, tuple[Part, ...]]:
    """What says so most, strongest first, and where, so that a "never" elsewhere in the stretch turns it around.

    A concept is told by the words that name it. `scores` are of the stretch's different words, then of its concepts.
    """
    places: dict[str, tuple[Part, ...]] = {}
    for place in range(start, end):
        if words.words[place] is not BREAK:
            places.setdefault(words.words[place][:LONGEST_WORD], (Part(place, place + 1),))
    places |= {name: where.parts for name, where in named.items()}
    strongest = sorted(zip(scores, places.values(), strict=True), key=lambda one: -one[0])
    telling = (
        (" … ".join(words.quote(part.start, part.end) for part in parts), parts)
        for score, parts in strongest
        if score > 0
    )
    told: dict[str, tuple[Part, ...]] = {}
    for quote, parts in telling:
        told.setdefault(quote[:LONGEST_QUOTE].lower(), parts)
        if len(told) == TELLING_WORDS:
            break
    return told


def _worth_a_look(page: Page, hints: Hints) -> tuple[list[Stretch], Mask]:
    """Stretches that would be like enough if they named all that they may, and by concept whether they may name it."""
    stretches, odds, scales = _by_words(page.texts, hints.reader)
    wanted = np.log(hints.least / (1 - hints.least))
    adds = np.maximum(hints.reader.unscaled_scores(hints.marks.names), 0.0)
    kept, possible = [stretches[:0]], [np.zeros((0, len(adds)), dtype=np.bool_)]
    for few in range(0, len(stretches), STRETCHES_AT_ONCE):
        part = slice(few, few + STRETCHES_AT_ONCE)
        able = hints.marks.possible(page, stretches[part])
        named = (able.astype(np.float64) @ adds) * scales[part][:, None]
        likest = np.maximum(odds[part] + named, hints.reader.start)
        chosen = ((named >= NAMED_LEAST) & (likest >= wanted)).any(axis=1)
        kept.append(stretches[part][chosen])
        possible.append(able[chosen])
    listed = [(text, start, end) for text, start, end in np.concatenate(kept).tolist()]
    return listed, np.concatenate(possible)


def _by_words(
    texts: Sequence[Words], reader: "SentenceReader"
) -> tuple[Places, NDArray[np.float64], NDArray[np.float64]]:
    """Stretches (rows of text, first and past-last word) whose words alone are somewhat like a label, how much so by
    label, and what words count there."""
    offsets = np.array([0, *accumulate(len(text.words) + 1 for text in texts)], dtype=np.intp)
    words = chain.from_iterable((*text.words, BREAK) for text in texts)
    rows = reader.rows_of(words, int(offsets[-1]))
    is_word = rows != reader.rows_of([BREAK], 1)
    breaks = np.fromiter(chain.from_iterable(text.breaks for text in texts), dtype=np.intp, count=len(rows))
    firsts, ends = _stretches(is_word, breaks, offsets)
    chosen, odds, scales = [], [np.zeros((0, len(reader.classes_)))], [np.zeros(0)]
    for few in range(0, len(firsts), STRETCHES_AT_ONCE):
        starts, lengths = firsts[few : few + STRETCHES_AT_ONCE], (ends - firsts)[few : few + STRETCHES_AT_ONCE]
        before = np.cumsum(lengths) - lengths
        places = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
        kept = is_word[places]
        found, scaled = reader.log_odds(rows[places[kept]], np.add.reduceat(kept, before, dtype=np.intp))
        somewhat = np.flatnonzero(found.max(axis=1) >= _WORTH_A_LOOK_ODDS)
        chosen.append(few + somewhat)
        odds.append(found[somewhat])
        scales.append(scaled[somewhat])
    at = np.concatenate([np.zeros(0, dtype=np.intp), *chosen])
    text = np.searchsorted(offsets, firsts[at], "right") - 1
    stretches = np.column_stack([text, firsts[at] - offsets[text], ends[at] - offsets[text]])
    return stretches, np.concatenate(odds), np.concatenate(scales)


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
