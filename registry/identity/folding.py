"""The one spelling under which words of names and texts are compared: case, accents, plurals and spaced letters gone.

Knows no word and no data file; what words mean is in `name_words`.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_Z_ENDINGS = ("ization", "izations", "izing", "ized", "izer", "izers", "ize")
_Z = re.compile(r"iz(ations?|ing|ed|ers?|e)$")

# Arabic spellings that writers do not keep apart.
_ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None}

# Latin letters that Unicode does not take apart into a letter and a mark.
_LATIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
_ONE_SPELLING = str.maketrans({**_ARABIC, **_LATIN})


def fold(text: str) -> str:
    """`text` in lower case, without Latin accents, Arabic vowel signs or full-width forms; scripts are kept."""
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_ONE_SPELLING)
    if composed.isascii():
        return composed
    taken_apart = unicodedata.normalize("NFD", composed)
    if "Mn" not in map(unicodedata.category, set(taken_apart)):
        return unicodedata.normalize("NFC", composed)
    kept: list[str] = []
    for char in taken_apart:
        # Vowel signs of South Asian scripts are letters to their readers: only marks on these three alphabets go.
        if unicodedata.category(char) == "Mn" and kept and _marks_are_optional(kept[-1]):
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _marks_are_optional(letter: str) -> bool:
    return letter < "\u0530" or "\u0600" <= letter <= "\u06ff"


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """`word` without its English plural, "organization" written "organisation"."""
    if word.endswith(_Z_ENDINGS) and len(word) > 6:
        word = _Z.sub(r"is\1", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def letters_joined(tokens: Sequence[str]) -> list[str]:
    """Single letters in a row are one word: "a b c travel" is "abc travel"."""
    if min(map(len, tokens), default=2) > 1:
        return list(tokens)
    joined: list[str] = []
    open_run = False
    for token in tokens:
        single = len(token) == 1 and token.isalpha() and _abbreviates(token)
        if single and open_run:
            joined[-1] += token
        else:
            joined.append(token)
        open_run = single
    return joined


def _abbreviates(letter: str) -> bool:
    """Whether single letters abbreviate words in this script; in Chinese a single sign is a word."""
    return letter < "\u0700"
