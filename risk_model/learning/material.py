"""Labelled adverts read and counted once: what every fit, fold and figure of one training shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from registry.law.rulebook import Rulebook
from risk_model.features import FEATURE_NAMES, FEATURES, LEFT_OUT
from risk_model.learning.examples import Example, labels_array
from risk_model.learning.frames import frame_of
from risk_model.learning.held_apart import HeldApart, parts_of_decisions, parts_of_file
from risk_model.learning.labels_file import LabelsFile
from risk_model.learning.learnt_texts import Digests, KeptSketches, kept_sketches, text_digests
from risk_model.learning.linear_blocks import Counted, Floats, count_frame, count_texts
from risk_model.learning.senders import Senders, senders_of
from risk_model.learning.text_features import features_of
from risk_model.learning.text_kinds import kinds_of_texts


@dataclass(frozen=True)
class Material:
    """Adverts, row by row: counted words and features, labels, groups that no split may divide, and what is known of
    how each came to be decided.

    `weights` are one over the chance that the advert was looked at, and not a number where that is not known.
    `sketches` are of all the adverts that were read, also where only some are left.
    """

    counted: Counted
    labels: NDArray[np.bool_]
    groups: NDArray[np.intp]
    weights: Floats
    decided: tuple[datetime | None, ...]
    slices: Mapping[str, NDArray[np.str_]]
    templates: NDArray[np.intp]
    digests: Digests
    senders: Senders
    apart: HeldApart
    sketches: KeptSketches

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
            senders=self.senders.rows(rows),
            apart=self.apart,
            sketches=self.sketches,
        )


def material_of(examples: Sequence[Example], *, rulebook: Rulebook) -> Material:
    """The examples' texts read once; words that a single advert says are dropped, as no fit could use them."""
    frame = frame_of([example.reading for example in examples], rulebook=rulebook)
    names = sorted({name for example in examples for name in example.slices})
    texts = [example.reading.text for example in examples]
    senders = senders_of([example.senders for example in examples])
    parts = parts_of_decisions(texts, [example.keys for example in examples], senders)
    return Material(
        counted=count_frame(frame, minimum_texts=2),
        labels=labels_array(examples),
        groups=parts.groups,
        weights=np.array([example.weight for example in examples], dtype=np.float64),
        decided=tuple(example.decided_at for example in examples),
        slices={name: np.array([example.slices.get(name, "") for example in examples]) for name in names},
        templates=parts.templates,
        digests=text_digests(texts),
        senders=parts.senders,
        apart=parts.apart,
        sketches=kept_sketches(texts),
    )


def material_of_file(file: LabelsFile, *, rulebook: Rulebook, on: date, n_jobs: int | None = None) -> Material:
    """The same of a labels file, read by `rulebook` under the law of `on`; nobody here decided its labels.

    `n_jobs` as scikit-learn means it: how many processes may read side by side.
    """
    texts = [row.text for row in file.rows]
    named = features_of(texts, rulebook=rulebook, on=on, n_jobs=n_jobs)
    named[:, len(FEATURES) :] = [[field in row.left_out for field in LEFT_OUT] for row in file.rows]
    parts = parts_of_file(file, region=rulebook.jurisdiction.phone_region)
    return Material(
        counted=count_texts(texts, named, FEATURE_NAMES, minimum_texts=2),
        labels=np.array([row.positive for row in file.rows], dtype=bool),
        groups=parts.groups,
        weights=np.ones(len(texts)),
        decided=(None,) * len(texts),
        slices=kinds_of_texts(texts),
        templates=parts.templates,
        digests=text_digests(texts),
        senders=parts.senders,
        apart=parts.apart,
        sketches=kept_sketches(texts),
    )
