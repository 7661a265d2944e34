"""A stored model on a labelled file of somebody else's: the hardest test there is, and the one that travels.

Only of rows that it has never seen, so those that it learnt from are counted first, and the others measured alone.
"""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from registry.errors import InvalidInput
from registry.law.rulebook import Rulebook
from registry.records import ModelVersion
from risk_model import model_store
from risk_model.evaluation_text import in_words
from risk_model.learning.examples import examples_from_file, labels_array
from risk_model.learning.held_apart import parts_of_file
from risk_model.learning.labels_file import LabelsFile
from risk_model.measuring import metrics
from risk_model.measuring.figures import OFFICE, BandCount, Figures, Office, bands, by_group, figures
from risk_model.measuring.metrics import Bools, Floats, Places
from risk_model.measuring.prevalence import Unit, stored_office
from risk_model.trials.leakage import Overlap, overlap_of


@dataclass(frozen=True)
class OnRows:
    """Figures on some of the rows alone, per row and per group."""

    rows: Figures
    groups: Figures


@dataclass(frozen=True)
class OutsideCheck:
    """Figures of a stored model on somebody's labelled file, per row and per group, and its calibration there.

    `unseen` is None where the model learnt from none of the rows and from no near-copy, where the others are all of one
    class, and where it is not known which they are. The interval is over groups, None where there is one only.
    """

    leakage: Overlap
    unseen: OnRows | None
    rows: Figures
    groups: Figures
    average_precision_interval: tuple[float, float] | None
    perfect_calibration_error: tuple[float, float, float]
    reliability: list[tuple[float, float, int]]
    bands: list[BandCount]

    def as_json(self) -> dict[str, Any]:
        """The check as plain values, what leaked first."""
        plain = asdict(self)
        return {"leakage": {"says": self.says, **plain.pop("leakage")}, **plain}

    @property
    def says(self) -> str:
        """What leaked and what that leaves, to be read before the figures."""
        said = self.leakage.sentence
        if not self.leakage.touched:
            return said
        if self.unseen is None:
            return f"{said} Nothing can be measured on others alone: there are none, or all have one label."
        figures = self.unseen.rows
        return (
            f"{said} On the {figures.count} others alone ({figures.positive} positive, {figures.positive_share:.0%}): "
            f"average precision {in_words(figures.average_precision)}, F1 {figures.f1:.3f} (always yes: "
            f"{figures.f1_always_yes:.3f})."
        )


def check_on_file(
    model: ModelVersion, file: LabelsFile, *, folder: Path, rulebook: Rulebook, on: date, office: Office = OFFICE
) -> OutsideCheck:
    """The model's figures on the file, and on those rows alone that it did not learn from.

    Raises InvalidInput where the file holds one class only.
    """
    examples = examples_from_file(file, rulebook=rulebook, on=on)
    labels = labels_array(examples)
    if len(np.unique(labels)) < 2:
        raise InvalidInput("The file holds labels of one class only; nothing can be measured on it.")
    judge = model_store.load(model, folder=folder)
    told = judge.score_many([example.reading for example in examples], rulebook=rulebook)
    scores = np.array([score.probability for score in told])
    texts = [row.text for row in file.rows]
    groups = parts_of_file(file, region=rulebook.jurisdiction.phone_region).groups
    fitted = judge.estimator
    leakage, unseen = overlap_of(texts, groups, fitted.learnt_from_, fitted.learnt_sketches_)

    def of(some: Bools) -> OnRows:
        one, several = labels[some], scores[some]
        return OnRows(
            rows=figures(one, several, office=stored_office(model, office, of=Unit.ADVERTS)),
            groups=figures(
                *by_group(one, several, groups[some]), office=stored_office(model, office, of=Unit.RECRUITERS)
            ),
        )

    whole = of(np.ones(len(labels), dtype=bool))
    return OutsideCheck(
        leakage=leakage,
        unseen=of(unseen) if leakage.touched and len(np.unique(labels[unseen])) == 2 else None,
        rows=whole.rows,
        groups=whole.groups,
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
