"""Numbers of people in the marks that adverts print them with ("35no.", "[21]", "*40*", "21pax") as plain ones."""

import re

_ABBREVIATED = re.compile(r"\b(nos?)\.(?= of\b)")
_PIECES = re.compile(r"(?:[:\-–] ?)?\b(\d{1,4})( ?)(nos?|pax|pcs)\b\.?(?= *([a-z]?)(?!\d))")
_LED_TO = re.compile(r"(?<=[a-z]) ?(?:[.…]{3,}|…|=|→) ?(?=\d)")
_MARKS = {"’": "'", "[": "(", "]": ")", "*": " "}
# What the two patterns cannot do without: what both begin with may be missing, so they are tried at every letter.
_LEADING = ("...", "…", "=", "→")
_PIECES_HINTS = tuple(re.compile(rf"{sign}(?:(?<=\d{sign})|(?<=\d {sign}))") for sign in ("no", "pax", "pcs"))


def plain_numbers(text: str) -> str:
    """The text in lower case, its numbers without such marks."""
    text = text.lower()
    for mark, plain in _MARKS.items():
        text = text.replace(mark, plain)
    if ". of" in text:
        text = _ABBREVIATED.sub(r"\1", text)
    if any(mark in text for mark in _LEADING):
        text = _LED_TO.sub(": ", text)
    return _PIECES.sub(_plain_pieces, text) if any(hint.search(text) for hint in _PIECES_HINTS) else text


def _plain_pieces(match: re.Match[str]) -> str:
    """Such a number as adverts print it elsewhere: "35no." as "(35)", "25nos waiters" as "needed 25 waiters"."""
    number, space, sign, follows = match.groups()
    if space and sign == "pax":
        return match[0]
    if not follows:
        return f" ({number})"
    return f"{number} " if space and sign == "no" else f" needed {number}"
