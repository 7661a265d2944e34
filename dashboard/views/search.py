"""One search box over adverts, recruiters, agencies and contacts, raised or not."""

import streamlit as st
from markupsafe import Markup

from alerts.plain_words import case_reference
from alerts.rights import Right
from dashboard import desk, words
from dashboard.components import chip, empty, heading, show
from dashboard.page_links import ADVERT, AGENCY, CASE, RECRUITER, linked_row
from dashboard.queries.searching import LONGEST_QUERY, SHORTEST_QUERY, SearchResults, search
from dashboard.signing_in import allowed_officer

LIMIT = 20
HIT = Markup('<div class="w-hit"><b><bdi>{}</bdi></b><span><bdi>{}</bdi> {}</span></div>')


def main() -> None:
    """The screen."""
    allowed_officer(Right.TRIAGE)
    show(heading("Search"))
    text = st.text_input(
        "Names, phones, payment numbers, web domains, licence or case numbers, or words of an advert",
        key="q",
        type="search",
        max_chars=LONGEST_QUERY,
        bind="query-params",
        placeholder="0700 000 012, Tembo Ridge, ZZ/0042, W-000012 …",
    )
    if not text or len(text.strip()) < SHORTEST_QUERY:
        show(empty("What are you looking for?", f"Type at least {SHORTEST_QUERY} characters and press Enter."))
        return
    found = desk.look(search, text, region=desk.rulebook().jurisdiction.phone_region, limit=LIMIT)
    if found.is_empty:
        show(
            empty(
                "Nothing on file",
                "No advert, recruiter, agency, contact or case holds all of these words. Try fewer. Where a name may "
                "be misspelt, Agency look-up shows which listed names come near.",
            )
        )
        return
    _show_cases(found)
    _show_recruiters(found)
    _show_agencies(found)
    _show_contacts(found)
    _show_adverts(found)


def _head(found: SearchResults, title: str, name: str) -> None:
    above = f"The first {LIMIT}; add a word to narrow it down" if name in found.cut else ""
    show(heading(title, level=2, above=above))


def _case(case_id: int | None) -> Markup:
    return chip(f"case {case_reference(case_id)}") if case_id else chip("not raised", "quiet")


def _show_cases(found: SearchResults) -> None:
    if found.cases:
        show(heading("Case", level=2))
    for one in found.cases:
        body = HIT.format(
            case_reference(one.id), one.recruiter or "No name given", chip(words.STATES[one.state], "quiet")
        )
        linked_row(f"case-{one.id}", body, CASE, label="Open case", params={"case": str(one.id)})


def _show_recruiters(found: SearchResults) -> None:
    if found.recruiters:
        _head(found, "Recruiters", "recruiters")
    for one in found.recruiters:
        body = HIT.format(one.name or "No name given", words.number_of(one.adverts, "advert"), _case(one.case_id))
        linked_row(f"recruiter-{one.id}", body, RECRUITER, label="Open recruiter", params={"recruiter": str(one.id)})


def _show_agencies(found: SearchResults) -> None:
    if found.agencies:
        _head(found, "Agencies on official lists", "agencies")
    for one in found.agencies:
        body = HIT.format(one.name, one.number or "no licence number", "")
        linked_row(f"agency-{one.id}", body, AGENCY, label="Open agency", params={"agency": str(one.id)})


def _show_contacts(found: SearchResults) -> None:
    if found.contacts:
        _head(found, "Contacts", "contacts")
    for place, one in enumerate(found.contacts):
        used_by = "used by" if one.recruiter_id else "registered for"
        body = HIT.format(f"{words.CONTACTS[one.kind]} {one.value}", f"{used_by} {one.name}", "")
        if one.recruiter_id:
            params = {"recruiter": str(one.recruiter_id)}
            linked_row(f"contact-{place}", body, RECRUITER, label="Open recruiter", params=params)
        else:
            linked_row(f"contact-{place}", body, AGENCY, label="Open agency", params={"agency": str(one.agency_id)})


def _show_adverts(found: SearchResults) -> None:
    if found.adverts:
        _head(found, "Adverts", "adverts")
    for one in found.adverts:
        posted = f"posted {words.day(one.posted_on)}" if one.posted_on else "day of posting not stated"
        small = " · ".join(part for part in (one.advertiser, words.source(one.source), posted) if part)
        body = HIT.format(one.title or "Untitled advert", small, _case(one.case_id))
        linked_row(f"advert-{one.id}", body, ADVERT, label="Open advert", params={"advert": str(one.id)})


main()
