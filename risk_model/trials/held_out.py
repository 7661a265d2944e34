"""Scores of adverts from models that never saw their group: what every honest figure is computed from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.grouping import Split, grouped_splits, is_later, later_split
from risk_model.learning.linear_blocks import Floats
from risk_model.learning.material import Material
from risk_model.trials.fitting import fit_rows

FOLDS = 5
LATER_SHARE = 0.25
# Above this, each seed scores one fold of its split instead of all: the figures are as tight, in a fifth of the time.
LARGE = 10_000


@dataclass(frozen=True)
class HeldOut:
    """Scores of `rows`, each from a model that saw nothing of the row's group, and the strengths those models chose."""

    seed: int
    rows: NDArray[np.intp]
    scores: Floats
    strengths: tuple[float, ...]


def score_held_out(material: Material, *, seed: int, folds: int = FOLDS) -> HeldOut:
    """Every advert (one fold of them where there are many) scored by models of other groups."""
    splits = grouped_splits(material.labels, material.groups, folds=folds, seed=seed)
    return _score(material, parts_scored(splits, seed=seed), seed=seed)


def parts_scored(splits: Sequence[Split], *, seed: int) -> Sequence[Split]:
    """Those of one seed's splits that are scored: all, or where there are many rows one, another for each seed."""
    train, test = splits[0]
    return splits if len(train) + len(test) <= LARGE else [splits[seed % len(splits)]]


def score_at_random(material: Material, *, seed: int, folds: int = FOLDS) -> HeldOut:
    """The same on a split that divides templates and recruiters: good for nothing but to show what leakage claims."""
    alone = np.arange(len(material), dtype=np.intp)
    return score_held_out(replace(material, groups=alone, slices={}), seed=seed, folds=folds)


def score_later(material: Material, *, seed: int) -> HeldOut | None:
    """The latest decisions scored by a model of the earlier ones; None where their order or a class is missing."""
    decided = [moment for moment in material.decided if moment is not None]
    if len(decided) < len(material):
        return None
    train, test = later_split(decided, material.groups, share=LATER_SHARE)
    fit = is_later(decided, train, test) and can_split(material, train, test)
    return _score(material, [(train, test)], seed=seed) if fit else None


def can_split(material: Material, train: NDArray[np.intp], test: NDArray[np.intp]) -> bool:
    """Whether both classes have enough groups to train on, and both are there to test on."""
    labels, groups = material.labels[train], material.groups[train]
    enough = all(len(np.unique(groups[labels == side])) >= FOLDS for side in (True, False))
    return enough and len(np.unique(material.labels[test])) == 2


def _score(material: Material, splits: Sequence[Split], *, seed: int) -> HeldOut:
    rows, scores, strengths = [], [], []
    for train, test in splits:
        model = fit_rows(material, train, seed=seed)
        rows.append(test)
        scores.append(model.predict_proba(material.counted.rows(test))[:, 1])
        strengths.append(model.strength_)
    order = np.argsort(np.concatenate(rows), kind="stable")
    return HeldOut(seed, np.concatenate(rows)[order], np.concatenate(scores)[order], tuple(strengths))
