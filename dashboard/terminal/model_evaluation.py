"""The verb that tells how good a model is: by the figures it was stored with, or on somebody's labelled file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alerts.run_settings import office_of
from dashboard.installation import open_installation
from dashboard.terminal.model_labels import tell_columns, tell_simulated_of
from dashboard.terminal.options import LARGEST_ID
from dashboard.terminal.output import result_json, say
from registry.database import unit_of_work
from registry.errors import InvalidInput
from risk_model.learning.labels_file import LabelFormat, read_labels_file
from risk_model.models_on_file import find_model

if TYPE_CHECKING:
    from risk_model.measuring.figures import Figures

DECISIONS = "decisions"
ModelId = Annotated[int, typer.Argument(metavar="MODEL_ID", min=1, max=LARGEST_ID, show_default=False)]
Layout = Annotated[LabelFormat, typer.Option("--format", help="How a labelled file is laid out.")]
AlwaysJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, as without it.", show_default=False)]


def evaluate(
    model_id: ModelId,
    labels: Annotated[
        str, typer.Option(metavar="FILE|decisions", help="A labelled file to score, or the decisions it learnt from.")
    ] = "",
    layout: Layout = LabelFormat.PLAIN,
    _json: AlwaysJson = True,
) -> None:
    """Print the held-out figures a model was stored with, or those on a file and how much of it was learnt from."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        model = find_model(session, model_id)
        tell_simulated_of(session, model)
        if labels == DECISIONS and model.outside_labels:
            raise InvalidInput(
                f"Model {model_id} learnt from a file, not from decisions; `wakala model compare {model_id}` holds it "
                "against the decisions made here."
            )
        if labels in ("", DECISIONS):
            result_json(model.figures)
            return
        from risk_model.trials.outside_check import check_on_file

        file = read_labels_file(Path(labels), layout=layout)
        tell_columns(labels, file)
        found = check_on_file(
            model,
            file,
            folder=here.settings.models_dir,
            rulebook=here.rulebook(),
            on=here.today(),
            office=office_of(session, here.settings),
        )
        say(found.says)
        _tell_few(found.groups)
        result_json(found.as_json())


def _tell_few(groups: "Figures") -> None:
    """Says so where a file holds too few independent groups of a label for figures to mean anything."""
    from risk_model.training import MINIMUM_A_CLASS

    negative = groups.count - groups.positive
    if min(groups.positive, negative) < MINIMUM_A_CLASS:
        say(
            f"The file holds {groups.positive} positive and {negative} negative groups of adverts that belong "
            f"together; figures of fewer than {MINIMUM_A_CLASS} of each say nothing of how good a model is."
        )
