"""Licence numbers known by their shape alone: the quick look that passes a text by never passes one of them by."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.identity.contact_reading.contact_words import contact_words
from registry.identity.contact_reading.licence_numbers import find_licence_numbers

SHAPES = contact_words()["licence"]["shapes"]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_number_of_a_shape_is_found_where_nothing_else_stands(shape: str) -> None:
    # Texts are folded before: their digits are 0 to 9.
    pattern = re.compile(shape.replace(r"\d", "[0-9]"), re.IGNORECASE if shape == SHAPES[0] else re.NOFLAG)

    @given(some.from_regex(pattern, fullmatch=True))
    def found(number: str) -> None:
        told = [span for *span, _ in find_licence_numbers(f"\u2022 {number} \u2022", pattern=None)]
        assert told, number

    found()
