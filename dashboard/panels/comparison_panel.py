"""A version's comparison on the screen: figures side by side, what the rule for promotion says of it, what to watch."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from markupsafe import Markup

from dashboard import desk, words
from dashboard.after_refusal import advice_after_refusal
from dashboard.components import heading, note, sentence, show, table
from dashboard.queries.models import ModelLine
from registry.vocabulary import ModelState


def show_comparison(found: Mapping[str, Any], line: ModelLine, *, live: int | None) -> None:
    """The stored comparison of `line`, and what may be done after a refusal; `live` is the promoted model."""
    champion = words.judge(found["champion"])
    show(heading(f"Compared with {champion}", level=2, above=_compared_on(found)))
    _show_figures(found, champion)
    objections = [sentence(_kind_in_words(one)) for one in found["objections"]]
    stale = line.state is ModelState.CANDIDATE and found["champion"] != live
    if stale:
        outcome = f"Model {line.id} {'lost' if objections else 'won'} against {champion}"
        said = f"{outcome}, but has to win against {words.judge(live)} now: compare it again."
        show(note(said, "unclear", points=objections))
    elif objections:
        show(note(f"Model {line.id} may not take over from {champion}:", "bad", points=objections))
    elif line.may_be_promoted:
        show(note("By the rule for promotion it may judge.", "good"))
    for kind in found.get("watch", ()):  # none in comparisons of before 1 December 2026
        show(note(f"To watch: {_kind_in_words(kind)}", "unclear"))
    if line.state is ModelState.CANDIDATE and objections and not stale:
        show(note(desk.look(advice_after_refusal, desk.settings(), found.get("lost_on", ()))))


def _show_figures(found: Mapping[str, Any], champion: str) -> None:
    ours, theirs = found["challenger_figures"], found["champion_figures"]
    rows = [
        (said, words.figure(ours.get(name)), words.figure(theirs.get(name)))
        for name, said in (
            ("average_precision", "Average precision (1 is best)"),
            ("roc_auc", "ROC AUC (1 is best)"),
            ("precision_at_capacity", _at_capacity(ours)),
            ("brier", "Brier score (0 is best)"),
        )
    ]
    show(table(("Per recruiter", f"Model {found['challenger']}", champion.capitalize()), rows))
    if found["difference"] is not None:  # all recruiters have one answer otherwise, which is an objection that says so
        low, high = (_signed(end) for end in found["interval"])
        told = f"{_signed(found['difference'])} (95 % interval {low} to {high})"
        show(Markup("<p>Difference in average precision {}.</p>").format(told))


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


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace("-", "−")


def _kind_in_words(told: str) -> str:
    """A sentence on one kind of advert, as `source, demo_soko: 12% …`, with the kind in plain letters."""
    kind, colon, rest = told.partition(": ")
    return f"{kind.replace('_', ' ')}{colon}{rest}"
