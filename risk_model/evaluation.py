"""How good a way of training is, on splits that keep templates, recruiters and time apart; a random one only beside."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from registry.law.rulebook import Rulebook
from risk_model import metrics
from risk_model.estimator import build_estimator, build_linear, fit, frame_of
from risk_model.examples import Example, groups_of, labels_array
from risk_model.grouping import grouped_splits, later_split

FOLDS = 5
LATER_SHARE = 0.25
Predictions = NDArray[np.float64]


@dataclass(frozen=True)
class Office:
    """The office a model would work for: how many adverts it can look at a week, the score from which one is an alarm,
    and the share of adverts out there that deserve a case (an assumption, stated with every figure it touches)."""

    capacity: int = 50
    threshold: float = 0.5
    prevalence: float = 0.05


OFFICE = Office()


@dataclass(frozen=True)
class Figures:
    """What one set of held-out scores is worth, per row (one advert) or per group (its highest score)."""

    count: int
    positive: int
    average_precision: float
    roc_auc: float
    capacity: int
    precision_at_capacity: float
    recall_at_capacity: float
    brier: float
    brier_skill: float
    calibration_error: float
    prevalence: float
    precision_at_prevalence: float | None


@dataclass(frozen=True)
class Evaluation:
    """Held-out figures on grouped splits; `later` on the latest decisions, None where they hold one class only.

    `random_average_precision` is what leakage would claim, and nothing else.
    """

    rows: Figures
    groups: Figures
    later: Figures | None
    random_average_precision: float
    reliability: list[tuple[float, float, int]]
    folds: int
    seed: int

    def as_json(self) -> dict[str, Any]:
        """The evaluation as plain values, as stored in `ModelVersion.figures`."""
        return asdict(self)


def evaluate(
    examples: Sequence[Example], *, rulebook: Rulebook, seed: int, office: Office = OFFICE, folds: int = FOLDS
) -> Evaluation:
    """What training on such examples is worth on recruiters and templates it has never seen.

    Each class needs at least `folds` groups in every training part; `training.retrain` refuses fewer.
    """
    labels, groups = labels_array(examples), groups_of(examples)
    frame = frame_of([example.reading for example in examples], rulebook=rulebook)
    held_out = cross_score(frame, labels, groups, folds=folds, seed=seed)
    return Evaluation(
        rows=figures(labels, held_out, office=office),
        groups=figures(*by_group(labels, held_out, groups), office=office),
        later=_later(examples, frame, labels, groups, seed=seed, office=office),
        random_average_precision=_what_leakage_would_claim(frame, labels, folds=folds, seed=seed),
        reliability=metrics.reliability(labels, held_out),
        folds=folds,
        seed=seed,
    )


def cross_score(
    frame: Any, labels: NDArray[np.bool_], groups: NDArray[np.intp], *, folds: int, seed: int
) -> Predictions:
    """Each row's probability from a model that saw nothing of its group."""
    scores = np.full(len(labels), np.nan)
    for train, test in grouped_splits(labels, groups, folds=folds, seed=seed):
        scores[test] = fit_on(frame, labels, groups, rows=train, seed=seed).predict_proba(frame.iloc[test])[:, 1]
    return scores


def fit_on(
    frame: Any, labels: NDArray[np.bool_], groups: NDArray[np.intp], *, rows: NDArray[np.intp], seed: int
) -> Any:
    """An estimator fitted on `rows`, calibrated on groups it left out in turn."""
    inner = grouped_splits(labels[rows], groups[rows], folds=FOLDS, seed=seed)
    return fit(build_estimator(splits=inner), frame.iloc[rows], labels[rows])


def _what_leakage_would_claim(frame: Any, labels: NDArray[np.bool_], *, folds: int, seed: int) -> float:
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    cutter = StratifiedKFold(n_splits=folds, shuffle=True, random_state=seed)
    return metrics.average_precision(
        labels, cross_val_predict(build_linear(), frame, labels, cv=cutter, method="decision_function")
    )


def figures(labels: NDArray[np.bool_], scores: Predictions, *, office: Office) -> Figures:
    """All figures of one set of scores, for that office."""
    capacity = min(office.capacity, len(labels))
    precision, recall = metrics.at_capacity(labels, scores, capacity=capacity)
    return Figures(
        count=len(labels),
        positive=int(labels.sum()),
        average_precision=metrics.average_precision(labels, scores),
        roc_auc=metrics.roc_auc(labels, scores),
        capacity=capacity,
        precision_at_capacity=precision,
        recall_at_capacity=recall,
        brier=metrics.brier(labels, scores),
        brier_skill=metrics.brier_skill(labels, scores),
        calibration_error=metrics.expected_calibration_error(labels, scores),
        prevalence=office.prevalence,
        precision_at_prevalence=metrics.precision_at_prevalence(
            labels, scores, threshold=office.threshold, prevalence=office.prevalence
        ),
    )


def by_group(
    labels: NDArray[np.bool_], scores: Predictions, groups: NDArray[np.intp]
) -> tuple[NDArray[np.bool_], Predictions]:
    """One row a group: positive if any of its adverts is, with its highest score."""
    count = int(groups.max()) + 1
    highest, positive = np.zeros(count), np.zeros(count, dtype=bool)
    np.maximum.at(highest, groups, scores)
    np.logical_or.at(positive, groups, labels)
    return positive, highest


def _later(
    examples: Sequence[Example],
    frame: Any,
    labels: NDArray[np.bool_],
    groups: NDArray[np.intp],
    *,
    seed: int,
    office: Office,
) -> Figures | None:
    decided: list[datetime] = [example.decided_at for example in examples if example.decided_at is not None]
    if len(decided) < len(examples):
        return None
    train, test = later_split(decided, groups, share=LATER_SHARE)
    if not _has_groups(labels[train], groups[train]) or len(set(labels[test].tolist())) < 2:
        return None
    scores = fit_on(frame, labels, groups, rows=train, seed=seed).predict_proba(frame.iloc[test])[:, 1]
    return figures(labels[test], scores, office=office)


def _has_groups(labels: NDArray[np.bool_], groups: NDArray[np.intp]) -> bool:
    return all(len(np.unique(groups[labels == side])) >= FOLDS for side in (True, False))
