"""What a model keeps of its texts finds their near-copies again, and no stranger."""

import numpy as np

from risk_model.learning.learnt_texts import BYTES, ORDERS, kept_digests, kept_sketches, near_learnt, text_digests
from tests.risk_model.learning.test_like_templates import exchanged, invented


def test_near_copies_are_found_by_sketches_and_strangers_are_not() -> None:
    chance = np.random.default_rng(2)
    learnt = invented(200)
    kept = kept_sketches([" ".join(said) for said in learnt])
    assert near_learnt([exchanged(said, 0.1, chance) for said in learnt], kept).all()
    assert not near_learnt([" ".join(said) for said in invented(200, seed=8)], kept).any()


def test_short_texts_are_no_copies_of_one_another() -> None:
    kept = kept_sketches(["Cook wanted in town", "", "Driver"])
    assert not near_learnt(["Cook needed in town", "", "Driver"], kept).any()
    assert len(near_learnt([], kept)) == len(kept_sketches([]))


def test_a_sketch_is_short_and_no_more_are_kept_than_asked() -> None:
    texts = [" ".join(said) for said in invented(9)]
    assert kept_sketches([*texts, *texts]).shape == (9, ORDERS + 2)
    assert kept_sketches(texts, most=4).shape == (4, ORDERS + 2)
    assert kept_digests(text_digests(texts), most=4).nbytes == 4 * BYTES
