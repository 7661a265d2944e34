"""The sentences a country's reader is fitted to, by writers who had read neither rules nor demonstration."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from registry.law.rule_schema import Jurisdiction
from registry.law.rulebook import SENTENCES
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.sentences import kept_reader
from risk_model.sentences.concept_marks import ConceptMarks
from risk_model.sentences.kept_reader import Readers
from risk_model.sentences.scores import SentenceScores
from risk_model.words.reading import read_words

RULES = "rules"  # the writer of what the rules must flag and spare
SPARED, FLAGGED = 10.0, 2.0  # times that those count: a lawyer wrote them down, and they are few
SEVERAL = 2
BOTH = 10.0  # times that either counts where what states a rule is told apart from what is about it
_WORD = re.compile(r"[a-z]{4,}")


class Labelled(NamedTuple):
    """A sentence, the rule it states ("" for none), who wrote it, the rules it may state besides, and those that a
    sentence which states none is about: it denies or forbids it, warns of it, or says what lawful people do."""

    text: str
    rule: str
    writer: str
    also: frozenset[str]
    about: frozenset[str]


@dataclass(frozen=True)
class Hints:
    """Two fitted readers, the concepts they read beside words, and for each of their labels how sure is sure enough.

    `likeness` tells what states a rule from all else that adverts say, `apart` from what is about it and does not.
    `named` is what concepts have to add to a label's log-odds at least.
    """

    likeness: SentenceScores
    apart: SentenceScores
    marks: ConceptMarks
    least: NDArray[np.float64]
    named: NDArray[np.float64]


def labelled_texts(jurisdiction: Jurisdiction) -> list[Labelled]:
    """Each labelled sentence of a country, with the rules' own; none where none is labelled.

    What a rule must spare although its words are there is not among them: it tests the reading that it was not taught.
    """
    file = _file_of(jurisdiction)
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        labelled = [
            Labelled(
                row["text"],
                row["rule_id"],
                row["writer"],
                also=frozenset(row["also"].split()),
                about=frozenset(row["about"].split()),
            )
            for row in csv.DictReader(lines)
        ]
    spared = [
        Labelled(text, "", RULES, also=frozenset(), about=frozenset({rule.id}))
        for rule in jurisdiction.rules
        for text in rule.near_misses
    ]
    flagged = [
        Labelled(text, rule.id, RULES, also=frozenset(), about=frozenset())
        for rule in jurisdiction.rules
        if rule.hint_from is not None
        for text in rule.must_flag
    ]
    return labelled + spared + flagged


def has_labelled(jurisdiction: Jurisdiction) -> bool:
    """Whether sentences are labelled for a country."""
    return _file_of(jurisdiction).is_file()


def _file_of(jurisdiction: Jurisdiction) -> Path:
    return SENTENCES / f"{jurisdiction.code}.csv"


def plain_words(jurisdiction: Jurisdiction) -> frozenset[str]:
    """Words of several harmless sentences: they are meant as written, and are no slip of another word."""
    harmless = (one.text for one in labelled_texts(jurisdiction) if not one.rule and one.writer != RULES)
    written = Counter(word for text in harmless for word in set(_WORD.findall(text.lower())))
    return frozenset(word for word, sentences in written.items() if sentences >= SEVERAL)


def fit_hints(
    jurisdiction: Jurisdiction, automaton: PhraseAutomaton, marks: ConceptMarks, *, kept: Path | None = None
) -> Hints | None:
    """What hints at the rules that say how like a sentence must be; None where no sentence is labelled.

    The readers are fitted once: they are kept in the file `kept`, and read from there.
    """
    hinted = {rule.id: rule for rule in jurisdiction.rules if rule.hint_from is not None}
    if not hinted or not _file_of(jurisdiction).is_file():
        return None
    readers = None if kept is None else kept_reader.load(kept)
    if readers is None:
        labelled = [one for one in labelled_texts(jurisdiction) if not one.rule or one.rule in hinted]
        readers = _fit(labelled, automaton, marks)
        if kept is not None:
            kept_reader.keep(readers, kept)
    rules = [hinted[str(label)] for label in readers.likeness.classes_]
    least = np.array([rule.hint_from for rule in rules], dtype=np.float64)
    named = np.array([rule.hint_named for rule in rules], dtype=np.float64)
    return Hints(readers.likeness, readers.apart, marks, least, named)


def _fit(labelled: Sequence[Labelled], automaton: PhraseAutomaton, marks: ConceptMarks) -> Readers:
    from risk_model.sentences.fitting import SentenceReader  # takes seconds to import, which only fitting needs

    words = [marks.marked(matcher) for matcher in automaton.match(read_words(one.text) for one in labelled)]
    rules, also, about = (
        [one.rule for one in labelled],
        [one.also for one in labelled],
        [one.about for one in labelled],
    )
    weights = [1.0 if one.writer != RULES else FLAGGED if one.rule else SPARED for one in labelled]
    return Readers(
        likeness=SentenceReader().fit(words, rules, also=also, weights=weights),
        apart=SentenceReader().fit(
            words, rules, about=about, weights=[1.0 if one.writer != RULES else BOTH for one in labelled]
        ),
    )
