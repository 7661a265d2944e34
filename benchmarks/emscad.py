"""The risk model on real adverts that nobody here wrote, beside its rivals on the same folds.

    python benchmarks/emscad.py --data DIR --part text|metadata [--repeats 4] [--seed 1]

DIR holds `text_train.parquet` and `metadata_train.csv.gz` of the EMSCAD adverts. Repeated five-fold splits keep each
`dup_group` (text) or `dup_key` (metadata) whole; every rival sees the same rows. Strength and calibration of the model
are chosen inside the training rows of each fold. Prints one JSON document: means, ranges, and mean paired differences
with a 95 % interval corrected for the overlap of training sets (Nadeau and Bengio 2003); per row, and per group by its
highest score. Figures and what else was tried: benchmarks/README.md.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC
from table_estimator import TableClassifier

from registry.law.rulebook import load_rulebook
from risk_model.estimator import RiskClassifier
from risk_model.learning.examples import examples_from_file
from risk_model.learning.frames import frame_of
from risk_model.learning.labels_file import LabelFormat, read_labels_file
from risk_model.learning.linear_blocks import count_frame
from risk_model.measuring import metrics
from risk_model.measuring.figures import by_group

FOLDS = 5
STUDENT_95 = {10: 2.262, 20: 2.093, 25: 2.064, 30: 2.045, 40: 2.023, 50: 2.010}
Scorer = Callable[[NDArray[np.intp], NDArray[np.intp]], NDArray[np.float64]]
Split = tuple[NDArray[np.intp], NDArray[np.intp]]


def splits_of(labels: NDArray[np.bool_], groups: Any, *, repeats: int, seed: int) -> list[Split]:
    """`repeats` times FOLDS train/test pairs that never divide a group."""
    return [
        split
        for repeat in range(repeats)
        for split in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed + repeat).split(labels, labels, groups)
    ]


def measure(scores: list[NDArray[np.float64]], labels: Any, groups: Any, splits: list[Split]) -> dict[str, Any]:
    """Per split: ROC AUC and average precision, by row and by group."""
    rows: dict[str, list[float]] = {"row_auc": [], "row_ap": [], "group_auc": [], "group_ap": []}
    for (_, test), score in zip(splits, scores, strict=True):
        told, highest = by_group(labels[test], score, groups[test])
        rows["row_auc"].append(roc_auc_score(labels[test], score))
        rows["row_ap"].append(average_precision_score(labels[test], score))
        rows["group_auc"].append(roc_auc_score(told, highest))
        rows["group_ap"].append(average_precision_score(told, highest))
    return {name: np.array(values) for name, values in rows.items()}


def summary(values: NDArray[np.float64]) -> dict[str, float]:
    """Mean and range."""
    return {"mean": round(values.mean(), 4), "from": round(values.min(), 4), "to": round(values.max(), 4)}


def difference(ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> dict[str, float]:
    """Mean paired difference with its corrected 95 % interval, and the share of splits won."""
    apart = ours - theirs
    spread = float(np.sqrt(apart.var(ddof=1) * (1 / len(apart) + 1 / (FOLDS - 1))))
    half = STUDENT_95.get(len(apart), 1.96) * spread
    return {
        "mean": round(apart.mean(), 4),
        "low": round(apart.mean() - half, 4),
        "high": round(apart.mean() + half, 4),
        "won": round(float((apart > 0).mean()), 2),
    }


def report(ours: str, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Everything measured, and how far `ours` is from each rival."""
    return {
        "scores": {name: {key: summary(values) for key, values in of.items()} for name, of in found.items()},
        "differences": {
            name: {key: difference(found[ours][key], values) for key, values in of.items()}
            for name, of in found.items()
            if name != ours
        },
    }


def text(data: Path, *, repeats: int, seed: int) -> dict[str, Any]:
    """Words and named features against TF-IDF of words and pairs, and calibration over all held-out scores."""
    file = data / "text_train.parquet"
    read = read_labels_file(file, layout=LabelFormat.EMSCAD)
    examples = examples_from_file(read, rulebook=load_rulebook("ke"), on=date(2014, 1, 1))
    labels = np.array([row.positive for row in read.rows])
    groups = pd.read_parquet(file)["dup_group"].to_numpy()
    texts = np.array([row.text for row in read.rows], dtype=object)
    counted = count_frame(frame_of([one.reading for one in examples], rulebook=load_rulebook("ke")))
    splits = splits_of(labels, groups, repeats=repeats, seed=seed)

    def tfidf(model: Any) -> Scorer:
        def score(train: NDArray[np.intp], test: NDArray[np.intp]) -> NDArray[np.float64]:
            words = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), model)
            return words.fit(texts[train], labels[train]).decision_function(texts[test])

        return score

    ours = [RiskClassifier().fit(counted.rows(a), labels[a], groups=groups[a]) for a, _ in splits]
    margins = [model.decision_function(counted.rows(b)) for model, (_, b) in zip(ours, splits, strict=True)]
    logistic, vector = tfidf(LogisticRegression(max_iter=1000)), tfidf(LinearSVC())
    found = {
        "ours": measure(margins, labels, groups, splits),
        "TF-IDF(1-2) + LogisticRegression": measure([logistic(*split) for split in splits], labels, groups, splits),
        "TF-IDF(1-2) + LinearSVC": measure([vector(*split) for split in splits], labels, groups, splits),
    }
    return {
        **report("ours", found),
        "calibration": calibration(margins, labels, groups, splits, seed=seed),
        "strengths": sorted(model.strength_ for model in ours),
    }


