"""What a sentence is like, where no phrase of a rule was found in it: a hint that raises nothing alone (decision 17).

People say one thing in more ways than any list holds. The reader is fitted to labelled sentences by writers who had
read neither rules nor demonstration (`registry/law/sentences/`), and never to what is reported.
"""

import csv
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from typing import TYPE_CHECKING

import numpy as np

from registry.law.rule_schema import Jurisdiction, OfficialSender, Rule
from registry.law.rulebook import SENTENCES
from registry.observation import Observation
from risk_model.advert_text import A_LINE, BREAK, Words
from risk_model.contexts import Turn
from risk_model.phrase_matching import Hit, Part
from risk_model.place_arrays import Mask, Places
from risk_model.saying import stated, turned
from risk_model.word_reading import read_words

if TYPE_CHECKING:
    from risk_model.sentence_reader import SentenceReader

SURE = 0.7
SHORTEST = 5
LONGEST_WORD = 40
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


def fit_reader(jurisdiction: Jurisdiction) -> "SentenceReader | None":
    """The reader of a country's labelled sentences and of what its rules must spare; None where none is labelled."""
    file = SENTENCES / f"{jurisdiction.code}.csv"
    if not file.is_file():
        return None
    from risk_model.sentence_reader import SentenceReader  # takes a second to import, which only assessing needs

    with file.open(encoding="utf-8", newline="") as lines:
        labelled = [(row["text"], row["rule_id"]) for row in csv.DictReader(lines)]
    labelled += [(spared, "") for rule in jurisdiction.rules for spared in rule.must_not_flag]
    sentences = [[word for word in read_words(text).words if word is not BREAK] for text, _ in labelled]
    return SentenceReader().fit(sentences, [label for _, label in labelled])


def likenesses(texts: Sequence[Words], reader: "SentenceReader") -> list[dict[str, list[Likeness]]]:
    """For each text, by label, the stretches that are like enough, the likest first."""
    found: list[dict[str, list[Likeness]]] = [{} for _ in texts]
    like = _like_stretches(texts, reader)
    # By text and label; stretches that are as like as each other in their order.
    for text, label, _, start, end, sure in sorted(like):
        listed = found[text].setdefault(str(reader.classes_[label]), [])
        if len(listed) < TRIED:
            words = texts[text]
            telling = _telling(words, start, end, label, reader)
            listed.append(Likeness(_where(words, start, end, telling), round(sure, 3), tuple(telling)))
    return found


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


def _where(words: Words, start: int, end: int, telling: list[str]) -> Hit:
    """The stretch, stated by its telling words, so that a "never" among the others turns it around."""
    places = {word[:LONGEST_WORD]: at for at, word in reversed(list(enumerate(words.words[start:end], start)))}
    return Hit(start, end, tuple(Part(places[word], places[word] + 1) for word in telling))


def _telling(words: Words, start: int, end: int, label: int, reader: "SentenceReader") -> list[str]:
    """The words that say so most, strongest first."""
    said = dict.fromkeys(word[:LONGEST_WORD] for word in words.words[start:end] if word is not BREAK)
    different = list(said)
    scores = reader.word_scores(different)[:, label]
    return [different[at] for at in (-scores).argsort(kind="stable")[:TELLING_WORDS] if scores[at] > 0]


def _like_stretches(
    texts: Sequence[Words], reader: "SentenceReader"
) -> Iterator[tuple[int, int, float, int, int, float]]:
    """Stretches that are like enough: text, label, how unlike, first and past-last word, how sure."""
    offsets = [0, *accumulate(len(text.words) + 1 for text in texts)]
    words = chain.from_iterable((*text.words, BREAK) for text in texts)
    rows = reader.rows_of(words, offsets[-1])
    is_word = rows != reader.rows_of([BREAK], 1)
    breaks = np.fromiter(chain.from_iterable(text.breaks for text in texts), dtype=np.intp, count=offsets[-1])
    firsts, ends = _stretches(is_word, breaks, np.array(offsets))
    for few in range(0, len(firsts), STRETCHES_AT_ONCE):
        starts, lengths = firsts[few : few + STRETCHES_AT_ONCE], (ends - firsts)[few : few + STRETCHES_AT_ONCE]
        before = np.cumsum(lengths) - lengths
        places = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
        kept = is_word[places]
        sizes = np.add.reduceat(kept, before, dtype=np.intp)
        sure = reader.predict_rows(rows[places[kept]], sizes)
        for one, label in np.argwhere(sure >= SURE).tolist():
            start, chance = int(starts[one]), float(sure[one, label])
            text = bisect_right(offsets, start) - 1
            start -= offsets[text]
            yield text, label, -chance, start, start + int(lengths[one]), chance


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
