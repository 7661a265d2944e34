"""Text in the plain characters it was disguised from: digits of every kind, full-width letters, fancy alphabets."""

import re
import unicodedata
from functools import lru_cache

# The emoji keycap and its selector stand on a digit; a line through a letter does not change it.
_DROPPED = frozenset("\u20e3\u20dd\u20de\ufe0f\ufe0e\u0335\u0336\u0337\u0338\u0332")
_CATEGORIES = {"Cf": "", "Zs": " ", "Pd": "-"}
_BULLET = "•"
_SPECIAL = {"…": ".", "−": "-", "。": ".", "٬": ",", "٫": ".", "\U0001f51f": "10", "`": "'", "’": "'", "‘": "'"}
# Cyrillic and Greek letters within a Latin word are there to hide it.
_LATIN = str.maketrans("аеорсухіѕАЕОРСХВМНТКαοΟΑΕ", "aeopcyxisAEOPCXBMHTKaoOAE")
_LIKE_LATIN = re.compile("[аеорсухіѕАЕОРСХВМНТКαοΟΑΕ]")
_MIXED = re.compile(r"(?<!\w)(?=\w*[A-Za-z])\w+")
_AT_SIGN = re.compile("(?<![\u24b6-\u24e9])[\u24d0\u24b6](?![\u24b6-\u24e9])")
_SPECIAL |= (
    dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
    | dict.fromkeys("‧∙⋅・«»‹›", "•")
    | dict.fromkeys("\U0001f10b\U0001f10c", "0")
)
_SPECIAL |= {chr(first + place): chr(65 + place) for first in (0x1F150, 0x1F170) for place in range(26)}
_FLAGS = range(0x1F1E6, 0x1F200)


def fold_text(text: str) -> tuple[str, list[int] | None]:
    """`text` in plain characters, and the place in `text` of each of them and of the end (None: unmoved)."""
    if text.isascii():
        return text, None
    text = _AT_SIGN.sub("@", text)
    if _LIKE_LATIN.search(text):
        text = _MIXED.sub(lambda word: word[0].translate(_LATIN), text)
    table = {char: _plain(char) for char in set(text) if not char.isascii()}
    if all(len(plain) == 1 for plain in table.values()):
        return text.translate({ord(char): plain for char, plain in table.items()}), None
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = table.get(char, char)
        chars.append(plain)
        places += [place] * len(plain)
    places.append(len(text))
    return "".join(chars), places


@lru_cache(maxsize=10_000)
def _plain(char: str) -> str:
    if char in _SPECIAL:
        return _SPECIAL[char]
    category = unicodedata.category(char)
    if char in _DROPPED or category in _CATEGORIES:
        return _CATEGORIES.get(category, "")
    if (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    compatible = unicodedata.normalize("NFKC", char)
    if compatible.isascii() and compatible.strip() and len(compatible) <= 3:
        return compatible
    # Flags name a country; other pictures only part what stands around them.
    return _BULLET if category == "So" and ord(char) not in _FLAGS else char
