"""The estimators are scikit-learn's kind: cloned, searched and cross-validated without the rest, refusing in words."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_score
from sklearn.utils import estimator_checks

from risk_model import estimator
from risk_model.estimator import RiskClassifier
from risk_model.learning.signed_fit import fit_linear
from risk_model.sentences.fitting import SentenceReader

WORDS = ("work", "cook", "visa", "fee", "send", "hotel", "nurse", "driver")
LABELS = np.arange(60) % 3 == 0


@pytest.fixture(scope="module")
def adverts() -> pd.DataFrame:
    chance = np.random.default_rng(0)
    said = [" ".join(chance.choice(WORDS, 6)) + (" urgent" if label else "") for label in LABELS]
    return pd.DataFrame({"text": [f"Post\n{one}" for one in said], "links": chance.random(len(LABELS))})


@pytest.mark.parametrize("estimator", [RiskClassifier(), SentenceReader()])
@pytest.mark.parametrize(
    "check",
    [
        "estimator_cloneable",
        "estimator_repr",
        "get_params_invariance",
        "no_attributes_set_in_init",
        "parameters_default_constructible",
        "set_params",
    ],
)
def test_parameters_behave_as_scikit_learn_asks(estimator: Any, check: str) -> None:
    getattr(estimator_checks, f"check_{check}")(type(estimator).__name__, estimator)


def test_it_is_searched_and_cross_validated_like_any_other(adverts: pd.DataFrame) -> None:
    classifier = RiskClassifier(strengths=(10.0,))
    assert cross_val_score(classifier, adverts, LABELS, cv=2, scoring="average_precision").min() > 0.9
    search = GridSearchCV(classifier, {"title_weight": [0.1, 0.3]}, cv=GroupKFold(2), scoring="roc_auc")
    assert search.fit(adverts, LABELS, groups=np.arange(60) // 2).best_score_ > 0.9


def test_the_order_of_columns_changes_nothing(adverts: pd.DataFrame) -> None:
    fitted = RiskClassifier(strengths=(10.0,)).fit(adverts, LABELS.astype(int))
    turned = fitted.predict_proba(adverts[["links", "text"]])
    np.testing.assert_array_equal(turned, fitted.predict_proba(adverts))
    assert fitted.predict_proba(adverts.iloc[:0]).shape == (0, 2)


def test_no_named_feature_counts_against_what_it_means(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here every advert with odd pay is lawful and every denial an offender's: neither may be learnt, in no fold."""
    named = {"odd_pay": ~LABELS, "denies_fees": LABELS, "makes_debt": LABELS, "links": ~LABELS}
    texts = [f"Post\n{' '.join(np.random.default_rng(row).choice(WORDS, 6))}" for row in range(60)]
    frame = pd.DataFrame({"text": texts, **{name: value.astype(float) for name, value in named.items()}})
    signs = []

    def noted(*given: Any, **more: Any) -> Any:
        signs.append(more["signs"][-len(named) :].tolist())
        return fit_linear(*given, **more)

    monkeypatch.setattr(estimator, "fit_linear", noted)
    fitted = RiskClassifier(strengths=(1.0, 10.0)).fit(frame, LABELS)
    weights = dict(zip(named, fitted.weights_[-len(named) :].tolist(), strict=True))
    assert weights["odd_pay"] == weights["denies_fees"] == 0.0
    assert weights["makes_debt"] > 0.0 > weights["links"]
    assert signs == [[1, -1, 1, 0]] * (5 * 2 + 1)
    added = fitted.contributions(frame)
    totals = np.asarray(added.sum(axis=1)).ravel() + fitted.shares(added) * fitted.start_
    np.testing.assert_allclose(totals, fitted.decision_function(frame))


def test_what_was_never_fitted_says_so(adverts: pd.DataFrame) -> None:
    with pytest.raises(NotFittedError):
        clone(RiskClassifier()).predict_proba(adverts)


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        (np.arange(60) % 3, "True and False"),
        (np.where(LABELS, "bad", "good"), "True and False"),
        (np.ones(60), "60 labels of one class only"),
        (LABELS[:50], "60 adverts and 50 labels"),
        (np.arange(60) == 0, "Too few groups of one class"),
    ],
)
def test_labels_that_teach_nothing_are_refused(adverts: pd.DataFrame, labels: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        RiskClassifier().fit(adverts, labels)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": None}, "must be a string"),
        ({"links": np.nan}, "must be a string"),
    ],
)
def test_gaps_are_refused(adverts: pd.DataFrame, change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        RiskClassifier().fit(adverts.assign(**change), LABELS)


def test_a_missing_column_is_named(adverts: pd.DataFrame) -> None:
    fitted = RiskClassifier(strengths=(10.0,)).fit(adverts, LABELS)
    with pytest.raises(ValueError, match="the column links"):
        fitted.predict(adverts[["text"]])
