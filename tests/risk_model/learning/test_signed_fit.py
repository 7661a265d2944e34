"""No weight has the wrong sign, and under that bound the fit is still the best there is."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from risk_model.learning.linear_blocks import Floats
from risk_model.learning.signed_fit import Linear, fit_linear

STRENGTH = 10.0
COLUMNS = 8
SIGNS = np.array([0, 0, 1, 1, 1, -1, -1, 1], dtype=np.int8)


def some_rows(seed: int) -> tuple[Floats, np.ndarray]:
    """Columns of which some push against their sign, two of them nearly the same."""
    chance = np.random.default_rng(seed)
    columns = chance.random((200, COLUMNS))
    columns[:, 3] = columns[:, 2] + 0.1 * chance.random(200)
    pushes = np.array([1.0, -1.0, -2.0, 2.5, -1.0, 1.5, -1.0, 0.3])
    return columns, columns @ pushes + chance.normal(size=200) > 0.3


def loss(weights: Floats, columns: Floats, labels: np.ndarray) -> float:
    """What liblinear makes small: the start weighs like a column that is always 1."""
    signed = np.where(labels, 1.0, -1.0) * (columns @ weights[:-1] + weights[-1])
    return float(weights @ weights / 2 + STRENGTH * np.logaddexp(0.0, -signed).sum())


def fitted(columns: Floats, labels: np.ndarray, signs: np.ndarray | None = SIGNS) -> Linear:
    return fit_linear(csr_matrix(columns), labels, np.ones(len(labels)), strength=STRENGTH, signs=signs)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_the_best_fit_whose_signs_are_right(seed: int) -> None:
    columns, labels = some_rows(seed)
    free, found = fitted(columns, labels, None), fitted(columns, labels)
    assert (free.weights * SIGNS < -0.1).any(), "the rows must ask for a wrong sign"
    assert (found.weights * SIGNS >= 0.0).all()
    bounds = [{0: (None, None), 1: (0, None), -1: (None, 0)}[sign] for sign in (*SIGNS.tolist(), 0)]
    best = minimize(loss, np.zeros(COLUMNS + 1), args=(columns, labels), bounds=bounds, method="L-BFGS-B", tol=1e-12)
    assert loss(np.append(found.weights, found.intercept), columns, labels) == pytest.approx(best.fun, rel=1e-5)
    np.testing.assert_allclose(found.weights, best.x[:-1], atol=0.02)
    assert not found.weights[found.left_out].any()


def test_a_column_left_out_too_early_comes_back() -> None:
    columns, labels = some_rows(0)
    found = fitted(columns, labels)
    early = np.array([2, 3, 4, 5, 6, 7])
    again = fit_linear(csr_matrix(columns), labels, np.ones(200), strength=STRENGTH, signs=SIGNS, left_out=early)
    assert again.left_out.tolist() == found.left_out.tolist() != early.tolist()
    np.testing.assert_allclose(again.weights, found.weights, atol=1e-6)


def test_without_signs_it_is_scikit_learns_own_fit() -> None:
    columns, labels = some_rows(1)
    free, unbound = fitted(columns, labels, None), fitted(columns, labels, np.zeros(COLUMNS, dtype=np.int8))
    assert free.weights.tolist() == unbound.weights.tolist()
    assert (free.weights * SIGNS < 0.0).any()
