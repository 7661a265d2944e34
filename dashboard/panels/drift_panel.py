"""Whether adverts, scores and alerts are still like those that the model in charge learnt from, week by week."""

from markupsafe import Markup

from dashboard import words
from dashboard.components import Cell, chip, empty, heading, note, show, table
from risk_model.measuring.drift import ALARM, ENOUGH, TRAINING_WEEKS, Drift, WeekDrift

WHAT = (
    "Whether the adverts, scores and alerts of recent weeks are still like those of the window: the {weeks} weeks up "
    "to {until}. Where they are not, a model judges what it never learnt."
)
INPUTS = ("source", "language", "length", "stated grounds")
# How the columns read; from "Source" to "Scores" they are indices.
CAPTION = (
    f"Source to scores: population stability index; 0 is the same as in the window, {ALARM} and above is another "
    f"population and rings an alarm. A dash: not told, as fewer than {ENOUGH} adverts were seen in that week or in the "
    "window. Usual alerts: a week's mean in the window."
)


def alarms_in_words(found: Drift) -> str:
    """How many alarms ring in the latest week, in few words; empty where none does."""
    count = len(found.alarms)
    return f"{words.number_of(count, 'alarm')} in the week of {words.day(found.weeks[-1].week)}" if count else ""


def show_drift(found: Drift) -> None:
    """The last weeks against the training window, alarms first."""
    window = f"{words.day(found.window_from)} to {words.day(found.window_until)}, {found.window_adverts:,} adverts"
    head = heading("Drift", level=2, above=f"Against {window}" if found.window_adverts else "")
    show(Markup('<div id="drift">{}</div>').format(head))
    until = f"{words.day(found.window_until)}, {_why_then(found)}"
    show(Markup("<p>{}</p>").format(WHAT.format(weeks=TRAINING_WEEKS, until=until)))
    if found.too_early:
        show(empty("Too early to tell", "It is shown once adverts of a whole week (Monday to Sunday) came after that."))
        return
    if not_told := found.why_not_told(words.day):
        show(note(not_told, "unclear"))
    if found.alarms:
        alarms = [alarm[:1].upper() + alarm[1:] for alarm in found.alarms]
        show(note(f"Latest week, of {words.day(found.weeks[-1].week)}:", "bad", points=alarms))
    indices = (*(name.capitalize() for name in INPUTS), "Scores")
    headers = ("Week of", "Adverts", *indices, "Alerts", "Usual alerts", "Alarms")
    show(table(headers, map(_cells, found.weeks), caption=CAPTION))


def _why_then(found: Drift) -> str:
    if found.by_model:
        return f"when {found.judged_by} was trained"
    return "where the weeks shown begin, as no model judges"


def _cells(week: WeekDrift) -> tuple[Cell, ...]:
    inputs = (_index(week.inputs.get(name)) for name in INPUTS)
    # None a week is no mean that a window with alerts can have: it held none.
    usual = f"{week.usual_alerts:.1f}" if week.usual_alerts else "–"
    return (
        words.day(week.week),
        f"{week.adverts:,}",
        *inputs,
        _index(week.scores),
        f"{week.alerts:,}",
        usual,
        _alarms(week),
    )


def _alarms(week: WeekDrift) -> Cell:
    """Which alarms rang, by the first word of each."""
    if week.alarms is None:
        return "not told"
    if not week.alarms:
        return "none"
    return Markup(" ").join(chip(alarm.partition(":")[0], "status-bad") for alarm in week.alarms)


def _index(value: float | None) -> Cell:
    if value is None:
        return "–"
    return chip(f"{value:.2f}", "status-bad") if value >= ALARM else f"{value:.2f}"
