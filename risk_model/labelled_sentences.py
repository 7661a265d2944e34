"""The sentences a country's reader is fitted to, by writers who had read neither rules nor demonstration."""

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from registry.law.rule_schema import Jurisdiction
from registry.law.rulebook import SENTENCES
from risk_model.concept_marks import ConceptMarks
from risk_model.phrase_automaton import PhraseAutomaton
from risk_model.word_reading import read_words

if TYPE_CHECKING:
    from risk_model.sentence_reader import SentenceReader

RULES = "rules"  # the writer of what the rules must spare
SPARED_MORE = 1  # times more than once that those count: a lawyer wrote them down, and they are few


@dataclass(frozen=True)
class Hints:
    """A fitted reader, the concepts it reads beside words, and for each of its labels how sure is sure enough."""

    reader: "SentenceReader"
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


def fit_hints(jurisdiction: Jurisdiction, automaton: PhraseAutomaton, marks: ConceptMarks) -> Hints | None:
    """What hints at the rules that say how like a sentence must be; None where no sentence is labelled."""
    least = {rule.id: rule.hint_from for rule in jurisdiction.rules if rule.hint_from is not None}
    labelled = [one for one in labelled_texts(jurisdiction) if not one[1] or one[1] in least]
    if not least or not labelled:
        return None
    from risk_model.sentence_reader import SentenceReader  # takes a second to import, which only assessing needs

    sentences = [marks.marked(matcher) for matcher in automaton.match(read_words(text) for text, _, _ in labelled)]
    said = [(words, rule) for words, (_, rule, _) in zip(sentences, labelled, strict=True)]
    said += SPARED_MORE * [one for one, (_, _, writer) in zip(said, labelled, strict=True) if writer == RULES]
    reader = SentenceReader().fit([words for words, _ in said], [rule for _, rule in said])
    return Hints(reader, marks, np.array([least[label] for label in reader.classes_]))
