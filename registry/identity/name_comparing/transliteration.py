"""Names of other scripts in Latin letters, and the sound by which a transliterated word is known again."""

import re
from functools import lru_cache

from anyascii import anyascii

from registry.identity.name_words import words

_SOFT_C = re.compile(r"c(?=[eiy])")
_ONE_SOUND = str.maketrans("czqvpj", "kskfbg")
_UNWRITTEN = re.compile(r"[aeiouyw']+|h$")
_DOUBLED = re.compile(r"(.)\1+")


def has_other_script(text: str) -> bool:
    """Whether `text` has letters beyond the Latin alphabet."""
    return not text.isascii() and any(char.isalpha() and char > "\u024f" for char in text)


def leaves_vowels_out(text: str) -> bool:
    """Whether `text` is in a script that writes few vowels (Arabic, Hebrew) or implies them (those of India)."""
    return any("\u0590" <= char <= "\u0dff" for char in text)


@lru_cache(maxsize=50_000)
def in_latin(text: str) -> str:
    """`text` in Latin letters, letter for letter; Latin words stay as they are."""
    return " ".join(_word(word) for word in text.split())


def _word(word: str) -> str:
    if word.isascii():
        return word
    return " ".join(anyascii(word).lower().replace("'", "").split())


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The consonants by which a word written after its sound is known: "noor", "nur" and "nwr" are all "nr"."""
    for letters, one in words().letters.one_sound:
        word = word.replace(letters, one)
    return _UNWRITTEN.sub("", _DOUBLED.sub(r"\1", _SOFT_C.sub("s", word).translate(_ONE_SOUND)))
