"""The rule by which a challenger may take over, written down before anything was trained (docs/decisions/0007)."""

from collections.abc import Sequence

from risk_model.figures import Figures
from risk_model.slices import SliceFigures

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
        digits = _digits_to_show(theirs - ours, fewest=3)
        found.append(
            f"Average precision {ours:.{digits}f} against {theirs:.{digits}f}: lost by {theirs - ours:.{digits}f}."
        )
    worse = challenger.brier - champion.brier - BRIER_TOLERANCE
    if champion_is_calibrated and worse > EQUAL:
        digits = _digits_to_show(worse, fewest=3)
        found.append(
            f"Brier score {challenger.brier:.{digits}f} against {champion.brier:.{digits}f}: over the allowed "
            f"{BRIER_TOLERANCE} by {worse:.{digits}f}."
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
        over = one.false_alarm_rate - former - FALSE_ALARM_TOLERANCE
        if over > EQUAL:
            digits = _digits_to_show(over * 100, fewest=0)
            found.append(
                f"{one.slice}, {one.value}: {one.false_alarm_rate:.{digits}%} of lawful adverts raise an alarm, "
                f"{former:.{digits}%} under the champion; over the allowed {FALSE_ALARM_TOLERANCE:.0%} by "
                f"{over:.{digits}%}."
            )
    return found


def _digits_to_show(excess: float, *, fewest: int) -> int:
    """As many decimals as it takes that an excess is not told as none."""
    return next(digits for digits in range(fewest, MOST_DIGITS + 1) if float(f"{excess:.{digits}f}") > 0.0)
