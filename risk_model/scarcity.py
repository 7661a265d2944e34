"""What fewer labels would have been worth: tells an office whether deciding more alerts will still help."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risk_model import metrics
from risk_model.grouping import grouped_splits
from risk_model.held_out import FOLDS, can_split, parts_scored
from risk_model.linear_blocks import Floats
from risk_model.material import Material, fit_rows

FIRST_SIZE = 50
LARGEST_SIZE = 12_800


@dataclass(frozen=True)
class Scarcity:
    """Mean held-out figures of models trained on about `labels` adverts, over `fits` fits, and the least and most."""

    labels: int
    average_precision: float
    roc_auc: float
    fits: int
    average_precision_range: tuple[float, float]


def scarcity_curve(material: Material, *, seeds: tuple[int, ...]) -> list[Scarcity]:
    """Figures at 50, 100, 200, 400 … labels, whole groups drawn from the training side of the same grouped splits.

    A size at which no draw holds enough groups of both classes is left out.
    """
    found = []
    size = FIRST_SIZE
    while size <= min(LARGEST_SIZE, len(material) * (FOLDS - 1) // FOLDS):
        fits = [figure for seed in seeds for figure in _at(material, size, seed=seed)]
        if fits:
            precision, auc = np.mean(fits, axis=0).tolist()
            each = [one for one, _ in fits]
            found.append(Scarcity(size, precision, auc, len(fits), (min(each), max(each))))
        size *= 2
    return found


def _at(material: Material, size: int, *, seed: int) -> list[tuple[float, float]]:
    figures = []
    splits = grouped_splits(material.labels, material.groups, folds=FOLDS, seed=seed)
    for train, test in parts_scored(splits, seed=seed)[:2]:
        few = draw_groups(train, material.groups, size=size, seed=seed)
        if can_split(material, few, test):
            scores: Floats = fit_rows(material, few, seed=seed).decision_function(material.counted.rows(test))
            labels = material.labels[test]
            figures.append((metrics.average_precision(labels, scores), metrics.roc_auc(labels, scores)))
    return figures


def draw_groups(rows: NDArray[np.intp], groups: NDArray[np.intp], *, size: int, seed: int) -> NDArray[np.intp]:
    """At most about `size` of `rows`, in whole groups drawn at random."""
    numbers, counts = np.unique(groups[rows], return_counts=True)
    order = np.random.default_rng(seed).permutation(len(numbers))
    enough = int(np.searchsorted(np.cumsum(counts[order]), size)) + 1
    return rows[np.isin(groups[rows], numbers[order[:enough]])]
