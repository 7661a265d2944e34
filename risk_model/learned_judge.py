"""A trained model as a judge: its probability, and exactly what added up to it in log-odds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from registry.law.rulebook import Rulebook
from risk_model.estimator import frame_of
from risk_model.features import SENTENCES
from risk_model.judge import AdvertReading, Reason, ReasonKind, Score, band_of

REASONS_SHOWN = 8


@dataclass(frozen=True)
class Additive:
    """A fitted estimator taken apart: log-odds = start + sum of weights times values, without approximation."""

    columns: Any
    names: tuple[str, ...]
    weights: NDArray[np.float64]
    start: float


def take_apart(estimator: Any) -> Additive:
    """The additive form of an estimator from `estimator.build_estimator`, sigmoid included."""
    calibrated = estimator.calibrated_classifiers_[0]
    sigmoid = calibrated.calibrators[0]
    columns, linear = calibrated.estimator.named_steps["columns"], calibrated.estimator.named_steps["linear"]
    # scikit-learn's sigmoid is 1 / (1 + exp(a f + b)): its log-odds are -(a f + b).
    return Additive(
        columns=columns,
        names=tuple(columns.get_feature_names_out()),
        weights=-sigmoid.a_ * linear.coef_[0],
        start=float(-(sigmoid.a_ * linear.intercept_[0] + sigmoid.b_)),
    )


@dataclass(frozen=True)
class LearnedJudge:
    """Judges by a trained model; made by `model_store.load`, which has checked the file."""

    estimator: Any
    version: str
    says: str

    def score_many(self, readings: Sequence[AdvertReading], *, rulebook: Rulebook) -> list[Score]:
        """One score a reading, in order; its reasons' log-odds add up to the score's, the rest in one last reason."""
        if not readings:
            return []
        parts = take_apart(self.estimator)
        rows = parts.columns.transform(frame_of(readings, rulebook=rulebook)).tocsr()
        log_odds = rows @ parts.weights + parts.start
        probabilities = 1.0 / (1.0 + np.exp(-log_odds))
        return [
            Score(float(probability), band_of(float(probability)), _reasons(rows[place], parts))
            for place, probability in enumerate(probabilities)
        ]


def _reasons(row: Any, parts: Additive) -> tuple[Reason, ...]:
    adds = row.data * parts.weights[row.indices]
    largest = np.argsort(-np.abs(adds), kind="stable")[:REASONS_SHOWN]
    shown = [_reason(parts.names[row.indices[place]], float(adds[place])) for place in largest if adds[place]]
    rest = float(adds.sum() + parts.start - sum(reason.points for reason in shown))
    return (*shown, Reason(ReasonKind.LOG_ODDS, "rest", "Starting point and everything else", rest, ""))


def _reason(name: str, log_odds: float) -> Reason:
    kind, _, what = name.partition("__")
    if kind == "features":
        return Reason(ReasonKind.LOG_ODDS, what, SENTENCES[what], log_odds, SENTENCES[what])
    return Reason(ReasonKind.LOG_ODDS, f"word:{what}", f"The words “{what}”", log_odds, f"The advert says “{what}”.")
