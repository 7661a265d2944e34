"""Who is acting on a screen: the browser's cookie becomes an officer, or the screen stops. Small, to be replaceable."""

import hashlib

import streamlit as st

from alerts.rights import FIRST_ROLE_WITH, Right
from dashboard import accounts, desk
from dashboard.accounts import Officer
from registry.settings import Settings


def cookie_name(settings: Settings) -> str:
    """The sign-in cookie's name: one an installation, because browsers do not tell ports apart."""
    return f"wakala_{hashlib.sha256(settings.database.encode()).hexdigest()[:10]}"


def browser_token() -> str | None:
    """The token the browser holds, if any. The seam for another way of signing in, and for tests."""
    return st.context.cookies.get(cookie_name(desk.settings()))


def acting_officer() -> Officer:
    """The signed-in officer; anyone else gets one sentence and a way in, and the script stops."""
    officer = desk.look(accounts.who, browser_token(), at=desk.clock())
    if officer is None:
        st.html(
            '<div class="w-empty"><h1>You are signed out</h1><p>Sign-ins end after twelve hours, or when someone '
            'signs out or gets a new password.</p><p><a href="/login" target="_self">Sign in again</a></p></div>'
        )
        st.stop()
    return officer


def allowed_officer(right: Right) -> Officer:
    """The signed-in officer, when their role has `right`; else one sentence, and the script stops."""
    officer = acting_officer()
    if not officer.may(right) or officer.must_change:
        wanted = FIRST_ROLE_WITH[right].value
        st.error(f"This screen needs the role {wanted}; you are signed in as {officer.role.value}.")
        st.stop()
    return officer
