"""What a sentence is like, where no phrase of a rule was found in it: a hint that raises nothing alone (decision 17).

People say one thing in more ways than any list holds. The reader is fitted to labelled sentences by writers who had
read neither rules nor demonstration (`registry/law/sentences/`), and never to what is reported.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from registry.law.rule_schema import Jurisdiction, OfficialSender, Rule
from registry.law.rulebook import SENTENCES
from registry.observation import Observation
from risk_model.advert_text import A_LINE, BREAK, Words
from risk_model.contexts import Turn
from risk_model.phrase_matching import Hit, Part
from risk_model.saying import stated, turned
from risk_model.word_reading import read_words

if TYPE_CHECKING:
    from risk_model.sentence_reader import SentenceReader

SURE = 0.7
SHORTEST = 5
LONGEST_WORD = 40
TRIED = 8  # stretches of a rule, the likest first, until one stands
TELLING_WORDS = 4


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


def likenesses(words: Words, reader: "SentenceReader") -> dict[str, list[Likeness]]:
    """For each label the stretches that are like enough, the likest first."""
    stretches = list(_stretches(words))
    if not stretches:
        return {}
    said = [[word[:LONGEST_WORD] for word in words.words[start:end] if word is not BREAK] for start, end in stretches]
    sure = reader.predict_proba(said)
    found: dict[str, list[Likeness]] = {}
    for label, name in enumerate(reader.classes_.tolist()):
        likest: list[int] = (-sure[:, label]).argsort(kind="stable")[:TRIED].tolist()
        for place in [one for one in likest if sure[one, label] >= SURE]:
            scores = reader.word_scores(said[place])[:, label]
            different = list(dict.fromkeys(said[place]))
            telling = [different[at] for at in (-scores).argsort(kind="stable")[:TELLING_WORDS] if scores[at] > 0]
            start, end = stretches[place]
            where = _where(words, start, end, telling)
            found.setdefault(name, []).append(Likeness(where, round(float(sure[place, label]), 3), tuple(telling)))
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


def _stretches(words: Words) -> Iterator[tuple[int, int]]:
    """Each sentence with the one before it unless a line ends between (the title's may): first and past-last word."""
    ends = [*(place for place, word in enumerate(words.words) if word is BREAK), len(words.words)]
    start, before = 0, -1
    for end in ends:
        if end > start:
            follows = before >= 0 and words.breaks[start] - words.breaks[start - 2] < A_LINE
            first = before if follows else start
            if end - first >= SHORTEST:
                yield first, end
            before = start
        start = end + 1
