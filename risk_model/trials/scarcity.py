"""What fewer labels would have been worth: tells an office whether deciding more alerts will still help."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.grouping import grouped_splits
from risk_model.learning.linear_blocks import Floats
from risk_model.learning.material import Material
from risk_model.measuring import metrics
from risk_model.trials.fitting import fit_rows
from risk_model.trials.held_out import FOLDS, can_split, parts_scored

FewFigures = tuple[float, float]  # average precision and ROC AUC
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


def sizes_of(material: Material) -> list[int]:
    """50, 100, 200, 400 … labels, as far as the material goes."""
    sizes = []
    size = FIRST_SIZE
    while size <= min(LARGEST_SIZE, len(material) * (FOLDS - 1) // FOLDS):
        sizes.append(size)
        size *= 2
    return sizes


def curve(fits: Iterable[tuple[int, list[FewFigures]]]) -> list[Scarcity]:
    """The points of the curve, fewest labels first, each of all the fits of its size.

    A size at which no draw holds enough groups of both classes is left out.
    """
    of_size: dict[int, list[FewFigures]] = {}
    for size, figures in fits:
        of_size.setdefault(size, []).extend(figures)
    found = []
    for size, each in sorted(of_size.items()):
        if each:
            precision, auc = np.mean(each, axis=0).tolist()
            precisions = [one for one, _ in each]
            found.append(Scarcity(size, precision, auc, len(each), (min(precisions), max(precisions))))
    return found


def fit_few(material: Material, size: int, *, seed: int) -> list[FewFigures]:
    """Figures of models of about `size` labels, whole groups drawn from the training side of one seed's grouped
    splits; none where a draw lacks a class."""
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
