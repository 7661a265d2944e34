"""What a sentence is like, where no phrase of a rule was found in it: a hint that raises nothing alone (decision 17).

People say one thing in more ways than any list holds. The reader is fitted to labelled sentences by writers who had
read neither rules nor demonstration (`sentences/`), and never to what is reported.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from registry.law.rule_schema import Rule
from registry.observation import Observation
from risk_model.advert_text import A_LINE, BREAK, Words
from risk_model.contexts import Contexts
from risk_model.phrase_matching import Hit, Matcher, hit
from risk_model.saying import stated, turned
from risk_model.word_reading import read_words

if TYPE_CHECKING:
    from risk_model.sentence_reader import SentenceReader

FOLDER = Path(__file__).parent / "sentences"
SURE = 0.7
SHORTEST = 5
MOST_SENTENCES = 400  # of one advert
TELLING_WORDS = 4


@dataclass(frozen=True)
class Likeness:
    """A stretch of an advert that is like sentences labelled with a rule; `words` say so most, strongest first."""

    rule_id: str
    where: Hit
    likeness: float
    words: tuple[str, ...]


@lru_cache(maxsize=4)
def reader_of(jurisdiction: str) -> "SentenceReader | None":
    """The reader of a country's labelled sentences, fitted once a process; None where the country has none."""
    file = FOLDER / f"{jurisdiction.lower()}.csv"
    if not file.is_file():
        return None
    from risk_model.sentence_reader import SentenceReader  # takes a second to import, which only assessing needs

    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    sentences = [[word for word in read_words(row["text"]).words if word is not BREAK] for row in rows]
    return SentenceReader().fit(sentences, [row["rule_id"] for row in rows])


def likenesses(words: Words, reader: "SentenceReader") -> Iterator[Likeness]:
    """For each label the stretch that is most like it, where it is like enough."""
    stretches = list(_stretches(words))[:MOST_SENTENCES]
    if not stretches:
        return
    said = [words.words[start:end] for start, end in stretches]
    plain = [[word for word in one if word is not BREAK] for one in said]
    sure = reader.predict_proba(plain)
    for label, place in enumerate(sure.argmax(axis=0).tolist()):
        if sure[place, label] >= SURE:
            scores = reader.word_scores(plain[place])[:, label]
            different = list(dict.fromkeys(plain[place]))
            telling = tuple(different[at] for at in (-scores).argsort()[:TELLING_WORDS].tolist() if scores[at] > 0)
            yield Likeness(
                str(reader.classes_[label]), hit(*stretches[place]), round(float(sure[place, label]), 3), telling
            )


def observe_likeness(
    matcher: Matcher, reader: "SentenceReader", rules: Mapping[str, Rule], contexts: Contexts
) -> Iterator[Observation]:
    """An observation for each of `rules` that a stretch is like, turned around by what is lawful as any other."""
    for one in likenesses(matcher.words, reader):
        rule = rules.get(one.rule_id)
        if rule is None:
            continue
        turn = contexts.turn(matcher, rule, one.where)
        if turn is not None:
            yield replace(turned(matcher.words, rule, one.where, turn), likeness=one.likeness)
            continue
        told = ", ".join(f"“{word}”" for word in one.words)
        said = (
            f"{rule.title}: no phrase of this rule stands here, but the sentence is like ones that were labelled so "
            f"({one.likeness:.0%}, most of all by {told}). It raises nothing alone."
        )
        facts = {"likeness": one.likeness, "words": list(one.words)}
        yield replace(stated(matcher.words, rule, one.where, said=said, facts=facts), likeness=one.likeness)


def _stretches(words: Words) -> Iterator[tuple[int, int]]:
    """Each two sentences that follow one another in a line, and lines of one sentence, as first and past-last word."""
    ends = [place for place, word in enumerate(words.words) if word is BREAK] + [len(words.words)]
    start, before = 0, None
    for end in ends:
        follows = before is not None and words.breaks[start] - words.breaks[start - 2] < A_LINE
        if end - start > 0:
            first = before if follows and before is not None else start
            if end - first >= SHORTEST:
                yield first, end
            before = start
        start = end + 1
