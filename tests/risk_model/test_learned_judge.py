"""A learned score is exactly the sum of the reasons it gives, and a model file is only opened if nothing is amiss."""

import copy
import hashlib
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import skops.io
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import FunctionTransformer

from registry.errors import ModelRefused
from registry.records import ModelVersion
from registry.vocabulary import Band, Ground
from risk_model import model_store
from risk_model.estimator import RiskClassifier
from risk_model.features import FEATURE_NAMES
from risk_model.judge import AdvertReading, ReasonKind
from risk_model.learned_judge import LearnedJudge
from risk_model.learning.frames import frame_of
from risk_model.learning.protected import protected_in
from risk_model.learning.unlearnt_words import FUNCTION_WORDS, protected_words
from tests.factory import NOON
from tests.risk_model.factory import a_phrase_rule, a_reading, a_rulebook, seen

RULEBOOK = a_rulebook(
    [
        a_phrase_rule("fee_registration", "pay to register"),
        a_phrase_rule("sure_visa", "visa is certain", ground=Ground.PROMISE),
    ]
)
DOUBTFUL = "Cleaner abroad\nYour visa is certain and muslim staff travel this week, send money number {}"
PLAIN = "Cleaner in town\nA hotel seeks a cleaner with two years of work, apply at the office number {}"


def readings() -> list[AdvertReading]:
    doubtful = [a_reading(seen("sure_visa"), text=DOUBTFUL.format(n)) for n in range(30)]
    return doubtful + [a_reading(text=PLAIN.format(n)) for n in range(30)]


@pytest.fixture(scope="module")
def estimator() -> Any:
    labels = np.arange(60) < 30
    return RiskClassifier(enough_words=8).fit(frame_of(readings(), rulebook=RULEBOOK), labels)  # texts are short here


@pytest.fixture
def judge(estimator: Any) -> LearnedJudge:
    return LearnedJudge(estimator=estimator, version="model-1-test", says="")


def a_record(stored: model_store.StoredModel, **given: Any) -> ModelVersion:
    values: dict[str, Any] = {
        "id": 1,
        "file": stored.file,
        "sha256": stored.sha256,
        "versions": stored.versions,
        "features": list(FEATURE_NAMES),
        "labels": {"positive": 30, "negative": 30},
        "trained_at": NOON,
        "trained_by": "amina@office.example",
    }
    return ModelVersion(**{**values, **given})


def test_scores_are_the_estimators_own_probabilities(judge: LearnedJudge, estimator: Any) -> None:
    scores = judge.score_many(readings(), rulebook=RULEBOOK)
    expected = estimator.predict_proba(frame_of(readings(), rulebook=RULEBOOK))[:, 1]
    assert [score.probability for score in scores] == pytest.approx(expected.tolist(), abs=1e-12)
    assert scores[0].probability > scores[-1].probability


def test_reasons_add_up_to_the_score_exactly(judge: LearnedJudge) -> None:
    for score in judge.score_many(readings()[::7], rulebook=RULEBOOK):
        log_odds = sum(reason.points for reason in score.reasons)
        assert 1 / (1 + math.exp(-log_odds)) == pytest.approx(score.probability, abs=1e-9)
        shown = [abs(reason.points) for reason in score.reasons[:-1]]
        assert shown == sorted(shown, reverse=True)
        assert all(reason.kind is ReasonKind.LOG_ODDS for reason in score.reasons)


def test_a_named_feature_explains_itself_in_its_sentence(judge: LearnedJudge) -> None:
    (score,) = judge.score_many([a_reading(seen("sure_visa"), text="Cleaner")], rulebook=RULEBOOK)
    assert "The advert promises more than an agency can." in [reason.text for reason in score.reasons]


def test_faith_people_and_empty_words_are_no_words_of_the_model(estimator: Any) -> None:
    words = {name.split("__")[1] for name in estimator.get_feature_names_out()}
    assert "visa" in words
    assert not words & {*protected_words(), *FUNCTION_WORDS}
    assert protected_in(estimator) == []


@pytest.mark.parametrize("name", ["victor", "allan", "owino", "mwakio", "mwadime", "bakari", "benson", "nixon"])
def test_common_names_of_kenya_are_no_words_of_a_model(name: str) -> None:
    assert name in protected_words()


