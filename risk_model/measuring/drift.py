"""Whether the adverts of recent weeks still look like those a model was trained on: inputs, scores, alert volume."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from risk_model.measuring.drift_rows import SeenAdvert, alerts_by_day, grounds_by_advert, seen_adverts
from risk_model.models_on_file import live_model

WEEK = timedelta(days=7)
SCORECARD = "the scorecard"
TRAINING_WEEKS = 26
ALARM = 0.25  # the usual reading of the index: under 0.1 stable, over 0.25 another population
ENOUGH = 30  # adverts in a week; fewer say nothing
ALERTS_APART = 3.0  # standard deviations of a weekly count
SCORE_EDGES = np.linspace(0.1, 0.9, 9)
LENGTH_EDGES = np.log1p(np.array([100, 200, 400, 800, 1_600, 3_200, 6_400]))


@dataclass(frozen=True)
class WeekDrift:
    """One week against the training window. `inputs` and `scores` are population stability indices (0: the same).

    `inputs` has one entry each for source, language, length and stated grounds; `alarms` are sentences, usually none,
    and None where there were too few adverts to hold against the window and no alarm rang.
    """

    week: date
    adverts: int
    alerts: int
    usual_alerts: float
    inputs: Mapping[str, float]
    scores: float | None
    alarms: tuple[str, ...] | None


@dataclass(frozen=True)
class Drift:
    """The weeks up to `on`, oldest first, and the window they are held against (`until` is exclusive).

    `told_from` is the first day on which the window may hold enough adverts, where it holds too few; None also where
    no day can be named.
    """

    window_from: date
    window_until: date
    window_adverts: int
    judged_by: str
    weeks: tuple[WeekDrift, ...]
    told_from: date | None = None

    @property
    def by_model(self) -> bool:
        """Whether the window is that of a live model."""
        return self.judged_by != SCORECARD

    @property
    def alarms(self) -> tuple[str, ...]:
        """Every alarm of the latest week."""
        return (self.weeks[-1].alarms or ()) if self.weeks else ()

    def why_not_told(self, day: Callable[[date], str] = str) -> str:
        """Why nothing can be held against the window and from when on it can be, "" where something can."""
        if self.window_adverts >= ENOUGH:
            return ""
        seen = {0: "no advert was", 1: "1 advert was"}.get(self.window_adverts, f"{self.window_adverts} adverts were")
        if self.told_from:
            then = f"there will be something not before {day(self.told_from)}"
        elif self.by_model:
            then = f"there will be nothing while {self.judged_by} judges: it was trained before so many were seen"
        else:
            then = f"there will be something once {ENOUGH} adverts were seen before the weeks shown"
        return (
            f"Nothing to compare with: in the window, {day(self.window_from)} to {day(self.window_until)}, {seen} "
            f"seen, and {ENOUGH} are needed; {then}. Alarms: not told."
        )

    @property
    def too_early(self) -> bool:
        """Whether there is nothing to compare yet: no advert in any of the weeks, and nobody missing them."""
        return not any(week.adverts or week.alarms for week in self.weeks)


def drift(session: Session, *, on: date, weeks: int = 8) -> Drift:
    """The last `weeks` whole weeks before `on` against the live model's training window.

    While no model is live, the window ends where the weeks begin: drift then tells of adverts alone.
    """
    last_monday = on - timedelta(days=on.weekday())
    live = live_model(session)
    first_week = last_monday - weeks * WEEK
    until = min(live.trained_at.date(), last_monday) if live else first_week
    window_from = until - TRAINING_WEEKS * WEEK
    adverts = seen_adverts(session, since=window_from, until=on + timedelta(days=1))
    grounds = grounds_by_advert(session, since=window_from, until=last_monday)
    alerts = alerts_by_day(session, since=window_from, until=last_monday)
    window = [advert for advert in adverts if advert.seen_on < until]
    usual = _usual_alerts(alerts, until)
    told = []
    for number in range(weeks):
        monday = first_week + number * WEEK
        if live and monday + WEEK <= until:
            continue  # the model was trained on it
        inside = [advert for advert in adverts if monday <= advert.seen_on < monday + WEEK]
        raised = sum(count for day, count in alerts.items() if monday <= day < monday + WEEK)
        told.append(_week(monday, inside, window, grounds, raised=raised, usual=usual))
    judged_by = f"model {live.id}" if live else SCORECARD
    told_from = None
    if len(window) < ENOUGH:
        told_from = _told_from(adverts, trained_on=live.trained_at.date() if live else None, weeks=weeks)
    return Drift(window_from, until, len(window), judged_by, tuple(told), told_from)


def stability(expected: NDArray[np.float64], seen: NDArray[np.float64]) -> float:
    """The population stability index of two sets of counts over the same bins, less what chance alone gives.

    Sum of (q - p) ln(q / p); half a count a bin keeps it finite; never below 0.
    """
    if not expected.sum() or not seen.sum():
        return 0.0
    p, q = (expected + 0.5) / (expected + 0.5).sum(), (seen + 0.5) / (seen + 0.5).sum()
    by_chance = (len(p) - 1) * (1.0 / seen.sum() + 1.0 / expected.sum())
    apart = float(((q - p) * np.log(q / p)).sum())
    return float(max(0.0, apart - by_chance))


def _told_from(adverts: Sequence[SeenAdvert], *, trained_on: date | None, weeks: int) -> date | None:
    """The Monday from which the window reaches past the day on which enough adverts had been seen."""
    days = sorted(advert.seen_on for advert in adverts)
    if len(days) < ENOUGH:
        return None
    enough = days[ENOUGH - 1]
    next_monday = enough + WEEK - timedelta(days=enough.weekday())
    if trained_on is None:
        return next_monday + weeks * WEEK
    return next_monday if enough < trained_on else None


def _week(
    monday: date,
    inside: Sequence[SeenAdvert],
    window: Sequence[SeenAdvert],
    grounds: Mapping[int, frozenset[str]],
    *,
    raised: int,
    usual: tuple[float, float] | None,
) -> WeekDrift:
    enough = len(inside) >= ENOUGH <= len(window)
    inputs = _inputs(inside, window, grounds) if enough else {}
    scores = _scores(inside, window) if enough else None
    alarms = [
        f"{name}: this week's adverts differ from the training window (index {index:.2f}, alarm from {ALARM})."
        for name, index in {**inputs, **({} if scores is None else {"scores": scores})}.items()
        if index >= ALARM
    ]
    if usual and abs(raised - usual[0]) > ALERTS_APART * usual[1]:
        alarms.append(f"alerts: {raised} raised this week, {usual[0]:.1f} are usual.")
    told = tuple(alarms) if enough or alarms else None
    return WeekDrift(monday, len(inside), raised, usual[0] if usual else 0.0, inputs, scores, told)


def _inputs(
    inside: Sequence[SeenAdvert], window: Sequence[SeenAdvert], grounds: Mapping[int, frozenset[str]]
) -> dict[str, float]:
    return {
        "source": _by_kind([one.source for one in window], [one.source for one in inside]),
        "language": _by_kind([one.language for one in window], [one.language for one in inside]),
        "length": stability(*(_binned([np.log1p(o.length) for o in part], LENGTH_EDGES) for part in (window, inside))),
        "stated grounds": _by_kind(
            [ground for one in window for ground in grounds.get(one.id, {"none"})],
            [ground for one in inside for ground in grounds.get(one.id, {"none"})],
        ),
    }


def _scores(inside: Sequence[SeenAdvert], window: Sequence[SeenAdvert]) -> float | None:
    judged = [[one.probability for one in part if one.probability is not None] for part in (window, inside)]
    if min(len(part) for part in judged) < ENOUGH:
        return None
    return stability(*(_binned(part, SCORE_EDGES) for part in judged))


def _by_kind(expected: Sequence[str], seen: Sequence[str]) -> float:
    kinds = sorted({*expected, *seen})
    before, now = Counter(expected), Counter(seen)
    return stability(
        np.array([before[kind] for kind in kinds], dtype=np.float64),
        np.array([now[kind] for kind in kinds], dtype=np.float64),
    )


def _binned(values: Sequence[float], edges: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.bincount(np.digitize(np.array(values), edges), minlength=len(edges) + 1).astype(np.float64)


def _usual_alerts(alerts: Mapping[date, int], until: date) -> tuple[float, float] | None:
    """Mean weekly alerts of the window's weeks since its first alert and their spread, at least that of chance."""
    before = [day for day in alerts if day < until]
    if not before:
        return None
    weeks = max((until - min(before)).days // 7, 1)
    counts = np.zeros(weeks)
    for day in before:
        place = (until - day - timedelta(days=1)).days // 7
        if place < weeks:
            counts[place] += alerts[day]
    mean = float(counts.mean())
    return mean, max(float(counts.std()), float(np.sqrt(mean)), 1.0)
