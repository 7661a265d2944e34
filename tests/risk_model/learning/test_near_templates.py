"""Texts that say nearly the same share a group; those that do not stay apart."""

import numpy as np

from risk_model.learning.near_templates import near_pairs, near_template_groups
from risk_model.learning.word_counts import count_words

WORDS = [f"{a}{b}{c}" for a in ("ka", "mo", "ri") for b in ("lu", "sa", "te", "no") for c in ("ba", "du", "fi")]


def invented(count: int) -> list[str]:
    chance = np.random.default_rng(7)
    return [" ".join(chance.choice(WORDS, size=40)) for _ in range(count)]


def test_every_near_pair_is_found_and_no_other() -> None:
    texts = invented(20)
    texts += [text + " once" for text in texts[:6]] + [text.replace("ka", "ki", 1) for text in texts[6:9]]
    counts = count_words(texts, minimum_texts=1).counts.astype(np.float64)
    said = np.asarray((counts > 0).sum(axis=0)).ravel()
    rows = (counts.toarray()) * (np.log((1 + len(texts)) / (1 + said)) + 1)
    rows /= np.linalg.norm(rows, axis=1)[:, None]
    for near in (0.5, 0.9, 0.98):
        one, other = near_pairs(texts, near=near)
        expected = np.argwhere(np.triu(rows @ rows.T >= near - 1e-9, k=1)).tolist()
        assert sorted([a, b] for a, b in zip(one.tolist(), other.tolist(), strict=True)) == expected


def test_copies_and_near_copies_share_a_group() -> None:
    [long] = invented(1)
    groups = near_template_groups(
        [long + " call 0700 000 001", long + " CALL 0700 999 999", long, "quite another text"]
    )
    assert groups[0] == groups[1] == groups[2] != groups[3]


def test_empty_texts_are_one_template() -> None:
    groups = near_template_groups(["", "  ", "cook", ""])
    assert groups[0] == groups[1] == groups[3] != groups[2]
    assert len(near_template_groups([])) == 0


def test_texts_without_words_are_near_nothing_but_their_copies() -> None:
    assert near_template_groups(["1", "2 3", "a b"]).tolist() == [0, 0, 1]
