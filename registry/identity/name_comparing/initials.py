"""The initials that stand for a name, and the words of a name that may be another's initials."""

from registry.identity.folding import stem
from registry.identity.name_comparing.parts import EMPTY_KINDS, NameWords
from registry.identity.name_words import words

FEWEST, MOST = 3, 7
# "KPLC" counts the company and the limited in.
BODY_LETTERS = ("c", "l", "cl")


def initials(reading: NameWords) -> str:
    """The first letters of a name's words; "" where there are too few to stand for it."""
    tokens = reading.name.tokens
    if len(tokens) < FEWEST:
        return ""
    generic = words().generic
    letters = "".join([one[0] for one in tokens if generic.get(stem(one)) not in EMPTY_KINDS])
    return letters if len(letters) >= FEWEST else ""


def abbreviated(reading: NameWords) -> list[str]:
    """The initials that each short word of the firm's own may be, with and without those of its legal form."""
    short = [one for one in reading.rare if FEWEST <= len(one) <= MOST and one.isalpha()]
    return [one.removesuffix(end) for one in short for end in ("", *BODY_LETTERS) if one.endswith(end)]
