"""Acts on several alerts at once, under the same rules as on one; those refused are named and the others kept."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from alerts.triage import BulkOutcome
from dashboard import actions, words
from dashboard.accounts import Officer
from dashboard.components import note, show
from dashboard.drafts import TOGETHER, Draft, draft_of, drop_draft, keep_draft
from dashboard.flash import say
from registry.errors import WakalaError
from registry.vocabulary import Disposition

# A browser keeps a ticked box ticked for as long as its key lives, so every act begins a new round of keys.
TURN = "picking-turn"
JUST_DECIDED = "decided-together"
FINDING, REASON = "finding-together", "reason-together"


# No form: what is typed in one is known to the browser alone until it is sent, and lost with the screen.
@st.fragment
def show_bulk(picked: Mapping[int, int], officer: Officer, *, urgent: int = 0) -> None:
    """What acts on the picked alerts, while some are; each with its version that was on the screen.

    `urgent` says in how many of them a person may be at risk.
    """
    if not picked:
        return
    with st.container(key="bulk-decide", border=True):
        show(Markup('<b id="together">{} picked</b>').format(words.number_of(len(picked), "alert")))
        if urgent:
            show(note(f"In {urgent:,} of them a person may be at risk: tell the duty officer at once.", "bad"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            finding = st.selectbox(
                "What did you find?",
                list(words.DISPOSITIONS),
                index=None,
                format_func=words.DISPOSITIONS.__getitem__,
                placeholder="Choose a finding",
                width=250,
                key=FINDING,
            )
            reason = _ask_reason(officer)
            decide = st.button("Record for all picked", type="primary", key="record-together")
            assign = st.button("Assign all to me", key="assign-together")
        if decide:
            _decide_together(picked, finding, reason, officer)
    if assign:
        _report(actions.assign_many(picked, officer.email, officer=officer), "assigned to you")


def _ask_reason(officer: Officer) -> str:
    """The reason, from what the officer typed before; not the finding, which other alerts may be picked for by then."""
    st.session_state.setdefault(REASON, draft_of(officer.email, TOGETHER).reason)
    reason = st.text_input("Reason, recorded on every one of them", width=300, key=REASON) or ""
    keep_draft(officer.email, TOGETHER, Draft(reason=reason))
    return reason


def show_bulk_undo(officer: Officer) -> None:
    """The way back from a decision on several alerts, until the officer leaves the queue or acts on others."""
    decided = st.session_state.get(JUST_DECIDED, ())
    if decided and st.button(f"Undo the decision on {words.number_of(len(decided), 'alert')}", key="undo-together"):
        st.session_state.pop(JUST_DECIDED)
        _report(actions.undo_many(decided, officer=officer), "as before")


def end_bulk() -> None:
    """The officer is on another screen: what was decided together is no longer offered to be undone together."""
    st.session_state.pop(JUST_DECIDED, None)


def _decide_together(picked: Mapping[int, int], finding: Disposition | None, reason: str, officer: Officer) -> None:
    if finding is None:
        show(note("Choose what you found first.", "bad"))
        return
    try:
        outcome = actions.decide_many(picked, finding, officer=officer, reason=reason)
    except WakalaError as error:
        show(note(str(error), "bad"))
        return
    st.session_state[JUST_DECIDED] = tuple(outcome.done)
    if not outcome.refused:
        drop_draft(officer.email, TOGETHER)
    for key in (FINDING, REASON):
        st.session_state.pop(key, None)
    refer = ", to be referred at once" if finding is Disposition.TRAFFICKING_SUSPECTED else ""
    _report(outcome, f"decided{refer}")


def _report(outcome: BulkOutcome, what: str) -> None:
    refused = outcome.refused.values()
    said = f"{words.number_of(len(outcome.done), 'alert')} {what}."
    say(" ".join([said, *refused]), "bad" if refused else "good")
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.rerun()
