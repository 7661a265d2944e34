"""Whether adverts, scores and alerts are still like those that the model in charge learnt from, week by week."""

from markupsafe import Markup

from dashboard import desk, words
from dashboard.components import empty, heading, note, show, table
from risk_model.measuring.drift import TRAINING_WEEKS, Drift, WeekDrift, drift

WHAT = (
    "Whether the adverts, scores and alerts of recent weeks are still like those of the window: the {weeks} weeks up "
    "to {until}. Where they are not, a model judges what it never learnt."
)
INPUTS = ("source", "language", "length", "stated grounds")


def show_drift() -> None:
    """The last weeks against the training window, alarms first."""
    found = desk.look(drift, on=desk.today())
    window = f"{words.day(found.window_from)} to {words.day(found.window_until)}, {found.window_adverts:,} adverts"
    show(heading("Drift", level=2, above=f"Against {window}" if found.window_adverts else ""))
    until = f"{words.day(found.window_until)}, {_why_then(found)}"
    show(Markup("<p>{}</p>").format(WHAT.format(weeks=TRAINING_WEEKS, until=until)))
    if found.too_early:
        show(empty("Too early to tell", "It is shown once adverts of a whole week (Monday to Sunday) came after that."))
        return
    if not_told := found.why_not_told(words.day):
        show(note(not_told, "unclear"))
    for alarm in found.alarms:
        show(note(alarm, "bad"))
    headers = ("Week of", "Adverts", *(name.capitalize() for name in INPUTS), "Scores", "Alerts", "Usual", "Alarms")
    caption = "Population stability index: 0 is the same as in the window, above 0.25 is another population."
    show(table(headers, map(_cells, found.weeks), caption=caption))


def _why_then(found: Drift) -> str:
    if found.by_model:
        return f"when {found.judged_by} was trained"
    return "where the weeks shown begin, as no model judges"


def _cells(week: WeekDrift) -> tuple[str, ...]:
    inputs = (_index(week.inputs.get(name)) for name in INPUTS)
    usual, alarms = f"{week.usual_alerts:.1f}", "not told" if week.alarms is None else str(len(week.alarms) or "")
    return words.day(week.week), f"{week.adverts:,}", *inputs, _index(week.scores), f"{week.alerts:,}", usual, alarms


def _index(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
