"""Shows an evaluation to a person, saying first that the country it speaks of does not exist."""

from rich.console import Group
from rich.table import Table
from rich.text import Text

from dashboard.demo.evaluation import Evaluation

SYNTHETIC = (
    "SYNTHETIC: these figures are about an invented country whose offenders were planted by a program. "
    "They say how the system does on that country and nothing about any real one."
)


def render(report: Evaluation) -> Group:
    """The report as rich renderables: the warning, two tables and a line on false alerts."""
    return Group(Text(SYNTHETIC, style="bold yellow"), _typologies(report), _innocents(report), Text(_alerts(report)))


def _typologies(report: Evaluation) -> Table:
    table = Table(title=f"Planted offenders found, by recruiter (seed {report['seed']}, synthetic)")
    table.add_column("typology")
    for heading in ("planted", "found", "any ground", "recall", "recall, held wording"):
        table.add_column(heading, justify="right")
    for key, row in report["typologies"].items():
        figures = (str(row["planted"]), str(row["found"]), str(row["found_any"]))
        table.add_row(key, *figures, _percent(row["recall"]), _percent(row["recall_held"]))
    return table


def _innocents(report: Evaluation) -> Table:
    table = Table(title="Innocents flagged, by recruiter (synthetic)")
    table.add_column("kind")
    table.add_column("planted", justify="right")
    table.add_column("flagged", justify="right")
    for key, row in report["innocents"].items():
        table.add_row(key, str(row["planted"]), str(row["flagged"]))
    return table


def _alerts(report: Evaluation) -> str:
    return (
        f"{report['alerts']} alerts, of which {report['false_alerts']} rest on no offender "
        f"({_percent(report['false_share'])}); {report['control']} more in the control sample, "
        f"{report['learning']} chosen to learn from."
    )


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"
