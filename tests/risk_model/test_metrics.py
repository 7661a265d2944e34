"""Each figure against a case worked out by hand."""

import numpy as np
import pytest

from risk_model import metrics

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
