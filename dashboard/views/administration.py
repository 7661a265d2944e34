"""Administration: who has an account with which role, and who reads the weekly mail."""

from collections.abc import Callable

import streamlit as st

from alerts.rights import Right
from dashboard import actions, desk, words
from dashboard.accounts import Officer
from dashboard.components import empty, heading, note, show, table
from dashboard.flash import attempt
from dashboard.queries.people import AccountRow, account_rows, subscriber_rows
from dashboard.signing_in import allowed_officer
from registry.errors import WakalaError
from registry.vocabulary import Role

SHOWN_ONCE = "shown-once"


def main() -> None:
    """The screen."""
    officer = allowed_officer(Right.CHANGE_ACCOUNTS)
    show(heading("Administration"))
    _show_password_once()
    _show_accounts(officer)
    _show_subscribers(officer)


def _show_password_once() -> None:
    given = st.session_state.pop(SHOWN_ONCE, None)
    if given:
        email, password = given
        show(note(f"First password of {email}. It is shown once; its owner must choose another one.", "good"))
        st.code(password, language=None)


def _show_accounts(officer: Officer) -> None:
    show(heading("Accounts", level=2))
    rows = desk.look(account_rows)
    show(table(("Name", "E-mail", "Role", "Last sign-in", "State"), map(_cells, rows)))
    with st.expander("Add an account"), st.form("add-account"):
        name = st.text_input("Name", max_chars=200)
        email = st.text_input("E-mail address", max_chars=254)
        role = st.selectbox("Role", list(Role), format_func=words.ROLES.__getitem__) or Role.INSPECTOR
        if st.form_submit_button("Add account", type="primary"):
            _give_password(
                lambda: actions.add_account(email=email or "", name=name or "", role=role, by=officer), email
            )
    with st.expander("Change an account"), st.form("change-account"):
        chosen = st.selectbox("Account", [row.email for row in rows], index=None)
        what = st.radio("What", ("New password", "Close it", *(f"Make {words.ROLES[one]}" for one in Role)))
        if st.form_submit_button("Do it") and chosen:
            _change(chosen, what or "", officer)


def _give_password(make: Callable[[], str], email: str | None) -> None:
    try:
        st.session_state[SHOWN_ONCE] = (email, make())
    except WakalaError as error:
        show(note(str(error), "bad"))
        return
    st.rerun()


def _change(email: str, what: str, officer: Officer) -> None:
    if what == "New password":
        _give_password(lambda: actions.reset_password(email, by=officer), email)
        return
    if what == "Close it":
        done = attempt(lambda: actions.close_account(email, by=officer), then=f"The account {email} is closed.")
    else:
        role = next(one for one in Role if what == f"Make {words.ROLES[one]}")
        done = attempt(lambda: actions.change_role(email, role, by=officer), then=f"{email} is now {role.value}.")
    if done:
        st.rerun()


def _cells(row: AccountRow) -> tuple[str, ...]:
    state = "open"
    if row.closed_at:
        state = f"closed on {words.day_of(row.closed_at, desk.zone())}"
    elif row.locked_until and row.locked_until > desk.clock():
        state = f"locked until {words.moment(row.locked_until, desk.zone())}"
    elif row.must_change:
        state = "must choose a password"
    return row.name, row.email, words.ROLES[row.role], words.moment(row.last_sign_in_at, desk.zone()), state


def _show_subscribers(officer: Officer) -> None:
    show(heading("Readers of the weekly mail", level=2))
    rows = desk.look(subscriber_rows)
    present = [row for row in rows if row.removed_at is None]
    if present:
        cells = [(row.email, row.name or "–", "yes" if row.quiet_weeks else "no") for row in present]
        show(table(("E-mail", "Name", "Also in quiet weeks"), cells))
    else:
        show(empty("Nobody yet", "Without a reader, the weekly mail is not sent."))
    with st.expander("Add a reader"), st.form("add-reader"):
        email = st.text_input("E-mail address", max_chars=254)
        name = st.text_input("Name", max_chars=200)
        if st.form_submit_button("Add reader", type="primary") and attempt(
            lambda: actions.add_subscriber(email or "", name=name or "", by=officer),
            then=f"{email} gets the weekly mail.",
        ):
            st.rerun()
    if present:
        with st.expander("Remove a reader"), st.form("remove-reader"):
            chosen = st.selectbox("Reader", [row.email for row in present], index=None)
            if (
                st.form_submit_button("Remove")
                and chosen
                and attempt(
                    lambda: actions.remove_subscriber(chosen, by=officer), then=f"{chosen} gets no more weekly mail."
                )
            ):
                st.rerun()


main()
