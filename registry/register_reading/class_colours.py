"""The colours of class names that many sites share, whose style sheet is linked and therefore not read."""

import re
from functools import lru_cache

from registry.register_reading.stylesheet import Property

# Bootstrap, Tailwind, W3.CSS and plain words. A button's colour is about the button.
_TONES = {
    "danger": "#dc3545",
    "error": "#dc3545",
    "success": "#198754",
    "warning": "#ffc107",
    "info": "#0dcaf0",
    "red": "#ff0000",
    "green": "#008000",
    "yellow": "#ffff00",
    "orange": "#ffa500",
    "amber": "#ffbf00",
    "blue": "#0000ff",
    "black": "#000000",
}
_TEXT = re.compile(
    rf"(?:text|txt|font|color|colour|w3-text|has-text)[-_]?({'|'.join(_TONES)})(?:-\d{{2,3}}|-emphasis)?"
)
_BACK = re.compile(
    rf"(?:(?:bg|background|table|alert|badge|label|tag|row|cell|w3|text-bg|has-background|is)[-_]?)?({'|'.join(_TONES)})"
    r"(?:-\d{2,3}|-light|-subtle)?"
)


@lru_cache(maxsize=2_000)
def class_colours(names: str) -> dict[Property, str]:
    """The text and background colours that class names alone tell: `text-danger` is red text, `danger` a red row."""
    found: dict[Property, str] = {}
    for name in names.casefold().split():
        if name.startswith(("btn", "button")):
            return {}
        if said := _TEXT.fullmatch(name):
            found["color"] = _TONES[said[1]]
        elif said := _BACK.fullmatch(name):
            found["background"] = _TONES[said[1]]
    return found
