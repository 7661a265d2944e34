"""The linear model of a classifier, in which no column counts against what it is known to mean.

Apart because it is an optimisation of its own: scikit-learn's fit has no bounds on weights, so columns whose weight
would have the wrong sign are left out, and let in again where the fit without them would weigh them rightly.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.linear_blocks import Floats
from risk_model.learning.side_by_side import same_numbers

Labels = NDArray[np.bool_]
Places = NDArray[np.intp]
NONE_LEFT_OUT: Places = np.zeros(0, dtype=np.intp)
# The two bounds that keep it finite and deterministic: at the optimum a column's weight equals its pull, so a pull
# within what liblinear leaves open is none; and columns are let in again so often at most.
PULL = 0.01
LET_IN_AGAIN = 10


class Linear(NamedTuple):
    """A fitted linear model, and the columns that it may not weigh as they would like to be weighed; they weigh 0."""

    weights: Floats
    intercept: float
    left_out: Places


def fit_linear(
    columns: Any,
    labels: Labels,
    shares: Floats,
    *,
    strength: float,
    signs: NDArray[np.int8] | None = None,
    left_out: Places = NONE_LEFT_OUT,
) -> Linear:
    """Logistic regression of `columns` with `strength` (scikit-learn's C), a row counting by its share.

    Where `signs` is 1 or -1 the column's weight is at least or at most 0, where it is 0 the weight is free; the fit is
    the best under these bounds. `left_out`, from a fit on like columns, only saves time.
    """
    if signs is None or not signs.any():
        return Linear(*_free(columns, labels, shares, strength=strength), NONE_LEFT_OUT)
    again = 0
    while True:
        weights, intercept = _free(_without(columns, left_out), labels, shares, strength=strength)
        weights[left_out] = 0.0
        wrong = np.flatnonzero(weights * signs < 0.0)
        if len(wrong):
            left_out = np.union1d(left_out, wrong)
            continue
        found = Linear(weights, intercept, left_out)
        missed = left_out[_pulls(columns, labels, shares, found, strength=strength) * signs[left_out] > PULL]
        if not len(missed) or again == LET_IN_AGAIN:
            return found
        again += 1
        left_out = np.setdiff1d(left_out, missed)


def _free(columns: Any, labels: Labels, shares: Floats, *, strength: float) -> tuple[Floats, float]:
    from sklearn.linear_model import LogisticRegression

    # liblinear fits this shape several times faster than the default, to the same optimum; by its dual, where there are
    # fewer rows than words, up to six times faster still and nearer to it (many noisy rows would make that the slower).
    way = {"dual": True, "tol": 1e-3} if columns.shape[0] < columns.shape[1] else {}
    linear = LogisticRegression(C=strength, solver="liblinear", max_iter=2_000, random_state=0, **way)
    with same_numbers():
        linear.fit(columns, labels, sample_weight=shares)
    return linear.coef_[0], float(linear.intercept_[0])


def _without(columns: Any, places: Places) -> Any:
    """The same columns with nothing in some of them, so that they weigh nothing."""
    if not len(places):
        return columns
    left = columns.copy()
    left.data[np.isin(left.indices, places)] = 0.0
    left.eliminate_zeros()
    return left


def _pulls(columns: Any, labels: Labels, shares: Floats, found: Linear, *, strength: float) -> Floats:
    """Where the loss would have each left-out column's weight go, as log-odds."""
    if not len(found.left_out):
        return np.zeros(0)
    chances = 1.0 / (1.0 + np.exp(-np.clip(columns @ found.weights + found.intercept, -500.0, 500.0)))
    pulls: Floats = strength * (columns[:, found.left_out].T @ (shares * (labels - chances)))
    return pulls
