"""Many bare texts as named features, read a piece at a time: what was observed never stands in memory all at once."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import numpy as np

from registry.law.rulebook import Rulebook
from risk_model.features import FEATURE_NAMES, feature_matrix
from risk_model.learning.copies import distinct
from risk_model.learning.linear_blocks import Floats
from risk_model.learning.side_by_side import side_by_side
from risk_model.reading import read_texts

TEXTS_AT_ONCE = 1_000
WORTH_PROCESSES = 5_000  # texts: a process of its own takes some seconds until it has learnt to read


def features_of(texts: Sequence[str], *, rulebook: Rulebook, on: date, n_jobs: int | None = None) -> Floats:
    """Texts by named features, in the order of FEATURE_NAMES, under the law of `on`; copies are read once."""
    different, places = distinct(texts)
    if not different:
        return np.zeros((0, len(FEATURE_NAMES)))
    pieces = [different[start : start + TEXTS_AT_ONCE] for start in range(0, len(different), TEXTS_AT_ONCE)]
    read = partial(_features, rulebook=rulebook, on=on)
    found = side_by_side(read, pieces, n_jobs=n_jobs, worth=len(different) >= WORTH_PROCESSES)
    features: Floats = np.concatenate(found)[places]
    return features


def _features(texts: Sequence[str], *, rulebook: Rulebook, on: date) -> Floats:
    return feature_matrix(read_texts(texts, rulebook=rulebook, on=on), rulebook=rulebook)
