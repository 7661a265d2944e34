"""Verbs of the fictional country: serve it, compare alerts with its truth, play decisions on it."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.after_refusal import advice_where_none_is_left
from dashboard.demo.decisions import simulate_decisions
from dashboard.demo.evaluation import evaluate
from dashboard.demo.evaluation_table import render
from dashboard.demo.prepare import check_port, prepare, truth_file
from dashboard.demo.running import serve_country
from dashboard.installation import Installation, demo_mark, open_installation
from dashboard.terminal.options import Json
from dashboard.terminal.output import result, result_drawn, result_json, say
from registry.database import unit_of_work
from registry.errors import InvalidInput
from registry.settings import load_settings

app = typer.Typer(no_args_is_help=True)

TruthFile = Annotated[
    Path | None, typer.Option("--truth", metavar="FILE.csv", help="Another truth, for adverts crawled from elsewhere.")
]


@app.command("serve")
def serve(
    seed: Annotated[int | None, typer.Option(min=0, help="The country's seed.")] = None,
    adverts: Annotated[int | None, typer.Option(help="How many adverts it has.")] = None,
) -> None:
    """Serve the country's sites on loopback until Ctrl-C."""
    plan = prepare(load_settings().home, seed=seed, adverts=adverts)
    check_port(plan)
    with serve_country(plan) as child:
        say(
            f"The fictional country is at {plan.address}; its source files are in {plan.sources_dir}. Stop with Ctrl-C."
        )
        child.wait()


@app.command("evaluate")
def evaluate_alerts(truth: TruthFile = None, json: Json = False) -> None:
    """Compare alerts with what was planted; the country is synthetic, and the figures say so."""
    here = open_installation()
    file = truth or _own_truth(here)
    mark = demo_mark(here.settings.home) or {}
    seed = mark.get("seed") if truth is None else None
    with unit_of_work(here.engine) as session:
        report = evaluate(session, file, seed=int(seed) if seed is not None else None)
    if json:
        result_json(report)
        return
    result_drawn(render(report))


@app.command("decide")
def decide_alerts(
    error_rate: Annotated[float, typer.Option(min=0.0, max=1.0, help="The share decided wrongly.")] = 0.05,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    most: Annotated[int | None, typer.Option(min=1, help="Decide at most so many.")] = None,
) -> None:
    """Decide open alerts by the planted truth, some wrongly, to have labels to learn from."""
    here = open_installation()
    file = _own_truth(here)
    with unit_of_work(here.engine) as session:
        count = simulate_decisions(session, file, error_rate=error_rate, seed=seed, at=here.now(), most=most)
        advice = advice_where_none_is_left(session, here.settings)
    result(f"{count} alerts decided by simulation, about {error_rate:.0%} of them wrongly.")
    if advice:
        say(advice)


def _own_truth(here: Installation) -> Path:
    file = truth_file(here.settings.home)
    if not here.settings.demo or not file.is_file():
        home = here.settings.home
        raise InvalidInput(f"{home} holds no demo country; run `wakala run --demo` first, or give --truth FILE.csv.")
    return file
