"""The weekly digest as it would be sent: what it says and who reads it, before anybody gets it."""

from datetime import date, datetime, time, timedelta

import streamlit as st

from alerts.rights import Right
from dashboard import desk, words
from dashboard.card_origin import simulated_in_words
from dashboard.components import facts, heading, note, show
from dashboard.queries.digest import preview_digest
from dashboard.queries.model_origin import decisions_on_file
from dashboard.queries.people import subscriber_rows
from dashboard.signing_in import allowed_officer
from registry.errors import WakalaError

WEEKS_BACK = 12


def main() -> None:
    """The screen."""
    officer = allowed_officer(Right.TRIAGE)
    show(heading("Weekly digest", above="As it would be sent now; nothing is sent from this screen"))
    readers = [row.email for row in desk.look(subscriber_rows) if row.removed_at is None]
    show(facts((("Readers", ", ".join(readers) or "nobody yet; an administrator adds them"),)))
    this_week = desk.today() - timedelta(days=desk.today().weekday())
    weeks = [this_week - timedelta(weeks=back) for back in range(WEEKS_BACK)]
    week = st.selectbox("Week beginning", weeks, format_func=words.day, width=240) or this_week
    try:
        digest = desk.look(
            preview_digest,
            email=officer.email,
            name=officer.name,
            week=week,
            settings=desk.settings(),
        )
    except WakalaError as error:
        show(note(str(error), "bad"))
        return
    _show_simulated(week)
    show(facts((("Subject", digest.subject),)))
    html, text = st.tabs(["As HTML", "As text"])
    with html, st.container(border=True):
        st.html(digest.html)
    with text:
        st.code(digest.text, language=None, wrap_lines=True)


def _show_simulated(week: date) -> None:
    """The mail says "by an officer", which is not so where the demo decided by itself."""
    begins = datetime.combine(week, time(), tzinfo=desk.zone())
    found = desk.look(decisions_on_file, since=begins, until=begins + timedelta(weeks=1))
    if found.simulated:
        show(note(simulated_in_words(found, "of this week"), "unclear"))


main()
