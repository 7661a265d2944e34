"""Comparisons and drift in words and rows, for a terminal."""

from risk_model.comparison import Comparison
from risk_model.evaluation_text import in_words
from risk_model.measuring.drift import Drift, WeekDrift
from risk_model.measuring.figures import Figures


def comparison_text(found: Comparison) -> str:
    """A comparison in a few lines, the verdict last."""
    champion = "the scorecard" if found.champion is None else f"model {found.champion}"
    return "\n".join(
        [
            f"{_held_out(found)}: {found.adverts} adverts, {found.challenger_figures.count} recruiters, "
            f"{found.challenger_figures.positive} of them positive.",
            _contender(f"Model {found.challenger}", found.challenger_figures, again=found.challenger_refitted),
            _contender(champion.capitalize(), found.champion_figures, again=found.champion_refitted),
            _difference(found),
            _restated(found, champion),
            _workload(found, champion),
            *(f"To watch: {kind}" for kind in found.watch),
            _verdict(found, champion),
        ]
    )


def drift_rows(found: Drift) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Headings and one row a week."""
    headings = ("Week", "Adverts", "Source", "Language", "Length", "Grounds", "Scores", "Alerts", "Usual", "Alarms")
    return headings, [_row(week) for week in found.weeks]


def _row(week: WeekDrift) -> tuple[object, ...]:
    inputs = [week.inputs.get(name) for name in ("source", "language", "length", "stated grounds")]
    indices = [None if value is None else round(value, 3) for value in (*inputs, week.scores)]
    alarms = "not told" if week.alarms is None else len(week.alarms)
    return (week.week, week.adverts, *indices, week.alerts, round(week.usual_alerts, 1), alarms)


def _held_out(found: Comparison) -> str:
    if found.parts == 1:
        return f"Held-out weeks {found.decided_from.date()} to {found.decided_until.date()}"
    return f"No decision is later than the others, so all were held out, recruiter by recruiter, in {found.parts} parts"


def _contender(name: str, figures: Figures, *, again: bool) -> str:
    told = (
        f"{name}: average precision {in_words(figures.average_precision)}, ROC AUC {in_words(figures.roc_auc)}, "
        f"precision among the first {figures.capacity} {figures.precision_at_capacity:.2f}, Brier {figures.brier:.3f}"
    )
    return told + (" (fitted again without them)." if again else ".")


def _difference(found: Comparison) -> str:
    if found.difference is None or found.interval is None:
        return "Difference in average precision: not measurable, as all of them have the same answer."
    low, high = found.interval
    return f"Difference in average precision {found.difference:+.3f} (95 % {low:+.3f} to {high:+.3f})."


def _restated(found: Comparison, champion: str) -> str:
    ours, theirs = found.challenger_figures, found.champion_figures
    return (
        f"Where {ours.prevalence:.0%} of recruiters deserve a case ({ours.prevalence_from}), {_right(ours)} of its "
        f"alarms would be right, {_right(theirs)} of those of {champion}."
    )


def _right(figures: Figures) -> str:
    precision = figures.precision_at_prevalence
    return "an unknown share" if precision is None else f"{precision:.1%}"


def _workload(found: Comparison, champion: str) -> str:
    ours, theirs = found.alarms
    told = f"At the score of an alarm it would mark {ours} of these adverts, {champion} {theirs}"
    if found.champion is not None:
        return f"{told}; false alarms are compared there."
    return (
        f"{told}; points are no probabilities, so false alarms are compared where it marks as many: from "
        f"{found.alarm_from:.2f}."
    )


def _verdict(found: Comparison, champion: str) -> str:
    if not found.objections:
        return f"Model {found.challenger} may take over from {champion}."
    why = "".join(f"\n- {objection}" for objection in found.objections)
    return f"Model {found.challenger} may not take over from {champion} (docs/decisions/0007):{why}"
