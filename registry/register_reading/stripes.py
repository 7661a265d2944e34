"""Backgrounds that only make every other row easier to follow, so that they are not taken for a status."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from registry.register_reading.table import RawRow

# So many rows of one colour, all odd or all even, are hardly chance; and stripes reach most rows of their kind.
FEWEST = 6
MOST = 2 / 3


def without_stripes(rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows of one page without the backgrounds of its stripes."""
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for place, row in enumerate(rows):
        counts[place % 2].update(set(row.backgrounds))
    striped = {
        colour
        for side, other in (counts, counts[::-1])
        for colour, count in side.items()
        if count >= FEWEST and not other[colour] and count >= MOST * (len(rows) // 2)
    }
    if not striped:
        return list(rows)
    return [replace(row, backgrounds=tuple(one for one in row.backgrounds if one not in striped)) for row in rows]
