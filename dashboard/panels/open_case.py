"""Opening a case by hand, from an advert or a recruiter, whatever the score says."""

import streamlit as st

from alerts.plain_words import case_reference
from dashboard import actions
from dashboard.accounts import Officer
from dashboard.components import note, show
from dashboard.flash import say
from dashboard.page_links import CASE
from registry.errors import WakalaError


def open_case_form(recruiter_id: int, officer: Officer) -> None:
    """A form that opens a case on a recruiter, whatever the score says."""
    with st.form(f"open-case-{recruiter_id}"):
        reason = st.text_area("Reason for opening a case")
        if not st.form_submit_button("Open a case", type="primary", width="stretch"):
            return
        if not (reason or "").strip():
            show(note("Write the reason first: what a colleague would have to know.", "bad"))
            return
        try:
            case_id = actions.open_case(recruiter_id, officer=officer, reason=reason)
        except WakalaError as error:
            show(note(str(error), "bad"))
            return
    say(f"Case {case_reference(case_id)} is open.")
    st.switch_page(CASE, query_params={"case": str(case_id)})
