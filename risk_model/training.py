"""Labels turned into a candidate model: refused where there are too few, evaluated honestly, stored, never promoted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from registry.errors import InvalidInput
from registry.law.rulebook import Rulebook
from registry.records import ModelVersion
from registry.vocabulary import ModelState
from risk_model import model_store
from risk_model.estimator import frame_of
from risk_model.evaluation import FOLDS, Evaluation, evaluate, fit_on
from risk_model.examples import Example, examples_from, groups_of, labels_array
from risk_model.features import FEATURE_NAMES
from risk_model.labels import labels_of
from risk_model.model_card import LabelCounts, write_card

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
) -> Candidate:
    """A candidate trained on every decision so far; raises InvalidInput, with the counts, where they are too few."""
    labels = labels_of(session)
    examples = examples_from(session, labels.labels, rulebook=rulebook)
    origin = {"from": "decisions", "recruiters": len(labels.labels), "disagreements": len(labels.disagreements)}
    return train_candidate(
        session, examples, rulebook=rulebook, folder=folder, by=by, at=at, origin=origin, minimum=minimum, seed=seed
    )


def train_candidate(
    session: Session,
    examples: Sequence[Example],
    *,
    rulebook: Rulebook,
    folder: Path,
    by: str,
    at: datetime,
    origin: dict[str, Any],
    outside: bool = False,
    minimum: int = MINIMUM_A_CLASS,
    seed: int = 1,
) -> Candidate:
    """A candidate trained on `examples`; `outside` marks labels nobody here decided, which can never go live."""
    labels, groups = labels_array(examples), groups_of(examples)
    counts = count_labels(labels, groups)
    refuse_too_few(counts, minimum=minimum)
    evaluation = evaluate(examples, rulebook=rulebook, seed=seed)
    frame = frame_of([example.reading for example in examples], rulebook=rulebook)
    stored = model_store.save(fit_on(frame, labels, groups, rows=np.arange(len(labels)), seed=seed), folder=folder)
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
    return LabelCounts(
        positive=int(labels.sum()),
        negative=int((~labels).sum()),
        positive_groups=len(np.unique(groups[labels])),
        negative_groups=len(np.unique(groups[~labels])),
    )


def refuse_too_few(counts: LabelCounts, *, minimum: int) -> None:
    """Raises InvalidInput where a class has too few independent groups to learn from and to check on."""
    needed = max(minimum, 2 * FOLDS)  # fewer would leave held-out parts without one of the classes
    if min(counts.positive_groups, counts.negative_groups) < needed:
        raise InvalidInput(
            f"Too few labels to train: {counts.positive_groups} independent positive and {counts.negative_groups} "
            f"negative groups ({counts.positive} and {counts.negative} adverts), at least {needed} of each are "
            "needed; decide more alerts, the control sample included."
        )
