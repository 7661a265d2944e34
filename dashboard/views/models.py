"""Models: who judges now, every version with its card and figures, comparison and promotion, drift, the switch."""

import re
from collections.abc import Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from alerts.rights import Right
from dashboard import desk, words
from dashboard.accounts import Officer
from dashboard.card_origin import simulated_in_words
from dashboard.components import chip, empty, heading, note, show, table
from dashboard.panels.comparison_panel import show_comparison
from dashboard.panels.drift_panel import alarms_in_words, show_drift
from dashboard.panels.model_acts_panel import compare_and_promote, show_acts
from dashboard.panels.model_card_panel import show_card
from dashboard.queries.model_origin import decisions_on_file
from dashboard.queries.models import (
    Judging,
    ModelLine,
    SwitchedOff,
    judging_now,
    model_comparison,
    model_lines,
    switched_off,
)
from dashboard.signing_in import allowed_officer
from registry.vocabulary import ModelState
from risk_model.measuring.drift import drift

TONES = {ModelState.LIVE: "status-good", ModelState.CANDIDATE: "status-unclear", ModelState.RETIRED: "plain"}

_LARGE = re.compile(r"\d{4,}")
MEASURED = (
    "Learnt from: adverts. Average precision of held-out adverts and of whole groups of them: 1 is best. Calibration "
    "error: 0 is best. How each was measured stands on its card."
)


def main() -> None:
    """The screen."""
    officer = allowed_officer(Right.TRAIN_MODEL)
    show(heading("Models"))
    now, drifted = desk.look(judging_now, desk.settings()), desk.look(drift, on=desk.today())
    _show_judge(now)
    _show_ways(alarms_in_words(drifted))
    _show_simulated()
    lines = desk.look(model_lines)
    _show_versions(lines, now)
    reading, acting = st.columns([2, 1], gap="large")
    with acting, st.container(key="acting"):
        show_acts(lines, officer, off=now.kill_switch)
    with reading:
        if lines:
            _show_version(lines, officer, live=now.live_model)
    # Below both columns: its table is as wide as the screen.
    show_drift(drifted)


def _show_judge(now: Judging) -> None:
    if now.live_model and not now.kill_switch and not now.refused:
        says = now.says.removeprefix(f"Model {now.live_model}: ")
        show(note(f"Model {now.live_model} judges: {_LARGE.sub(lambda found: f'{int(found[0]):,}', says)}"))
        return
    off = desk.look(switched_off)
    said = f"{now.says} {_by_whom(off)}" if off else now.says
    show(note(said, "bad" if now.kill_switch or now.refused else "plain"))


def _by_whom(off: SwitchedOff) -> str:
    return f"{off.by} switched it on, {words.moment(off.at, desk.zone())}, and wrote: “{off.reason.rstrip('.')}”."


def _show_ways(alarms: str) -> None:
    """To what stands far down the screen: drift, and on a narrow one the acts."""
    acts = Markup('<a class="w-jump" href="#acts" target="_self">Train, and who judges</a>')
    down = Markup('<a href="#drift" target="_self">Drift{}</a>').format(f": {alarms}" if alarms else "")
    show(Markup('<div class="w-ways">{} {}</div>').format(acts, down))


def _show_simulated() -> None:
    """Where decisions were made by the demo itself, what learnt from them is no measure of anything outside it."""
    found = desk.look(decisions_on_file, until=desk.now())
    if found.simulated:
        said = simulated_in_words(found, "on file")
        show(note(f"{said} What is learnt and measured from them says nothing of real adverts.", "unclear"))


def _show_versions(lines: Sequence[ModelLine], now: Judging) -> None:
    if not lines:
        show(empty("No model yet", "Train one from the decisions made here; until then rules and scorecard judge."))
        return
    headers = (
        "Model",
        "State",
        "Trained",
        "Learnt from",
        "Average precision",
        "By group",
        "Calibration error",
        "May go live",
    )
    show(table(headers, (_cells(line, now) for line in lines), caption=MEASURED))


def _cells(line: ModelLine, now: Judging) -> tuple[Any, ...]:
    adverts = words.number_of(line.positive + line.negative, "advert")
    labels = f"{line.learnt_from}: {adverts}, {line.positive:,} positive, {line.negative:,} negative"
    return (
        str(line.id),
        _state(line, now),
        words.day_of(line.trained_at, desk.zone()),
        labels,
        words.figure(line.average_precision),
        words.figure(line.group_average_precision),
        words.figure(line.calibration_error),
        _may_go_live(line),
    )


def _state(line: ModelLine, now: Judging) -> Markup:
    """A promoted model that is switched off or refused judges nothing, whatever its state on file."""
    if line.state is ModelState.LIVE and (now.kill_switch or now.refused):
        return chip("Promoted, but switched off" if now.kill_switch else "Promoted, but refused", "status-bad")
    return chip(words.MODELS[line.state], TONES[line.state])


def _may_go_live(line: ModelLine) -> str:
    if line.state is ModelState.LIVE:
        return "–"  # it does
    return f"no: {line.why_not}" if line.why_not else "yes"


def _show_version(lines: Sequence[ModelLine], officer: Officer, *, live: int | None) -> None:
    by_id = {line.id: line for line in lines}
    chosen = st.selectbox("Version", list(by_id), format_func=lambda one: f"Model {one}", key="model-version")
    line = by_id.get(chosen or lines[0].id, lines[0])
    compared = desk.look(model_comparison, line.id)
    if compared:
        show_comparison(compared, line, live=live)
    if line.state is ModelState.CANDIDATE:
        compare_and_promote(line, officer)
    with st.expander(f"Card of model {line.id}", expanded=True):
        show_card(line)


main()
