"""What a fitted reader of sentences knows and how it scores; apart from fitting, for scikit-learn is slow to load."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from risk_model.phrases.place_arrays import Mask
from risk_model.sentences.concept_marks import NAMED, as_read
from risk_model.sentences.word_pairs import WordPairs, is_pair

FEWEST = 4  # words a sentence is taken to have at least, so that one strong word alone does not decide a short line
LETTERS = 4
LONGEST_COUNT = 2  # digits: ages, and of whatever else there are few
SCALE = 0.1
MOST_WORDS = 200_000
Words = Sequence[str]
Rows = NDArray[np.intp]


class Sums(NamedTuple):
    """What words add to each label's log-odds before they are scaled (sentences by labels), and how many different ones
    each sentence has. Weights are such that a sum is the same in whatever order it is taken."""

    scores: NDArray[np.float64]
    counts: Rows

    @classmethod
    def named(cls, concepts: Mask, scores: NDArray[np.float64]) -> "Sums":
        """Those of the concepts that sentences name (sentences by concepts), by what each concept adds unscaled."""
        return cls(concepts.astype(np.float64) @ scores, concepts.sum(axis=1, dtype=np.intp))

    def of(self, sentences: Rows) -> "Sums":
        """Those of some sentences."""
        return Sums(self.scores[sentences], self.counts[sentences])

    def plus(self, others: "Sums") -> "Sums":
        """Those of sentences that have other words too."""
        return Sums(self.scores + others.scores, self.counts + others.counts)

    def scaled(self) -> NDArray[np.float64]:
        """What the words add to the log-odds."""
        return np.asarray(self.scores * _scales(self.counts)[:, None])


class SentenceScores:
    """For each label, how likely a sentence says what sentences of that label say: a sum over its words and over pairs
    of words that stand near each other.

    A word counts by its runs of four letters, a pair by how both begin. Sentences are sequences of words, and of names
    of concepts (`<passport>`), which are not taken apart.
    """

    classes_: NDArray[np.str_]
    runs: Mapping[str, int]
    weights: NDArray[np.float64]
    start: NDArray[np.float64]
    _table: NDArray[np.float64]
    _known: "_Rows"
    _pairs: WordPairs

    def know(
        self,
        classes: NDArray[np.str_],
        runs: Mapping[str, int],
        weights: NDArray[np.float64],
        start: NDArray[np.float64],
    ) -> None:
        """Take over what was learned: labels, runs and pairs with their rows in `weights`, those by labels, and the
        log-odds of a sentence without words."""
        self.classes_, self.runs, self.weights, self.start = classes, runs, weights, start
        pairs = [one for one in runs if is_pair(one)]
        self._pairs = WordPairs(pairs, weights[[runs[one] for one in pairs]])
        self._forget_words()

    def predict_proba(self, sentences: Iterable[Words]) -> NDArray[np.float64]:
        """Sentences by labels (`classes_`), each in [0, 1]; a sentence may say several things, or none."""
        listed = list(sentences)
        return self.sureness(self.sums(listed).plus(self.pair_sums(listed)))

    def pair_sums(self, sentences: Iterable[Words]) -> Sums:
        """What the pairs of words of each sentence add beside its words."""
        summed = self._pairs.sums(sentences)
        return Sums(summed, np.zeros(len(summed), dtype=np.intp))

    def sums(self, sentences: Iterable[Words]) -> Sums:
        """What the words of each sentence add, without their pairs: what is soon told of every sentence."""
        self._make_room()
        listed = list(sentences)
        sizes = np.array([len(one) for one in listed], dtype=np.intp)
        return self.sums_of_rows(self._rows_of(chain.from_iterable(listed), int(sizes.sum())), sizes)

    def rows_of(self, words: Iterable[str], count: int) -> Rows:
        """The number of each of `count` words for `sums_of_rows`; they may be others the next time."""
        self._make_room()
        return self._rows_of(words, count)

    def _rows_of(self, words: Iterable[str], count: int) -> Rows:
        return np.fromiter(map(self._known.__getitem__, words), dtype=np.intp, count=count)

    def sums_of_rows(self, rows: Rows, sizes: Rows) -> Sums:
        """As `sums`, of sentences laid end to end, each of so many words, given by their numbers."""
        table = self._scores_so_far()
        # A word counts once a sentence. Numbers are sorted in a tenth of the time that np.unique takes.
        said = np.sort(np.repeat(np.arange(len(sizes)) * len(table), sizes) + rows)
        different = said[np.diff(said, prepend=-1) > 0]
        counts = np.bincount(different // len(table), minlength=len(sizes))
        filled = np.flatnonzero(counts)
        summed = np.zeros((len(sizes), len(self.classes_)))
        if len(filled):
            firsts = (np.cumsum(counts) - counts)[filled]
            summed[filled] = np.add.reduceat(table[different % len(table)], firsts)
        return Sums(summed, counts)

    def log_odds(self, sums: Sums) -> NDArray[np.float64]:
        """Sentences by labels."""
        return np.asarray(self.start + sums.scaled())

    def sureness(self, sums: Sums) -> NDArray[np.float64]:
        """As `predict_proba`."""
        return np.asarray(1 / (1 + np.exp(-self.log_odds(sums))))

    def unscaled_scores(self, words: Collection[str]) -> NDArray[np.float64]:
        """What each word adds to each label's log-odds before it is scaled (`scale_of`): exact, not estimated."""
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
        places = [self.runs[one] for one in runs_of(word) if one in self.runs]
        return np.asarray(self.weights[places].sum(axis=0))

    def _make_room(self) -> None:
        if len(self._known) > MOST_WORDS:  # words of hostile texts never end
            self._forget_words()

    def _forget_words(self) -> None:
        self._known = _Rows()
        self._table = np.zeros((0, len(self.classes_)))


class _Rows(dict[str, int]):
    """A number for each word as it comes; words that are read alike have one."""

    def __init__(self) -> None:
        super().__init__()
        self.unscored: list[str] = []
        self._many = 0

    def __missing__(self, word: str) -> int:
        if word != (read := as_read(word)):
            row = self[read]
        else:
            self.unscored.append(word)
            row, self._many = self._many, self._many + 1
        self[word] = row
        return row


def scale_of(sentence: Words) -> float:
    """What the scores of a sentence's words are scaled by."""
    return float(_scales(np.array([len(set(sentence))]))[0])


def _scales(sizes: NDArray[np.intp]) -> NDArray[np.float64]:
    return np.asarray(SCALE / np.sqrt(np.maximum(sizes, FEWEST)))


def runs_of(word: str) -> list[str]:
    """The runs of letters of a word; a concept is one of its own, and a long number says nothing.

    A telephone stands beside whatever is offered, a year beside whatever is done; what sums are for is a concept.
    """
    if word.startswith(NAMED):
        return [word]
    read = as_read(word)
    if len(read) > LONGEST_COUNT and not any(letter.isalpha() for letter in read):
        return []
    padded = f" {read} "
    return [padded[at : at + LETTERS] for at in range(max(1, len(padded) - LETTERS + 1))]
