"""Models: who judges now, every version with its card and figures, comparison and promotion, drift, the switch."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import streamlit as st
from markupsafe import Markup

from alerts.rights import Right
from dashboard import desk, words
from dashboard.accounts import Officer
from dashboard.after_refusal import advice_after_refusal
from dashboard.card_origin import simulated_in_words
from dashboard.components import chip, empty, heading, note, show, table
from dashboard.panels.drift_panel import show_drift
from dashboard.panels.model_acts_panel import compare_and_promote, show_acts
from dashboard.panels.model_card_panel import show_card
from dashboard.queries.model_origin import decisions_on_file
from dashboard.queries.models import Judging, ModelLine, judging_now, model_comparison, model_lines
from dashboard.signing_in import allowed_officer
from registry.vocabulary import ModelState

TONES = {ModelState.LIVE: "status-good", ModelState.CANDIDATE: "status-unclear", ModelState.RETIRED: "plain"}

MEASURED = (
    "Learnt from: adverts. Average precision of held-out adverts and of whole groups of them: 1 is best. Calibration "
    "error: 0 is best. How each was measured stands on its card."
)


def main() -> None:
    """The screen."""
    officer = allowed_officer(Right.TRAIN_MODEL)
    show(heading("Models"))
    now = desk.look(judging_now, desk.settings())
    _show_judge(now)
    _show_simulated()
    lines = desk.look(model_lines)
    _show_versions(lines, now)
    reading, acting = st.columns([2, 1], gap="large")
    with acting, st.container(key="acting"):
        show_acts(lines, officer, off=now.kill_switch)
    with reading:
        if lines:
            _show_version(lines, officer)
        show_drift()


def _show_judge(now: Judging) -> None:
    by_model = now.live_model and not now.kill_switch and not now.refused
    said = f"Model {now.live_model} judges. {now.says}" if by_model else now.says
    show(note(said, "bad" if now.kill_switch or now.refused else "plain"))


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
        _figure(line.average_precision),
        _figure(line.group_average_precision),
        _figure(line.calibration_error),
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


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _show_version(lines: Sequence[ModelLine], officer: Officer) -> None:
    by_id = {line.id: line for line in lines}
    chosen = st.selectbox("Version", list(by_id), format_func=lambda one: f"Model {one}", key="model-version")
    line = by_id.get(chosen or lines[0].id, lines[0])
    compared = desk.look(model_comparison, line.id)
    if compared:
        _show_comparison(compared, line)
    if line.state is ModelState.CANDIDATE:
        if compared and compared["objections"]:
            show(note(desk.look(advice_after_refusal, desk.settings(), compared.get("lost_on", ()))))
        compare_and_promote(line, officer)
    with st.expander(f"Card of model {line.id}", expanded=True):
        show_card(line)


def _show_comparison(found: Mapping[str, Any], line: ModelLine) -> None:
    champion = "the scorecard" if found["champion"] is None else f"model {found['champion']}"
    ours, theirs = found["challenger_figures"], found["champion_figures"]
    show(heading(f"Compared with {champion}", level=2, above=_compared_on(found)))
    rows = [
        (said, _figure(ours.get(name)), _figure(theirs.get(name)))
        for name, said in (
            ("average_precision", "Average precision (1 is best)"),
            ("roc_auc", "ROC AUC (1 is best)"),
            ("precision_at_capacity", _at_capacity(ours)),
            ("brier", "Brier score (0 is best)"),
        )
    ]
    show(table(("Per recruiter", f"Model {found['challenger']}", champion.capitalize()), rows))
    said = " ".join([*_difference(found), *found["objections"], *_verdict(found, line)])
    show(note(said, "bad" if found["objections"] else "good" if line.may_be_promoted else "plain"))
    for kind in found.get("watch", ()):  # none in comparisons of before 1 December 2026
        show(note(f"To watch: {kind}", "unclear"))


def _verdict(found: Mapping[str, Any], line: ModelLine) -> list[str]:
    if line.may_be_promoted:
        return ["By the rule for promotion it may judge."]
    if line.state is ModelState.CANDIDATE and not found["objections"]:
        return ["It was compared with what no longer judges: compare it again."]
    return []


def _compared_on(found: Mapping[str, Any]) -> str:
    """On how much, and decided in which days."""
    recruiters = found["challenger_figures"].get("count")
    whose = f" of {words.number_of(recruiters, 'recruiter')}" if recruiters else ""
    ends = [datetime.fromisoformat(found[end]) for end in ("decided_from", "decided_until") if found.get(end)]
    days = dict.fromkeys(words.day_of(end, desk.zone()) for end in ends)
    when = f", decided {'from ' if len(days) > 1 else 'on '}{' to '.join(days)}" if days else ""
    return f"The same {words.number_of(found['adverts'], 'advert')}{whose}{when}, held out from both"


def _at_capacity(figures: Mapping[str, Any]) -> str:
    capacity = figures.get("capacity")
    first = f"among the first {capacity:,}, the weekly capacity" if capacity else "at the weekly capacity"
    return f"Precision {first} (1 is best)"


def _difference(found: Mapping[str, Any]) -> list[str]:
    if found["difference"] is None:
        return []  # all recruiters have one answer, which is an objection that says so
    low, high = found["interval"]
    return [f"Difference in average precision {found['difference']:+.3f} (95 % {low:+.3f} to {high:+.3f})."]


main()
