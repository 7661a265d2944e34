"""Verbs on models: train a candidate, look at it, let a named person put it in charge or take it out, score a file."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from sqlmodel import Session

from alerts.accountability import checked_reason
from alerts.rights import Right
from alerts.run_settings import office_of, set_kill_switch
from dashboard.accounts import officer_named
from dashboard.after_refusal import advice_after_refusal
from dashboard.installation import Installation, open_installation
from dashboard.terminal.model_drift import drift
from dashboard.terminal.model_evaluation import DECISIONS, Layout, ModelId, evaluate
from dashboard.terminal.model_labels import tell_columns, tell_simulated
from dashboard.terminal.model_scoring import score
from dashboard.terminal.options import LARGEST_ID, By, Json
from dashboard.terminal.output import result, result_json, result_table, say
from registry.database import unit_of_work
from registry.errors import InvalidInput
from registry.records import ModelVersion
from risk_model.learning.labels_file import BEST_KNOWN, BEST_KNOWN_SENTENCE, LabelFormat, read_labels_file
from risk_model.models_on_file import find_model
from risk_model.promotion import promote as promote_model
from risk_model.promotion import rollback as roll_back

if TYPE_CHECKING:
    from risk_model.learning.material import Material

app = typer.Typer(no_args_is_help=True)


class SwitchState(StrEnum):
    """Whether the kill switch is on."""

    ON = "on"
    OFF = "off"


NO_ACCOUNT = "the command line (no account was named)"
Reason = Annotated[str, typer.Option(help="Why; it is kept in the audit log.")]
Labels = Annotated[str, typer.Option(metavar="FILE|decisions", help="A labelled file, or the decisions made here.")]
TrainedBy = Annotated[
    str, typer.Option("--by", metavar="EMAIL", help="The account that the card names; it needs the right to train.")
]
Seed = Annotated[int, typer.Option(min=0, max=LARGEST_ID, help="The first of the five seeds of the checks.")]


@app.command("train")
def train(
    labels: Labels = DECISIONS,
    layout: Layout = LabelFormat.PLAIN,
    by: TrainedBy = "",
    seed: Seed = 1,
    json: Json = False,
) -> None:
    """Train a candidate and print its id; it judges nothing until a person promotes it."""
    from risk_model.model_card import card_lines

    here = open_installation()
    with unit_of_work(here.engine) as session:
        who = officer_named(session, by, right=Right.TRAIN_MODEL).email if by else NO_ACCOUNT
        if labels == DECISIONS:
            tell_simulated(session, until=here.now())
        say("Training and checking on splits that keep apart what belongs together ...")
        candidate = _train(session, here, labels, layout, who, seed)
        model, figures, told = candidate.id, candidate.figures, card_lines(candidate, "figures")
    for line in told:
        say(line)
    if labels == DECISIONS:
        say(f"It judges nothing yet; `wakala model compare {model}` holds it against what judges now.")
    if layout is LabelFormat.EMSCAD:
        say(BEST_KNOWN_SENTENCE)
    if json:
        result_json(
            {"model": model, "figures": figures, "best_known": BEST_KNOWN if layout is LabelFormat.EMSCAD else None}
        )
        return
    result(f"{model}")


def _train(session: Session, here: Installation, labels: str, layout: LabelFormat, by: str, seed: int) -> ModelVersion:
    from risk_model.training import retrain, train_candidate

    at = here.now()
    given: dict[str, Any] = {
        "rulebook": here.rulebook(),
        "folder": here.settings.models_dir,
        "by": by,
        "at": at,
        "seed": seed,
        "office": office_of(session, here.settings),
        "n_jobs": here.settings.training_jobs,
    }
    if labels == DECISIONS:
        return retrain(session, **given).model
    origin = {"from": Path(labels).name, "format": layout.value}
    material = _material(here, Path(labels), layout, here.day_of(at))
    return train_candidate(session, material, origin=origin, outside=True, **given).model


def _material(here: Installation, labels: Path, layout: LabelFormat, on: date) -> "Material":
    from risk_model.learning.material import material_of_file

    file = read_labels_file(labels, layout=layout)
    tell_columns(str(labels), file)
    return material_of_file(file, rulebook=here.rulebook(), on=on, n_jobs=here.settings.training_jobs)


app.command("evaluate")(evaluate)


@app.command("compare")
def compare(
    model_id: Annotated[
        int | None, typer.Argument(metavar="[MODEL_ID]", min=1, max=LARGEST_ID, show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Compare a challenger with what judges now, on the same held-out weeks; without a number, list every model.

    Exit 1 where the challenger may not be promoted; it says by how much it lost.
    """
    here = open_installation()
    with unit_of_work(here.engine) as session:
        if model_id is None:
            _list_models(session, json=json)
            return
        from risk_model.comparison import compare as compare_models
        from risk_model.comparison_text import comparison_text

        tell_simulated(session, until=here.now())
        found = compare_models(
            session,
            find_model(session, model_id),
            rulebook=here.rulebook(),
            folder=here.settings.models_dir,
            office=office_of(session, here.settings),
        )
        advice = advice_after_refusal(session, here.settings, found.lost_on)
    if json:
        result_json(found.as_json())
    else:
        result(comparison_text(found))
    if found.objections:
        say(advice)
        raise typer.Exit(1)


