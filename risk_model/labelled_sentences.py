"""The sentences a country's reader is fitted to, by writers who had read neither rules nor demonstration."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from registry.law.rule_schema import Jurisdiction
from registry.law.rulebook import SENTENCES
from risk_model import kept_reader
from risk_model.concept_marks import ConceptMarks
from risk_model.phrase_automaton import PhraseAutomaton
from risk_model.sentence_scores import SentenceScores
from risk_model.word_reading import read_words

RULES = "rules"  # the writer of what the rules must spare
SPARED_MORE = 4  # times more than once that those count: a lawyer wrote them down, and they are few


@dataclass(frozen=True)
class Hints:
    """A fitted reader, the concepts it reads beside words, and for each of its labels how sure is sure enough."""

    reader: SentenceScores
    marks: ConceptMarks
    least: NDArray[np.float64]


def labelled_texts(jurisdiction: Jurisdiction) -> list[tuple[str, str, str]]:
    """Text, rule ("" for none) and writer of each labelled sentence and of what the rules must spare; none, none."""
    file = SENTENCES / f"{jurisdiction.code}.csv"
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        labelled = [(row["text"], row["rule_id"], row["writer"]) for row in csv.DictReader(lines)]
    return labelled + [(spared, "", RULES) for rule in jurisdiction.rules for spared in rule.must_not_flag]


def fit_hints(
    jurisdiction: Jurisdiction, automaton: PhraseAutomaton, marks: ConceptMarks, *, kept: Path | None = None
) -> Hints | None:
    """What hints at the rules that say how like a sentence must be; None where no sentence is labelled.

    The reader is fitted once: it is kept in the file `kept`, and read from there.
    """
    least = {rule.id: rule.hint_from for rule in jurisdiction.rules if rule.hint_from is not None}
    labelled = [one for one in labelled_texts(jurisdiction) if not one[1] or one[1] in least]
    if not least or not labelled:
        return None
    reader = None if kept is None else kept_reader.load(kept)
    if reader is None:
        reader = _fit(labelled, automaton, marks)
        if kept is not None:
            kept_reader.keep(reader, kept)
    return Hints(reader, marks, np.array([least[label] for label in reader.classes_]))


def _fit(labelled: Sequence[tuple[str, str, str]], automaton: PhraseAutomaton, marks: ConceptMarks) -> SentenceScores:
    from risk_model.sentence_reader import SentenceReader  # takes seconds to import, which only fitting needs

    sentences = [marks.marked(matcher) for matcher in automaton.match(read_words(text) for text, _, _ in labelled)]
    said = [(words, rule) for words, (_, rule, _) in zip(sentences, labelled, strict=True)]
    said += SPARED_MORE * [one for one, (_, _, writer) in zip(said, labelled, strict=True) if writer == RULES]
    return SentenceReader().fit([words for words, _ in said], [rule for _, rule in said])
