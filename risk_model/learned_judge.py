"""A trained model as a judge: its probability, and exactly what added up to it in log-odds."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from registry.collector import held_back
from registry.law.rulebook import Rulebook
from risk_model.features import SENTENCES
from risk_model.judge import AdvertReading, Reason, ReasonKind, Score, band_of
from risk_model.learning.frames import frame_of

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
        with held_back():
            reasons = self._reasons(columns, points)
            shown = [slice(*few) for few in pairwise((0, *ends))]
            left = (total - sum(points[few]) for total, few in zip(totals, shown, strict=True))
            rests = _made(repeat("rest"), *self._rests(shares.tolist()), left)
            chances = [1.0 / (1.0 + math.exp(-total)) if total > -700.0 else 0.0 for total in totals]
            told = ((*reasons[few], rest) for few, rest in zip(shown, rests, strict=True))
            return list(map(Score, chances, map(band_of, chances), told))

    def _reasons(self, columns: list[int], points: list[float]) -> list[Reason]:
        """One reason a column."""
        ids, titles, texts = (map(told.__getitem__, columns) for told in self._wordings)
        return _made(ids, titles, texts, points)

    def _rests(self, shares: list[float]) -> tuple[list[str], list[str]]:
        """Titles and sentences of what is left when the largest are told, for each row's share."""
        told = [(REST, "") if share == 1.0 else too_few(share, self.estimator.enough_words) for share in shares]
        return [title for title, _ in told], [text for _, text in told]

    @cached_property
    def _wordings(self) -> tuple[list[str], list[str], list[str]]:
        """By column the id, title and sentence of its reason."""
        told = [wording_of_column(name) for name in self.estimator.get_feature_names_out()]
        return [one.id for one in told], [one.title for one in told], [one.text for one in told]


def _made(ids: Iterable[str], titles: Iterable[str], texts: Iterable[str], points: Iterable[float]) -> list[Reason]:
    """Reasons of a model, a column each; those of all adverts at once are made in a fifth of the time of one by one."""
    each = zip(repeat(ReasonKind.LOG_ODDS), ids, titles, points, texts)
    return list(map(tuple.__new__, repeat(Reason), each))


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
    """The places of each CSR row's `most` largest values other than zero, by absolute size, largest first, row after
    row; and where each row's places end."""
    sizes, counts = np.abs(values).astype(np.float32), np.diff(starts)
    likely = np.flatnonzero((sizes >= np.repeat(_surely_reached(sizes, starts, most), counts)) & (sizes > 0.0))
    rows = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)[likely]
    # One sort for all rows: the row above, the size (as the bits of a positive float, which order alike) below.
    order = np.argsort((rows << _ROW_BITS) | (_LARGEST - sizes[likely].view(np.uint32)), kind="stable")
    counts = np.bincount(rows.astype(np.intp), minlength=len(counts))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    return likely[order[rank < most]], np.cumsum(np.minimum(counts, most)).tolist()


def _surely_reached(sizes: NDArray[np.float32], starts: NDArray[np.int32], most: int) -> NDArray[np.float32]:
    """For each row a size that at least `most` of its values reach: of so many parts of a row the least of their
    largest. Rows with fewer values have 0."""
    counts = np.diff(starts).astype(np.int64)
    parts = starts[:-1, None] + counts[:, None] * np.arange(most) // most
    # The last part of a row ends where the next row begins; an empty row at the end begins past the last value.
    reached = np.maximum.reduceat(np.append(sizes, np.float32(0.0)), parts.ravel()).reshape(-1, most).min(axis=1)
    return np.where(counts < most, np.float32(0.0), reached)