def test_names_that_are_words_of_adverts_stay_words() -> None:
    assert not {"rose", "mark", "patience", "hope", "bill", "art", "immaculate", "vera"} & {*protected_words()}


def test_whom_to_ask_for_moves_no_score() -> None:
    """Half of the adverts that ask for Salim are cases, none that ask for John: the name is no reason."""
    said = [
        (f"Cleaner wanted in Doha number {place}. Ask for {name} Hassan at the office, send your documents today", case)
        for place in range(40)
        for name, case in (("Salim", place % 2 == 0), ("John", False))
    ]
    frame = frame_of([a_reading(text=text) for text, _ in said], rulebook=RULEBOOK)
    fitted = RiskClassifier(strengths=(100.0,), folds=2).fit(frame, np.array([case for _, case in said]))
    asked = frame_of([a_reading(text=said[at][0]) for at in (0, 1)], rulebook=RULEBOOK)
    salim, john = fitted.predict_proba(asked)[:, 1].tolist()
    assert salim == john


def test_a_model_that_learnt_a_protected_word_is_found_out(estimator: Any) -> None:
    class Tampered:
        def get_feature_names_out(self) -> list[str]:
            return [*estimator.get_feature_names_out(), "words__muslim", "features__religion_tribe_filter"]

    assert protected_in(Tampered()) == ["muslim", "religion_tribe_filter"]


def test_a_word_that_only_copies_of_one_template_say_is_not_learnt() -> None:
    frame = frame_of([*readings(), *([a_reading(text="Xylophone tuner wanted")] * 20)], rulebook=RULEBOOK)
    labels = np.array([True] * 30 + [False] * 30 + [True] * 20)
    model = RiskClassifier().fit(frame, labels, groups=np.array([*range(60), *([60] * 20)]))
    assert "words__hotel" in model.get_feature_names_out()
    assert "words__xylophone" not in model.get_feature_names_out()


def test_an_advert_of_nothing_but_unknown_words_is_scored(judge: LearnedJudge) -> None:
    (score,) = judge.score_many([a_reading(text="\n")], rulebook=RULEBOOK)
    assert 0 < score.probability < 1
    assert judge.score_many([], rulebook=RULEBOOK) == []


def test_a_stored_model_judges_as_before(estimator: Any, judge: LearnedJudge, tmp_path: Path) -> None:
    stored = model_store.save(estimator, folder=tmp_path)
    loaded = model_store.load(a_record(stored), folder=tmp_path)
    assert loaded.score_many(readings(), rulebook=RULEBOOK) == judge.score_many(readings(), rulebook=RULEBOOK)
    assert loaded.version == f"model-1-{stored.sha256[:12]}"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"sha256": "0" * 64}, "not the one that was trained"),
        ({"file": "gone.skops"}, "cannot be read"),
        ({"file": "../../etc/passwd"}, "cannot be read"),
        ({"features": ["length"]}, "other features"),
        ({"versions": {"scikit-learn": "0.1", "skops": "0.1"}}, "made with scikit-learn 0.1"),
        ({"versions": {}}, "of unknown version"),
        ({"versions": {**model_store.library_versions(), "estimator": "3"}}, "made with estimator 3, this is 6"),
    ],
)
def test_a_model_that_is_not_what_it_says_is_refused(
    estimator: Any, tmp_path: Path, given: dict[str, Any], sentence: str
) -> None:
    stored = model_store.save(estimator, folder=tmp_path)
    with pytest.raises(ModelRefused, match=sentence):
        model_store.load(a_record(stored, **given), folder=tmp_path)


def test_a_type_nobody_trusted_is_not_opened(tmp_path: Path) -> None:
    stored = model_store.save(FunctionTransformer(func=a_record), folder=tmp_path)
    with pytest.raises(ModelRefused, match="not trusted"):
        model_store.load(a_record(stored), folder=tmp_path)