def calibration(margins: list[Any], labels: Any, groups: Any, splits: list[Split], *, seed: int) -> dict[str, Any]:
    """Ten equal bins over all held-out scores together, beside what exactly right scores would show."""
    rows = np.concatenate([test for _, test in splits])
    scores = 1 / (1 + np.exp(-np.concatenate(margins)))
    once = scores[: len(labels)]
    return {
        "error": round(metrics.expected_calibration_error(labels[rows], scores), 4),
        "interval": metrics.group_interval(
            lambda some: metrics.expected_calibration_error(labels[rows][some], scores[some]),
            labels[rows],
            groups[rows],
            seed=seed,
        ),
        "perfect_at_one_score_a_row": metrics.perfect_calibration_error(once, seed=seed),
        "perfect_with_one_label_a_group": perfect_by_group(scores, groups[rows], seed=seed),
        "one_score_a_group": by_one_row_a_group(labels[rows], scores, groups[rows], seed=seed),
        "brier_skill": round(metrics.brier_skill(labels[rows], scores), 4),
        "reliability": [[round(a, 3), round(b, 3), n] for a, b, n in metrics.reliability(labels[rows], scores)],
    }


def perfect_by_group(scores: Any, groups: Any, *, seed: int) -> tuple[float, float, float]:
    """As `metrics.perfect_calibration_error`, where all rows of a group share one draw: copies of one advert."""
    chance = np.random.default_rng(seed)
    _, number = np.unique(groups, return_inverse=True)
    seen = []
    for _ in range(metrics.RESAMPLES):
        drawn = chance.random(number.max() + 1)[number] < scores
        seen.append(metrics.expected_calibration_error(drawn, scores))
    return float(np.percentile(seen, 2.5)), float(np.mean(seen)), float(np.percentile(seen, 97.5))


def by_one_row_a_group(labels: Any, scores: Any, groups: Any, *, seed: int) -> dict[str, float]:
    """The calibration error over one row a group, drawn anew fifty times."""
    chance = np.random.default_rng(seed)
    seen = []
    for _ in range(50):
        order = chance.permutation(len(groups))
        _, first = np.unique(groups[order], return_index=True)
        rows = order[first]
        seen.append(metrics.expected_calibration_error(labels[rows], scores[rows]))
    return {"error": float(np.mean(seen)), "perfect": metrics.perfect_calibration_error(scores[rows], seed=seed)[1]}


def metadata(data: Path, *, repeats: int, seed: int) -> dict[str, Any]:
    """Counts and flags alone, against boosted trees at their defaults; by `dup_key`, and by a coarser campaign key.

    Which members are averaged is chosen inside the training rows of each split.
    """
    table = pd.read_csv(data / "metadata_train.csv.gz")
    labels = table["fraudulent"].to_numpy().astype(bool)
    columns = table.drop(columns=["job_id", "fraudulent", "dup_key", "missing_industry"])
    values = columns.loc[:, columns.nunique() > 1].to_numpy(dtype=float)
    exact = pd.factorize(table["dup_key"])[0]
    firms = pd.factorize(table["company_profile_words"].where(table["company_profile_words"] > 10, -1 - exact))[0]
    found = {}
    for name, groups in {"dup_key": exact, "company profiles of one length": firms}.items():
        splits = splits_of(labels, groups, repeats=repeats, seed=seed)
        members: list[tuple[str, ...]] = []

        def score(model: Any, split: Split, **given: Any) -> NDArray[np.float64]:
            train, test = split
            return model.fit(values[train], labels[train], **given).predict_proba(values[test])[:, 1]

        ours, boosted = [], []
        for split in splits:
            model = TableClassifier()
            ours.append(score(model, split, groups=groups[split[0]]))
            members.append(tuple(sorted(model.chosen_)))
            boosted.append(score(HistGradientBoostingClassifier(random_state=0), split))
        measured = {
            "ours": measure(ours, labels, groups, splits),
            "HistGradientBoosting": measure(boosted, labels, groups, splits),
        }
        chosen = Counter(map(", ".join, members))
        found[name] = {**report("ours", measured), "chosen": dict(chosen)}
    return found


def main() -> None:
    """Measure one part and print it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--part", choices=("text", "metadata"), required=True)
    asked.add_argument("--repeats", type=int, default=4)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    part = text if given.part == "text" else metadata
    print(json.dumps(part(given.data, repeats=given.repeats, seed=given.seed), indent=1))


if __name__ == "__main__":
    main()
