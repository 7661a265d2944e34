"""How likely each number of a text counts posts, as a reader learned it from marked lines.

A number's score is the sum of the weights of what is around it (`number_features`); unknown words count nothing.
"""

import csv
import math
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import repeat
from pathlib import Path

from spiders.field_reading.counted_sentence import Sentence
from spiders.field_reading.number_features import features_of

WEIGHTS = Path(__file__).with_name("counted_numbers_weights.csv")
START = "start"


def read_weights() -> dict[str, float]:
    """The weight of each feature, as `benchmarks/fit_number_reader.py` left them."""
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        return {given["feature"]: float(given["weight"]) for given in csv.DictReader(file)}


_known = cache(read_weights)


def chances(row: Sentence, places: Sequence[int], *, weights: Mapping[str, float] | None = None) -> dict[int, float]:
    """How likely each of the numbers at `places` counts posts."""
    known = _known() if weights is None else weights
    start = known.get(START, 0.0)
    return {
        at: 1 / (1 + math.exp(-(start + sum(map(known.get, names, repeat(0.0))))))
        for at, names in zip(places, features_of(row, places), strict=True)
    }
