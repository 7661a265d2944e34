"""Text colours as registers use them for status: any CSS spelling to `#rrggbb`, and the family a person would name."""

import re
from colorsys import rgb_to_hls

# The sixteen of HTML 4 and those that pages use for "bad", "good" and "pending".
NAMED = {
    "black": "#000000",
    "silver": "#c0c0c0",
    "gray": "#808080",
    "grey": "#808080",
    "white": "#ffffff",
    "maroon": "#800000",
    "red": "#ff0000",
    "purple": "#800080",
    "fuchsia": "#ff00ff",
    "green": "#008000",
    "lime": "#00ff00",
    "olive": "#808000",
    "yellow": "#ffff00",
    "navy": "#000080",
    "blue": "#0000ff",
    "teal": "#008080",
    "aqua": "#00ffff",
    "darkred": "#8b0000",
    "firebrick": "#b22222",
    "crimson": "#dc143c",
    "brown": "#a52a2a",
    "tomato": "#ff6347",
    "orangered": "#ff4500",
    "indianred": "#cd5c5c",
    "orange": "#ffa500",
    "darkorange": "#ff8c00",
    "gold": "#ffd700",
    "darkgreen": "#006400",
    "forestgreen": "#228b22",
    "seagreen": "#2e8b57",
    "limegreen": "#32cd32",
    "darkblue": "#00008b",
    "dimgray": "#696969",
    "dimgrey": "#696969",
    "darkgray": "#a9a9a9",
    "darkgrey": "#a9a9a9",
}
_SHORT = re.compile(r"#?([0-9a-f]{3})")
_LONG = re.compile(r"#?([0-9a-f]{6})(?:[0-9a-f]{2})?")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\b.*\)")
_HUES = ((20, "red"), (45, "orange"), (70, "yellow"), (170, "green"), (260, "blue"), (335, "purple"), (361, "red"))


def canonical(colour: str) -> str | None:
    """`colour` as `#rrggbb`; None when it is not a colour known here (inherit, currentcolor, a variable)."""
    text = colour.strip().lower().removesuffix("!important").strip()
    if text in NAMED:
        return NAMED[text]
    if found := _RGB.fullmatch(text):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    if found := _LONG.fullmatch(text):
        return f"#{found[1]}"
    if found := _SHORT.fullmatch(text):
        return "#" + "".join(digit * 2 for digit in found[1])
    return None


def family(colour: str) -> str:
    """What a person would call `#rrggbb`: black, grey, white, red, orange, yellow, green, blue or purple."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    if lightness < 0.12:
        return "black"
    if lightness > 0.93:
        return "white"
    if saturation < 0.2:
        return "black" if lightness < 0.3 else "grey"
    return next(name for limit, name in _HUES if hue * 360 < limit)
