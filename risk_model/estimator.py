"""The one estimator family in use: words and named features, one linear model, one sigmoid; so reasons are exact.

A linear model under a sigmoid that is itself linear in the log-odds can be taken apart without approximation, which
is what lets an inspector defend a score. scikit-learn throughout: it fits and predicts without the rest of Wakala.
"""

from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import (
    _check_sample_weight,
    check_consistent_length,
    check_is_fitted,
    check_non_negative,
)

from risk_model.features import DIRECTIONS, OF_LAYOUT, Direction
from risk_model.learning.grouping import grouped_splits, some_groups
from risk_model.learning.linear_blocks import (
    Counted,
    Floats,
    WordBlock,
    beside,
    count_frame,
    learn_block,
    parts_of,
    titles_of,
)
from risk_model.learning.side_by_side import same_numbers
from risk_model.learning.signed_fit import NONE_LEFT_OUT, fit_linear
from risk_model.learning.two_classes import yes_or_no
from risk_model.measuring.metrics import average_precision

if TYPE_CHECKING:
    import pandas as pd

Labels = NDArray[np.bool_]
Places = NDArray[np.intp]
STRENGTHS = (10.0, 30.0, 100.0)
NEWTON_STEPS = 100
SELECT_ON = 4_000  # rows: a strength is chosen well enough on some thousands, and three times as fast
CALIBRATE_ON = 10_000  # held-out rows: two numbers are known from so many as well as from a hundred thousand


class RiskClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn publishes no types
    """A calibrated linear classifier of adverts: log-odds = `shares` x `start_` + the sum of `contributions`.

    An advert with fewer than `enough_words` words that the model knows says too little: all of its log-odds count by
    the share that it has, so that one without any is at even odds instead of where texts in general start.

    Takes a frame with a column `text` (its first line is the title) and numeric columns, the named features. Words
    weigh by rarity; groups weigh alike however many copies they have. The strength (scikit-learn's C) is the one of
    `strengths` that ranks best on groups held out inside the training rows; the same held-out margins calibrate it.

    Labels are True and False or 1 and 0, and `classes_` are what was given; others, "yes" among them, are refused.
    """

    # Digests of the texts it was fitted to, set by whoever has the texts; a file of before they were kept has none.
    learnt_from_: NDArray[np.uint64] | None = None
    # The same of sketches, by which near-copies are known again.
    learnt_sketches_: NDArray[np.uint8] | None = None

    def __init__(
        self,
        *,
        strengths: tuple[float, ...] = STRENGTHS,
        title_weight: float = 0.3,
        named_weight: float = 1.0,
        layout_weight: float = 0.25,
        minimum_groups: int = 2,
        most_words: int = 50_000,
        enough_words: int = 20,
        folds: int = 5,
        seed: int = 1,
    ) -> None:
        self.strengths = strengths
        self.title_weight = title_weight
        self.named_weight = named_weight
        self.layout_weight = layout_weight
        self.minimum_groups = minimum_groups
        self.most_words = most_words
        self.enough_words = enough_words
        self.folds = folds
        self.seed = seed

    def fit(
        self,
        adverts: "pd.DataFrame | Counted",
        y: Any,
        groups: Any = None,
        sample_weight: Any = None,
        calibration_weight: Any = None,
    ) -> Self:
        """Learn from labelled adverts; rows of one number in `groups` never calibrate or select one another.

        `calibration_weight` says how many adverts each row stands for where the probabilities are to hold, 0 for none:
        a control pick stands for all it was drawn from, but does not outshout other labels in what words mean.
        """
        counted = adverts if isinstance(adverts, Counted) else count_frame(adverts)
        check_consistent_length(counted, y, groups, sample_weight, calibration_weight)
        weights = _weights(sample_weight, counted, "sample_weight")
        standing = _weights(calibration_weight, counted, "calibration_weight")
        # A row of no weight is as good as left out: it may not bring in words, nor be held out.
        kept = np.flatnonzero(weights)
        if len(kept) < len(counted):
            counted, weights, standing = counted.rows(kept), weights[kept], standing[kept]
        given = np.asarray(y)[kept]
        labels = yes_or_no(given)
        numbers = np.arange(len(labels)) if groups is None else np.asarray(groups)[kept]
        self._note_columns(adverts)
        self.classes_ = np.unique(given.tolist())
        self.strength_, held, margins = self._choose_strength(counted, labels, numbers, weights)
        standing = (weights * standing)[held]
        if not standing.any():
            raise ValueError("calibration_weight is 0 for every row to calibrate on; give more rows a weight above 0.")
        with same_numbers():
            slope, offset = _sigmoid(margins, labels[held], standing / standing.mean())
        self._fit_blocks(counted, numbers)
        shared = _shared(numbers, weights)
        linear = fit_linear(self._columns(counted), labels, shared, strength=self.strength_, signs=self._signs())
        self.weights_ = slope * linear.weights
        self.start_ = float(slope * linear.intercept + offset)
        return self

    def decision_function(self, adverts: "pd.DataFrame | Counted") -> Floats:
        """The calibrated log-odds of each advert."""
        columns = self.columns_of(adverts)
        margins: Floats = columns @ self.weights_ + self.start_
        return margins * self.shares(columns)

    def predict_proba(self, adverts: "pd.DataFrame | Counted") -> Floats:
        """The chance of the negative and of the positive class, one row an advert."""
        positive = 1.0 / (1.0 + np.exp(-self.decision_function(adverts)))
        return np.column_stack([1.0 - positive, positive])

    def predict(self, adverts: "pd.DataFrame | Counted") -> NDArray[Any]:
        """The likelier class of each advert, as `classes_` has it."""
        likely: NDArray[Any] = self.classes_[(self.decision_function(adverts) >= 0.0).astype(np.intp)]
        return likely

    def contributions(self, adverts: "pd.DataFrame | Counted") -> Any:
        """Adverts by columns, as a CSR matrix: what each column adds to the log-odds of each advert."""
        columns = self.columns_of(adverts)
        columns.data *= self.weights_[columns.indices]
        shares = self.shares(columns)
        if (shares < 1.0).any():
            columns.data *= np.repeat(shares, np.diff(columns.indptr))
        return columns

    def shares(self, columns: Any) -> Floats:
        """How much each row of such a matrix counts: by its known words, 1 from `enough_words` of them; so does
        `start_`."""
        indices, starts, sizes = columns.indices, columns.indptr[:-1], np.diff(columns.indptr)
        found: Floats = np.ones(len(sizes))
        # Words come first in each row, so that one look tells whether there are enough; few rows need counting.
        last = np.minimum(starts + self.enough_words, len(indices)) - 1
        short = (sizes < self.enough_words) | (indices[last] >= len(self.words_.terms)) if len(indices) else found > 0.0
        for row in np.flatnonzero(short).tolist():
            words = indices[starts[row] : starts[row] + sizes[row]] < len(self.words_.terms)
            found[row] = words.sum() / self.enough_words
        return found

    def columns_of(self, adverts: "pd.DataFrame | Counted") -> Any:
        """The columns that the weights multiply, as a CSR matrix."""
        check_is_fitted(self, "weights_")
        if isinstance(adverts, Counted):
            return self._columns(adverts)
        texts, named = parts_of(adverts, self.names_)
        return beside(self.words_.of_texts(texts), self.titles_.of_texts(titles_of(texts)), named * self.scales_)

    def get_feature_names_out(self) -> list[str]:
        """The name of each column: `words__…`, `title__…`, `features__…`."""
        return [
            *(f"words__{term}" for term in self.words_.terms),
            *(f"title__{term}" for term in self.titles_.terms),
            *(f"features__{name}" for name in self.names_),
        ]

    def _note_columns(self, adverts: "pd.DataFrame | Counted") -> None:
        """What scikit-learn keeps of a frame; nothing of adverts that were counted before, nor of a frame before."""
        for name in ("n_features_in_", "feature_names_in_"):
            self.__dict__.pop(name, None)
        if not isinstance(adverts, Counted):
            self.feature_names_in_ = np.array([str(name) for name in adverts.columns], dtype=object)
            self.n_features_in_ = len(self.feature_names_in_)

    def _choose_strength(
        self, counted: Counted, labels: Labels, groups: Any, weights: Floats
    ) -> tuple[float, Places, Floats]:
        """The strength that ranks held-out rows best, the rows to calibrate on, and their held-out margins under it."""
        rows = some_groups(groups, most=SELECT_ON, seed=self.seed)
        if len(self.strengths) == 1 or len(rows) == len(labels):
            held, tried = self._held_out(counted, labels, groups, weights, strengths=self.strengths)
            best = _best(tried, labels[held])
            return best, held, tried[best]
        part, few = counted.rows(rows), labels[rows]
        chosen, tried = self._held_out(part, few, groups[rows], weights[rows], strengths=self.strengths)
        best = _best(tried, few[chosen])
        held, margins = self._held_out(counted, labels, groups, weights, strengths=(best,), most=CALIBRATE_ON)
        return best, held, margins[best]

    def _held_out(
        self,
        counted: Counted,
        labels: Labels,
        groups: Any,
        weights: Floats,
        *,
        strengths: tuple[float, ...],
        most: int | None = None,
    ) -> tuple[Places, dict[float, Floats]]:
        """Rows and, by strength, their margins under a model that saw nothing of their group; all of them, or whole
        folds until there are `most`."""
        rows: list[Places] = []
        margins: dict[float, list[Floats]] = {strength: [] for strength in strengths}
        for train, test in grouped_splits(labels, groups, folds=self.folds, seed=self.seed):
            if len(np.unique(labels[train])) < 2:
                raise ValueError(f"Too few groups of one class to hold out {self.folds} parts; label more adverts.")
            part = counted.rows(train)
            fold = RiskClassifier(**self.get_params())
            fold._fit_blocks(part, groups[train])
            seen, unseen = fold._columns(part), fold._columns(counted.rows(test))
            shared, signs, left_out = _shared(groups[train], weights[train]), fold._signs(), NONE_LEFT_OUT
            for strength in strengths:
                linear = fit_linear(seen, labels[train], shared, strength=strength, signs=signs, left_out=left_out)
                margins[strength].append(unseen @ linear.weights + linear.intercept)
                left_out = linear.left_out
            rows.append(test)
            if most is not None and sum(map(len, rows)) >= most:
                break
        return np.concatenate(rows), {strength: np.concatenate(each) for strength, each in margins.items()}

    def _fit_blocks(self, counted: Counted, groups: Any) -> None:
        self.names_ = counted.names
        limits: dict[str, Any] = {"minimum": self.minimum_groups, "most": self.most_words}
        self.words_: WordBlock = learn_block(counted.words, groups, scale=1.0, **limits)
        self.titles_: WordBlock = learn_block(counted.titles, groups, scale=self.title_weight, **limits)
        largest = np.abs(counted.named).max(axis=0, initial=0.0)
        share = [self.layout_weight if name in OF_LAYOUT else self.named_weight for name in self.names_]
        self.scales_ = np.array(share) / np.where(largest > 0.0, largest, 1.0)

    def _signs(self) -> NDArray[np.int8]:
        """By column which way it may count: words either way, named features as `features.DIRECTIONS` says."""
        words = len(self.words_.terms) + len(self.titles_.terms)
        named = [DIRECTIONS.get(name, Direction.EITHER) for name in self.names_]
        return np.array([Direction.EITHER] * words + named, dtype=np.int8)

    def _columns(self, counted: Counted) -> Any:
        from scipy.sparse import vstack

        pieces = [self._some_columns(piece) for piece in counted.pieces()]
        return pieces[0] if len(pieces) == 1 else vstack(pieces, format="csr")

    def _some_columns(self, counted: Counted) -> Any:
        words, titles = self.words_.of_counts(counted.words), self.titles_.of_counts(counted.titles)
        return beside(words, titles, counted.named * self.scales_)


