"""The one estimator family in use: words and named features, one linear model, one sigmoid; so reasons are exact.

A linear model under a sigmoid that is itself linear in the log-odds can be taken apart without approximation, which
is what lets an inspector defend a score. scikit-learn throughout: it fits and predicts without the rest of Wakala.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from registry.law.rulebook import Rulebook
from risk_model.features import FEATURE_NAMES, feature_matrix
from risk_model.grouping import Split
from risk_model.judge import AdvertReading

if TYPE_CHECKING:
    import pandas as pd

TEXT = "text"
LETTERS = r"[^\W\d_]{2,}"  # letters only: telephone numbers, amounts and dates would be learnt by heart

# Words about a person's faith, people or nationality never become features (domain.md 3.3). A deployment adds to
# the list; a word missing from it is a fault of the list, not a permission.
_PROTECTED = """
    akamba african africans arab arabs asian asians borana catholic catholics christian christians embu giriama
    hindu hindus indian indians islam islamic jew jewish jews kalenjin kamba kenyan kenyans kikuyu kikuyus kipsigis
    kisii luhya luo luos maasai meru mijikenda mkristo muislamu muslim muslims nandi nubian pokot protestant
    rendille sabaot samburu sikh somali somalis swahili taita tanzanian turkana ugandan wahindi waislamu wakenya
    wakristo waarabu
"""
PROTECTED_WORDS = tuple(_PROTECTED.split())


def frame_of(readings: Sequence[AdvertReading], *, rulebook: Rulebook) -> "pd.DataFrame":
    """Readings as the estimator takes them: a column of text and one column a named feature."""
    import pandas as pd

    frame = pd.DataFrame(feature_matrix(readings, rulebook=rulebook), columns=list(FEATURE_NAMES))
    frame.insert(0, TEXT, [reading.text for reading in readings])
    return frame


def build_linear(*, strength: float = 1.0) -> Any:
    """The unfitted linear model on `frame_of` rows; `strength` is scikit-learn's C: larger trusts the words more."""
    from sklearn.compose import ColumnTransformer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import Pipeline
    from sklearn.preprocessing import MaxAbsScaler

    words = TfidfVectorizer(
        ngram_range=(1, 2),
        min_df=2,
        max_features=50_000,
        sublinear_tf=True,
        token_pattern=LETTERS,
        stop_words=list(PROTECTED_WORDS),
    )
    columns = ColumnTransformer(
        [("words", words, TEXT), ("features", MaxAbsScaler(), list(FEATURE_NAMES))], sparse_threshold=1.0
    )
    # liblinear fits this shape (few rows, many words) several times faster than the default, to the same optimum.
    linear = LogisticRegression(C=strength, solver="liblinear", max_iter=2_000)
    return Pipeline([("columns", columns), ("linear", linear)])


def build_estimator(*, splits: Sequence[Split], strength: float = 1.0) -> Any:
    """The unfitted classifier: the linear model, calibrated on what each of `splits` (a partition) leaves out."""
    from sklearn.calibration import CalibratedClassifierCV

    # ensemble=False: calibrated on held-out groups, then one model fitted on everything; several would not be linear.
    return CalibratedClassifierCV(build_linear(strength=strength), method="sigmoid", cv=list(splits), ensemble=False)


def fit(estimator: Any, frame: "pd.DataFrame", labels: NDArray[np.bool_]) -> Any:
    """The estimator fitted, without the row numbers it was calibrated on (they are of no use in a stored model)."""
    estimator.fit(frame, labels)
    estimator.cv = None
    return estimator
