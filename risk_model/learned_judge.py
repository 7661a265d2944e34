"""A trained model as a judge: its probability, and exactly what added up to it in log-odds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from registry.collector import held_back
from registry.law.rulebook import Rulebook
from risk_model.features import SENTENCES
from risk_model.frames import frame_of
from risk_model.judge import AdvertReading, Reason, ReasonKind, Score, band_of

REASONS_SHOWN = 8
REST = "Starting point and everything else"
_ROW_BITS = np.uint64(32)
_LARGEST = np.uint32(0xFFFFFFFF)


class Wording(NamedTuple):
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
        return self.explain(self.estimator.contributions(frame_of(readings, rulebook=rulebook)))

    def explain(self, added: Any) -> list[Score]:
        """One score a row of `added` (what each column adds to the log-odds), with its largest addends as reasons."""
        shares = self.estimator.shares(added)
        totals = (np.asarray(added.sum(axis=1)).ravel() + shares * self.estimator.start_).tolist()
        order, ends = largest_first(added.data, added.indptr, most=REASONS_SHOWN)
        columns, points = added.indices[order].tolist(), added.data[order].tolist()
        scores, start = [], 0
        with held_back():
            for total, end, share in zip(totals, ends, shares.tolist(), strict=True):
                chance = 1.0 / (1.0 + math.exp(-total)) if total > -700.0 else 0.0
                reasons = self._reasons(columns[start:end], points[start:end], total, share)
                scores.append(Score(chance, band_of(chance), reasons))
                start = end
        return scores

    def _reasons(self, columns: list[int], points: list[float], total: float, share: float) -> tuple[Reason, ...]:
        # Made nine times an advert: a tuple's own maker takes a third of the time of a named tuple's.
        make, kind, told = tuple.__new__, ReasonKind.LOG_ODDS, map(self._wordings.__getitem__, columns)
        shown = [
            make(Reason, (kind, id_, title, add, text))
            for (id_, title, text), add in zip(told, points, strict=True)
            if add
        ]
        title, text = (REST, "") if share == 1.0 else too_few(share, self.estimator.enough_words)
        rest = make(Reason, (kind, "rest", title, total - sum(points), text))
        return (*shown, rest)

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


def too_few(share: float, enough: int) -> tuple[str, str]:
    """The title and sentence of the last reason where an advert says little that a model knows."""
    said = f"The model knows {round(share * enough) or 'none'} of its words and needs {enough}"
    return f"{said}; starting point and everything else", f"{said}: a person must look."


def largest_first(
    values: NDArray[np.float64], starts: NDArray[np.int32], *, most: int
) -> tuple[NDArray[np.int64], list[int]]:
    """The places of each CSR row's `most` largest values, by absolute size, largest first, row after row; and where
    each row's places end."""
    sizes = _LARGEST - np.abs(values).astype(np.float32).view(np.uint32)
    counts = np.diff(starts)
    rows = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)
    # One sort for all rows: the row above, the size (as the bits of a positive float, which order alike) below.
    order = np.argsort((rows << _ROW_BITS) | sizes)
    rank = np.arange(len(order)) - np.repeat(starts[:-1], counts)
    return order[rank < most], np.cumsum(np.minimum(counts, most)).tolist()
