"""One advert with everything stored about it, raised or not, and the way to open a case by hand."""

import streamlit as st

from alerts.casework.why_not_raised import why_not_raised
from alerts.plain_words import case_reference
from alerts.rights import Right
from dashboard import desk, words
from dashboard.accounts import Officer
from dashboard.components import empty, heading, note, show
from dashboard.page_links import SEARCH, case_link, record_id, recruiter_link
from dashboard.panels.advert_panel import show_reading
from dashboard.panels.open_case import open_case_form
from dashboard.queries.advert import AdvertView, advert_view, case_of_advert
from dashboard.queries.recruiter import recruiter_view
from dashboard.signing_in import allowed_officer
from registry.vocabulary import AlertState


def main() -> None:
    """The screen."""
    officer = allowed_officer(Right.TRIAGE)
    number = record_id("advert")
    advert = desk.look(advert_view, number) if number else None
    if advert is None:
        show(empty("No such advert", "The address names no advert on file. Find it with the search box."))
        st.page_link(SEARCH, label="Go to the search box", icon="")
        return
    rulebook = desk.rulebook(advert.assessment.jurisdiction if advert.assessment else None)
    dated = f"posted {words.day(advert.posted_on)}" if advert.posted_on else "posted on a day that is not known"
    above = f"Advert {advert.id} · {words.source(advert.source)} · {dated}"
    show(heading(advert.title or "Untitled advert", above=above))
    reading, acting = st.columns([2, 1], gap="large")
    with acting, st.container(key="acting"):
        _show_case(advert, officer)
    with reading:
        show_reading(advert, rulebook)


def _show_case(advert: AdvertView, officer: Officer) -> None:
    found = desk.look(case_of_advert, advert.id)
    if found:
        case_id, state = found
        show(heading("On a case", level=2))
        show(note(f"This advert is on case {case_reference(case_id)} ({words.STATES[state].lower()})."))
        case_link(case_id)
    else:
        show(heading("Why it was not raised", level=2))
        threshold = desk.settings().alert_threshold
        show(note(desk.look(why_not_raised, advert.id, desk.rulebook(), threshold)))
    if advert.recruiter_id is not None:
        recruiter_link(advert.recruiter_id, label="Everything of this recruiter")
        if not found:
            _show_other_case(advert.recruiter_id)
            open_case_form(advert.recruiter_id, officer)


def _show_other_case(recruiter_id: int) -> None:
    recruiter = desk.look(recruiter_view, recruiter_id)
    present = [one for one in recruiter.cases if one.state is not AlertState.DECIDED] if recruiter else []
    for case in present[:1]:
        show(note(f"Other adverts of this recruiter are on case {case_reference(case.id)}, which is not decided yet."))
        case_link(case.id)


main()
