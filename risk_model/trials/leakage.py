"""What could leak from training into test rows, counted: the reader should not have to take anybody's word for it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.grouping import grouped_splits
from risk_model.learning.learnt_texts import MOST_KEPT, text_digests
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


@dataclass(frozen=True)
class Overlap:
    """How many rows of a file a model was fitted to, and how many more stand in a group with one of those.

    Both are None where the model keeps no digests of what it learnt from; where these are not `complete`, at least so
    many.
    """

    rows: int
    learnt: int | None
    beside_learnt: int | None
    complete: bool

    @property
    def sentence(self) -> str:
        """What a reader must know before the figures."""
        if self.learnt is None:
            return (
                "Not known whether the model learnt from rows of this file: it keeps no record of those that it learnt "
                "from, so they have not been compared. Figures on rows that it learnt from are no skill."
            )
        least = "" if self.complete else "at least "
        if not self.learnt:
            found = f"None of the {self.rows} rows was found" if self.complete else f"No row of {self.rows} was found"
            return (
                f"{found} among those that the model learnt from{'' if self.complete else ', but it keeps only some'}."
            )
        return (
            f"The model learnt from {least}{self.learnt} of these {self.rows} rows (texts compared without numbers, "
            f"addresses and punctuation), and {least}{self.beside_learnt} more are near-copies of those or of their "
            "group: figures on them are no skill."
        )


def overlap_of(
    texts: Sequence[str], groups: NDArray[np.intp], learnt_from: NDArray[np.uint64] | None
) -> tuple[Overlap, NDArray[np.bool_]]:
    """The count, and which rows the model has seen nothing of: none where that is not known."""
    if learnt_from is None:
        return Overlap(len(texts), None, None, complete=False), np.zeros(len(texts), dtype=bool)
    learnt = np.isin(text_digests(texts), learnt_from)
    touched = np.isin(groups, groups[learnt])
    complete = len(learnt_from) < MOST_KEPT
    overlap = Overlap(len(texts), int(learnt.sum()), int((touched & ~learnt).sum()), complete=complete)
    return overlap, ~touched if complete else np.zeros(len(texts), dtype=bool)


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