@pytest.mark.parametrize(
    "body", [b"no archive at all", skops.io.dumps(TfidfVectorizer()), skops.io.dumps(LinearRegression())]
)
def test_a_file_that_is_no_such_model_is_refused(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(ModelRefused, match="is not a model of this kind"):
        model_store.load(a_record(a_stored(body, tmp_path)), folder=tmp_path)


def a_stored(body: bytes, folder: Path) -> model_store.StoredModel:
    (folder / "odd.skops").write_bytes(body)
    return model_store.StoredModel("odd.skops", hashlib.sha256(body).hexdigest(), model_store.library_versions())


@pytest.mark.parametrize("change", ["never fitted", "one weight short", "no number"])
def test_a_model_that_was_not_fitted_whole_is_refused(estimator: Any, tmp_path: Path, change: str) -> None:
    odd = RiskClassifier() if change == "never fitted" else copy.copy(estimator)
    if change == "one weight short":
        odd.weights_ = odd.weights_[1:]
    if change == "no number":
        odd.start_ = float("nan")
    record = a_record(a_stored(skops.io.dumps(odd), tmp_path))
    with pytest.raises(ModelRefused, match=r"odd\.skops holds a model that was never fitted, or only in part"):
        model_store.load(record, folder=tmp_path)


def test_a_model_that_learnt_a_word_before_it_was_listed_is_refused(
    estimator: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = model_store.save(estimator, folder=tmp_path)
    monkeypatch.setattr("risk_model.learning.protected.is_protected", lambda word: word in {"visa", "hotel"})
    with pytest.raises(ModelRefused, match=r"words that are protected now \(hotel, visa\); train a new one"):
        model_store.load(a_record(stored), folder=tmp_path)


@pytest.mark.parametrize("text", ["", "\n", "Zzyzx qwfp", "مطلوب عاملات منازل للعمل في الرياض"])
def test_an_advert_without_a_word_the_model_knows_is_left_to_a_person(judge: LearnedJudge, text: str) -> None:
    (score,) = judge.score_many([a_reading(text=text)], rulebook=RULEBOOK)
    assert (score.probability, score.band) == (0.5, Band.UNSURE)
    assert "knows none of its words" in score.reasons[-1].title


def test_few_known_words_count_by_their_share_and_reasons_still_add_up(judge: LearnedJudge, estimator: Any) -> None:
    texts = ["Cleaner\nvisa", "Cleaner\nvisa certain", DOUBTFUL.format(1) + PLAIN.format(1)]
    frame = frame_of([a_reading(text=text) for text in texts], rulebook=RULEBOOK)
    scores = judge.score_many([a_reading(text=text) for text in texts], rulebook=RULEBOOK)
    log_odds = estimator.decision_function(frame)
    assert [sum(reason.points for reason in score.reasons) for score in scores] == pytest.approx(log_odds.tolist())
    columns = estimator.columns_of(frame)
    shares = estimator.shares(columns)
    assert shares.tolist() == pytest.approx([2 / estimator.enough_words, 3 / estimator.enough_words, 1.0])
    whole = columns @ estimator.weights_ + estimator.start_
    assert log_odds.tolist() == pytest.approx((whole * shares).tolist())


def test_a_row_that_stands_for_many_moves_what_the_number_means_and_not_the_ranking() -> None:
    chance = np.random.default_rng(5)
    labels = np.arange(120) % 2 == 0
    said = np.where(chance.random(120) < 0.25, ~labels, labels)
    texts = [(DOUBTFUL if one else PLAIN).format(number) for number, one in enumerate(said)]
    frame = frame_of([a_reading(text=text) for text in texts], rulebook=RULEBOOK)
    plain = RiskClassifier(enough_words=1).fit(frame, labels)
    drawn = RiskClassifier(enough_words=1).fit(frame, labels, calibration_weight=np.where(labels, 1.0, 10.0))
    assert np.argsort(plain.decision_function(frame)).tolist() == np.argsort(drawn.decision_function(frame)).tolist()
    assert plain.predict_proba(frame)[:, 1].mean() == pytest.approx(0.5, abs=0.03)
    weights = np.where(labels, 1.0, 10.0)
    assert np.average(drawn.predict_proba(frame)[:, 1], weights=weights) == pytest.approx(1 / 11, abs=0.03)
