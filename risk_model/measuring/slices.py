"""How a model does on each kind of advert: a good mean may hide a language or a county where it raises false alarms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risk_model.measuring import metrics
from risk_model.measuring.metrics import Bools, Floats

ENOUGH = 5
MOST_VALUES = 12


@dataclass(frozen=True)
class SliceFigures:
    """One kind of advert: how many, how many positive, the share of lawful ones that raise an alarm, and the ranking.

    `false_alarm_rate` is None where no lawful advert is in it, `average_precision` where a class has under ENOUGH.
    """

    slice: str
    value: str
    count: int
    positive: int
    false_alarm_rate: float | None
    average_precision: float | None


def slice_figures(
    labels: Bools, scores: Floats, slices: Mapping[str, NDArray[np.str_]], *, threshold: float
) -> list[SliceFigures]:
    """Figures of the most frequent values of every slice, largest first, and of all its other values together."""
    return [_one(name, value, labels[rows], scores[rows], threshold) for name, value, rows in kinds_of(slices)]


def kinds_of(slices: Mapping[str, NDArray[np.str_]]) -> Iterator[tuple[str, str, Bools]]:
    """The slice, value and rows of each kind: the most frequent values, largest first, then all others together."""
    for name, values in slices.items():
        kinds, counts = np.unique(values, return_counts=True)
        kinds = kinds[np.argsort(-counts, kind="stable")]
        for kind in kinds[:MOST_VALUES].tolist():
            yield name, kind or "not said", values == kind
        if len(others := kinds[MOST_VALUES:]):
            yield name, f"{len(others)} others", np.isin(values, others)


def _one(name: str, value: str, labels: Bools, scores: Floats, threshold: float) -> SliceFigures:
    lawful = ~labels
    ranked = min(int(labels.sum()), int(lawful.sum())) >= ENOUGH
    return SliceFigures(
        slice=name,
        value=value,
        count=len(labels),
        positive=int(labels.sum()),
        false_alarm_rate=float((scores[lawful] >= threshold).mean()) if lawful.any() else None,
        average_precision=metrics.average_precision(labels, scores) if ranked else None,
    )
