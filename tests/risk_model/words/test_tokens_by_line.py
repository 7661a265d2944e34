"""A text taken apart line by line, each line once, has the tokens of the text taken apart whole."""

import random

import pytest

from risk_model.words import reading as word_reading
from risk_model.words.reading import tokens_of

LETTERS = "ab1.,;!?\n\n\n \t•·-–✓✅√*:()'@/$%_5ſ👉é0 "


def _whole(text: str) -> tuple[list[str], list[int]]:
    pieces = word_reading._TOKEN.split(text)
    bounds = [0]
    for piece in pieces:
        bounds.append(bounds[-1] + len(piece))
    return pieces[1::2], bounds[1:]


@pytest.mark.parametrize("seed", range(50))
def test_lines_hold_the_tokens_of_the_whole(seed: int) -> None:
    random.seed(seed)
    for _ in range(60):
        text = "".join(random.choices(LETTERS, k=random.randrange(60)))
        tokens, kinds, bounds = tokens_of(text)
        assert (tokens, bounds) == _whole(text)
        assert kinds == list(map(word_reading._kind_of, tokens))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n\n1. Cook\n2) Driver",
        "a\n1.",
        "\n0)\n$",
        "Pay: 5,000.\n\n• No fee.\n  - Visa 12. Go",
        "x" * 999 + "\n1. y",
    ],
)
def test_ends_of_lines_are_told_by_what_follows_them(text: str) -> None:
    tokens, _, bounds = tokens_of(text)
    assert (tokens, bounds) == _whole(text)
