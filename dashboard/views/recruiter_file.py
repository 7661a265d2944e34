"""One recruiter: names, contacts, cases and every advert, and the way to open a case by hand."""

import streamlit as st
from markupsafe import Markup

from alerts.rights import Right
from dashboard import desk, words
from dashboard.components import empty, heading, note, show
from dashboard.page_links import ADVERT, SEARCH, case_link, linked_row, record_id, recruiter_link
from dashboard.panels.identity_panel import show_identity
from dashboard.panels.open_case import open_case_form
from dashboard.panels.recruiter_panel import show_recruiter
from dashboard.queries.recruiter import AdvertLine, RecruiterView, recruiter_adverts, recruiter_view
from dashboard.signing_in import allowed_officer
from registry.vocabulary import AlertState

PAGE_SIZE = 25
# How many of a recruiter's adverts can be chosen from when one of them is somebody else's.
MOST_COMPARED = 200


def main() -> None:
    """The screen."""
    officer = allowed_officer(Right.TRIAGE)
    number = record_id("recruiter")
    recruiter = desk.look(recruiter_view, number) if number else None
    if recruiter is None:
        show(empty("No such recruiter", "The address names no recruiter on file. Find it with the search box."))
        st.page_link(SEARCH, label="Go to the search box", icon="")
        return
    show(heading(recruiter.name or "No name given", above=f"Recruiter {recruiter.id}"))
    if recruiter.merged_into_id is not None:
        show(note("Its adverts are now kept under another recruiter, because they share contacts.", "unclear"))
        recruiter_link(recruiter.merged_into_id, label="Open that recruiter")
    reading, acting = st.columns([2, 1], gap="large")
    with acting, st.container(key="acting"):
        present = next((case for case in recruiter.cases if case.state is not AlertState.DECIDED), None)
        if present:
            show(heading("On a case", level=2))
            case_link(present.id)
        else:
            show(heading("Open a case", level=2))
            open_case_form(recruiter.id, officer)
        if recruiter.merged_into_id is None:
            show_identity(recruiter, desk.look(recruiter_adverts, recruiter.id, page=1, size=MOST_COMPARED), officer)
    with reading:
        show_recruiter(recruiter)
        _show_adverts(recruiter)


def _show_adverts(recruiter: RecruiterView) -> None:
    show(heading("Adverts", level=2, above=words.number_of(recruiter.adverts, "advert")))
    pages = max(1, -(-recruiter.adverts // PAGE_SIZE))
    number = st.pagination(pages, key=f"adverts-of-{recruiter.id}") if pages > 1 else 1
    for line in desk.look(recruiter_adverts, recruiter.id, page=number, size=PAGE_SIZE):
        linked_row(f"advert-{line.id}", _line(line), ADVERT, label="Open", params={"advert": str(line.id)})


def _line(advert: AdvertLine) -> Markup:
    return Markup('<div class="w-hit"><b><bdi>{}</bdi></b><span>{} · posted {}</span></div>').format(
        advert.title or "Untitled advert", words.source(advert.source), words.day(advert.posted_on)
    )


main()
