"""The verb that scores somebody's file of adverts, for a trial of a judge on a list that was never crawled."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from dashboard.installation import open_installation
from dashboard.terminal.options import On, a_date
from dashboard.terminal.output import result, say
from registry.database import unit_of_work
from risk_model.learning.labels_file import LabelFormat


def score(
    file: Annotated[Path, typer.Argument(metavar="ADVERTS.csv|parquet", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT.csv", help="Where the scores go.")],
    model: Annotated[str, typer.Option(metavar="ID|live|latest", help="Which judge; default: latest candidate.")] = "",
    layout: Annotated[
        LabelFormat | None,
        typer.Option("--format", help="How the file is laid out; default: as the model's labels were."),
    ] = None,
    on: On = "",
) -> None:
    """Score a file of adverts: its rows in order, with probability, band and top_reasons added."""
    from risk_model.score_file import score_file
    from risk_model.scoring import choose_judge

    here = open_installation()
    day = a_date(on, "--on") or here.today()
    with unit_of_work(here.engine) as session:
        judge = choose_judge(session, here.settings, choice=model or None)
        done = score_file(file, out, judge=judge, rulebook=here.rulebook(), on=day, layout=layout)
        say(f"Scored by {judge.version}: {judge.says}")
        tell_ignored(str(file), done.ignored)
        if done.replaced:
            say(f"Columns of {file} replaced by those of this scoring: {', '.join(done.replaced)}.")
    result(f"{done.count} adverts scored in {out}.")


def tell_ignored(file: str, ignored: Sequence[str]) -> None:
    """Which columns nothing reads, on standard error."""
    if ignored:
        say(f"Ignored columns of {file}: {', '.join(ignored)}.")
