"""How fast a trained model scores texts, with exact reasons, beside scikit-learn's usual way, in the same run.

    python benchmarks/scoring.py [--labels FILE --format emscad] [--repeats 5]

One process, one core. The rival is HashingVectorizer + LogisticRegression at their defaults (it gives no reasons). Ours
is `RiskClassifier.contributions` (every addend of every score, which is the reasons), then those with the eight largest
of each advert named as `LearnedJudge` stores them. Both are fitted on one half of the groups and ranked on the other.
Without a file the texts are invented (`emscad_shape.py`). Finding the indicators that feed the named features is timed
elsewhere; here they are zero. Prints one JSON document: microseconds of processor time an advert, best of the repeats.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from emscad_shape import Inventor
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression

from risk_model.estimator import RiskClassifier
from risk_model.features import FEATURE_NAMES
from risk_model.learned_judge import LearnedJudge
from risk_model.learning.labels_file import LabelFormat, read_labels_file
from risk_model.learning.near_templates import near_template_groups
from risk_model.measuring.metrics import average_precision


def invented(count: int) -> tuple[list[str], Any]:
    """Texts and labels from a fixed seed, a third of them suspect."""
    inventor = Inventor(1)
    labels = np.array([number % 3 == 0 for number in range(count)])
    rows = [inventor.fresh(bool(label)) for label in labels]
    return ["\n".join((row["title"], row["description"], row["requirements"])) for row in rows], labels


def frame_of_texts(texts: list[str]) -> pd.DataFrame:
    """The estimator's table, every named feature 0."""
    frame = pd.DataFrame(np.zeros((len(texts), len(FEATURE_NAMES))), columns=list(FEATURE_NAMES))
    frame.insert(0, "text", texts)
    return frame


def best_time(act: Callable[[], Any], *, count: int, repeats: int) -> float:
    """Microseconds of processor time an advert, the best of the repeats (others share this machine)."""
    taken = []
    for _ in range(repeats):
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return min(taken) / count * 1e6


def main() -> None:
    """Fit both, time both, rank with both."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--labels", type=Path)
    asked.add_argument("--format", type=LabelFormat, default=LabelFormat.EMSCAD)
    asked.add_argument("--adverts", type=int, default=4_000)
    asked.add_argument("--repeats", type=int, default=5)
    given = asked.parse_args()
    if given.labels:
        rows = read_labels_file(given.labels, layout=given.format).rows
        texts, labels = [row.text for row in rows], np.array([row.positive for row in rows])
    else:
        texts, labels = invented(given.adverts)
    groups = near_template_groups(texts)
    train, test = np.flatnonzero(groups % 2 == 0), np.flatnonzero(groups % 2 == 1)
    told = [texts[row] for row in test]

    hashing = HashingVectorizer()
    rival = LogisticRegression(max_iter=1000).fit(hashing.transform([texts[row] for row in train]), labels[train])
    fitted = frame_of_texts([texts[row] for row in train])
    ours = RiskClassifier(strengths=(30.0,)).fit(fitted, labels[train], groups=groups[train])
    judge, frame = LearnedJudge(ours, "benchmark", ""), frame_of_texts(told)

    def named() -> None:
        judge.explain(ours.contributions(frame))

    def timed(act: Callable[[], Any]) -> float:
        return best_time(act, count=len(told), repeats=given.repeats)

    seconds = {
        "HashingVectorizer + LogisticRegression": timed(lambda: rival.predict_proba(hashing.transform(told))),
        "ours, every addend": timed(lambda: ours.contributions(frame)),
        "ours, eight reasons named": timed(named),
    }
    usual = seconds["HashingVectorizer + LogisticRegression"]
    report = {
        "adverts": len(told),
        "characters": round(float(np.mean([len(text) for text in told]))),
        "microseconds": {name: round(value, 1) for name, value in seconds.items()},
        "times as fast": {name: round(usual / value, 2) for name, value in seconds.items()},
        "average precision": {
            "rival": round(average_precision(labels[test], rival.decision_function(hashing.transform(told))), 4),
            "ours": round(average_precision(labels[test], ours.decision_function(frame)), 4),
        },
    }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
