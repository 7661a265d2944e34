"""The verbs most people need: the whole path once, and the dashboard."""

from typing import Annotated, Any

import typer
from sqlmodel import Session

from dashboard.demo.running import DemoRun, no_demo, start_demo
from dashboard.first_accounts import first_accounts
from dashboard.installation import Installation, demo_mark, holds_work, open_installation
from dashboard.queries.queue_rows import queue_counts
from dashboard.terminal.options import Json, On, a_date
from dashboard.terminal.output import result, result_json, say, steps
from dashboard.whole_path import walk
from registry.errors import InvalidInput
from registry.settings import load_settings

Port = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Where the dashboard listens; default: WAKALA_DASHBOARD_PORT.")
]


def add_to(root: typer.Typer) -> None:
    """The top-level verbs of this file."""
    root.command("run")(run)
    root.command("dashboard")(dashboard)


def run(
    demo: Annotated[bool, typer.Option("--demo", help="On the fictional demo country.")] = False,
    seed: Annotated[int | None, typer.Option(min=0, help="The demo's seed.")] = None,
    adverts: Annotated[int | None, typer.Option(help="How many adverts the demo has.")] = None,
    on: On = "",
    no_dashboard: Annotated[bool, typer.Option("--no-dashboard", help="Stop after the path.")] = False,
    port: Port = None,
    json: Json = False,
) -> None:
    """Walk the whole path once, from the web to the mail, then serve the dashboard."""
    if not demo and (seed is not None or adverts is not None):
        raise InvalidInput("--seed and --adverts belong to the demo country; add --demo, or leave them out.")
    # Before anything is laid out or opened: what cannot be done leaves nothing behind.
    a_date(on, "--on")
    _refuse_mixing(demo=demo)
    if not no_dashboard:
        _refuse_taken(port)
    if demo:
        say("Laying out the fictional demo country ...")
    with start_demo(load_settings(), seed=seed, adverts=adverts) if demo else no_demo() as country:
        here = open_installation()
        how_to_sign_in = first_accounts(here, renew=True)
        summary = _walk(here, country, on=on)
        if json:
            result_json(summary)
        else:
            _tell(here, summary)
        for problem in summary["problems"]:
            say(f"Problem: {problem}")
        for line in how_to_sign_in:
            say(line)
        if not no_dashboard:
            _serve(here, port)


def dashboard(port: Port = None) -> None:
    """Serve the dashboard alone."""
    here = open_installation()
    for line in first_accounts(here, renew=False):
        say(line)
    _serve(here, port)


def _refuse_mixing(*, demo: bool) -> None:
    settings = load_settings()
    marked = demo_mark(settings.home) is not None
    if marked and not demo:
        raise InvalidInput(
            f"{settings.home} holds the fictional demo country; for a real installation set WAKALA_HOME to another "
            "folder (`wakala run --demo` goes on with the demo)."
        )
    if demo and not marked and holds_work(settings):
        where = "The database that WAKALA_DATABASE_URL names" if settings.database_url else str(settings.home)
        raise InvalidInput(
            f"{where} holds a real installation, and demo data never mixes with it; "
            f"{'unset it' if settings.database_url else 'set WAKALA_HOME to another folder'} for the demo."
        )


def _walk(here: Installation, country: DemoRun, *, on: str) -> dict[str, Any]:
    with steps() as show:
        summary = walk(
            here,
            at=here.instant(a_date(on, "--on")),
            reports=country.reports,
            seed=country.seed or 0,
            on_progress=show,
        )
    return {"demo": country.plan is not None, "seed": country.seed, **summary}


def _tell(here: Installation, summary: dict[str, Any]) -> None:
    if not summary["adverts"]["seen"]:
        listed = sum(summary["agencies"].values())
        missing = (
            f"{listed:,} agencies are on file and no adverts yet. Add"
            if listed
            else "Nothing is on file yet. Import the official list (`wakala register import FILE`), add"
        )
        result(
            f"{missing} a site (`wakala source add URL`) or forwarded adverts (`wakala report add --csv FILE`), "
            "then run this again."
        )
        return
    with Session(here.engine) as session:
        # The summary counts alerts by ground, and one alert may have several.
        alerts = sum(queue_counts(session).by_state.values())
    result(
        # The look-up of the dashboard also finds firms of other lists, and those that left this one.
        f"{sum(summary['agencies'].values())} agencies listed now, {summary['adverts']['seen']} adverts, "
        f"{alerts} alerts, {summary['messages']} mails"
        + (f" (written to {here.settings.outbox_dir})." if not here.settings.smtp_host else ".")
    )


def _refuse_taken(port: int | None) -> None:
    from dashboard.server import refuse_taken

    refuse_taken(port or load_settings().dashboard_port)


def _serve(here: Installation, port: int | None) -> None:
    from dashboard.server import serve

    number = port or here.settings.dashboard_port
    say(f"The dashboard is at http://127.0.0.1:{number} - stop it with Ctrl-C.")
    serve(here.settings, port=number)
