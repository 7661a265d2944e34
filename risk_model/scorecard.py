"""The day-one judge: points anyone can add up by hand. It needs no labels, and stays as baseline and fallback."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from registry.law.rulebook import Rulebook
from registry.observation import Observation
from risk_model.judge import AdvertReading, Reason, ReasonKind, Score, band_of
from risk_model.points import PointsTable

# Five points read as one half; every 1.5 points more or less is one step of the logistic curve. The curve only puts
# points on the scale that a learned model uses, so that one threshold serves both; nothing calibrates it.
HALF_AT = 5.0
POINTS_A_STEP = 1.5
UNCALIBRATED = "points, not a calibrated probability"


def probability_of(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points on a scale of 0 to 1, increasing; 5 points give 0.5. Not calibrated."""
    scaled: NDArray[np.float64] = 1.0 / (1.0 + np.exp((HALF_AT - points) / POINTS_A_STEP))
    return scaled


@dataclass(frozen=True)
class Scorecard:
    """Judges by the rulebook's points alone; `why` says why it sits, where a model might have."""

    why: str = ""
    version: str = "scorecard-1"

    @property
    def says(self) -> str:
        """That these are points, and why the scorecard is judging."""
        said = f"The scorecard judges: {UNCALIBRATED}."
        return f"{said} {self.why}" if self.why else said

    def score_many(self, readings: Sequence[AdvertReading], *, rulebook: Rulebook) -> list[Score]:
        """One score a reading, in order; reasons carry the rule's title and its points, largest first."""
        table = PointsTable(rulebook.jurisdiction.rules)
        observed = [reading.observations for reading in readings]
        points = table.award(table.counted(observed))
        probabilities = probability_of(points.sum(axis=1))
        return [
            Score(float(probability), band_of(float(probability)), _reasons(table, row, observations))
            for probability, row, observations in zip(probabilities, points, observed, strict=True)
        ]

    def score(self, reading: AdvertReading, *, rulebook: Rulebook) -> Score:
        """The score of one reading."""
        return self.score_many([reading], rulebook=rulebook)[0]


def _reasons(table: PointsTable, row: NDArray[np.float64], observations: Sequence[Observation]) -> tuple[Reason, ...]:
    first: dict[str, str] = {}
    for observation in observations:
        if observation.counts:
            first.setdefault(observation.rule_id, observation.explanation)
    reasons = [
        Reason(ReasonKind.POINTS, table.rules[place].id, table.rules[place].title, float(row[place]), text)
        for place in np.flatnonzero(row)
        for text in [first[table.rules[place].id]]
    ]
    return tuple(sorted(reasons, key=lambda reason: (-reason.points, reason.id)))
