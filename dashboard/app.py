"""The browser door's script: who is acting, which screens they may open, and the frame around every screen.

Streamlit runs this file for every click; nothing here may be slow.
"""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from alerts.rights import Right
from dashboard import desk, words
from dashboard.accounts import Officer
from dashboard.components import note, show
from dashboard.flash import show_flash
from dashboard.look_and_feel import ICON, KEYS, LOGO
from dashboard.page_links import QUEUE, keep_address, lost_address, tab_title
from dashboard.panels.bulk_panel import end_bulk
from dashboard.panels.history_panel import end_visit
from dashboard.signing_in import acting_officer
from registry.errors import WakalaError

FOLDER = Path(__file__).parent
FIRST = "alert_queue"
CHOOSING = "choosing-a-password"
DEMO = Markup('<div class="w-demo">Fictional demo country: every name, number and site is invented.</div>')
OFFICER = Markup(
    '<div class="w-officer"><b>{}</b><span>{}</span>'
    '<form method="post" action="/logout"><button type="submit">Sign out</button></form></div>'
)


def page(name: str, title: str, icon: str, *, first: bool = False, hidden: bool = False) -> "st.Page":
    """One screen, a file in `views`."""
    return st.Page(
        FOLDER / "views" / f"{name}.py",
        title=title,
        icon=f":material/{icon}:",
        url_path=name,
        default=first,
        visibility="hidden" if hidden else "visible",
    )


def screens(officer: Officer) -> dict[str, list["st.Page"]]:
    """The screens this officer may open, by section of the menu."""
    office = [
        page("digest_preview", "Weekly digest", "mail"),
        page("my_account", "My account", "person"),
    ]
    if officer.may(Right.CHANGE_ACCOUNTS):
        office += [
            page("administration", "Administration", "admin_panel_settings"),
            page("audit_trail", "Audit trail", "history"),
        ]
    records = [
        page("agency_lookup", "Agency look-up", "badge"),
        page("official_lists", "Official lists", "list_alt"),
        page("source_health", "Source health", "monitor_heart"),
    ]
    if officer.may(Right.TRAIN_MODEL):
        records.append(page("models", "Models", "model_training"))
    return {
        "Work": [
            page("alert_queue", "Alert queue", "inbox", first=True),
            page("search", "Search", "search"),
            page("report_an_advert", "Report an advert", "add_comment"),
            page("case_file", "Case", "folder_open", hidden=True),
            page("advert_file", "Advert", "article", hidden=True),
            page("recruiter_file", "Recruiter", "group", hidden=True),
            page("agency_file", "Agency", "badge", hidden=True),
        ],
        "Records": records,
        "Office": office,
    }


def main() -> None:
    """One run of the script."""
    st.set_page_config(page_title="Wakala", page_icon=ICON, layout="wide")
    st.logo(LOGO, size="large")
    st.html(FOLDER / "wakala.css")
    officer = acting_officer()
    if officer.must_change:
        chosen = st.navigation([page("my_account", "Choose your password", "key", first=True)], position="hidden")
        st.session_state[CHOOSING] = True
    else:
        chosen = st.navigation(screens(officer))
        if st.session_state.pop(CHOOSING, False):
            st.switch_page(QUEUE)
    with st.sidebar:
        show(OFFICER.format(officer.name, words.ROLES[officer.role]))
    if desk.settings().demo:
        show(DEMO)
    if officer.must_change:
        show(note("This password was given to you by somebody else. Choose your own to go on.", "unclear"))
    show_flash()
    screen = chosen.url_path or FIRST
    if screen != "case_file":
        end_visit()
    if screen != FIRST:
        end_bulk()
    if lost := lost_address(screen):
        st.switch_page(chosen, query_params=lost)
    st.set_page_config(page_title=tab_title(screen, chosen.title))
    try:
        chosen.run()
        # Last, because even an element that shows nothing takes its gap.
        st.html(f'<script src="{KEYS}"></script>', unsafe_allow_javascript=True)
        keep_address(screen)
    except WakalaError as error:
        # What a person can mend is a sentence on the screen, whichever screen it came from.
        show(note(str(error), "bad"))


main()
