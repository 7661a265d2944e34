"""Each figure against a case worked out by hand."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from risk_model.measuring import metrics

LABELS = np.array([True, False, True, False])
SCORES = np.array([0.9, 0.8, 0.6, 0.1])


def test_precision_and_recall_at_capacity() -> None:
    assert metrics.at_capacity(LABELS, SCORES, capacity=2) == (0.5, 0.5)
    assert metrics.at_capacity(LABELS, SCORES, capacity=3) == (pytest.approx(2 / 3), 1.0)


def test_ranking_measures() -> None:
    assert metrics.roc_auc(LABELS, SCORES) == 0.75
    assert metrics.average_precision(LABELS, SCORES) == pytest.approx((1 + 2 / 3) / 2)


def test_a_perfect_and_a_constant_forecast() -> None:
    assert metrics.brier(LABELS, LABELS.astype(float)) == 0
    assert metrics.brier_skill(LABELS, LABELS.astype(float)) == pytest.approx(1)
    assert metrics.brier_skill(LABELS, np.full(4, 0.5)) == pytest.approx(0)


def test_calibration_error_is_the_distance_between_said_and_seen() -> None:
    said, seen = np.full(100, 0.3), np.arange(100) < 50
    assert metrics.expected_calibration_error(np.random.default_rng(1).permutation(seen), said, bins=1) == (
        pytest.approx(0.2)
    )


def test_rarer_fraud_means_lower_precision() -> None:
    # One of two positives and one of two negatives over 0.7: as many alarms are true as adverts are positive.
    assert metrics.precision_at_prevalence(LABELS, SCORES, threshold=0.7, prevalence=0.05) == pytest.approx(0.05)
    assert metrics.precision_at_prevalence(LABELS, SCORES, threshold=0.95, prevalence=0.05) is None


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 6), st.integers(1, 9)), min_size=2, max_size=40))
def test_ranking_measures_are_those_of_scikit_learn_also_with_ties(rows: list[tuple[bool, int, int]]) -> None:
    labels = np.array([row[0] for row in rows])
    assume(0 < labels.sum() < len(labels))
    scores, weights = np.array([row[1] / 6 for row in rows]), np.array([float(row[2]) for row in rows])
    assert metrics.roc_auc(labels, scores) == pytest.approx(roc_auc_score(labels, scores))
    assert metrics.average_precision(labels, scores) == pytest.approx(average_precision_score(labels, scores))
    assert metrics.average_precision(labels, scores, weights) == pytest.approx(
        average_precision_score(labels, scores, sample_weight=weights)
    )


def test_a_row_that_stands_for_three_counts_as_three() -> None:
    weights = np.array([1.0, 3.0, 1.0, 3.0])
    labels, scores = np.repeat(LABELS, [1, 3, 1, 3]), np.repeat(SCORES, [1, 3, 1, 3])
    assert metrics.brier(LABELS, SCORES, weights) == pytest.approx(metrics.brier(labels, scores))
    assert metrics.brier_skill(LABELS, SCORES, weights) == pytest.approx(metrics.brier_skill(labels, scores))
    assert metrics.expected_calibration_error(LABELS, SCORES, weights, bins=1) == pytest.approx(
        metrics.expected_calibration_error(labels, scores, bins=1)
    )
    asked = {"threshold": 0.7, "prevalence": 0.1}
    assert metrics.precision_at_prevalence(LABELS, SCORES, weights, **asked) == pytest.approx(
        metrics.precision_at_prevalence(labels, scores, **asked)
    )


def test_bins_are_of_equal_mass() -> None:
    scores = np.linspace(0.0, 1.0, 40)
    assert [count for *_, count in metrics.reliability(scores > 0.5, scores)] == [4] * 10
    weights = np.where(scores < 0.5, 3.0, 1.0)
    counts = [count for *_, count in metrics.reliability(scores > 0.5, scores, weights, bins=4)]
    assert counts[0] < counts[-1]
    assert sum(counts) == 40
