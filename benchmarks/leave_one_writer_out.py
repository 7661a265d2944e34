"""How likeness reads writers that it was not fitted to, and how sure a hint must be (registry/law/sentences).

    python benchmarks/leave_one_writer_out.py [--level 0.01] [--jurisdiction ke]

Prints one JSON document. Each writer in turn is left out of the fitting and read by what the others wrote, so features,
strength and `hint_from` may be chosen by these figures; `unseen_sentences.py` reports what was chosen. For each rule:
from how sure on at most `--level` of the harmless texts of left-out writers are met, what share of the writers' own
sentences of that rule is then found, and both at the `hint_from` that the rule has now. `words_alone` is the share of
what is found whose words alone are worth the look that the concepts need.
"""

import argparse
import json
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from registry.law.rulebook import load_rulebook
from risk_model.indicators import wording_of
from risk_model.sentences.concept_marks import NAMED
from risk_model.sentences.fitting import SentenceReader
from risk_model.sentences.labelled import labelled_texts
from risk_model.sentences.likeness import like_enough
from risk_model.sentences.likeness_reader import WORTH_A_LOOK
from risk_model.words.reading import read_words


def sentences_of(texts: list[str], jurisdiction: str) -> list[list[str]]:
    """Words and concepts of each text."""
    rulebook = load_rulebook(jurisdiction)
    wording = wording_of(rulebook)
    marks = wording.marks
    return [marks.marked(matcher) for matcher in wording.match(read_words(text) for text in texts)]


def read_by_others(
    sentences: list[list[str]],
    labels: NDArray[np.str_],
    writers: NDArray[np.str_],
    also: Sequence[frozenset[str]],
    needed: Mapping[str, float],
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[str]]:
    """How sure of each label, for each sentence as the other writers' say it; and how sure its words alone are of any.

    Where concepts add too little for a hint (`needed`, by label), it is 0.
    """
    names = sorted(set(labels.tolist()) - {""})
    sure, alone = np.zeros((len(sentences), len(names))), np.zeros(len(sentences))
    for writer in sorted(set(writers.tolist())):
        others, own = np.flatnonzero(writers != writer), np.flatnonzero(writers == writer)
        reader = SentenceReader().fit(
            [sentences[at] for at in others], labels[others].tolist(), also=[also[at] for at in others]
        )
        named = np.array([needed[str(label)] for label in reader.classes_])
        said = [sentences[at] for at in own]
        places = [names.index(str(label)) for label in reader.classes_]
        words = [[word for word in one if not word.startswith(NAMED)] for one in said]
        concepts = [[word for word in one if word.startswith(NAMED)] for one in said]
        for at, label, chance in like_enough(reader.sums(words), reader.sums(concepts), reader, least=0.0, named=named):
            sure[own[at], places[label]] = chance
        alone[own] = reader.predict_proba(words).max(axis=1)
    return sure, alone, names


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jurisdiction", default="ke")
    parser.add_argument("--level", type=float, default=0.01)
    asked = parser.parse_args()
    law = load_rulebook(asked.jurisdiction).jurisdiction
    texts, rules, by, also, _ = zip(*labelled_texts(law), strict=True)
    labels, writers = np.array(rules), np.array(by)
    needed = {rule.id: rule.hint_named for rule in law.rules}
    sentences = sentences_of(list(texts), asked.jurisdiction)
    sure, alone, classes = read_by_others(sentences, labels, writers, also, needed)
    harmless = labels == ""
    answer = {}
    for place, rule in enumerate(classes):
        own = labels == rule
        now = law.rule(rule).hint_from or 1.0
        least = float(np.quantile(sure[harmless, place], 1 - asked.level))
        found = own & (sure[:, place] > least)
        answer[rule] = {
            "sentences": int(own.sum()),
            "from": round(least, 3),
            "found": round(float(found.sum() / own.sum()), 3),
            "found_by_writer": {
                writer: round(float(found[own & (writers == writer)].mean()), 3)
                for writer in sorted(set(writers[own].tolist()))
            },
            "hint_from": now,
            "found_now": round(float((sure[own, place] >= now).mean()), 3),
            "harmless_met_now": round(float((sure[harmless, place] >= now).mean()), 4),
            "words_alone": round(float((alone[found] >= WORTH_A_LOOK).mean()), 3),
        }
    mean = round(float(np.mean([one["found"] for one in answer.values()])), 3)  # type: ignore[arg-type]
    looked = round(float((alone[harmless] >= WORTH_A_LOOK).mean()), 3)
    print(json.dumps({"rules": answer, "mean_found": mean, "harmless_looked_at": looked}, indent=1))


if __name__ == "__main__":
    main()
