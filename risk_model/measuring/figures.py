"""All figures of one set of held-out scores, for the office that would work with them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risk_model.judge import LIKELY_FROM, UNSURE_FROM, band_of
from risk_model.measuring import metrics
from risk_model.measuring.metrics import Bools, Floats, Places

# The control sample is drawn from them, and nothing raises the others (docs/decisions/0011): no figure speaks of those.
WHO_COULD_BE_LOOKED_AT = "recruiters with at least one reason"


@dataclass(frozen=True)
class Office:
    """The office a model would work for: how many adverts it can look at a week, the score from which one is an alarm,
    the share out there that deserves a case, and where that share comes from.

    With `counted` it is the share of recruiters among decisions, each by one over the chance that it was looked at,
    and so holds for those with at least one reason; that of adverts is then counted the same way.
    """

    capacity: int = 50
    threshold: float = 0.5
    prevalence: float = 0.05
    prevalence_from: str = "an assumption"
    counted: bool = False


OFFICE = Office()


@dataclass(frozen=True)
class Figures:
    """What one set of held-out scores is worth, per row (one advert) or per group (its highest score).

    What the score's number means (Brier, calibration, restated precision) is measured for all that the rows stand for;
    ranking and capacity are of the queue itself. `positive_share` is also the precision of always saying yes, and
    `f1_always_yes` its F1: where most rows are positive both are high without any skill. What takes both classes to
    measure is None where one is missing. `prevalence_from` says whether the prevalence was counted or is an assumption.
    """

    count: int
    positive: int
    positive_share: float
    average_precision: float | None
    roc_auc: float | None
    f1: float
    f1_always_yes: float
    capacity: int
    precision_at_capacity: float
    recall_at_capacity: float
    brier: float
    brier_skill: float | None
    calibration_error: float
    prevalence: float
    precision_at_prevalence: float | None
    prevalence_from: str = OFFICE.prevalence_from


@dataclass(frozen=True)
class BandCount:
    """How many held-out adverts fell in one band of scores, and what share of them was positive (None of none)."""

    band: str
    count: int
    share: float
    positive_share: float | None


def figures(labels: Bools, scores: Floats, weights: Floats | None = None, *, office: Office = OFFICE) -> Figures:
    """All figures of one set of scores, for that office; `weights` as `stands_for` gives them."""
    capacity = min(office.capacity, len(labels))
    precision, recall = metrics.at_capacity(labels, scores, capacity=capacity)
    restated = metrics.precision_at_prevalence(
        labels, scores, weights, threshold=office.threshold, prevalence=office.prevalence
    )
    both = 0 < int(labels.sum()) < len(labels)
    share = float(labels.mean())
    return Figures(
        count=len(labels),
        positive=int(labels.sum()),
        positive_share=share,
        average_precision=metrics.average_precision(labels, scores) if both else None,
        roc_auc=metrics.roc_auc(labels, scores) if both else None,
        f1=metrics.f1(labels, scores, threshold=office.threshold),
        f1_always_yes=2.0 * share / (1.0 + share),
        capacity=capacity,
        precision_at_capacity=precision,
        recall_at_capacity=recall,
        brier=metrics.brier(labels, scores, weights),
        brier_skill=metrics.brier_skill(labels, scores, weights) if both else None,
        calibration_error=metrics.expected_calibration_error(labels, scores, weights),
        prevalence=office.prevalence,
        precision_at_prevalence=restated if both else None,
        prevalence_from=office.prevalence_from,
    )


def share_of(labels: Bools, weights: Floats | None) -> float:
    """The share of positives, each row counted for all that it stands for; never exactly none or all."""
    weights = np.ones(len(labels)) if weights is None else weights
    return float((weights[labels].sum() + 0.5) / (weights.sum() + 1.0))


def mean_figures(several: list[Figures]) -> Figures:
    """The mean of each figure over several seeds; of one that some lack, the mean of those that exist."""

    def mean(name: str) -> float:
        return float(np.mean([getattr(one, name) for one in several]))

    def mean_known(name: str) -> float | None:
        known = [value for one in several if (value := getattr(one, name)) is not None]
        return float(np.mean(known)) if known else None

    return Figures(
        count=round(mean("count")),
        positive=round(mean("positive")),
        positive_share=mean("positive_share"),
        average_precision=mean_known("average_precision"),
        roc_auc=mean_known("roc_auc"),
        f1=mean("f1"),
        f1_always_yes=mean("f1_always_yes"),
        capacity=several[0].capacity,
        precision_at_capacity=mean("precision_at_capacity"),
        recall_at_capacity=mean("recall_at_capacity"),
        brier=mean("brier"),
        brier_skill=mean_known("brier_skill"),
        calibration_error=mean("calibration_error"),
        prevalence=mean("prevalence"),
        precision_at_prevalence=mean_known("precision_at_prevalence"),
        prevalence_from=several[0].prevalence_from,
    )


def by_group(labels: Bools, scores: Floats, groups: Places) -> tuple[Bools, Floats]:
    """One row a group: positive if any of its adverts is, with its highest score."""
    present, number = np.unique(groups, return_inverse=True)
    highest: Floats = np.full(len(present), -np.inf)
    positive: NDArray[np.bool_] = np.zeros(len(present), dtype=bool)
    np.maximum.at(highest, number, scores)
    np.logical_or.at(positive, number, labels)
    return positive, highest


def by_group_weight(weights: Floats, groups: Places) -> Floats:
    """The weight of each group: that of its advert which was surest to be looked at; not a number if none is known."""
    present, number = np.unique(groups, return_inverse=True)
    least: Floats = np.full(len(present), np.nan)
    np.fmin.at(least, number, weights)
    return least


def stands_for(labels: Bools, weights: Floats) -> Floats | None:
    """How many each row stands for, 0 where its chance is not known; None where that says nothing.

    That is so where all weigh alike, and where the known chances are all of one class.
    """
    known = np.isfinite(weights)
    if not (labels & known).any() or not (~labels & known).any() or np.ptp(weights[known]) == 0.0:
        return None
    return np.where(known, weights, 0.0)


def bands(labels: Bools, scores: Floats) -> list[BandCount]:
    """Every band, the one that abstains in the middle: its share is the work that a model leaves to people."""
    inside = {
        band_of(LIKELY_FROM).value: scores >= LIKELY_FROM,
        band_of(UNSURE_FROM).value: (scores >= UNSURE_FROM) & (scores < LIKELY_FROM),
        band_of(0.0).value: scores < UNSURE_FROM,
    }
    return [
        BandCount(band, int(rows.sum()), float(rows.mean()), float(labels[rows].mean()) if rows.any() else None)
        for band, rows in inside.items()
    ]
