"""The classifier of some rows of the material: how every model is made, the one that is kept and those that test it."""

import numpy as np
from numpy.typing import NDArray

from risk_model.estimator import RiskClassifier
from risk_model.learning.material import Material
from risk_model.measuring.figures import stands_for


def fit_rows(material: Material, rows: NDArray[np.intp], *, seed: int) -> RiskClassifier:
    """The classifier fitted on some rows, its strength and sigmoid chosen inside them.

    Every label teaches what tells offenders apart; what the number means is set for all that the rows stand for.
    """
    labels = material.labels[rows]
    standing = stands_for(labels, material.weights[rows])
    part = material.counted.rows(rows)
    return RiskClassifier(seed=seed).fit(part, labels, groups=material.groups[rows], calibration_weight=standing)
