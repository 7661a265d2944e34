"""What an analyst does to models: train, compare, promote, switch off and on, go back; a reason typed here is kept."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st
from markupsafe import Markup

from dashboard import model_actions, words
from dashboard.accounts import Officer
from dashboard.components import heading, note, show
from dashboard.drafts import ROLLBACK, SWITCH_OFF, SWITCH_ON, Draft, draft_of, drop_draft, keep_draft, promotion_of
from dashboard.flash import attempt
from dashboard.queries.models import ModelLine
from registry.vocabulary import ModelState

EARLIEST = datetime.min.replace(tzinfo=UTC)


def show_acts(lines: Sequence[ModelLine], officer: Officer, *, off: bool) -> None:
    """Training, and who judges; `off` says that the kill switch is on."""
    show(Markup('<div id="acts">{}</div>').format(heading("Train", level=2)))
    if st.button("Train a candidate from decisions", width="stretch"):
        with st.spinner("Training and checking on splits that keep apart what belongs together …"):
            done = attempt(lambda: model_actions.train_model(by=officer), then="A new candidate is on the list.")
        if done:
            st.rerun()
    show(heading("Who judges", level=2))
    _switch(officer, off=off)
    live = next((line for line in lines if line.state is ModelState.LIVE), None)
    if live is not None:
        _roll_back(officer, to=_before(live, lines))


def compare_and_promote(line: ModelLine, officer: Officer) -> None:
    """What can be done with one candidate."""
    if line.outside_labels:
        show(note("It learnt from labels that no officer here decided, so it can never go live.", "unclear"))
        return
    if st.button(f"Compare model {line.id} with what judges now", key=f"compare-{line.id}"):
        with st.spinner("Comparing on the same held-out weeks …"):
            done = attempt(lambda: model_actions.compare_model(line.id), then=f"Model {line.id} was compared.")
        if done:
            st.rerun()
    if line.may_be_promoted:
        _ask(
            f"Let model {line.id} judge",
            lambda reason: model_actions.promote_model(line.id, officer=officer, reason=reason),
            then=f"Model {line.id} judges from the next run on.",
            kept=promotion_of(line.id),
            officer=officer,
        )


def _switch(officer: Officer, *, off: bool) -> None:
    _ask(
        "Let models judge again" if off else "Switch all models off",
        lambda reason: model_actions.switch_models(off=not off, officer=officer, reason=reason),
        then="Models judge again." if off else "Rules and scorecard alone judge from the next run on.",
        kept=SWITCH_ON if off else SWITCH_OFF,
        officer=officer,
    )


def _roll_back(officer: Officer, *, to: str) -> None:
    _ask(
        f"Go back to {to}",
        lambda reason: model_actions.rollback_model(officer=officer, reason=reason),
        then=f"Gone back to {to}.",
        kept=ROLLBACK,
        officer=officer,
    )


def _before(live: ModelLine, lines: Sequence[ModelLine]) -> str:
    """What judges after a rollback, in words: the model promoted last before the live one, else the scorecard."""
    since = live.promoted_at or EARLIEST
    past = [(line.promoted_at, line.id) for line in lines if line.state is ModelState.RETIRED and line.promoted_at]
    former = [(at, number) for at, number in past if at < since]
    return words.judge(max(former)[1] if former else None)


# No form: what is typed in one is known to the browser alone until it is sent, and lost with the screen.
@st.fragment
def _ask(act: str, do: Callable[[str], None], *, then: str, kept: str, officer: Officer) -> None:
    """The act with its reason, which is kept as a draft under `kept` until the act is done."""
    key = f"why-{kept}"
    # Unfolded where something is written already: what is kept out of sight is as good as lost.
    with st.expander(act, expanded=bool(draft_of(officer.email, kept))):
        st.session_state.setdefault(key, draft_of(officer.email, kept).reason)
        reason = st.text_input("Why", key=key) or ""
        keep_draft(officer.email, kept, Draft(reason=reason))
        if st.button(act, width="stretch", key=f"do-{kept}") and attempt(lambda: do(reason), then=then):
            drop_draft(officer.email, kept)
            # The same act can be done again, for another reason.
            st.session_state.pop(key, None)
            st.rerun()