def _weights(given: Any, counted: Counted, name: str) -> Floats:
    """One weight a row; raises ValueError, as scikit-learn does, where one is negative or no number, or all are 0."""
    if given is not None and not np.any(given):
        raise ValueError(f"{name} is 0 for every row; give some row a weight above 0.")
    weights: Floats = _check_sample_weight(given, counted, dtype=np.float64)
    check_non_negative(weights, name)
    return weights


def _best(tried: dict[float, Floats], labels: Labels) -> float:
    return max(tried, key=lambda strength: average_precision(labels, tried[strength]))


def _shared(groups: Any, weights: Floats) -> Floats:
    """Row weights under which each group weighs alike, with a mean of one so that a strength keeps its meaning."""
    _, number, count = np.unique(groups, return_inverse=True, return_counts=True)
    shared: Floats = weights / count[number]
    shared /= shared.mean()
    return shared


def _sigmoid(margins: Floats, labels: Labels, weights: Floats) -> tuple[float, float]:
    """Slope and offset that turn held-out margins into log-odds, by Newton's method; a slope is never negative."""
    inputs = np.column_stack([margins, np.ones(len(margins))])
    held = np.diag([1e-4, 1e-4])  # keeps the slope finite where margins separate the classes
    found = np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(inputs @ found, -30.0, 30.0)))
        slope = inputs.T @ (weights * (chance - labels)) + held @ found
        curve = (inputs * (weights * chance * (1.0 - chance))[:, None]).T @ inputs + held
        step = np.linalg.solve(curve, slope)
        found = found - step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        if float(np.abs(step).max()) < 1e-8:
            break
    return max(float(found[0]), 1e-6), float(found[1])
