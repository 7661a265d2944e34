"""The estimators are scikit-learn's kind: cloned, searched and cross-validated without the rest, refusing in words."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import skops.io
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_score
from sklearn.utils import estimator_checks

from risk_model import estimator, model_store
from risk_model.estimator import RiskClassifier
from risk_model.learning.linear_blocks import count_frame
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
        (LABELS[:50], r"inconsistent numbers of samples: \[60, 50\]"),
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


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"sample_weight": -np.ones(60)}, "Negative values in data passed to sample_weight"),
        ({"sample_weight": np.zeros(60)}, "^sample_weight is 0 for every row"),
        ({"sample_weight": np.full(60, np.nan)}, "contains NaN"),
        ({"sample_weight": np.ones(5)}, r"inconsistent numbers of samples: \[60, 60, 5\]"),
        ({"groups": np.arange(5)}, r"inconsistent numbers of samples: \[60, 60, 5\]"),
        ({"calibration_weight": np.zeros(60)}, "^calibration_weight is 0 for every row"),
        ({"calibration_weight": -np.ones(60)}, "Negative values in data passed to calibration_weight"),
        ({"calibration_weight": np.ones(61)}, r"inconsistent numbers of samples: \[60, 60, 61\]"),
        (
            {"sample_weight": np.arange(60) % 2, "calibration_weight": np.arange(60) % 2 == 0},
            "calibration_weight is 0 for every row to calibrate on",
        ),
    ],
)
def test_weights_and_groups_that_cannot_be_meant_are_refused(
    adverts: pd.DataFrame, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        RiskClassifier(strengths=(10.0,)).fit(adverts, LABELS, **given)


@pytest.mark.parametrize("grouped", [False, True])
def test_a_row_of_no_weight_is_as_good_as_left_out(adverts: pd.DataFrame, grouped: bool) -> None:
    weights = np.where(np.arange(60) % 7 == 0, 0.0, 1.0)
    kept = np.flatnonzero(weights)
    groups = np.arange(60) // 2
    said = adverts.assign(text=adverts["text"].where(weights > 0.0, "Post\nword that no other advert has"))
    model = RiskClassifier(strengths=(10.0, 30.0))
    weighed = clone(model).fit(said, LABELS, groups=groups if grouped else None, sample_weight=weights)
    left = clone(model).fit(adverts.iloc[kept], LABELS[kept], groups=groups[kept] if grouped else None)
    assert weighed.words_.terms.tolist() == left.words_.terms.tolist()
    np.testing.assert_array_equal(weighed.predict_proba(adverts), left.predict_proba(adverts))


def test_a_row_that_stands_for_none_is_learnt_from_and_not_calibrated_on(adverts: pd.DataFrame) -> None:
    fitted = RiskClassifier(strengths=(10.0,)).fit(adverts, LABELS, calibration_weight=np.arange(60) % 2)
    assert np.isfinite(fitted.predict_proba(adverts)).all()


def test_what_a_frame_had_is_noted(adverts: pd.DataFrame) -> None:
    fitted = RiskClassifier(strengths=(10.0,)).fit(adverts, LABELS)
    assert fitted.feature_names_in_.tolist() == ["text", "links"]
    assert fitted.n_features_in_ == 2
    fitted.fit(count_frame(adverts), LABELS)
    assert not hasattr(fitted, "n_features_in_")
    assert not hasattr(fitted, "feature_names_in_")


@pytest.mark.parametrize("kind", [bool, int, float])
def test_classes_are_the_labels_that_were_given(adverts: pd.DataFrame, kind: Any, tmp_path: Path) -> None:
    given = LABELS.astype(kind)
    fitted = RiskClassifier(strengths=(10.0,)).fit(adverts, given)
    assert fitted.classes_.tolist() == sorted(set(given.tolist()))
    assert fitted.score(adverts, given) > 0.9
    stored = model_store.save(fitted, folder=tmp_path)
    loaded = skops.io.loads((tmp_path / stored.file).read_bytes(), trusted=list(model_store.TRUSTED))
    assert loaded.classes_.dtype == fitted.classes_.dtype
    np.testing.assert_array_equal(loaded.predict(adverts), fitted.predict(adverts))
