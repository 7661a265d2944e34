"""Labels turned into a candidate model: refused where there are too few, evaluated honestly, stored, never promoted."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from registry.errors import InvalidInput, ModelRefused
from registry.law.rulebook import Rulebook
from registry.records import ModelVersion
from registry.vocabulary import ModelState
from risk_model import model_store
from risk_model.estimator import RiskClassifier
from risk_model.evaluation import Evaluation, evaluate
from risk_model.features import FEATURE_NAMES
from risk_model.labels import Labels, labels_of
from risk_model.learning.examples import examples_from
from risk_model.learning.learnt_texts import kept_digests
from risk_model.learning.material import Material, material_of
from risk_model.learning.protected import protected_in
from risk_model.measuring.figures import OFFICE, Office
from risk_model.measuring.prevalence import live_office
from risk_model.model_card import LabelCounts, write_card
from risk_model.trials.fits import fit_all
from risk_model.trials.held_out import FOLDS

MINIMUM_A_CLASS = 30


@dataclass(frozen=True)
class Candidate:
    """A trained model that judges nothing yet, how it did, and on what it was trained."""

    model: ModelVersion
    evaluation: Evaluation
    counts: LabelCounts


def retrain(
    session: Session,
    *,
    rulebook: Rulebook,
    folder: Path,
    by: str,
    at: datetime,
    minimum: int = MINIMUM_A_CLASS,
    seed: int = 1,
    office: Office = OFFICE,
    n_jobs: int | None = None,
) -> Candidate:
    """A candidate trained on every decision so far; raises InvalidInput, with the counts, where they are too few."""
    labels = labels_of(session)
    return train_candidate(
        session,
        material_of(examples_from(session, labels.labels, rulebook=rulebook), rulebook=rulebook),
        rulebook=rulebook,
        folder=folder,
        by=by,
        at=at,
        origin=_origin(labels),
        minimum=minimum,
        seed=seed,
        office=live_office(office, labels.labels),
        n_jobs=n_jobs,
    )


def train_candidate(
    session: Session,
    material: Material,
    *,
    rulebook: Rulebook,
    folder: Path,
    by: str,
    at: datetime,
    origin: dict[str, Any],
    outside: bool = False,
    minimum: int = MINIMUM_A_CLASS,
    seed: int = 1,
    office: Office = OFFICE,
    n_jobs: int | None = None,
) -> Candidate:
    """A candidate trained on `material`; `outside` marks labels nobody here decided, which can never go live.

    `n_jobs` as scikit-learn means it: how many processes fit side by side; what comes of it is the same.
    """
    counts = count_labels(material.labels, material.groups)
    refuse_too_few(counts, minimum=minimum, outside=outside)
    fits = fit_all(material, seed=seed, n_jobs=n_jobs)
    evaluation = evaluate(material, fits, office=office)
    fits.model.learnt_from_ = kept_digests(material.digests)
    fits.model.learnt_sketches_ = material.sketches
    stored = _save(fits.model, folder=folder)
    model = ModelVersion(
        state=ModelState.CANDIDATE,
        file=stored.file,
        sha256=stored.sha256,
        trained_at=at,
        trained_by=by,
        labels={**origin, "positive": counts.positive, "negative": counts.negative},
        outside_labels=outside,
        features=list(FEATURE_NAMES),
        versions=stored.versions,
        figures=evaluation.as_json(),
        card=write_card(counts, evaluation, rulebook=rulebook, origin=origin, outside=outside, by=by, at=at),
    )
    session.add(model)
    session.flush()
    return Candidate(model, evaluation, counts)


def count_labels(labels: NDArray[np.bool_], groups: NDArray[np.intp]) -> LabelCounts:
    """How much there is to learn from."""
    positive, negative = np.unique(groups[labels]), np.unique(groups[~labels])
    return LabelCounts(
        positive=int(labels.sum()),
        negative=int((~labels).sum()),
        positive_groups=len(positive),
        negative_groups=len(negative),
        mixed_groups=len(np.intersect1d(positive, negative)),
    )


def refuse_too_few(counts: LabelCounts, *, minimum: int, outside: bool = False) -> None:
    """Raises InvalidInput where a class has too few independent groups to learn from and to check on."""
    needed = max(minimum, 2 * FOLDS)  # fewer would leave held-out parts without one of the classes
    if min(counts.positive_groups, counts.negative_groups) < needed:
        more = (
            "add labelled adverts to the file"
            if outside
            else "decide more alerts, the control sample included, or where none is open those that later runs raise"
        )
        raise InvalidInput(
            f"Too few labels to train: {counts.positive_groups} independent positive and {counts.negative_groups} "
            f"negative groups ({counts.positive} and {counts.negative} adverts), at least {needed} of each are "
            f"needed; {more}."
        )


def _save(model: RiskClassifier, *, folder: Path) -> model_store.StoredModel:
    protected = protected_in(model)
    if protected:
        raise ModelRefused(
            f"The model would learn from protected attributes ({', '.join(protected)}); it was not stored."
        )
    return model_store.save(model, folder=folder)


def _origin(labels: Labels) -> dict[str, Any]:
    lanes = [label.lane for label in labels.labels]
    return {
        "from": "decisions",
        "recruiters": len(lanes),
        "disagreements": len(labels.disagreements),
        "queues": {lane.value: lanes.count(lane) for lane in sorted(set(lanes))},
    }
