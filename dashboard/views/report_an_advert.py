"""Report an advert: words, a screenshot or a file of rows go on file like crawled adverts."""

from datetime import date

import streamlit as st

from alerts.rights import Right
from dashboard import actions, desk
from dashboard.accounts import Officer
from dashboard.components import heading, note, show
from dashboard.drafts import REPORTED, Draft, draft_of, drop_draft, keep_draft
from dashboard.judging import LATER, judge_new_adverts
from dashboard.page_links import advert_link
from dashboard.panels.report_file import show_file_intake
from dashboard.panels.report_picture import ask_for_picture, drop_picture, picture, read_words, show_picture
from dashboard.reporting import Report
from dashboard.signing_in import allowed_officer
from registry.advert_item import MAX_LINE, MAX_TEXT, MAX_URL
from registry.errors import WakalaError

TURN = "report-turn"
WAYS = ("Words", "A screenshot", "A file of rows")
CHANNELS = (
    "Hotline call",
    "Forwarded message",
    "Walk-in",
    "Partner office",
    "Poster or newspaper",
    "Seen online",
    "Other",
)


def main() -> None:
    """The screen."""
    officer = allowed_officer(Right.REPORT_ADVERT)
    show(heading("Report an advert"))
    show(
        note("Leave out the names and numbers of workers and complainants: only what the advert itself says is needed.")
    )
    way = st.segmented_control("What do you have?", WAYS, default=WAYS[0], required=True, key="report-way")
    if way == WAYS[2]:
        show_file_intake(CHANNELS, officer)
        return
    _show_filed()
    if way == WAYS[1] and ask_for_picture(st.session_state.get(TURN, 0)):
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
        keep_draft(officer.email, REPORTED, Draft(reason=read_words()))
        st.rerun()
    show_picture()
    _show_form(officer)


def _show_form(officer: Officer) -> None:
    text = _ask_words(officer)
    # A new form for every report on file: what a refused one says is kept, what a filed one said is gone.
    with st.form(f"report-{st.session_state.get(TURN, 0)}", width=760):
        title = st.text_input("Title, if it has one", max_chars=MAX_LINE)
        advertiser = st.text_input("Who advertises, as printed", max_chars=MAX_LINE)
        url = st.text_input("Web address, if any", max_chars=MAX_URL)
        channel = st.selectbox("How it reached us", CHANNELS)
        posted_on = st.date_input("Posted on, if known", value=None, max_value=desk.today(), format="DD/MM/YYYY")
        refusal = st.container()
        sent = st.form_submit_button("Put it on file", type="primary")
    if sent:
        day = posted_on if isinstance(posted_on, date) else None
        report = Report(text, title or "", advertiser or "", url or "", channel or "", day, picture())
        with refusal:
            _file(report, officer)


def _ask_words(officer: Officer) -> str:
    """The advert's words, from what a picture says or was typed before; outside the form, so that they are kept."""
    key = f"report-words-{st.session_state.get(TURN, 0)}"
    st.session_state.setdefault(key, draft_of(officer.email, REPORTED).reason)
    text = st.text_area(
        "What the advert says",
        height=220,
        max_chars=MAX_TEXT,
        help="Paste it whole, with its numbers.",
        width=760,
        key=key,
    )
    keep_draft(officer.email, REPORTED, Draft(reason=text or ""))
    return text or ""


def _file(report: Report, officer: Officer) -> None:
    try:
        filed = actions.report_advert(report, by=officer)
    except WakalaError as error:
        show(note(str(error), "bad"))
        return
    with st.spinner("On file. Looking at it now …"):
        done = judge_new_adverts()
    said = "It has been assessed." if done else f"It is still being looked at. {LATER}"
    drop_picture()
    drop_draft(officer.email, REPORTED)
    st.session_state["filed"] = (filed, said)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.rerun()


def _show_filed() -> None:
    filed = st.session_state.pop("filed", None)
    if filed is not None:
        number, said = filed
        show(note(f"On file as advert {number}. {said}", "good"))
        advert_link(number, label="Open the advert")


main()
