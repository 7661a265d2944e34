"""The rule by which a challenger may take over, written down before anything was trained (docs/decisions/0007)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from risk_model.measuring.figures import Figures
from risk_model.measuring.slices import SliceFigures

ENOUGH_RECRUITERS = 12
ENOUGH_A_CLASS = 3
BRIER_TOLERANCE = 0.01
FALSE_ALARM_TOLERANCE = 0.10
ENOUGH_LAWFUL = 20
EQUAL = 1e-9  # what adding shares up in binary leaves of no difference
MOST_DIGITS = 9


def objections(
    challenger: Figures,
    champion: Figures,
    *,
    slices: Sequence[SliceFigures],
    champion_slices: Sequence[SliceFigures],
    champion_is_calibrated: bool,
) -> list[str]:
    """Every reason why the challenger may not be promoted, each with by how much it lost; empty where it may.

    Figures are per recruiter, of the same held-out weeks.
    """
    if challenger.count < ENOUGH_RECRUITERS or not enough_a_class(challenger):
        return [
            f"The held-out weeks hold {challenger.count} recruiters, {challenger.positive} of them positive; at least "
            f"{ENOUGH_RECRUITERS} with {ENOUGH_A_CLASS} of each answer are needed to compare. Decide more alerts."
        ]
    found = []
    ours, theirs = challenger.average_precision, champion.average_precision
    if ours is not None and theirs is not None and theirs - ours > EQUAL:
        said = _Told.of(theirs, ours, fewest=3)
        found.append(f"Average precision {said.less} against {said.more}: lost by {said.over}.")
    if champion_is_calibrated and challenger.brier - champion.brier - BRIER_TOLERANCE > EQUAL:
        said = _Told.of(challenger.brier, champion.brier, allowed=BRIER_TOLERANCE, fewest=3)
        found.append(
            f"Brier score {said.more} against {said.less}, {said.apart} worse; {BRIER_TOLERANCE} is allowed: over by "
            f"{said.over}."
        )
    return found + _unfair(slices, champion_slices)


def enough_a_class(figures: Figures) -> bool:
    """Whether both answers are there often enough to compare on."""
    return min(figures.positive, figures.count - figures.positive) >= ENOUGH_A_CLASS


def _unfair(slices: Sequence[SliceFigures], champion_slices: Sequence[SliceFigures]) -> list[str]:
    before = {(one.slice, one.value): one.false_alarm_rate for one in champion_slices}
    found = []
    for one in slices:
        former = before.get((one.slice, one.value))
        if one.false_alarm_rate is None or former is None or one.count - one.positive < ENOUGH_LAWFUL:
            continue
        if one.false_alarm_rate - former - FALSE_ALARM_TOLERANCE > EQUAL:
            said = _Told.of(one.false_alarm_rate * 100, former * 100, allowed=FALSE_ALARM_TOLERANCE * 100, fewest=1)
            lawful = one.count - one.positive
            found.append(
                f"{one.slice}, {one.value}: {said.more}% of the lawful adverts raise an alarm "
                f"({round(one.false_alarm_rate * lawful)} of {lawful}), {said.less}% with what judges now, "
                f"{said.apart} points more; {FALSE_ALARM_TOLERANCE * 100:.0f} are allowed: over by {said.over}."
            )
    return found


@dataclass(frozen=True)
class _Told:
    """Two figures, how far they are apart and by how much that is too far, with as many decimals as it takes that the
    excess is not told as none; whoever does the sum with the figures as told comes to the same."""

    more: Decimal
    less: Decimal
    apart: Decimal
    over: Decimal

    @classmethod
    def of(cls, more: float, less: float, *, fewest: int, allowed: float = 0.0) -> "_Told":
        for digits in range(fewest, MOST_DIGITS + 1):
            shown = [Decimal(f"{one:.{digits}f}") for one in (more, less, allowed)]
            told = cls(shown[0], shown[1], shown[0] - shown[1], shown[0] - shown[1] - shown[2])
            if told.over > 0:
                break
        return told