def _list_models(session: Session, *, json: bool) -> None:
    from dashboard.queries.models import model_lines

    lines = [
        {
            "model": line.id,
            "state": line.state.value,
            "trained_at": line.trained_at.date(),
            "labels": line.learnt_from,
            "average_precision": line.average_precision,
            "roc_auc": line.roc_auc,
            "calibration_error": line.calibration_error,
        }
        for line in model_lines(session)
    ]
    if json:
        result_json(lines)
        return
    rows = [tuple(round(one, 3) if isinstance(one, float) else one for one in line.values()) for line in lines]
    headings = ("Model", "State", "Trained", "Learnt from", "Average precision", "ROC AUC", "Calibration error")
    result_table(
        "Models, held-out figures per row", headings, rows, empty="No model was ever trained; the scorecard judges."
    )


app.command("drift")(drift)


@app.command("kill-switch")
def kill_switch(
    state: Annotated[SwitchState, typer.Argument(show_default=False)],
    by: By,
    reason: Reason,
) -> None:
    """Switch all models off (on: rules and scorecard only) or let them judge again (off)."""
    here = open_installation()
    on = state is SwitchState.ON
    with unit_of_work(here.engine) as session:
        officer = officer_named(session, by, right=Right.PROMOTE_MODEL)
        changed = set_kill_switch(session, on=on, by=officer.email, reason=reason, at=here.now())
    if not changed:
        result(f"The kill switch was {state.value} already; it stays so.")
        return
    result("Rules and scorecard only, from now on." if on else "The live model may judge again.")


@app.command("promote")
def promote(model_id: ModelId, by: By, reason: Reason) -> None:
    """Put a candidate in charge of scores, on the word of an account that may."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        officer = officer_named(session, by, right=Right.PROMOTE_MODEL)
        model = find_model(session, model_id)
        promote_model(
            session,
            model,
            officer=officer.email,
            reason=checked_reason(reason),
            folder=here.settings.models_dir,
            at=here.now(),
        )
    result(f"Model {model_id} judges from now on.")


@app.command("rollback")
def rollback(by: By, reason: Reason) -> None:
    """Put the model before the present one back in charge, or the scorecard where there is none."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        officer = officer_named(session, by, right=Right.PROMOTE_MODEL)
        model = roll_back(session, officer=officer.email, reason=checked_reason(reason), at=here.now())
    result(f"Model {model.id} judges from now on." if model else "The scorecard judges from now on.")


@app.command("card")
def card(
    model_id: ModelId,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write it to a file instead.")] = None,
) -> None:
    """Print a model's card: what, on what, by whom, figures, limits, intended use."""
    from dashboard.card_origin import origin_text
    from dashboard.queries.model_origin import model_origin
    from dashboard.queries.models import model_card

    here = open_installation()
    with unit_of_work(here.engine) as session:
        text = model_card(session, model_id) + origin_text(model_origin(session, model_id), ZoneInfo("UTC"))
    if out is None:
        result(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidInput(f"{out} cannot be written ({error.strerror or error}); choose another file.") from error
    result(f"The card of model {model_id} is in {out}.")


app.command("score")(score)
