"""The options of Streamlit, said twice (in code and for `streamlit run`), are the same; our colours can be read."""

import re
import tomllib
from pathlib import Path

import pytest

from dashboard.look_and_feel import OPTIONS

ROOT = Path(__file__).parents[2]
CSS = (ROOT / "dashboard" / "wakala.css").read_text()


def _flat(table: dict[str, object], above: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in table.items():
        flat |= _flat(value, f"{above}{name}.") if isinstance(value, dict) else {f"{above}{name}": value}
    return flat


def test_the_configuration_file_says_what_the_code_says() -> None:
    assert _flat(tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())) == OPTIONS


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAIRS = [
    (rule[0].strip().splitlines()[-1], text.group(1), back.group(1))
    for rule in re.findall(r"([^{}]+)\{([^{}]*)\}", CSS)
    if (text := re.search(r"(?<!-)color: (#[0-9a-f]{3,6})", rule[1]))
    and (back := re.search(r"background: (#[0-9a-f]{3,6})", rule[1]))
]


@pytest.mark.parametrize(("where", "text", "back"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_text_stands_out_from_its_background(where: str, text: str, back: str) -> None:
    assert _contrast(text, back) >= 4.5, where
