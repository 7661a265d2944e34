"""Putting a case off, up or back, and taking an act back: what is typed as the reason is kept like a decision's."""

from datetime import date, timedelta

import streamlit as st

from alerts.plain_words import case_reference
from alerts.triage import LONGEST_SNOOZE
from dashboard import actions, desk, words
from dashboard.accounts import Officer
from dashboard.drafts import Draft, draft_of, drop_draft, keep_draft
from dashboard.panels.meanwhile import acted, version_seen
from dashboard.queries.case import CaseView, HistoryEntry
from registry.vocabulary import TriageAction

BY_MISTAKE = "Recorded by mistake."


# No forms: what is typed in one is known to the browser alone until it is sent, and lost with the screen.
@st.fragment
def snooze_form(case: CaseView, officer: Officer) -> None:
    """Out of the queue until a day."""
    with _folded("Snooze", TriageAction.SNOOZE, case, officer):
        until = _ask_until(case)
        reason = _ask(TriageAction.SNOOZE, case, officer, placeholder="Waiting for the registrar's answer")
        if st.button("Snooze", width="stretch", key=f"snooze-{case.id}") and acted(
            case,
            lambda: actions.snooze(case.id, until, officer=officer, reason=reason, version=version_seen(case.id)),
            then=f"{case_reference(case.id)} comes back on {words.day(until)}, or as soon as something new is known.",
        ):
            _done(TriageAction.SNOOZE, case, officer)


@st.fragment
def escalate_form(case: CaseView, officer: Officer) -> None:
    """Handed up."""
    with _folded("Escalate", TriageAction.ESCALATE, case, officer):
        told = "The next weekly mail names escalated cases."
        reason = _ask(TriageAction.ESCALATE, case, officer, help_=told)
        if st.button("Escalate", width="stretch", key=f"escalate-{case.id}") and acted(
            case,
            lambda: actions.escalate(case.id, officer=officer, reason=reason, version=version_seen(case.id)),
            then=f"{case_reference(case.id)} is escalated and goes into the next weekly mail.",
        ):
            _done(TriageAction.ESCALATE, case, officer)


@st.fragment
def reopen_form(case: CaseView, officer: Officer) -> None:
    """Back in the queue."""
    with _folded("Put it back in the queue", TriageAction.REOPEN, case, officer):
        reason = _ask(TriageAction.REOPEN, case, officer)
        if st.button("Reopen", width="stretch", key=f"reopen-{case.id}") and acted(
            case,
            lambda: actions.reopen(case.id, officer=officer, reason=reason, version=version_seen(case.id)),
            then=f"{case_reference(case.id)} is open again.",
        ):
            _done(TriageAction.REOPEN, case, officer)


@st.fragment
def undo_form(case: CaseView, last: HistoryEntry, officer: Officer) -> None:
    """The officer's own last act on the case taken back."""
    done = words.ACTIONS[last.action].lower() if last.action else ""
    with _folded(f"Undo your last act ({done})", TriageAction.UNDO, case, officer):
        reason = _ask(TriageAction.UNDO, case, officer, usual=BY_MISTAKE)
        if st.button("Undo", width="stretch", key=f"undo-{case.id}") and acted(
            case,
            lambda: actions.undo(case.id, officer=officer, reason=reason, version=version_seen(case.id)),
            then=f"Undone: {case_reference(case.id)} is as it was before.",
        ):
            _done(TriageAction.UNDO, case, officer)


def _folded(title: str, act: TriageAction, case: CaseView, officer: Officer) -> "st.delta_generator.DeltaGenerator":
    # Unfolded where something is written already: what is kept out of sight is as good as lost.
    return st.expander(title, expanded=bool(draft_of(officer.email, case.id, act)))


def _ask_until(case: CaseView) -> date:
    today = desk.today()
    return st.date_input(
        "Until",
        value=today + timedelta(days=7),
        min_value=today + timedelta(days=1),
        max_value=today + LONGEST_SNOOZE,
        format="DD/MM/YYYY",
        key=f"until-{case.id}",
    )


def _ask(
    act: TriageAction,
    case: CaseView,
    officer: Officer,
    *,
    usual: str = "",
    placeholder: str | None = None,
    help_: str | None = None,
) -> str:
    """The reason, from what the officer typed before, else the `usual` one; kept as it now is."""
    key = _key(act, case)
    st.session_state.setdefault(key, draft_of(officer.email, case.id, act).reason or usual)
    reason = st.text_input("Why", key=key, placeholder=placeholder, help=help_) or ""
    keep_draft(officer.email, case.id, Draft(reason="" if reason == usual else reason), act)
    return reason


def _done(act: TriageAction, case: CaseView, officer: Officer) -> None:
    drop_draft(officer.email, case.id, act)
    # A case that is put off can be put off again, for another reason.
    st.session_state.pop(_key(act, case), None)
    st.rerun()


def _key(act: TriageAction, case: CaseView) -> str:
    return f"why-{act.value}-{case.id}"
