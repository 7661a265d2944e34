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
    return labelled + [(spared, "", "rules") for rule in jurisdiction.rules for spared in rule.must_not_flag]


def fit_hints(jurisdiction: Jurisdiction, automaton: PhraseAutomaton, marks: ConceptMarks) -> Hints | None:
    """What hints at the rules that say how like a sentence must be; None where no sentence is labelled."""
    labelled = labelled_texts(jurisdiction)
    least = {rule.id: rule.hint_from for rule in jurisdiction.rules if rule.hint_from is not None}
    if not labelled or not least:
        return None
    from risk_model.sentence_reader import SentenceReader  # takes a second to import, which only assessing needs

    sentences = [marks.marked(matcher) for matcher in automaton.match(read_words(text) for text, _, _ in labelled)]
    said = [(words, rule) for words, (_, rule, _) in zip(sentences, labelled, strict=True) if not rule or rule in least]
    reader = SentenceReader().fit([words for words, _ in said], [rule for _, rule in said])
    return Hints(reader, marks, np.array([least[label] for label in reader.classes_]))
