"""Colours as registers use them for status: any CSS spelling to `#rrggbb`, and the family a person would name."""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache

from registry.register_reading.named_colours import NAMED

_SHORT = re.compile(r"#?([0-9a-f]{3})[0-9a-f]?")
_LONG = re.compile(r"#?([0-9a-f]{6})(?:[0-9a-f]{2})?")
_CALL = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(deg|%)?")
_HUES = ((20, "red"), (45, "orange"), (70, "yellow"), (170, "green"), (260, "blue"), (335, "purple"), (361, "red"))
# Below this difference between its strongest and weakest part a background is white, grey or black.
_COLOURLESS = 0.035


@lru_cache(maxsize=2_000)
def canonical(colour: str) -> str | None:
    """`colour` as `#rrggbb`; None when it is none that shows (inherit, currentcolor, a variable, transparent)."""
    text = colour.strip().lower().removesuffix("!important").strip()
    if text in NAMED:
        return NAMED[text]
    if found := _CALL.fullmatch(text):
        return _called(found[1], found[2])
    if found := _LONG.fullmatch(text):
        return f"#{found[1]}"
    if found := _SHORT.fullmatch(text):
        return "#" + "".join(digit * 2 for digit in found[1])
    return None


def family(colour: str) -> str:
    """What a person would call text of `#rrggbb`: black, grey, white, red, orange, yellow, green, blue or purple."""
    red, green, blue = _parts(colour)
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    if lightness < 0.12:
        return "black"
    if lightness > 0.93:
        return "white"
    if saturation < 0.2:
        return "black" if lightness < 0.3 else "grey"
    return next(name for limit, name in _HUES if hue * 360 < limit)


def background_family(colour: str) -> str | None:
    """The same of a background, where a pale tint counts as its colour; None where it is white, grey or black."""
    parts = _parts(colour)
    if max(parts) - min(parts) < _COLOURLESS:
        return None
    hue = rgb_to_hls(*parts)[0]
    return next(name for limit, name in _HUES if hue * 360 < limit)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _called(function: str, said: str) -> str | None:
    values = [(float(number), unit) for number, unit in _NUMBER.findall(said)]
    if len(values) not in (3, 4) or (len(values) == 4 and values[3][0] == 0):
        return None
    if function == "rgb":
        shares = [value / (100 if unit == "%" else 255) for value, unit in values[:3]]
    else:
        hue, saturation, lightness = (value for value, _ in values[:3])
        shares = list(hls_to_rgb(hue % 360 / 360, min(lightness, 100) / 100, min(saturation, 100) / 100))
    return "#" + "".join(f"{round(min(max(share, 0.0), 1.0) * 255):02x}" for share in shares)
