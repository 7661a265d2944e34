"""Adverts of a file are sorted by language and by how much they say."""

import pytest

from risk_model.learning.text_kinds import kinds_of_texts, length_of


def test_language_and_length_are_told_of_every_text() -> None:
    texts = ["We are looking for a cook who can work in the hotel", "Tunatafuta mpishi wa kazi nchini kwa mshahara"]
    found = kinds_of_texts([*texts, "Dereva"])
    assert found["language"].tolist() == ["en", "sw", "und"]
    assert set(found["length"].tolist()) == {"sparse, under 30 words"}


@pytest.mark.parametrize(("words", "kind"), [(29, "sparse, under 30 words"), (30, "30 to 149 words"), (150, "150")])
def test_lengths_meet_without_a_gap(words: int, kind: str) -> None:
    assert length_of("neno " * words).startswith(kind)
