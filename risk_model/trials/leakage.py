"""What could leak from training into test rows, counted: the reader should not have to take a split's word for it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.grouping import grouped_splits
from risk_model.learning.material import Material


@dataclass(frozen=True)
class Leakage:
    """How many test rows have a copy in training under the splits used and under a random one.

    `divided_groups` and `test_rows_with_a_twin` are counted over the splits that gave the figures: both must be 0.
    """

    rows: int
    groups: int
    largest_group: int
    near_templates: int
    divided_groups: int
    test_rows_with_a_twin: int
    random_test_rows_with_a_twin: float


def audit_leakage(material: Material, *, folds: int, seed: int) -> Leakage:
    """The audit of one seed's splits."""
    divided = twins = 0
    for train, test in grouped_splits(material.labels, material.groups, folds=folds, seed=seed):
        divided += len(np.intersect1d(material.groups[train], material.groups[test]))
        twins += _twins(material.templates, train, test)
    loose = grouped_splits(material.labels, np.arange(len(material), dtype=np.intp), folds=folds, seed=seed)
    return Leakage(
        rows=len(material),
        groups=len(np.unique(material.groups)),
        largest_group=int(np.bincount(material.groups).max()),
        near_templates=len(np.unique(material.templates)),
        divided_groups=divided,
        test_rows_with_a_twin=twins,
        random_test_rows_with_a_twin=sum(_twins(material.templates, *split) for split in loose) / len(material),
    )


def _twins(templates: NDArray[np.intp], train: NDArray[np.intp], test: NDArray[np.intp]) -> int:
    return int(np.isin(templates[test], templates[train]).sum())
