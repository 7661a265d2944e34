"""Every fit of one training, the largest first, side by side where there are cores for it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from risk_model.estimator import RiskClassifier
from risk_model.learning.material import Material
from risk_model.learning.side_by_side import side_by_side
from risk_model.trials import held_out
from risk_model.trials.fitting import fit_rows
from risk_model.trials.held_out import FOLDS, HeldOut, score_at_random, score_held_out, score_later
from risk_model.trials.scarcity import Scarcity, curve, fit_few, sizes_of

SEEDS = 5
SCARCITY_SEEDS = 2


@dataclass(frozen=True)
class Fits:
    """The model of all the material, and the held-out scores that say how good its way of training is.

    `loose` is of a split that divides groups; `later` of the latest decisions, None where they hold one class only.
    """

    model: RiskClassifier
    held: list[HeldOut]
    loose: HeldOut
    later: HeldOut | None
    scarcity: list[Scarcity]
    folds: int


def fit_all(
    material: Material, *, seed: int, folds: int = FOLDS, seeds: int = SEEDS, n_jobs: int | None = None
) -> Fits:
    """All of them; `n_jobs` as scikit-learn means it. The numbers are the same however many processes there are."""
    numbers = list(range(seed, seed + seeds))
    few = [(size, number) for size in reversed(sizes_of(material)) for number in numbers[:SCARCITY_SEEDS]]
    tasks: list[Callable[[], Any]] = [
        partial(fit_rows, material, np.arange(len(material)), seed=seed),
        *(partial(score_held_out, material, seed=number, folds=folds) for number in numbers),
        partial(score_at_random, material, seed=seed, folds=folds),
        partial(score_later, material, seed=seed),
        *(partial(fit_few, material, size, seed=number) for size, number in few),
    ]
    done = side_by_side(_do, tasks, n_jobs=n_jobs, worth=len(material) > held_out.LARGE)
    model, held, (loose, later), scarce = done[0], done[1 : 1 + seeds], done[1 + seeds : 3 + seeds], done[3 + seeds :]
    return Fits(model, held, loose, later, curve(zip((size for size, _ in few), scarce, strict=True)), folds)


def _do(task: Callable[[], Any]) -> Any:
    return task()
