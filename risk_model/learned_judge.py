"""A trained model as a judge: its probability, and exactly what added up to it in log-odds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from registry.law.rulebook import Rulebook
from risk_model.features import SENTENCES
from risk_model.frames import frame_of
from risk_model.judge import AdvertReading, Reason, ReasonKind, Score, band_of

REASONS_SHOWN = 8
_ROW_BITS = np.uint64(32)
_LARGEST = np.uint32(0xFFFFFFFF)


@dataclass(frozen=True)
class Wording:
    """How a column of a model is told to a person: the id, title and sentence of a reason."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class LearnedJudge:
    """Judges by a trained `estimator.RiskClassifier`; made by `model_store.load`, which has checked the file.

    `layout` is the kind of labels file it was trained on, "" for the decisions made here.
    """

    estimator: Any
    version: str
    says: str
    layout: str = ""

    def score_many(self, readings: Sequence[AdvertReading], *, rulebook: Rulebook) -> list[Score]:
        """One score a reading, in order; its reasons' log-odds add up to the score's, the rest in one last reason."""
        if not readings:
            return []
        added = self.estimator.contributions(frame_of(readings, rulebook=rulebook))
        log_odds = np.asarray(added.sum(axis=1)).ravel() + self.estimator.start_
        shown = largest_first(added.data, added.indptr, most=REASONS_SHOWN)
        scores = []
        for total, places in zip(log_odds.tolist(), shown, strict=True):
            chance = 1.0 / (1.0 + float(np.exp(-total)))
            reasons = self._reasons(added.indices[places].tolist(), added.data[places].tolist(), total)
            scores.append(Score(chance, band_of(chance), reasons))
        return scores

    def _reasons(self, columns: list[int], points: list[float], total: float) -> tuple[Reason, ...]:
        told = self._wordings
        shown = [
            Reason(ReasonKind.LOG_ODDS, told[column].id, told[column].title, add, told[column].text)
            for column, add in zip(columns, points, strict=True)
            if add
        ]
        rest = total - sum(points)
        return (*shown, Reason(ReasonKind.LOG_ODDS, "rest", "Starting point and everything else", rest, ""))

    @cached_property
    def _wordings(self) -> list[Wording]:
        return [wording_of_column(name) for name in self.estimator.get_feature_names_out()]


def wording_of_column(name: str) -> Wording:
    """How a column named `words__…`, `title__…` or `features__…` is told to a person."""
    block, _, what = name.partition("__")
    if block == "features":
        return Wording(what, SENTENCES[what], SENTENCES[what])
    if block == "title":
        return Wording(f"title:{what}", f"The word “{what}” in the title", f"The title says “{what}”.")
    return Wording(f"word:{what}", f"The word “{what}”", f"The advert says “{what}”.")


def largest_first(values: NDArray[np.float64], starts: NDArray[np.int32], *, most: int) -> list[NDArray[np.int64]]:
    """For each row of a CSR matrix, the places of its `most` largest values, by absolute size, largest first."""
    sizes = _LARGEST - np.abs(values).astype(np.float32).view(np.uint32)
    rows = np.repeat(np.arange(len(starts) - 1, dtype=np.uint64), np.diff(starts))
    # One sort for all rows: the row above, the size (as the bits of a positive float, which order alike) below.
    order = np.argsort((rows << _ROW_BITS) | sizes)
    return [order[start : min(end, start + most)] for start, end in pairwise(starts.tolist())]
