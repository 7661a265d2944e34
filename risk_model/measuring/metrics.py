"""How good a set of scores is, in the numbers an inspectorate can use; all take arrays and give floats.

`weights`, where given, are one over the chance that a row was looked at: figures then hold for all it was drawn from.
"""

import math
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


def brier(labels: Bools, scores: Floats, weights: Floats | None = None) -> float:
    """Mean squared distance between score and truth."""
    return float(np.average((scores - labels) ** 2, weights=weights))


def brier_skill(labels: Bools, scores: Floats, weights: Floats | None = None) -> float:
    """One less the Brier score over that of always saying the share of positives; 0 is no skill."""
    constant = float(np.average(labels, weights=weights))
    return 1.0 - brier(labels, scores, weights) / max(constant * (1.0 - constant), 1e-12)


def reliability(
    labels: Bools, scores: Floats, weights: Floats | None = None, *, bins: int = 10
) -> list[tuple[float, float, int]]:
    """Mean score, share of positives and count in each of `bins` bins of equal mass, lowest first."""
    mass, said, seen, counts = _binned(labels, scores, weights, bins)
    told = zip(said.tolist(), seen.tolist(), counts.tolist(), strict=True)
    return [one for one, inside in zip(told, mass.tolist(), strict=True) if inside]


def expected_calibration_error(
    labels: Bools, scores: Floats, weights: Floats | None = None, *, bins: int = 10
) -> float:
    """Mean distance between said and seen over bins of equal mass, weighted by their mass."""
    mass, said, seen, _ = _binned(labels, scores, weights, bins)
    return float((mass * np.abs(said - seen)).sum() / max(float(mass.sum()), 1e-300))


def perfect_calibration_error(
    scores: Floats, weights: Floats | None = None, *, seed: int, draws: int = RESAMPLES
) -> tuple[float, float, float]:
    """The calibration error that scores which are exactly right would show at this size: 2.5 %, mean, 97.5 %.

    Labels are drawn from the scores themselves, so that whatever error is left is chance.
    """
    chance = np.random.default_rng(seed)
    seen = [expected_calibration_error(chance.random(len(scores)) < scores, scores, weights) for _ in range(draws)]
    low, high = np.percentile(seen, [2.5, 97.5])
    return float(low), float(np.mean(seen)), float(high)


def _binned(labels: Bools, scores: Floats, weights: Floats | None, bins: int) -> tuple[Floats, Floats, Floats, Places]:
    """Mass, mean score, share of positives and count of each bin."""
    order = np.argsort(scores, kind="stable")
    weights = np.ones(len(scores)) if weights is None else weights[order]
    upto = np.cumsum(weights)
    middle = (upto - weights / 2.0) * (bins / max(float(upto[-1]) if len(upto) else 0.0, 1e-300))
    number = np.minimum(middle.astype(np.intp), bins - 1)
    mass: Floats = np.bincount(number, weights=weights, minlength=bins).astype(np.float64)
    told = np.maximum(mass, 1e-300)
    said = np.bincount(number, weights=weights * scores[order], minlength=bins) / told
    seen = np.bincount(number, weights=weights * labels[order], minlength=bins) / told
    return mass, said, seen, np.bincount(number, minlength=bins).astype(np.intp)


def precision_at_prevalence(
    labels: Bools, scores: Floats, weights: Floats | None = None, *, threshold: float, prevalence: float
) -> float | None:
    """The precision that the same true and false alarm rates give where only `prevalence` of adverts are positive.

    None where nothing is over the threshold.
    """
    over = scores >= threshold
    weights = np.ones(len(labels)) if weights is None else weights
    found = float(weights[over & labels].sum()) / max(float(weights[labels].sum()), 1e-300)
    false = float(weights[over & ~labels].sum()) / max(float(weights[~labels].sum()), 1e-300)
    alarms = prevalence * found + (1.0 - prevalence) * false
    return prevalence * found / alarms if alarms else None


def group_interval(
    figure: Callable[[Places], float], labels: Bools, groups: Places, *, seed: int, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """A 95 % interval of `figure` (of row numbers), by drawing whole groups again; rows of one group say one thing.

    The figure of all rows is always inside: what drawing again distorts does not push it out.
    """
    order = np.argsort(groups, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)
    chance = np.random.default_rng(seed)
    seen = []
    for _ in range(resamples):
        rows = np.concatenate([parts[one] for one in chance.integers(0, len(parts), len(parts))])
        if 0 < labels[rows].sum() < len(rows) and math.isfinite(told := figure(rows)):
            seen.append(told)
    if not seen:
        return float("nan"), float("nan")
    low, high = np.percentile(seen, [2.5, 97.5])
    told = figure(np.arange(len(labels), dtype=np.intp))
    return min(float(low), told), max(float(high), told)
