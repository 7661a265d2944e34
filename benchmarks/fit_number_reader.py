"""Fits the reader that tells which numbers of an advert count posts, and keeps its weights beside the lines.

    python benchmarks/fit_number_reader.py [--write]

Without `--write` it says how far the weights in the file are from those it fits. The lines are
spiders/field_reading/counted_numbers.csv; how well the reader does on writers it was not fitted to is what
`left_out_number_writers.py` prints.
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from number_lines import FILE, PLAIN, Line, lines, placed
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from spiders.field_reading.learned_numbers import START, WEIGHTS, read_weights

STRENGTH = 0.3
# The lines that the patterns were tested by are the plainest ways of saying it, and are to stay read. Lines of ordinary
# boards are few here and most there: what a licensed firm's advert counts besides must not be taken for posts.
ORDINARY = ("ordinary_a", "ordinary_b", "ordinary_c", "ordinary_d")
WEIGHT_OF = {PLAIN: 2.0, **dict.fromkeys(ORDINARY, 3.0)}
LEAST_WEIGHT = 0.02


def fitted(known: Sequence[Line]) -> dict[str, float]:
    """The weight of each feature, and under `START` where the sum begins; features met once have none."""
    met = Counter(name for line in known for names in line.features for name in names)
    column = {name: at for at, name in enumerate(sorted(name for name, times in met.items() if times > 1))}
    rows = [[column[name] for name in names if name in column] for line in known for names in line.features]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    cells = np.concatenate([np.array(sorted(row), dtype=np.int64) for row in rows])
    table = sparse.csr_matrix((np.ones(len(cells)), cells, ends), shape=(len(rows), len(column)))
    counts = np.array([counts for line in known for counts in line.counts])
    model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-4, max_iter=1000, random_state=0)
    heavy = np.array([WEIGHT_OF.get(line.writer, 1.0) for line in known for _ in line.counts])
    model.fit(table, counts, sample_weight=heavy)
    weights = dict(zip(column, model.coef_[0].tolist(), strict=True))
    kept = {name: round(weight, 3) for name, weight in weights.items() if abs(weight) >= LEAST_WEIGHT}
    return {START: round(float(model.intercept_[0]), 3), **kept}


def write(weights: Mapping[str, float]) -> None:
    """Keep the weights."""
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight"])
        writer.writerows((name, f"{weight:g}") for name, weight in sorted(weights.items()))


def main() -> None:
    """Fit, and write or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    weights = fitted([*lines(), *placed()])
    if asked.write:
        write(weights)
    kept = read_weights()
    furthest = max(abs(weights.get(name, 0.0) - kept.get(name, 0.0)) for name in {*weights, *kept})
    print(
        json.dumps({"lines": FILE.name, "weights": len(weights), "bytes": WEIGHTS.stat().st_size, "furthest": furthest})
    )


if __name__ == "__main__":
    main()
