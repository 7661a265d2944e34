"""A linear reader of sentences whose every score is a sum over words; apart because it is fitted like any estimator."""

from collections.abc import Iterable, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

FEWEST = 4  # words a sentence is taken to have at least, so that one strong word alone does not decide a short line
LETTERS = 4
SCALE = 0.1
MOST_WORDS = 200_000
Words = Sequence[str]


class SentenceReader(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """For each label, how likely a sentence says what sentences of that label say.

    A word counts by its runs of four letters, so that word forms nobody wrote down are met too (asafiri, watasafiri);
    each run by how rare it is among the sentences fitted. Sentences are sequences of words.
    """

    _table: NDArray[np.float64]
    _known: dict[str, int]

    def __init__(self, *, strength: float = 30.0) -> None:
        self.strength = strength

    def fit(self, sentences: Sequence[Words], labels: Sequence[str]) -> Self:
        """Learn one weight a run of letters and label; the label "" is of sentences that say nothing of the kind."""
        self.classes_ = np.array(sorted(set(labels) - {""}))
        self._runs = CountVectorizer(analyzer=_runs, min_df=2)
        counts = self._runs.fit_transform(sentences)
        rarity = np.log((1 + len(sentences)) / (1 + counts.getnnz(axis=0))) + 1
        rows = sparse.diags_array([_scale(one) for one in sentences]) @ counts @ sparse.diags_array(rarity)
        given = np.array(labels)
        weights, self._start = [], np.zeros(len(self.classes_))
        for place, label in enumerate(self.classes_):
            model = LogisticRegression(
                C=self.strength, class_weight="balanced", solver="liblinear", max_iter=1000, random_state=0
            ).fit(rows, given == label)
            weights.append(model.coef_[0] * rarity)
            self._start[place] = model.intercept_[0]
        self._weights = np.array(weights).T
        self._forget_words()
        return self

    def predict_proba(self, sentences: Iterable[Words]) -> NDArray[np.float64]:
        """Sentences by labels (`classes_`), each in [0, 1]; a sentence may say several things, or none."""
        if len(self._known) > MOST_WORDS:  # words of hostile texts never end
            self._forget_words()
        different = [dict.fromkeys(one) for one in sentences]
        rows = [row for one in different for row in self._rows(one)]
        sizes = np.array([len(one) for one in different], dtype=np.intp)
        summed = np.zeros((len(different), len(self.classes_)))
        if rows:
            filled = np.flatnonzero(sizes)
            firsts = (np.cumsum(sizes) - sizes)[filled]
            summed[filled] = np.add.reduceat(self._table[rows], firsts) * _scales(sizes[filled])[:, None]
        return np.asarray(1 / (1 + np.exp(-(self._start + summed))))

    def word_scores(self, sentence: Words) -> NDArray[np.float64]:
        """What each different word adds to each label's log-odds, words in order of first use: exact, not estimated."""
        rows = self._rows(dict.fromkeys(sentence))
        scores = self._table[rows] if rows else np.zeros((0, len(self.classes_)))
        return np.asarray(scores * _scale(sentence))

    def _rows(self, words: dict[str, None]) -> list[int]:
        """Where each word's scores stand in the table, which learns words as they come."""
        known = self._known
        try:
            return [known[word] for word in words]
        except KeyError:
            return [self._row(word) for word in words]

    def _row(self, word: str) -> int:
        row = self._known.get(word)
        if row is None:
            row = self._known[word] = len(self._known)
            if row == len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            places = [self._runs.vocabulary_[one] for one in _runs_of(word) if one in self._runs.vocabulary_]
            self._table[row] = self._weights[places].sum(axis=0)
        return row

    def _forget_words(self) -> None:
        self._known = {}
        self._table = np.zeros((1 << 14, len(self.classes_)))


def _scale(sentence: Words) -> float:
    return float(_scales(np.array([len(set(sentence))]))[0])


def _scales(sizes: NDArray[np.intp]) -> NDArray[np.float64]:
    return np.asarray(SCALE / np.sqrt(np.maximum(sizes, FEWEST)))


def _runs(sentence: Words) -> list[str]:
    return [run for word in dict.fromkeys(sentence) for run in _runs_of(word)]


def _runs_of(word: str) -> list[str]:
    padded = f" {word[:40]} "
    return [padded[at : at + LETTERS] for at in range(max(1, len(padded) - LETTERS + 1))]
