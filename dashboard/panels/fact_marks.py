"""Where an advert prints what a register or network finding compared, so that those words are highlighted too."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# Facts that hold a value as the advert claims it; names are marked only where nothing more telling is known.
VALUES = ("quoted", "value", "licence_number", "person")
NAMES = ("claimed", "agency")
SHORTEST = 2


def printed_spans(facts: Mapping[str, Any], text: str, printed: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Where `text` prints the values of `facts`; `printed` pairs each contact's normalised value with how it reads."""
    spans = _places(_forms(_values(facts), printed), text)
    if facts.get("advertised"):
        spans += _places([str(facts["advertised"])], text)
    return sorted(set(spans or _places([str(facts[name]) for name in NAMES if facts.get(name)], text)))


def _values(facts: Mapping[str, Any]) -> set[str]:
    values = {str(facts[name]) for name in VALUES if facts.get(name)}
    values |= {str(one.get("claimed", "")) for one in facts.get("contacts") or () if isinstance(one, dict)}
    values |= {str(one.get("value", "")) for one in facts.get("links") or () if isinstance(one, dict)}
    return values


def _forms(values: Iterable[str], printed: Sequence[tuple[str, str]]) -> list[str]:
    return [form for value in values for form in (value, *(raw for known, raw in printed if known == value))]


def _places(forms: Iterable[str], text: str) -> list[tuple[int, int]]:
    wanted = (re.escape(form).replace(r"\ ", r"[\s,.;]+") for form in forms if len(form) >= SHORTEST)
    found = (re.finditer(rf"(?<!\w){form}(?!\w)", text, re.IGNORECASE) for form in wanted)
    return [match.span() for matches in found for match in matches]
