"""The verb that assesses what is new and raises nothing; models have verbs of their own (`models`)."""

import typer

from alerts.pipeline import process_new_adverts
from dashboard.installation import open_installation
from dashboard.terminal.options import Json, On, a_date
from dashboard.terminal.output import result, result_json, steps


def add_to(root: typer.Typer) -> None:
    """The top-level verbs of this file."""
    root.command("assess")(assess)


def assess(on: On = "", json: Json = False) -> None:
    """Resolve recruiters and assess every advert whose assessment is missing or out of date."""
    here = open_installation()
    at = here.instant(a_date(on, "--on"))
    with steps() as show:
        done = process_new_adverts(
            here.engine,
            here.settings,
            rulebook=here.rulebook(),
            on=here.day_of(at),
            at=at,
            on_progress=show,
            raising=False,
        )
    if json:
        result_json(done.as_json())
        return
    result(f"{done.assessed} adverts assessed.")
