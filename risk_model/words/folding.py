"""A text in the letters that words are compared in, each still pointing at the character it stands for."""

import re
import unicodedata
from functools import lru_cache

# A digit after a letter; then it may be one that stands for a letter.
_MAY_BE_LEET = re.compile(r"[0135](?<=[a-z].)")
_LEET = re.compile(r"(?<=[a-z])(?<!sh)(?<!kes)(?<!usd)(?<!sar)(?<!aed)(?:[0135]|55|00)(?=[a-z]{2})")
_LEET_LETTERS = str.maketrans("0135", "oies")
_CONFUSABLE = str.maketrans("аеорсухіѕοαεν’‘`´ʼ", "aeopcyxisoaev'''''")
_DROPPED = frozenset("\u20e3\ufe0f\ufe0e\u200b\u200c\u200d\u2060\ufeff\u00ad")
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> tuple[str, list[int] | None]:
    """`text` in plain small letters, with the place of each in `text`; None where every letter kept its own."""
    folded, places = _fold(text)
    if _MAY_BE_LEET.search(folded):
        folded = _LEET.sub(lambda found: found[0].translate(_LEET_LETTERS), folded)
    return folded, places


def _fold(text: str) -> tuple[str, list[int] | None]:
    if text.isascii():
        return text.lower(), None
    foreign = {one: _fold_character(one) for one in set(_FOREIGN.findall(text))}
    if all(len(piece) == 1 for piece in foreign.values()):
        for one, piece in foreign.items():
            text = text.replace(one, piece)
        return text.lower(), None
    pieces = [foreign.get(one) if one in foreign else one.lower() for one in text]
    places = [place for place, piece in enumerate(pieces) for _ in piece or ""]
    return "".join(piece or "" for piece in pieces), places


@lru_cache(maxsize=4096)
def _fold_character(one: str) -> str:
    if one in _DROPPED:
        return ""
    plain = unicodedata.normalize("NFKD", one.translate(_CONFUSABLE))
    plain = "".join(part for part in plain if not unicodedata.combining(part)).lower()
    return plain.translate(_CONFUSABLE)
