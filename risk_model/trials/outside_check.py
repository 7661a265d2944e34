"""A stored model on a labelled file that it has never seen: the hardest test there is, and the one that travels."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from registry.errors import InvalidInput
from registry.law.rulebook import Rulebook
from registry.records import ModelVersion
from risk_model import model_store
from risk_model.learning.examples import examples_from_file, groups_of, labels_array
from risk_model.learning.labels_file import LabelsFile
from risk_model.measuring import metrics
from risk_model.measuring.figures import OFFICE, BandCount, Figures, Office, bands, by_group, figures
from risk_model.measuring.metrics import Bools, Floats, Places
from risk_model.measuring.prevalence import Unit, stored_office


@dataclass(frozen=True)
class OutsideCheck:
    """Figures of a stored model on somebody's labelled file, per row and per group, and its calibration there.

    The interval is over groups, None where there is one only.
    """

    rows: Figures
    groups: Figures
    average_precision_interval: tuple[float, float] | None
    perfect_calibration_error: tuple[float, float, float]
    reliability: list[tuple[float, float, int]]
    bands: list[BandCount]

    def as_json(self) -> dict[str, Any]:
        """The check as plain values."""
        return asdict(self)


def check_on_file(
    model: ModelVersion, file: LabelsFile, *, folder: Path, rulebook: Rulebook, on: date, office: Office = OFFICE
) -> OutsideCheck:
    """The model's figures on the file; raises InvalidInput where the file holds one class only.

    Whether the file's rows were among those it learnt from is for whoever asks to know.
    """
    examples = examples_from_file(file, rulebook=rulebook, on=on)
    labels = labels_array(examples)
    if len(np.unique(labels)) < 2:
        raise InvalidInput("The file holds labels of one class only; nothing can be measured on it.")
    judge = model_store.load(model, folder=folder)
    told = judge.score_many([example.reading for example in examples], rulebook=rulebook)
    scores = np.array([score.probability for score in told])
    groups, _ = groups_of([row.text for row in file.rows], [row.keys for row in file.rows])
    return OutsideCheck(
        rows=figures(labels, scores, office=stored_office(model, office, of=Unit.ADVERTS)),
        groups=figures(*by_group(labels, scores, groups), office=stored_office(model, office, of=Unit.RECRUITERS)),
        average_precision_interval=_interval(labels, scores, groups),
        perfect_calibration_error=metrics.perfect_calibration_error(scores, seed=1),
        reliability=metrics.reliability(labels, scores),
        bands=bands(labels, scores),
    )


def _interval(labels: Bools, scores: Floats, groups: Places) -> tuple[float, float] | None:
    if len(np.unique(groups)) < 2:
        return None
    return metrics.group_interval(
        lambda rows: metrics.average_precision(labels[rows], scores[rows]), labels, groups, seed=1
    )
