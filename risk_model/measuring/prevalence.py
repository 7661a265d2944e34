"""The share that deserves a case, as decisions or a stored model say it: one not assumed wherever one was measured."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np

from registry.records import ModelVersion
from registry.vocabulary import Lane
from risk_model.labels import RecruiterLabel
from risk_model.measuring.figures import WHO_COULD_BE_LOOKED_AT, Office, share_of

ENOUGH_CONTROLS = 30  # fewer say too little of the share that deserves a case


class Unit(StrEnum):
    """What a share is counted of, by the name under which a model's figures of it are stored."""

    ADVERTS = "rows"
    RECRUITERS = "groups"


def live_office(office: Office, labels: Sequence[RecruiterLabel]) -> Office:
    """The office with the prevalence that decisions show among recruiters with at least one reason, each counted by one
    over the chance that it was looked at, once enough of them were drawn by lot to say."""
    known = [label for label in labels if label.propensity > 0.0]
    drawn = sum(label.lane is Lane.CONTROL for label in known)
    if drawn < ENOUGH_CONTROLS:
        return office
    share = share_of(
        np.array([label.positive for label in known], dtype=bool),
        np.array([1.0 / label.propensity for label in known]),
    )
    told = (
        f"decisions on {WHO_COULD_BE_LOOKED_AT}, each by the chance that it was looked at, {drawn} of them drawn by lot"
    )
    return replace(office, prevalence=share, prevalence_from=told, counted=True)


def stored_office(model: ModelVersion, office: Office, *, of: Unit) -> Office:
    """The office with the prevalence that was measured when the model was trained; `office` where it was assumed."""
    figures = model.figures if isinstance(model.figures, dict) else {}
    stored, measured = figures.get("office", {}), figures.get(of.value, {})
    if not stored.get("counted") or "prevalence" not in measured:
        return office
    return replace(office, prevalence=measured["prevalence"], prevalence_from=stored["prevalence_from"], counted=True)
