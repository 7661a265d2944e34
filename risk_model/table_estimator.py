"""An estimator for adverts of which only counts and flags are known; apart because its reasons are not exact.

A vote of boosted trees and a forest ranks such rows better than either (benchmarks/README.md), but cannot be taken
apart without approximation: it may be compared with, and never judges.
"""

from typing import Any


def build_table_estimator(*, seed: int = 1) -> Any:
    """The unfitted scikit-learn classifier of numeric columns: the mean of two boosted models and a forest."""
    from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier, VotingClassifier

    slow = HistGradientBoostingClassifier(learning_rate=0.06, max_iter=250, max_features=0.4, random_state=seed)
    small = HistGradientBoostingClassifier(
        max_iter=200, max_features=0.3, min_samples_leaf=10, l2_regularization=1.0, random_state=seed
    )
    forest = RandomForestClassifier(n_estimators=300, max_features=0.3, random_state=seed)
    return VotingClassifier([("slow", slow), ("small", small), ("forest", forest)], voting="soft")
