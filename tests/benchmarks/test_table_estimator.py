"""A table's members are chosen inside its own training rows, and their mean is what is predicted."""

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from benchmarks import table_estimator
from benchmarks.table_estimator import TableClassifier, best_together
from risk_model.measuring.metrics import roc_auc


def test_members_are_taken_in_as_long_as_they_help() -> None:
    labels = np.array([True, True, False, False])
    right = np.array([0.9, 0.4, 0.5, 0.1])
    helps = np.array([0.3, 0.9, 0.2, 0.4])
    hinders = np.array([0.1, 0.2, 0.8, 0.9])
    assert sorted(best_together({"a": right, "b": helps, "c": hinders}, labels)) in (["a", "b"], ["b"])


def test_it_learns_what_only_two_columns_tell_together(monkeypatch: pytest.MonkeyPatch) -> None:
    members = table_estimator.members_of(1)
    few = {name: members[name] for name in ("boosted", "forest")}
    few["forest"].set_params(n_estimators=20)
    monkeypatch.setattr(table_estimator, "members_of", lambda _: few)
    values = np.random.default_rng(4).random((400, 3))
    labels = (values[:, 0] > 0.5) != (values[:, 1] > 0.5)
    model = TableClassifier().fit(values[:300], labels[:300], groups=np.arange(300) // 2)
    scores = model.predict_proba(values[300:])
    assert roc_auc(labels[300:], scores[:, 1]) > 0.9
    assert scores.sum(axis=1) == pytest.approx(1.0)
    assert (model.predict(values[300:]) == (scores[:, 1] >= 0.5)).all()


def test_it_refuses_labels_of_one_class_in_words() -> None:
    with pytest.raises(ValueError, match="4 labels of one class only"):
        TableClassifier().fit(np.zeros((4, 2)), [True] * 4)


def test_what_was_never_fitted_says_so() -> None:
    with pytest.raises(NotFittedError):
        clone(TableClassifier(folds=4)).predict_proba(np.zeros((4, 2)))
