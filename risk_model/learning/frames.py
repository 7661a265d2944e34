"""Readings as the table an estimator takes; apart from the estimator, so that scoring loads less of scikit-learn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from registry.law.rulebook import Rulebook
from risk_model.features import FEATURE_NAMES, feature_matrix
from risk_model.judge import AdvertReading

if TYPE_CHECKING:
    import pandas as pd

TEXT = "text"


def frame_of(readings: Sequence[AdvertReading], *, rulebook: Rulebook) -> "pd.DataFrame":
    """Readings as the estimator takes them: a column of text and one column a named feature."""
    import pandas as pd

    frame = pd.DataFrame(feature_matrix(readings, rulebook=rulebook), columns=list(FEATURE_NAMES))
    frame.insert(0, TEXT, [reading.text for reading in readings])
    return frame
