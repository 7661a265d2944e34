"""An estimator for adverts of which only counts and flags are known: measured by `emscad.py`, no part of the product.

Trees rank such rows far better than anything additive (README.md), but a mean of many of them cannot be taken apart
without approximation, so its reasons would not be exact (docs/decisions/0014).
"""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.utils.validation import check_is_fitted

from risk_model.learning.grouping import grouped_splits
from risk_model.learning.two_classes import yes_or_no
from risk_model.measuring.metrics import average_precision

Floats = NDArray[np.float64]


def members_of(seed: int) -> dict[str, Any]:
    """The unfitted models that a table may be judged by, alone or by their mean."""
    return {
        "boosted": HistGradientBoostingClassifier(random_state=seed),
        "boosted slowly": HistGradientBoostingClassifier(
            learning_rate=0.06, max_iter=250, max_features=0.4, random_state=seed
        ),
        "boosted, small leaves": HistGradientBoostingClassifier(
            max_iter=200, max_features=0.3, min_samples_leaf=10, l2_regularization=1.0, random_state=seed
        ),
        "forest": RandomForestClassifier(n_estimators=300, max_features=0.3, random_state=seed),
        "random cuts": ExtraTreesClassifier(n_estimators=300, max_features=0.5, random_state=seed),
    }


class TableClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn publishes no types
    """The mean of those members that together rank best on groups held out inside the training rows.

    Members are taken in one by one, each time the one that helps most, as long as any does (Caruana and others 2004);
    `chosen_` names them. Nothing outside the rows given to `fit` has a say.
    """

    def __init__(self, *, folds: int = 3, seed: int = 1) -> None:
        self.folds = folds
        self.seed = seed

    def fit(self, x: Any, y: Any, groups: Any = None) -> Self:
        """Learn from numeric columns; rows of one number in `groups` never select for one another."""
        values, labels = np.asarray(x, dtype=np.float64), yes_or_no(y)
        numbers = np.arange(len(labels)) if groups is None else np.asarray(groups)
        self.classes_ = np.array([False, True])
        held = self._held_out(values, labels, numbers)
        self.chosen_ = best_together(held, labels)
        self.members_ = [members_of(self.seed)[name].fit(values, labels) for name in self.chosen_]
        return self

    def predict_proba(self, x: Any) -> Floats:
        """The chance of the negative and of the positive class, one row an advert."""
        check_is_fitted(self, "members_")
        values = np.asarray(x, dtype=np.float64)
        mean: Floats = np.mean([member.predict_proba(values) for member in self.members_], axis=0)
        return mean

    def predict(self, x: Any) -> NDArray[np.bool_]:
        """Whether each advert is more likely positive than not."""
        likely: NDArray[np.bool_] = self.predict_proba(x)[:, 1] >= 0.5
        return likely

    def _held_out(self, values: Floats, labels: NDArray[np.bool_], groups: Any) -> dict[str, Floats]:
        """Every row's score by each member that saw nothing of its group."""
        scores = {name: np.zeros(len(labels)) for name in members_of(self.seed)}
        for train, test in grouped_splits(labels, groups, folds=self.folds, seed=self.seed):
            for name, member in members_of(self.seed).items():
                scores[name][test] = member.fit(values[train], labels[train]).predict_proba(values[test])[:, 1]
        return scores


def best_together(scores: dict[str, Floats], labels: NDArray[np.bool_]) -> list[str]:
    """The names whose mean ranks best, the first taken in first; `scores` are held-out ones."""
    chosen: list[str] = []
    reached = 0.0
    while len(chosen) < len(scores):
        tried = {
            name: average_precision(labels, np.mean([scores[one] for one in [*chosen, name]], axis=0))
            for name in scores
            if name not in chosen
        }
        best = max(tried, key=lambda name: tried[name])
        if tried[best] <= reached:
            break
        chosen.append(best)
        reached = tried[best]
    return chosen
