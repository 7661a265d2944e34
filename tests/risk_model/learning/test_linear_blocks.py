"""Columns are those that plain matrices would give, in pieces or whole, and a word counts once a group."""

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_matrix, hstack

from risk_model.learning import linear_blocks
from risk_model.learning.linear_blocks import beside, count_frame, groups_saying
from risk_model.learning.word_counts import count_words

TEXTS = ["cooks now", "cooks later", "cooks now", "bakers now", "", "cooks now"]


def test_a_word_counts_once_for_each_group_that_says_it() -> None:
    chance = np.random.default_rng(5)
    texts = [" ".join(chance.choice(["ka", "mo", "ri", "lu", "sa"], size=2)) for _ in range(60)]
    groups = chance.integers(0, 25, 60)
    counted = count_words(texts, minimum_texts=1)
    said = {(group, word) for group, text in zip(groups.tolist(), texts, strict=True) for word in text.split()}
    expected = [sum(word == term for _, word in said) for term in counted.terms.tolist()]
    assert groups_saying(counted, groups).tolist() == expected


def test_groups_of_few_rows_are_told_apart_too() -> None:
    counted = count_words(TEXTS, minimum_texts=1)
    few = counted.rows(np.array([0, 1, 4]))
    told = dict(zip(counted.terms.tolist(), groups_saying(few, np.array([7, 7, 9])).tolist(), strict=True))
    assert told == {"cooks": 1, "now": 1, "later": 1, "bakers": 0}


def test_blocks_stand_beside_one_another_as_scipy_would_put_them() -> None:
    chance = np.random.default_rng(6)
    words, titles = (csr_matrix(chance.integers(0, 3, (7, width)).astype(np.float64)) for width in (5, 4))
    named = chance.integers(0, 2, (7, 3)).astype(np.float64)
    assert np.array_equal(
        beside(words, titles, named).toarray(), hstack([words, titles, csr_matrix(named)], format="csr").toarray()
    )
    assert beside(words[:0], titles[:0], named[:0]).shape == (0, 12)


def test_pieces_are_all_adverts_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear_blocks, "ROWS_AT_ONCE", 4)
    counted = count_frame(pd.DataFrame({"text": TEXTS, "length": np.arange(6.0)}))
    assert [len(piece) for piece in counted.pieces()] == [4, 2]
    assert np.concatenate([piece.named for piece in counted.pieces()]).ravel().tolist() == list(range(6))
    assert [len(piece) for piece in counted.rows(np.zeros(0, dtype=np.intp)).pieces()] == [0]
