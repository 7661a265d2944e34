"""What could leak from training into test rows, counted: the reader should not have to take anybody's word for it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.grouping import Split, grouped_splits
from risk_model.learning.learnt_texts import MOST_KEPT, MOST_SKETCHED, KeptSketches, near_learnt, text_digests
from risk_model.learning.material import Material
from risk_model.learning.senders import CONTACT, FIRM, PROFILE, Senders

# Groups are made by shares of different words; this looks at all words, each weighed by its rarity.
COSINE, LOWER_COSINE = 0.8, 0.6
LOOKED_AT = 500
ROWS_AT_ONCE = 32  # against a hundred thousand others they take some ten megabytes


@dataclass(frozen=True)
class Leakage:
    """How many test rows have something of theirs in training, under the splits used and under a random one.

    `divided_groups` and `test_rows_with_a_twin` are counted by what the groups were made of and are 0 by their making.
    The others are not: of `looked_at` test rows, those with a text of cosine COSINE, and LOWER_COSINE, in training; of
    all rows, those with a contact, a firm's name or its profile there. `common` senders were held to be nobody's.
    """

    rows: int
    groups: int
    largest_group: int
    near_templates: int
    divided_groups: int
    test_rows_with_a_twin: int
    random_test_rows_with_a_twin: float
    looked_at: int
    with_a_like_text: int
    with_a_rather_like_text: int
    with_a_contact: int
    with_a_firm: int
    with_a_profile: int
    common: int


@dataclass(frozen=True)
class Overlap:
    """How many rows of a file a model was fitted to, and how many more are near-copies of such texts or stand in a
    group with one.

    Both are None where the model keeps no digests of what it learnt from; where these are not `complete`, at least so
    many. Of a model without sketches near-copies are not `sketched`: only groups within the file tell of them.
    """

    rows: int
    learnt: int | None
    beside_learnt: int | None
    complete: bool
    sketched: bool = True

    @property
    def touched(self) -> int:
        """How many rows are no test of the model, as far as is known."""
        return (self.learnt or 0) + (self.beside_learnt or 0)

    @property
    def sentence(self) -> str:
        """What a reader must know before the figures."""
        if self.learnt is None:
            return (
                "Not known whether the model learnt from rows of this file: it keeps no record of those that it learnt "
                "from, so they have not been compared. Figures on rows that it learnt from are no skill."
            )
        least = "" if self.complete else "at least "
        unknown = (
            "" if self.sketched else " Near-copies of other texts that it learnt from cannot be told: train again."
        )
        if not self.touched:
            found = f"None of the {self.rows} rows was found" if self.complete else f"No row of {self.rows} was found"
            kept = "" if self.complete else ", but it keeps only some"
            return f"{found} among those that the model learnt from, nor a near-copy of one{kept}.{unknown}"
        return (
            f"The model learnt from {least}{self.learnt} of these {self.rows} rows (texts compared without numbers, "
            f"addresses and punctuation), and {least}{self.beside_learnt} more are near-copies of what it learnt from, "
            f"or share a group with one: figures on them are no skill.{unknown}"
        )


def overlap_of(
    texts: Sequence[str],
    groups: NDArray[np.intp],
    learnt_from: NDArray[np.uint64] | None,
    sketches: KeptSketches | None = None,
) -> tuple[Overlap, NDArray[np.bool_]]:
    """The count, and which rows the model has seen nothing of: none where that is not known."""
    if learnt_from is None:
        return Overlap(len(texts), None, None, complete=False), np.zeros(len(texts), dtype=bool)
    learnt = np.isin(text_digests(texts), learnt_from)
    near = learnt if sketches is None else learnt | near_learnt(texts, sketches)
    touched = np.isin(groups, groups[near])
    complete = len(learnt_from) < MOST_KEPT and (sketches is None or len(sketches) < MOST_SKETCHED)
    beside = int((touched & ~learnt).sum())
    overlap = Overlap(len(texts), int(learnt.sum()), beside, complete=complete, sketched=sketches is not None)
    return overlap, ~touched if complete else np.zeros(len(texts), dtype=bool)


def audit_leakage(material: Material, *, folds: int, seed: int) -> Leakage:
    """The audit of one seed's splits."""
    splits = grouped_splits(material.labels, material.groups, folds=folds, seed=seed)
    loose = grouped_splits(material.labels, np.arange(len(material), dtype=np.intp), folds=folds, seed=seed)
    fold = np.zeros(len(material), dtype=np.intp)
    for number, (_, test) in enumerate(splits):
        fold[test] = number
    nearest = nearest_in_training(material, fold, seed=seed)
    return Leakage(
        rows=len(material),
        groups=len(np.unique(material.groups)),
        largest_group=int(np.bincount(material.groups).max()),
        near_templates=len(np.unique(material.templates)),
        divided_groups=sum(
            len(np.intersect1d(material.groups[train], material.groups[test])) for train, test in splits
        ),
        test_rows_with_a_twin=_twins(material.templates, splits),
        random_test_rows_with_a_twin=_twins(material.templates, loose) / len(material),
        looked_at=len(nearest),
        with_a_like_text=int((nearest >= COSINE).sum()),
        with_a_rather_like_text=int((nearest >= LOWER_COSINE).sum()),
        with_a_contact=_with_a_sender(material.senders, fold, CONTACT),
        with_a_firm=_with_a_sender(material.senders, fold, FIRM),
        with_a_profile=_with_a_sender(material.senders, fold, PROFILE),
        common=material.senders.common,
    )


def nearest_in_training(material: Material, fold: NDArray[np.intp], *, seed: int) -> NDArray[np.float32]:
    """The highest cosine that each of some rows, drawn at random, has with a text of any other fold."""
    weights, places = _rarity_weights(material), material.counted.words.places
    inside = [np.unique(places[fold != number]) for number in range(int(fold.max()) + 1)]
    rows = np.random.default_rng(seed).permutation(len(fold))[:LOOKED_AT]
    found = np.zeros(len(rows), dtype=np.float32)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        alike = (weights[places[some]] @ weights.T).toarray()
        for row, number in enumerate(fold[some].tolist()):
            found[start + row] = alike[row, inside[number]].max(initial=0.0)
    return found


def _rarity_weights(material: Material) -> Any:
    """The different texts by the words that two adverts or more say, each row of length one."""
    from scipy.sparse import csr_matrix

    counts = material.counted.words.distinct
    said = np.bincount(counts.indices, minlength=counts.shape[1])
    values = counts.data * (np.log((1.0 + counts.shape[0]) / (1.0 + said)) + 1.0)[counts.indices]
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(row, weights=values**2, minlength=counts.shape[0]))
    return csr_matrix(((values / lengths[row]).astype(np.float32), counts.indices, counts.indptr), shape=counts.shape)


def _with_a_sender(senders: Senders, fold: NDArray[np.intp], kind: str) -> int:
    folds = defaultdict(set)
    for said, number in zip(senders.of_rows, fold.tolist(), strict=True):
        for sender in said:
            folds[sender].add(number)
    return sum(any(one[0] == kind and len(folds[one]) > 1 for one in said) for said in senders.of_rows)


def _twins(templates: NDArray[np.intp], splits: Sequence[Split]) -> int:
    return sum(int(np.isin(templates[test], templates[train]).sum()) for train, test in splits)
