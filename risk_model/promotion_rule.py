"""The rule by which a challenger may take over, written down before anything was trained (docs/decisions/0007)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from risk_model.measuring.figures import Figures
from risk_model.measuring.paired import PairedAlarms

ENOUGH_RECRUITERS = 12
ENOUGH_A_CLASS = 3
BRIER_TOLERANCE = 0.01
FALSE_ALARM_TOLERANCE = 0.10
ENOUGH_LAWFUL = 20
SHOWN = 0.05  # the chance under which a difference is held to be one, all kinds of advert looked at together
EQUAL = 1e-9  # what adding shares up in binary leaves of no difference
MOST_DIGITS = 9


class LostOn(StrEnum):
    """The condition that a challenger failed."""

    TOO_FEW = "too_few"
    PRECISION = "precision"
    BRIER = "brier"
    FALSE_ALARMS = "false_alarms"


class Objection(NamedTuple):
    """One condition that failed, and by how much in a sentence or two."""

    lost_on: LostOn
    text: str


@dataclass(frozen=True)
class Verdict:
    """What stands against a challenger; it may be promoted if nothing does. `watch` is told beside it, and stands
    against nobody: kinds of advert over the tolerance where that is not more than chance would show."""

    objections: tuple[Objection, ...]
    watch: tuple[str, ...] = ()


def verdict(
    challenger: Figures, champion: Figures, *, alarms: Sequence[PairedAlarms], champion_is_calibrated: bool
) -> Verdict:
    """Every condition that the challenger failed, each with by how much it lost.

    Figures are per recruiter, of the same held-out weeks; `alarms` are of all kinds with ENOUGH_LAWFUL lawful adverts.
    """
    if challenger.count < ENOUGH_RECRUITERS or not enough_a_class(challenger):
        said = (
            f"The held-out weeks hold {challenger.count} recruiters, {challenger.positive} of them positive; at least "
            f"{ENOUGH_RECRUITERS} with {ENOUGH_A_CLASS} of each answer are needed to compare."
        )
        return Verdict((Objection(LostOn.TOO_FEW, said),))
    found = []
    ours, theirs = challenger.average_precision, champion.average_precision
    if ours is not None and theirs is not None and theirs - ours > EQUAL:
        told = _Told.of(theirs, ours, fewest=3)
        said = f"Average precision {told.less} against {told.more}: lost by {told.over}."
        found.append(Objection(LostOn.PRECISION, said))
    if champion_is_calibrated and challenger.brier - champion.brier - BRIER_TOLERANCE > EQUAL:
        told = _Told.of(challenger.brier, champion.brier, allowed=BRIER_TOLERANCE, fewest=3)
        said = (
            f"Brier score {told.more} against {told.less}, {told.apart} worse; {BRIER_TOLERANCE} is allowed: over by "
            f"{told.over}."
        )
        found.append(Objection(LostOn.BRIER, said))
    over = [one for one in alarms if one.more - FALSE_ALARM_TOLERANCE > EQUAL]
    shown = [Objection(LostOn.FALSE_ALARMS, _unfair(one, len(alarms))) for one in over if one.chance <= SHOWN]
    watch = tuple(_to_watch(one, len(alarms)) for one in over if one.chance > SHOWN)
    return Verdict((*found, *shown), watch)


def enough_a_class(figures: Figures) -> bool:
    """Whether both answers are there often enough to compare on."""
    return min(figures.positive, figures.count - figures.positive) >= ENOUGH_A_CLASS


def _unfair(one: PairedAlarms, looked_at: int) -> str:
    return (
        f"{_alarms(one)} Two judges that are alike would show as much in {_often(one.chance)} of "
        f"{_kinds(looked_at)}, so it is held to be shown."
    )


def _to_watch(one: PairedAlarms, looked_at: int) -> str:
    return (
        f"{_alarms(one)} Two judges that are alike would show as much in {_often(one.chance)} of "
        f"{_kinds(looked_at)}: it is not shown, and by itself refuses nobody."
    )


def _alarms(one: PairedAlarms) -> str:
    rates = (one.ours / one.lawful * 100, one.theirs / one.lawful * 100)
    said = _Told.of(*rates, allowed=FALSE_ALARM_TOLERANCE * 100, fewest=1)
    recruiters = "1 recruiter" if one.recruiters == 1 else f"{one.recruiters} recruiters"
    return (
        f"{one.slice}, {one.value}: {said.more}% of the lawful adverts raise an alarm ({one.ours} of {one.lawful}, of "
        f"{recruiters}), {said.less}% with what judges now ({one.theirs}), {said.apart} points more; "
        f"{FALSE_ALARM_TOLERANCE * 100:.0f} points are allowed: over by {said.over}."
    )


def _often(chance: float) -> str:
    if chance >= 0.995:
        return "nearly all comparisons"
    return f"{'fewer than 0.1%' if chance < 0.001 else format(chance, '.1%')} of comparisons"


def _kinds(looked_at: int) -> str:
    return "one kind of advert" if looked_at == 1 else f"{looked_at} kinds of advert"


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
