"""The words of a text, split once and quickly: what decides which slower readings are worth their time."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_BLANKS = str.maketrans({char: " " for char in map(chr, range(128)) if not char.isalpha()})


def words_of(text: str) -> list[str]:
    """The runs of letters in `text`, in order, with repetitions, in lower case."""
    lower = text.lower()
    # Splitting at blanks is four times as fast, and says the same where every other sign is ASCII.
    return lower.translate(_BLANKS).split() if lower.isascii() else _WORD.findall(lower)
