"""Links from one screen to another, and each screen's own address: a record's number, a filter, a search."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from alerts.plain_words import case_reference
from dashboard.components import show

SEARCH = "views/search.py"
QUEUE = "views/alert_queue.py"
CASE = "views/case_file.py"
ADVERT = "views/advert_file.py"
RECRUITER = "views/recruiter_file.py"
AGENCIES = "views/agency_lookup.py"
AGENCY = "views/agency_file.py"
LARGEST_ID = 2**31 - 1


RECORDS = frozenset({"case", "advert", "recruiter", "agency"})
SHOWN = "screen-shown"
# What each screen keeps in its address.
OWN = {
    "alert_queue": ("view", "order", "severity", "ground", "source", "page"),
    "search": ("q",),
    "case_file": ("case",),
    "advert_file": ("advert",),
    "recruiter_file": ("recruiter",),
    "agency_file": ("agency",),
}


def lost_address(screen: str) -> dict[str, list[str]]:
    """What `screen` had in its address last, when the address now holds only another screen's values.

    Following a link leaves such an address in the browser's history: coming back to it from there would lose filter or
    record.
    """
    before = st.session_state.get(SHOWN)
    st.session_state[SHOWN] = screen
    if before == screen:
        return {}
    given, own = set(st.query_params), set(OWN.get(screen, ()))
    last: dict[str, list[str]] = st.session_state.get(f"address-{screen}", {})
    return last if given and not given & own else {}


def keep_address(screen: str) -> None:
    """Remember what `screen` has in its address, for `lost_address`."""
    if screen in OWN:
        kept = {name: st.query_params.get_all(name) for name in OWN[screen] if name in st.query_params}
        st.session_state[f"address-{screen}"] = kept


def tab_title(screen: str, title: str) -> str:
    """What the browser's tab says of `screen`, which of several records included."""
    name = OWN.get(screen, ("",))[0]
    number = record_id(name) if name in RECORDS else None
    if number:
        title = f"{title} {case_reference(number) if name == 'case' else number}"
    return f"{title} - Wakala"


def record_id(name: str) -> int | None:
    """The record number in the address under `name`, or None when there is none that could be one."""
    given = st.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and int(given[:12]) <= LARGEST_ID else None


def case_link(case_id: int, *, label: str = "") -> None:
    """A link to a case."""
    name = label or f"Open {case_reference(case_id)}"
    st.page_link(CASE, label=name, query_params={"case": str(case_id)}, icon="")


def advert_link(advert_id: int, *, label: str = "Open advert") -> None:
    """A link to an advert."""
    st.page_link(ADVERT, label=label, query_params={"advert": str(advert_id)}, icon="")


def recruiter_link(recruiter_id: int, *, label: str = "Open recruiter") -> None:
    """A link to a recruiter."""
    st.page_link(RECRUITER, label=label, query_params={"recruiter": str(recruiter_id)}, icon="")


def agency_link(agency_id: int, *, label: str = "Open agency") -> None:
    """A link to an agency's file."""
    st.page_link(AGENCY, label=label, query_params={"agency": str(agency_id)}, icon="")


def linked_row(key: str, body: Markup, page: str, *, label: str, params: Mapping[str, str]) -> None:
    """One line of a list with the link that opens it; `label` is our own words, `body` may hold scraped text."""
    with st.container(key=f"row-{key}", horizontal=True, vertical_alignment="center", wrap=False):
        show(body)
        st.page_link(page, label=label, query_params=dict(params), icon="")
