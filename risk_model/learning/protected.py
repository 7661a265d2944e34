"""The audit that no protected attribute is learnt from: every column of a fitted model, held against the lists."""

from typing import Any

from risk_model.features import PROTECTED_RULES, SENTENCES
from risk_model.learning.unlearnt_words import is_protected


def protected_in(model: Any) -> list[str]:
    """The columns of a fitted `estimator.RiskClassifier` that are protected words or features; must be empty."""
    found = []
    for name in model.get_feature_names_out():
        block, _, what = name.partition("__")
        allowed = what in SENTENCES and what not in PROTECTED_RULES if block == "features" else not is_protected(what)
        if not allowed:
            found.append(what)
    return found
