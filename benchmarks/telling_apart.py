"""What is lost and spared where phrases are told apart from lines about their rule (decision 27), writer by writer.

    python benchmarks/telling_apart.py [--jurisdiction ke]

Every labelled sentence that states a rule, or is about one, and on which a phrase of that rule stands with nothing to
turn it around, is read by a reader fitted to the sentences of other writers (eight parts, each with whole writers).
Prints one JSON document: of the sentences that state their rule how many are set aside, and of those about it, by rule.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import numpy as np

from registry.law.rulebook import load_rulebook
from risk_model.indicators import wording_of
from risk_model.phrases.matching import Matcher
from risk_model.sentences.doubts import around
from risk_model.sentences.fitting import SentenceReader
from risk_model.sentences.labelled import Labelled, labelled_texts
from risk_model.sentences.likeness import SURE_ALONE, TOLD_APART
from risk_model.sentences.stated_places import Standing
from risk_model.wording import Reading, Wording
from risk_model.words.advert_text import AdvertText, Words
from risk_model.words.reading import read_words

PARTS = 8
ON = date(2026, 11, 18)


def standing(wording: Wording, texts: Sequence[str], on: date) -> list[Standing]:
    """Where phrases stand."""
    places, at = list[Standing](), 0
    for page in wording.automaton.pages(read_words(text) for text in texts):
        for index in range(len(page.texts)):
            reading = Reading(Matcher(page, index), AdvertText(texts[at], on=on))
            for rule, hits in wording._found(reading):
                turns = wording._contexts.turns(reading.matcher, rule, hits)
                places += [Standing(at, rule.id, hit) for hit, turn in zip(hits, turns, strict=True) if turn is None]
            at += 1
    return places


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jurisdiction", default="ke")
    asked = parser.parse_args()
    rulebook = load_rulebook(asked.jurisdiction)
    wording = wording_of(rulebook)
    labelled = labelled_texts(rulebook.jurisdiction)

    def marked(texts: Sequence[Words]) -> list[list[str]]:
        return [wording.marks.marked(matcher) for matcher in wording.match(texts)]

    texts = [read_words(one.text) for one in labelled]
    sentences = marked(texts)
    own = [frozenset({one.rule}) if one.rule else one.about for one in labelled]
    places = [one for one in standing(wording, [one.text for one in labelled], ON) if one.rule in own[one.text]]
    near = [list(around(texts[one.text], one)) for one in places]
    said = iter(marked([texts[one.text].alone(one.start, one.end) for few in near for one in few]))
    asking = [[next(said) for _ in few] for few in near]
    writers = sorted({one.writer for one in labelled})
    part = {
        writer: place % PARTS for place, writer in enumerate(np.random.default_rng(0).permutation(writers).tolist())
    }
    kept: dict[tuple[int, str], bool] = defaultdict(bool)
    for one_part in range(PARTS):
        others: list[tuple[Labelled, list[str]]] = [
            both for both in zip(labelled, sentences, strict=True) if part[both[0].writer] != one_part
        ]
        reader = SentenceReader().fit(
            [words for _, words in others], [one.rule for one, _ in others], about=[one.about for one, _ in others]
        )
        column = {str(label): place for place, label in enumerate(reader.classes_)}
        for (at, rule, _), asks in zip(places, asking, strict=True):
            if part[labelled[at].writer] == one_part and rule in column:
                alone, *among = reader.predict_proba(asks)[:, column[rule]].tolist()
                kept[at, rule] |= alone >= SURE_ALONE or max(among) >= TOLD_APART
    answer: dict[str, dict[str, list[int]]] = defaultdict(lambda: {"stating": [0, 0], "about": [0, 0]})
    for (at, rule), stands in kept.items():
        for name in (rule, "all"):
            counted = answer[name]["stating" if labelled[at].rule else "about"]
            counted[0] += not stands
            counted[1] += 1
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
