"""What an officer can do to the case on the screen: decide, undo, assign, and the acts of `deferring_panel`."""

import streamlit as st
from markupsafe import Markup

from alerts.casework.transitions import TRANSITIONS, UNDOABLE
from alerts.plain_words import case_reference
from dashboard import actions, desk, words
from dashboard.accounts import Officer
from dashboard.components import heading, note, show, timeline
from dashboard.drafts import Draft, draft_of, drop_draft, keep_draft
from dashboard.page_links import CASE
from dashboard.panels.deferring_panel import escalate_form, reopen_form, snooze_form, undo_form
from dashboard.panels.meanwhile import acted, as_seen, now_seen, version_seen
from dashboard.queries.case import CaseView, HistoryEntry, last_act
from dashboard.queries.people import officers
from dashboard.queries.queue_filter import QueueFilter, QueueOrder
from dashboard.queries.queue_rows import next_alert
from registry.vocabulary import AlertState, Disposition, TriageAction

# Under this name the queue leaves what it was asked to show, for whoever works down it from case to case.
ASKED = "queue"
ONWARDS = "onwards"
MEANINGS = "\n".join(f"* **{words.DISPOSITIONS[one]}**: {meant}" for one, meant in words.FINDINGS.items())


def show_decision_panel(case: CaseView, history: list[HistoryEntry], officer: Officer) -> None:
    """Every act that is lawful in the case's state, each with its reason."""
    show(Markup('<div id="decision"></div>'))
    show(heading("Decision", level=2))
    last = last_act(history)
    now, case = case, as_seen(case, history, officer)
    if case.state is AlertState.DECIDED:
        _show_decided(last)
    elif case.urgent:
        show(note("A person may be at risk: tell the duty officer at once, then record what you did.", "bad"))
    if last and last.officer == officer.email and last.action in UNDOABLE:
        undo_form(case, last, officer)
    if _may(TriageAction.DECIDE, case):
        _decide(case, officer)
    else:
        _show_unrecorded(case, last, officer)
    if _may(TriageAction.ASSIGN, case):
        _assign(case, officer)
    if _may(TriageAction.SNOOZE, case):
        snooze_form(case, officer)
    if _may(TriageAction.ESCALATE, case):
        escalate_form(case, officer)
    if _may(TriageAction.REOPEN, case):
        reopen_form(case, officer)
    _next(case)
    now_seen(case.id, now, history)


def _reason_key(case: CaseView) -> str:
    return f"reason-{case.id}"


def _may(action: TriageAction, case: CaseView) -> bool:
    return case.state in TRANSITIONS[action]


def _show_decided(last: HistoryEntry | None) -> None:
    if last is None or last.disposition is None:
        show(note("This case is decided.", "plain"))
        return
    when = words.moment(last.at, desk.zone())
    show(timeline([(when, f"{words.DISPOSITIONS[last.disposition]} (by {last.by})", last.reason)]))


@st.fragment
def _decide(case: CaseView, officer: Officer) -> None:
    """No form: what is typed in one is known to the browser alone until it is sent, and lost with the screen."""
    with st.container(key=f"decide-{case.id}", border=True):
        draft = _ask(case, officer)
        onwards = st.checkbox("Then open the next alert", value=st.session_state.get(ONWARDS, False))
        if not st.button("Record decision", type="primary", width="stretch", key=f"record-{case.id}"):
            return
        # Who works down the queue says so once, and not sixty times a day.
        st.session_state[ONWARDS] = onwards
        if draft.finding is None:
            show(note("Choose what you found first.", "bad"))
            return
        if not draft.reason.strip():
            show(note("Write the reason first: facts that a colleague or a court could check.", "bad"))
            return
        if _record(case, draft.finding, draft.reason, officer):
            drop_draft(officer.email, case.id)
            _go_on(case, onwards)


def _ask(case: CaseView, officer: Officer) -> Draft:
    """The finding and the reason, from what the officer chose and typed before; kept as they now are."""
    finding_key, reason_key = f"finding-{case.id}", _reason_key(case)
    before = draft_of(officer.email, case.id)
    st.session_state.setdefault(finding_key, before.finding)
    st.session_state.setdefault(reason_key, before.reason)
    finding = st.selectbox(
        "What did you find?",
        list(words.DISPOSITIONS),
        index=None,
        format_func=words.DISPOSITIONS.__getitem__,
        placeholder="Choose a finding",
        help=MEANINGS,
        key=finding_key,
    )
    # Without a bound of its own: the browser drops what is pasted over one without a word.
    reason = st.text_area(
        "Reason",
        key=reason_key,
        help="Facts a colleague or a court could check: what you compared, whom you rang, what you saw.",
    )
    draft = Draft(finding, reason or "")
    keep_draft(officer.email, case.id, draft)
    return draft


def _record(case: CaseView, finding: Disposition, reason: str, officer: Officer) -> bool:
    refer = " Refer it at once." if finding is Disposition.TRAFFICKING_SUSPECTED else ""
    said = f"Recorded for {case_reference(case.id)}: {words.DISPOSITIONS[finding]}.{refer} You can still undo it."
    version = version_seen(case.id)
    return acted(
        case, lambda: actions.decide(case.id, finding, officer=officer, reason=reason, version=version), then=said
    )


def _show_unrecorded(case: CaseView, last: HistoryEntry | None, officer: Officer) -> None:
    """What the officer had written when somebody else decided the case."""
    draft = draft_of(officer.email, case.id)
    # What came with the press that found the case decided was in no draft yet.
    draft = Draft(draft.finding, st.session_state.get(_reason_key(case)) or draft.reason)
    keep_draft(officer.email, case.id, draft)
    if not draft.reason.strip() or (last is not None and last.officer == officer.email):
        drop_draft(officer.email, case.id)
        return
    show(note(f"What you had written, to copy: {draft.reason.strip()}", "unclear"))
    if st.button("Throw it away", key=f"discard-{case.id}"):
        drop_draft(officer.email, case.id)
        st.rerun()


def _go_on(case: CaseView, onwards: bool) -> None:
    following = _following(case) if onwards else None
    if following is None:
        st.rerun()
    st.switch_page(CASE, query_params={"case": str(following)})


def _following(case: CaseView) -> int | None:
    wanted, order = st.session_state.get(ASKED, (QueueFilter(), QueueOrder.SEVERITY))
    return desk.look(next_alert, wanted, order=order, after=case.id)


def _next(case: CaseView) -> None:
    following = _following(case)
    if following is not None and st.button("Next alert in the queue", shortcut="N", key="next-alert", width="stretch"):
        st.switch_page(CASE, query_params={"case": str(following)})


def _assign(case: CaseView, officer: Officer) -> None:
    if case.assignee != officer.email and st.button("Assign to me", key=f"mine-{case.id}", width="stretch"):
        _assign_to(case, officer.email, officer)
    with st.expander("Give it to somebody else"), st.form(f"assign-{case.id}"):
        people = dict(desk.look(officers))
        chosen = st.selectbox("Officer", list(people), format_func=lambda email: f"{people[email]} ({email})")
        if st.form_submit_button("Assign", width="stretch") and chosen:
            _assign_to(case, chosen, officer)


def _assign_to(case: CaseView, assignee: str, officer: Officer) -> None:
    if acted(
        case,
        lambda: actions.assign(case.id, assignee, officer=officer, version=case.version),
        then=f"{case_reference(case.id)} is now with {assignee}.",
    ):
        st.rerun()
