"""Where sentences end: the pattern that begins with a set of signs parts texts as the plain choice of two does."""

import re

from hypothesis import given
from hypothesis import strategies as some

from spiders.field_reading.told_numbers import SENTENCE_END

PLAIN = re.compile(r"([.!?](?=\s|$)|[\n;•|?]+)")


@given(some.text(alphabet="ab1.!?\n;•| \t\u2028", max_size=30))
def test_sentences_are_parted_at_the_same_places(text: str) -> None:
    assert SENTENCE_END.split(text) == PLAIN.split(text)
