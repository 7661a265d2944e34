"""The largest addends of each row are found as by sorting the whole row."""

import numpy as np
import pytest

from risk_model.learned_judge import largest_first


@pytest.mark.parametrize("seed", range(20))
def test_the_largest_are_those_that_come_first_when_all_are_sorted(seed: int) -> None:
    random = np.random.default_rng(seed)
    sizes = random.integers(0, 40, size=50)
    sizes[random.random(50) < 0.3] = 0
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    # Some are zero, some alike, some a hair apart.
    values = random.choice([0.0, 0.5, -0.5, 0.25], size=starts[-1]) + random.normal(size=starts[-1]) * (seed % 3)
    order, ends = largest_first(values, starts, most=8)
    begin = 0
    for row, end in enumerate(ends):
        told = values[starts[row] : starts[row + 1]].astype(np.float32)
        expected = [at for at in np.argsort(-np.abs(told), kind="stable").tolist() if told[at]][:8]
        assert (order[begin:end] - starts[row]).tolist() == expected
        begin = end
    assert begin == len(order)


def test_no_rows_have_no_largest() -> None:
    order, ends = largest_first(np.zeros(0), np.zeros(1, dtype=np.int32), most=8)
    assert (order.tolist(), ends) == ([], [])
