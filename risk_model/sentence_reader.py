"""A linear reader of sentences whose every score is a sum over words; apart because it is fitted like any estimator."""

from collections.abc import Collection, Iterable, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from risk_model.concept_marks import LONGEST_WORD, NAMED

FEWEST = 4  # words a sentence is taken to have at least, so that one strong word alone does not decide a short line
LETTERS = 4
EXACT = 2.0**30  # weights are multiples of one over this, so that a sum is the same in whatever order it is taken
SCALE = 0.1
MOST_WORDS = 200_000
TOLERANCE = 0.01  # no sentence of those fitted is more than 0.001 surer or less sure at a hundredth of it
Words = Sequence[str]
Rows = NDArray[np.intp]


class SentenceReader(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """For each label, how likely a sentence says what sentences of that label say.

    A word counts by its runs of four letters, so that word forms nobody wrote down are met too (asafiri, watasafiri);
    each run by how rare it is among the sentences fitted. Sentences are sequences of words, and of names of concepts
    (`<passport>`), which are not taken apart.
    """

    _table: NDArray[np.float64]
    _known: "_Rows"

    def __init__(self, *, strength: float = 30.0) -> None:
        self.strength = strength

    def fit(self, sentences: Sequence[Words], labels: Sequence[str]) -> Self:
        """Learn one weight a run of letters and label; the label "" is of sentences that say nothing of the kind.

        A label is told from those alone: what says another thing may say this one too.
        """
        self.classes_ = np.array(sorted(set(labels) - {""}))
        self._runs = CountVectorizer(analyzer=_runs, min_df=2)
        counts = self._runs.fit_transform(sentences)
        rarity = np.log((1 + len(sentences)) / (1 + counts.getnnz(axis=0))) + 1
        rows = sparse.diags_array([_scale(one) for one in sentences]) @ counts @ sparse.diags_array(rarity)
        given = np.array(labels)
        weights, self._start = [], np.zeros(len(self.classes_))
        for place, label in enumerate(self.classes_):
            told = np.flatnonzero((given == label) | (given == ""))
            model = LogisticRegression(
                C=self.strength,
                class_weight="balanced",
                solver="liblinear",
                dual=True,  # fewer sentences than runs: a fifth of the time, and nearer to the exact answer
                tol=TOLERANCE,
                max_iter=1000,
                random_state=0,
            ).fit(rows[told], given[told] == label)
            weights.append(model.coef_[0] * rarity)
            self._start[place] = model.intercept_[0]
        self._weights = np.round(np.array(weights).T * EXACT) / EXACT
        self._forget_words()
        return self

    def predict_proba(self, sentences: Iterable[Words]) -> NDArray[np.float64]:
        """Sentences by labels (`classes_`), each in [0, 1]; a sentence may say several things, or none."""
        self._make_room()
        rows = [self._rows_of(one, len(one)) for one in sentences]
        sizes = np.array([len(one) for one in rows], dtype=np.intp)
        return self.predict_rows(np.concatenate([np.zeros(0, dtype=np.intp), *rows]), sizes)

    def rows_of(self, words: Iterable[str], count: int) -> Rows:
        """The number of each of `count` words for `predict_rows`; they may be others the next time."""
        self._make_room()
        return self._rows_of(words, count)

    def _rows_of(self, words: Iterable[str], count: int) -> Rows:
        return np.fromiter(map(self._known.__getitem__, words), dtype=np.intp, count=count)

    def predict_rows(self, rows: Rows, sizes: Rows) -> NDArray[np.float64]:
        """As `predict_proba`, of sentences laid end to end, each of so many words, given by their numbers."""
        return np.asarray(1 / (1 + np.exp(-self.log_odds(rows, sizes)[0])))

    def log_odds(self, rows: Rows, sizes: Rows) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Log-odds of sentences given as in `predict_rows`, and what the scores of each one's words are scaled by."""
        table = self._scores_so_far()
        # A word counts once a sentence.
        different = np.unique(np.repeat(np.arange(len(sizes)) * len(table), sizes) + rows)
        counts = np.bincount(different // len(table), minlength=len(sizes))
        scales = _scales(counts)
        filled = np.flatnonzero(counts)
        summed = np.zeros((len(sizes), len(self.classes_)))
        if len(filled):
            firsts = (np.cumsum(counts) - counts)[filled]
            summed[filled] = np.add.reduceat(table[different % len(table)], firsts) * scales[filled][:, None]
        return self.start + summed, scales

    @property
    def start(self) -> NDArray[np.float64]:
        """The log-odds of a sentence without words, by label."""
        return self._start

    def word_scores(self, sentence: Words) -> NDArray[np.float64]:
        """What each different word adds to each label's log-odds, words in order of first use: exact, not estimated."""
        return np.asarray(self.unscaled_scores(dict.fromkeys(sentence)) * _scale(sentence))

    def unscaled_scores(self, words: Collection[str]) -> NDArray[np.float64]:
        """What each word adds to each label's log-odds before it is scaled by how many the sentence has."""
        rows = self._rows_of(words, len(words))
        return np.asarray(self._scores_so_far()[rows])

    def _scores_so_far(self) -> NDArray[np.float64]:
        """The scores of every word that has a number."""
        fresh = [self._score(word) for word in self._known.unscored]
        self._known.unscored.clear()
        if fresh:
            self._table = np.concatenate([self._table, fresh])
        return self._table

    def _score(self, word: str) -> NDArray[np.float64]:
        places = [self._runs.vocabulary_[one] for one in _runs_of(word) if one in self._runs.vocabulary_]
        return np.asarray(self._weights[places].sum(axis=0))

    def _make_room(self) -> None:
        if len(self._known) > MOST_WORDS:  # words of hostile texts never end
            self._forget_words()

    def _forget_words(self) -> None:
        self._known = _Rows()
        self._table = np.zeros((0, len(self.classes_)))


class _Rows(dict[str, int]):
    """A number for each word as it comes; of long words the beginning alone counts."""

    def __init__(self) -> None:
        super().__init__()
        self.unscored: list[str] = []
        self._many = 0

    def __missing__(self, word: str) -> int:
        if len(word) > LONGEST_WORD:
            row = self[word[:LONGEST_WORD]]
        else:
            self.unscored.append(word)
            row, self._many = self._many, self._many + 1
        self[word] = row
        return row


def _scale(sentence: Words) -> float:
    return float(_scales(np.array([len(set(sentence))]))[0])


def _scales(sizes: NDArray[np.intp]) -> NDArray[np.float64]:
    return np.asarray(SCALE / np.sqrt(np.maximum(sizes, FEWEST)))


def _runs(sentence: Words) -> list[str]:
    return [run for word in dict.fromkeys(sentence) for run in _runs_of(word)]


def _runs_of(word: str) -> list[str]:
    if word.startswith(NAMED):
        return [word]
    padded = f" {word[:LONGEST_WORD]} "
    return [padded[at : at + LETTERS] for at in range(max(1, len(padded) - LETTERS + 1))]
