"""How good a set of scores is, in the numbers an inspectorate can use; all take arrays and give floats."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def average_precision(labels: Bools, scores: Floats) -> float:
    """Area under precision and recall; its chance level is the share of positives."""
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(labels, scores))


def roc_auc(labels: Bools, scores: Floats) -> float:
    """The chance that a positive scores above a negative."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(labels, scores))


def at_capacity(labels: Bools, scores: Floats, *, capacity: int) -> tuple[float, float]:
    """Precision and recall among the `capacity` highest scores; ties broken by position, so that runs agree."""
    chosen = np.argsort(-scores, kind="stable")[:capacity]
    hits = float(labels[chosen].sum())
    return hits / max(len(chosen), 1), hits / max(float(labels.sum()), 1.0)


def brier(labels: Bools, scores: Floats) -> float:
    """Mean squared distance between score and truth."""
    return float(np.mean((scores - labels) ** 2))


def brier_skill(labels: Bools, scores: Floats) -> float:
    """One less the Brier score over that of always saying the share of positives; 0 is no skill."""
    constant = float(labels.mean())
    return 1.0 - brier(labels, scores) / max(constant * (1.0 - constant), 1e-12)


def reliability(labels: Bools, scores: Floats, *, bins: int = 10) -> list[tuple[float, float, int]]:
    """Mean score, share of positives and count in each of `bins` bins of equal mass, lowest first."""
    order = np.argsort(scores, kind="stable")
    return [
        (float(scores[part].mean()), float(labels[part].mean()), len(part))
        for part in np.array_split(order, bins)
        if len(part)
    ]


def expected_calibration_error(labels: Bools, scores: Floats, *, bins: int = 10) -> float:
    """Mean distance between said and seen over bins of equal mass, weighted by their counts."""
    parts = reliability(labels, scores, bins=bins)
    return sum(count * abs(said - seen) for said, seen, count in parts) / max(len(labels), 1)


def precision_at_prevalence(labels: Bools, scores: Floats, *, threshold: float, prevalence: float) -> float | None:
    """The precision that the same true and false alarm rates give where only `prevalence` of adverts are positive.

    None where nothing is over the threshold.
    """
    over = scores >= threshold
    found = float(over[labels].mean()) if labels.any() else 0.0
    false = float(over[~labels].mean()) if (~labels).any() else 0.0
    alarms = prevalence * found + (1.0 - prevalence) * false
    return prevalence * found / alarms if alarms else None
