"""The sentences a country's reader is fitted to, by writers who had read neither rules nor demonstration."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from registry.law.rule_schema import Jurisdiction
from registry.law.rulebook import SENTENCES
from risk_model import kept_reader
from risk_model.concept_marks import ConceptMarks
from risk_model.phrase_automaton import PhraseAutomaton
from risk_model.sentence_scores import SentenceScores
from risk_model.word_reading import read_words

RULES = "rules"  # the writer of what the rules must flag and spare
SPARED, FLAGGED = 10.0, 2.0  # times that those count: a lawyer wrote them down, and they are few


class Labelled(NamedTuple):
    """A sentence, the rule it states ("" for none), who wrote it, and the rules it may state besides."""

    text: str
    rule: str
    writer: str
    also: frozenset[str]


@dataclass(frozen=True)
class Hints:
    """A fitted reader, the concepts it reads beside words, and for each of its labels how sure is sure enough.

    `named` is what concepts have to add to a label's log-odds at least.
    """

    reader: SentenceScores
    marks: ConceptMarks
    least: NDArray[np.float64]
    named: NDArray[np.float64]


def labelled_texts(jurisdiction: Jurisdiction) -> list[Labelled]:
    """Each labelled sentence of a country and what its rules must flag and spare; none where none is labelled."""
    file = SENTENCES / f"{jurisdiction.code}.csv"
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        labelled = [
            Labelled(row["text"], row["rule_id"], row["writer"], frozenset(row["also"].split()))
            for row in csv.DictReader(lines)
        ]
    spared = [Labelled(text, "", RULES, frozenset()) for rule in jurisdiction.rules for text in rule.must_not_flag]
    flagged = [
        Labelled(text, rule.id, RULES, frozenset())
        for rule in jurisdiction.rules
        if rule.hint_from is not None
        for text in rule.must_flag
    ]
    return labelled + spared + flagged


def fit_hints(
    jurisdiction: Jurisdiction, automaton: PhraseAutomaton, marks: ConceptMarks, *, kept: Path | None = None
) -> Hints | None:
    """What hints at the rules that say how like a sentence must be; None where no sentence is labelled.

    The reader is fitted once: it is kept in the file `kept`, and read from there.
    """
    hinted = {rule.id: rule for rule in jurisdiction.rules if rule.hint_from is not None}
    labelled = [one for one in labelled_texts(jurisdiction) if not one.rule or one.rule in hinted]
    if not hinted or not labelled:
        return None
    reader = None if kept is None else kept_reader.load(kept)
    if reader is None:
        reader = _fit(labelled, automaton, marks)
        if kept is not None:
            kept_reader.keep(reader, kept)
    rules = [hinted[str(label)] for label in reader.classes_]
    least = np.array([rule.hint_from for rule in rules], dtype=np.float64)
    named = np.array([rule.hint_named for rule in rules], dtype=np.float64)
    return Hints(reader, marks, least, named)


def _fit(labelled: Sequence[Labelled], automaton: PhraseAutomaton, marks: ConceptMarks) -> SentenceScores:
    from risk_model.sentence_reader import SentenceReader  # takes seconds to import, which only fitting needs

    words = [marks.marked(matcher) for matcher in automaton.match(read_words(one.text) for one in labelled)]
    return SentenceReader().fit(
        words,
        [one.rule for one in labelled],
        also=[one.also for one in labelled],
        weights=[1.0 if one.writer != RULES else FLAGGED if one.rule else SPARED for one in labelled],
    )
