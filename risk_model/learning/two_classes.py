"""Labels that are yes or no; apart so that every estimator refuses alike what it cannot learn from."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def yes_or_no(y: Any) -> NDArray[np.bool_]:
    """The labels as booleans; raises ValueError where they are not True/False (or 1/0), or of one class only."""
    given = np.asarray(y)
    if given.ndim != 1 or not set(np.unique(given).tolist()) <= {False, True}:
        raise ValueError("Labels must be one column of True and False (or 1 and 0).")
    labels = given.astype(bool)
    if len(np.unique(labels)) < 2:
        raise ValueError(f"{len(labels)} labels of one class only: there is nothing to tell apart.")
    return labels
