"""How good a way of training is, on splits that keep templates, recruiters and time apart; a random one only beside."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from risk_model.learning.held_apart import HeldApart
from risk_model.learning.material import Material
from risk_model.measuring import metrics
from risk_model.measuring.figures import (
    OFFICE,
    BandCount,
    Figures,
    Office,
    bands,
    by_group,
    by_group_weight,
    figures,
    mean_figures,
    share_of,
    stands_for,
)
from risk_model.measuring.metrics import Bools, Floats, Places
from risk_model.measuring.slices import SliceFigures, slice_figures
from risk_model.trials.fits import Fits
from risk_model.trials.held_out import HeldOut
from risk_model.trials.leakage import Leakage, audit_leakage
from risk_model.trials.scarcity import Scarcity


@dataclass(frozen=True)
class Calibration:
    """Held-out calibration: the error with its interval, and what scores that are exactly right would show by chance
    at this size (2.5 %, mean, 97.5 %). Decisions are counted by one over the chance that each was looked at."""

    error: float
    interval: tuple[float, float]
    perfect: tuple[float, float, float]
    brier_skill: float
    reliability: list[tuple[float, float, int]]


@dataclass(frozen=True)
class Weighted:
    """Figures restated for recruiters with at least one reason, each decision counted by one over the chance that it
    was looked at; whoever shows none had no such chance.

    Decisions whose chance is not known (a model was unsure, or an officer chose) are left out; `left_out` counts them.
    """

    count: int
    left_out: int
    control: int
    average_precision: float | None
    precision: float | None
    recall: float
    positive_share: float


@dataclass(frozen=True)
class Evaluation:
    """Held-out figures on grouped splits, means over the seeds; `intervals` are 95 %, over groups, of the same means.

    `apart` is what the splits kept whole. `later` is on the latest decisions, None where they hold one class only.
    `random_average_precision` is what leakage would claim, and nothing else.
    """

    rows: Figures
    groups: Figures
    intervals: dict[str, dict[str, tuple[float, float]]]
    by_seed: list[dict[str, float | None]]
    later: Figures | None
    random_average_precision: float
    leakage: Leakage
    calibration: Calibration
    bands: list[BandCount]
    scarcity: list[Scarcity]
    slices: list[SliceFigures]
    weighted: Weighted | None
    strengths: list[float]
    office: Office
    folds: int
    seeds: list[int]
    apart: HeldApart = HeldApart.DECISIONS

    def as_json(self) -> dict[str, Any]:
        """The evaluation as plain values, as stored in `ModelVersion.figures`."""
        return asdict(self)


def evaluate(material: Material, fits: Fits, *, office: Office = OFFICE) -> Evaluation:
    """What training on such material is worth on groups that it has never seen.

    Each class needs at least `folds` groups in every training part; `training.retrain` refuses fewer.
    """
    held, numbers = fits.held, [one.seed for one in fits.held]
    seed = numbers[0]
    per_row = [_rows(material, one, office) for one in held]
    per_group = [_groups(material, one, office) for one in held]
    labels, scores = _seen(material, held[0])
    slices = {name: values[held[0].rows] for name, values in material.slices.items()}
    return Evaluation(
        rows=mean_figures(per_row),
        groups=mean_figures(per_group),
        intervals=_intervals(material, held),
        by_seed=[_of_seed(*parts) for parts in zip(numbers, per_row, per_group, strict=True)],
        later=_rows(material, fits.later, office) if fits.later else None,
        random_average_precision=metrics.average_precision(*_seen(material, fits.loose)),
        leakage=audit_leakage(material, folds=fits.folds, seed=seed),
        calibration=_calibration(material, held, seed=seed),
        bands=bands(labels, scores),
        scarcity=fits.scarcity,
        slices=slice_figures(labels, scores, slices, threshold=office.threshold),
        weighted=_weighted(material, held[0], office),
        strengths=[strength for one in held for strength in one.strengths],
        office=office,
        folds=fits.folds,
        seeds=numbers,
        apart=material.apart,
    )


def _seen(material: Material, held: HeldOut) -> tuple[Bools, Floats]:
    return material.labels[held.rows], held.scores


def _rows(material: Material, held: HeldOut, office: Office) -> Figures:
    labels, scores = _seen(material, held)
    weights = stands_for(labels, material.weights[held.rows])
    if office.counted:
        office = replace(office, prevalence=share_of(labels, weights))
    return figures(labels, scores, weights, office=office)


def _groups(material: Material, held: HeldOut, office: Office) -> Figures:
    groups = material.groups[held.rows]
    labels, scores = by_group(material.labels[held.rows], held.scores, groups)
    weights = stands_for(labels, by_group_weight(material.weights[held.rows], groups))
    return figures(labels, scores, weights, office=office)


def _of_seed(seed: int, rows: Figures, groups: Figures) -> dict[str, float | None]:
    return {
        "seed": seed,
        "average_precision": rows.average_precision,
        "roc_auc": rows.roc_auc,
        "f1": rows.f1,
        "calibration_error": rows.calibration_error,
        "group_average_precision": groups.average_precision,
        "group_roc_auc": groups.roc_auc,
    }


def _intervals(material: Material, held: list[HeldOut]) -> dict[str, dict[str, tuple[float, float]]]:
    """Of the same means over the seeds that are told: a group is drawn with all its rows of all seeds."""
    rows = [(material.labels[one.rows], one.scores, material.groups[one.rows]) for one in held]
    return {
        "rows": _mean_intervals(rows, seed=held[0].seed),
        "groups": _mean_intervals([(*by_group(*one), np.unique(one[2])) for one in rows], seed=held[0].seed),
    }


def _mean_intervals(of_seeds: list[tuple[Bools, Floats, Places]], *, seed: int) -> dict[str, tuple[float, float]]:
    labels, scores, groups = (np.concatenate(parts) for parts in zip(*of_seeds, strict=True))
    seed_of = np.repeat(np.arange(len(of_seeds)), [len(one[0]) for one in of_seeds])

    def interval(figure: Callable[[Bools, Floats], float]) -> tuple[float, float]:
        def mean(rows: Places) -> float:
            parts = [rows[seed_of[rows] == number] for number in range(len(of_seeds))]
            both = [part for part in parts if 0 < labels[part].sum() < len(part)]
            return float(np.mean([figure(labels[part], scores[part]) for part in both])) if both else float("nan")

        return metrics.group_interval(mean, labels, groups, seed=seed)

    return {"average_precision": interval(metrics.average_precision), "roc_auc": interval(metrics.roc_auc)}


def _calibration(material: Material, held: list[HeldOut], *, seed: int) -> Calibration:
    """Scores of all seeds together, in bins of equal mass, each counted for all that it stands for."""
    rows = np.concatenate([one.rows for one in held])
    labels, scores = material.labels[rows], np.concatenate([one.scores for one in held])
    weights = stands_for(labels, material.weights[rows])

    def error(some: Places) -> float:
        return metrics.expected_calibration_error(
            labels[some], scores[some], None if weights is None else weights[some]
        )

    first = len(held[0].rows)
    return Calibration(
        error=error(np.arange(len(rows))),
        interval=metrics.group_interval(error, labels, material.groups[rows], seed=seed),
        perfect=metrics.perfect_calibration_error(
            scores[:first], None if weights is None else weights[:first], seed=seed
        ),
        brier_skill=metrics.brier_skill(labels, scores, weights),
        reliability=metrics.reliability(labels, scores, weights),
    )


def _weighted(material: Material, held: HeldOut, office: Office) -> Weighted | None:
    """None where every decision was certain to be looked at: then nothing changes."""
    weights = material.weights[held.rows]
    known = np.isfinite(weights)
    labels, scores = _seen(material, held)
    labels, scores, weights = labels[known], scores[known], weights[known]
    if not len(weights) or np.all(weights == weights[0]):
        return None
    precision, recall = metrics.at_threshold(labels, scores, threshold=office.threshold, weights=weights)
    return Weighted(
        count=len(weights),
        left_out=int((~known).sum()),
        control=int((weights > 1.0).sum()),
        average_precision=metrics.average_precision(labels, scores, weights)
        if 0 < labels.sum() < len(labels)
        else None,
        precision=precision,
        recall=recall,
        positive_share=float(weights[labels].sum() / weights.sum()),
    )
