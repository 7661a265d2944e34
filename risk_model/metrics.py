"""How good a set of scores is, in the numbers an inspectorate can use; all take arrays and give floats.

`weights`, where given, are one over the chance that a row was looked at.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Places = NDArray[np.intp]
RESAMPLES = 200


def average_precision(labels: Bools, scores: Floats, weights: Floats | None = None) -> float:
    """Area under precision and recall, as scikit-learn's; its chance level is the share of positives."""
    weights = np.ones(len(labels)) if weights is None else weights
    order = np.argsort(-scores, kind="stable")
    last = np.flatnonzero(np.append(np.diff(scores[order]) != 0.0, True))  # equal scores are told together
    hits, seen = np.cumsum((weights * labels)[order])[last], np.cumsum(weights[order])[last]
    return float((np.diff(hits, prepend=0.0) * hits / np.maximum(seen, 1e-300)).sum() / max(hits[-1], 1e-300))


def roc_auc(labels: Bools, scores: Floats) -> float:
    """The chance that a positive scores above a negative, ties counted half."""
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2.0)[place]
    positive, negative = int(labels.sum()), int((~labels).sum())
    below = float(ranks[labels].sum()) - positive * (positive + 1) / 2.0
    return below / max(positive * negative, 1)


def at_capacity(labels: Bools, scores: Floats, *, capacity: int) -> tuple[float, float]:
    """Precision and recall among the `capacity` highest scores; ties broken by position, so that runs agree."""
    chosen = np.argsort(-scores, kind="stable")[:capacity]
    hits = float(labels[chosen].sum())
    return hits / max(len(chosen), 1), hits / max(float(labels.sum()), 1.0)


def at_threshold(
    labels: Bools, scores: Floats, *, threshold: float, weights: Floats | None = None
) -> tuple[float | None, float]:
    """Precision (None where nothing reaches the threshold) and recall of the scores from `threshold` up."""
    weights = np.ones(len(labels)) if weights is None else weights
    over = scores >= threshold
    hits, alarms = float(weights[over & labels].sum()), float(weights[over].sum())
    return (hits / alarms if alarms else None), hits / max(float(weights[labels].sum()), 1e-12)


def f1(labels: Bools, scores: Floats, *, threshold: float) -> float:
    """The harmonic mean of precision and recall at `threshold`; 0 where nothing is found."""
    precision, recall = at_threshold(labels, scores, threshold=threshold)
    return 2.0 * precision * recall / (precision + recall) if precision and recall else 0.0


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


def perfect_calibration_error(scores: Floats, *, seed: int, draws: int = RESAMPLES) -> tuple[float, float, float]:
    """The calibration error that scores which are exactly right would show at this size: 2.5 %, mean, 97.5 %.

    Labels are drawn from the scores themselves, so that whatever error is left is chance.
    """
    chance = np.random.default_rng(seed)
    seen = [expected_calibration_error(chance.random(len(scores)) < scores, scores) for _ in range(draws)]
    low, high = np.percentile(seen, [2.5, 97.5])
    return float(low), float(np.mean(seen)), float(high)


def precision_at_prevalence(labels: Bools, scores: Floats, *, threshold: float, prevalence: float) -> float | None:
    """The precision that the same true and false alarm rates give where only `prevalence` of adverts are positive.

    None where nothing is over the threshold.
    """
    over = scores >= threshold
    found = float(over[labels].mean()) if labels.any() else 0.0
    false = float(over[~labels].mean()) if (~labels).any() else 0.0
    alarms = prevalence * found + (1.0 - prevalence) * false
    return prevalence * found / alarms if alarms else None


def group_interval(
    figure: Callable[[Places], float], labels: Bools, groups: Places, *, seed: int, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """A 95 % interval of `figure` (of row numbers), by drawing whole groups again; rows of one group say one thing."""
    order = np.argsort(groups, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)
    chance = np.random.default_rng(seed)
    seen = []
    for _ in range(resamples):
        rows = np.concatenate([parts[one] for one in chance.integers(0, len(parts), len(parts))])
        if 0 < labels[rows].sum() < len(rows):
            seen.append(figure(rows))
    if not seen:
        return float("nan"), float("nan")
    low, high = np.percentile(seen, [2.5, 97.5])
    return float(low), float(high)
