"""One's own account: name, role, and another password."""

import streamlit as st

from dashboard import actions, passwords, words
from dashboard.components import facts, heading, note, show
from dashboard.flash import say
from dashboard.signing_in import acting_officer
from registry.errors import WakalaError


def main() -> None:
    """The screen."""
    officer = acting_officer()
    show(heading("My account"))
    show(facts((("Name", officer.name), ("E-mail", officer.email), ("Role", words.ROLES[officer.role]))))
    with st.form("password", width=480):
        old = st.text_input("Present password", type="password", autocomplete="current-password", max_chars=200)
        new = st.text_input(
            "New password",
            type="password",
            autocomplete="new-password",
            max_chars=200,
            help=f"At least {passwords.SHORTEST} characters; several unrelated words are easiest to remember.",
        )
        again = st.text_input("New password again", type="password", autocomplete="new-password", max_chars=200)
        if not st.form_submit_button("Change password", type="primary"):
            return
    if new != again:
        show(note("The two new passwords differ; type the same one twice.", "bad"))
        return
    try:
        refusal = actions.change_password(officer=officer, old=old or "", new=new or "")
    except WakalaError as error:
        refusal = str(error)
    if refusal:
        show(note(refusal, "bad"))
        return
    say("Your password is changed.")
    st.rerun()


main()
