"""Labelled adverts read and counted once: what every fit, fold and figure of one training shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from registry.law.rulebook import Rulebook
from risk_model.features import FEATURE_NAMES, FEATURES, LEFT_OUT
from risk_model.learning.examples import Example, groups_of, labels_array
from risk_model.learning.frames import frame_of
from risk_model.learning.labels_file import LabelsFile
from risk_model.learning.learnt_texts import Digests, text_digests
from risk_model.learning.linear_blocks import Counted, Floats, count_frame, count_texts
from risk_model.learning.text_features import features_of


@dataclass(frozen=True)
class Material:
    """Adverts, row by row: counted words and features, labels, groups that no split may divide, and what is known of
    how each came to be decided.

    `weights` are one over the chance that the advert was looked at, and not a number where that is not known.
    """

    counted: Counted
    labels: NDArray[np.bool_]
    groups: NDArray[np.intp]
    weights: Floats
    decided: tuple[datetime | None, ...]
    slices: Mapping[str, NDArray[np.str_]]
    templates: NDArray[np.intp]
    digests: Digests

    def __len__(self) -> int:
        return len(self.labels)

    def rows(self, rows: NDArray[np.intp]) -> "Material":
        """Only these adverts."""
        return Material(
            counted=self.counted.rows(rows),
            labels=self.labels[rows],
            groups=self.groups[rows],
            weights=self.weights[rows],
            decided=tuple(self.decided[row] for row in rows.tolist()),
            slices={name: values[rows] for name, values in self.slices.items()},
            templates=self.templates[rows],
            digests=self.digests[rows],
        )


def material_of(examples: Sequence[Example], *, rulebook: Rulebook) -> Material:
    """The examples' texts read once; words that a single advert says are dropped, as no fit could use them."""
    frame = frame_of([example.reading for example in examples], rulebook=rulebook)
    names = sorted({name for example in examples for name in example.slices})
    texts = [example.reading.text for example in examples]
    groups, templates = groups_of(texts, [example.keys for example in examples])
    return Material(
        counted=count_frame(frame, minimum_texts=2),
        labels=labels_array(examples),
        groups=groups,
        weights=np.array([example.weight for example in examples], dtype=np.float64),
        decided=tuple(example.decided_at for example in examples),
        slices={name: np.array([example.slices.get(name, "") for example in examples]) for name in names},
        templates=templates,
        digests=text_digests(texts),
    )


def material_of_file(file: LabelsFile, *, rulebook: Rulebook, on: date, n_jobs: int | None = None) -> Material:
    """The same of a labels file, read by `rulebook` under the law of `on`; nobody here decided its labels.

    `n_jobs` as scikit-learn means it: how many processes may read side by side.
    """
    texts = [row.text for row in file.rows]
    named = features_of(texts, rulebook=rulebook, on=on, n_jobs=n_jobs)
    named[:, len(FEATURES) :] = [[field in row.left_out for field in LEFT_OUT] for row in file.rows]
    groups, templates = groups_of(texts, [row.keys for row in file.rows])
    return Material(
        counted=count_texts(texts, named, FEATURE_NAMES, minimum_texts=2),
        labels=np.array([row.positive for row in file.rows], dtype=bool),
        groups=groups,
        weights=np.ones(len(texts)),
        decided=(None,) * len(texts),
        slices={},
        templates=templates,
        digests=text_digests(texts),
    )
