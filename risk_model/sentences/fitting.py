"""Fitting a linear reader of sentences, whose every score is a sum over words and pairs of words."""

from collections.abc import Collection, Sequence
from typing import Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from risk_model.sentences.scores import SentenceScores, Words, runs_of, scale_of
from risk_model.sentences.word_pairs import is_pair, pairs_of

PAIR_OFTEN = 4  # sentences; from eight on more genuine adverts are accused (decision 39)
EXACT = 2.0**16  # weights are multiples of one over this, so that a sum is the same in whatever order it is taken
CERTAIN = 20.0  # log-odds
TOLERANCE = 0.01  # no sentence of those fitted is more than 0.001 surer or less sure at a hundredth of it


class SentenceReader(SentenceScores, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """For each label, how likely a sentence says what sentences of that label say.

    A word counts by its runs of four letters, so that word forms nobody wrote down are met too (asafiri, watasafiri);
    what stands beside it by pairs of words; each by how rare it is among the sentences fitted. Sentences are sequences
    of words, and of names of concepts (`<passport>`), which are not taken apart.
    """

    def __init__(self, *, strength: float = 30.0) -> None:
        self.strength = strength

    def fit(
        self,
        sentences: Sequence[Words],
        labels: Sequence[str],
        *,
        also: Sequence[Collection[str]] | None = None,
        about: Sequence[Collection[str]] | None = None,
        weights: Sequence[float] | None = None,
    ) -> Self:
        """Learn what each run of letters and pair of words weighs for each label; "" labels what says none of them.

        A label is told from those alone, without the ones that may say it all the same by `also` (labels, for each
        sentence): what says another thing may say this one too. With `about` (labels, for each sentence) it is told
        from those alone that are about it without saying it; where there are none, any sentence says it.
        """
        classes = np.array(sorted(set(labels) - {""}))
        counter = CountVectorizer(analyzer=_runs_and_pairs, min_df=2)
        counts = counter.fit_transform(sentences)
        names, said_by = counter.get_feature_names_out().tolist(), counts.getnnz(axis=0).tolist()
        kept = [at for at, name in enumerate(names) if said_by[at] >= PAIR_OFTEN or not is_pair(name)]
        counts = counts[:, kept]
        rarity = np.log((1 + len(sentences)) / (1 + counts.getnnz(axis=0))) + 1
        rows = sparse.diags_array([scale_of(one) for one in sentences]) @ counts @ sparse.diags_array(rarity)
        given = np.array(labels)
        often = np.ones(len(given)) if weights is None else np.array(weights, dtype=np.float64)
        learned, start = [], np.zeros(len(classes))
        for place, label in enumerate(classes):
            other = given == ""
            if also is not None:
                other &= np.array([label not in one for one in also])
            if about is not None:
                other &= np.array([label in one for one in about])
            if not other.any():
                learned.append(np.zeros(len(rarity)))
                start[place] = CERTAIN
                continue
            told = np.flatnonzero((given == label) | other)
            model = LogisticRegression(
                C=self.strength,
                class_weight="balanced",
                solver="liblinear",
                dual=True,  # fewer sentences than runs: a fifth of the time, and nearer to the exact answer
                tol=TOLERANCE,
                max_iter=1000,
                random_state=0,
            ).fit(rows[told], given[told] == label, sample_weight=often[told])
            learned.append(model.coef_[0] * rarity)
            start[place] = model.intercept_[0]
        numbers = {names[at]: place for place, at in enumerate(kept)}
        self.know(classes, numbers, np.round(np.array(learned).T * EXACT) / EXACT, start)
        return self


def _runs_and_pairs(sentence: Words) -> list[str]:
    return [*(run for word in dict.fromkeys(sentence) for run in runs_of(word)), *pairs_of(sentence)]
