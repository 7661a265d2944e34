"""The verb that holds recent weeks against those a model learnt from, apart from those that change or try a model."""

from dataclasses import asdict
from typing import Annotated

import typer

from dashboard.installation import open_installation
from dashboard.terminal.options import Json, On, a_date
from dashboard.terminal.output import result, result_json, result_table, say
from registry.database import unit_of_work


def drift(
    weeks: Annotated[int, typer.Option(min=1, max=52, help="How many whole weeks back.")] = 8,
    on: On = "",
    json: Json = False,
) -> None:
    """Hold recent weeks against the training window: inputs, scores, alert volume; exit 1 on an alarm."""
    from risk_model.comparison_text import drift_rows
    from risk_model.measuring.drift import drift as find_drift

    here = open_installation()
    day = a_date(on, "--on") or here.today()
    with unit_of_work(here.engine) as session:
        found = find_drift(session, on=day, weeks=weeks)
    if json:
        result_json({"not_told": found.why_not_told(), **asdict(found)})
    elif found.too_early:
        result(
            f"Too early to tell: no advert was first seen in a whole week from {found.window_until} until {day}, so "
            "there is nothing to compare yet."
        )
    else:
        if not_told := found.why_not_told():
            result(not_told)
        headings, rows = drift_rows(found)
        result_table(
            f"Weeks against {found.window_from} to {found.window_until} ({found.window_adverts} adverts), judged by "
            f"{found.judged_by}",
            headings,
            rows,
            empty="",  # `too_early` has said so
        )
    for alarm in found.alarms:
        say(f"Alarm: {alarm}")
    if found.alarms:
        raise typer.Exit(1)
