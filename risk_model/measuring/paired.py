"""Whether of two judges one raises more false alarms on the same adverts, or chance alone would make it seem so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from risk_model.measuring.metrics import Bools, Places
from risk_model.measuring.slices import kinds_of

DIGITS = 12  # of a chance: what adding halves up in binary leaves of no difference


@dataclass(frozen=True)
class PairedAlarms:
    """The false alarms of two judges on the lawful adverts of one kind, of so many recruiters.

    `chance` is how often two judges that are alike would show as much more for the first, in any of the kinds that
    were looked at together.
    """

    slice: str
    value: str
    lawful: int
    recruiters: int
    ours: int
    theirs: int
    chance: float

    @property
    def more(self) -> float:
        """By what share of the lawful adverts the first judge raises more of them; negative where it raises fewer."""
        return (self.ours - self.theirs) / self.lawful


def paired_alarms(
    labels: Bools,
    ours: Bools,
    theirs: Bools,
    groups: Places,
    slices: Mapping[str, NDArray[np.str_]],
    *,
    fewest: int,
) -> list[PairedAlarms]:
    """Every kind with at least `fewest` lawful adverts, in the order of `slice_figures`; an alarm is yes or no.

    Adverts of one group are no independent witnesses: a group's surplus counts once, as one sum.
    """
    seen = []
    for name, value, rows in kinds_of(slices):
        lawful = rows & ~labels
        if lawful.sum() >= fewest:
            surplus = _surpluses(ours[lawful], theirs[lawful], groups[lawful])
            counts = (int(lawful.sum()), len(surplus), int(ours[lawful].sum()), int(theirs[lawful].sum()))
            seen.append((name, value, counts, chance_of(surplus)))
    chances = holm([chance for *_, chance in seen])
    return [
        PairedAlarms(name, value, *counts, chance)
        for (name, value, counts, _), chance in zip(seen, chances, strict=True)
    ]


def chance_of(surplus: NDArray[np.int64]) -> float:
    """How often the sum would be as large or larger if each surplus were as likely to fall to the other judge.

    Exact. Where each is 1 or -1 it is McNemar's exact test, on the side of the first judge.
    """
    sizes = np.abs(surplus[surplus != 0])
    total = int(sizes.sum())
    chances = np.zeros(total + 1)  # of each sum of those that fall to the first judge
    chances[0] = 1.0
    for size in sizes.tolist():
        chances[size:] = (chances[size:] + chances[: total + 1 - size]) / 2.0
        chances[:size] /= 2.0
    return round(float(chances[int(surplus[surplus > 0].sum()) :].sum()), DIGITS)


def holm(chances: Sequence[float]) -> list[float]:
    """The same chances for all of them looked at together, by Holm: none is smaller than one before it in order."""
    told, highest = [0.0] * len(chances), 0.0
    for rank, place in enumerate(sorted(range(len(chances)), key=lambda one: chances[one])):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[place]))
        told[place] = highest
    return told


def _surpluses(ours: Bools, theirs: Bools, groups: Places) -> NDArray[np.int64]:
    """How many more alarms the first judge raises in each group."""
    _, number = np.unique(groups, return_inverse=True)
    return np.bincount(number, weights=ours.astype(float) - theirs).round().astype(np.int64)
