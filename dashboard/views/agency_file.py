"""One agency: was it licensed on that day, what else do the official lists say of it, and what does it advertise."""

from datetime import date

import streamlit as st

from alerts.rights import Right
from dashboard import desk, words
from dashboard.components import empty, facts, heading, note, show, table, timeline
from dashboard.page_links import AGENCIES, record_id
from dashboard.panels.linked_adverts import show_adverts_of_agency
from dashboard.queries.agency import AgencyFile, SourcedLicence, agency_file
from dashboard.signing_in import allowed_officer
from registry.vocabulary import ContactKind, LicenceStatus


def main() -> None:
    """The screen."""
    allowed_officer(Right.TRIAGE)
    number = record_id("agency")
    agency = desk.look(agency_file, number) if number else None
    if agency is None:
        show(empty("No such agency", "The address names no agency on file. Find it by its name or licence number."))
        st.page_link(AGENCIES, label="Go to the agency look-up", icon="")
        return
    _show_agency(agency)


def _show_agency(agency: AgencyFile) -> None:
    above = f"{words.REGISTERS[agency.kind]} · {agency.jurisdiction.upper()} · {agency.number or 'no licence number'}"
    show(heading(agency.name, above=above))
    st.page_link(AGENCIES, label="Back to the list", icon=":material/arrow_back:")
    on = st.date_input("Standing on", value=desk.today(), format="DD/MM/YYYY", key="standing-on", width=220)
    if isinstance(on, date):
        show(note(*_standing(agency, on)))
    show(heading("Licence history", level=2))
    show(
        table(("From", "Until", "Status", "Expires", "May recruit", "As printed"), map(_licence_cells, agency.licences))
    )
    _show_lists(agency)
    show_adverts_of_agency(agency.id)


def _standing(agency: AgencyFile, on: date) -> tuple[str, str]:
    licence = agency.licence_on(on)
    if licence is None:
        return f"No snapshot of the register covers {words.day(on)}, so nothing can be said of that day.", "unclear"
    rests = f"This rests on the list as of {words.day(licence.from_on)} ({licence.source})."
    if licence.status is LicenceStatus.VALID and licence.expires_on and licence.expires_on < on:
        return f"Expired on {words.day(licence.expires_on)}, though the list still said valid. {rests}", "bad"
    expiry = f" (expiry date {words.day(licence.expires_on)})" if licence.expires_on else ""
    tone = words.LICENCE_TONES.get(licence.status, "bad")
    status = words.LICENCES[licence.status].lower()
    said = f"On {words.day(on)} the register said: {status}{expiry}, may recruit {words.SCOPES[licence.scope]}."
    return f"{said} {rests}", tone


def _licence_cells(licence: SourcedLicence) -> tuple[str, ...]:
    return (
        words.day(licence.from_on),
        words.day(licence.until_on) if licence.until_on else "now",
        words.LICENCES[licence.status],
        words.day(licence.expires_on),
        words.SCOPES[licence.scope],
        licence.status_raw or "–",
    )


def _show_lists(agency: AgencyFile) -> None:
    if agency.notices:
        show(heading("Official notices", level=2))
        rows = [
            (
                words.day(one.published_on),
                one.issuer,
                words.LICENCES[one.action],
                one.reason or "–",
                one.right_of_reply or "–",
            )
            for one in agency.notices
        ]
        show(table(("Published", "Issuer", "Action", "Reason given", "Reply"), rows))
    names = [one for one in agency.names if one.value != agency.name]
    if names or agency.contacts:
        show(heading("Names and contacts on the register", level=2))
        show(facts((_kind(one.kind), one.value) for one in (*names, *agency.contacts)))
    _show_changes(agency)


def _kind(kind: str) -> str:
    known = words.CONTACTS.get(ContactKind(kind)) if kind in set(ContactKind) else None
    return known or kind.replace("_", " ").capitalize()


def _show_changes(agency: AgencyFile) -> None:
    if agency.job_orders:
        rulebook = desk.rulebook(agency.jurisdiction)
        show(heading("Approved vacancies", level=2))
        rows = [
            (
                title,
                words.country(place, rulebook),
                str(number or "–"),
                words.day(since),
                words.day(until) if until else "now",
            )
            for title, place, number, since, until in agency.job_orders
        ]
        show(table(("Post", "Country", "Vacancies", "From", "Until"), rows))
    if agency.events:
        show(heading("Changes between snapshots", level=2))
        show(
            timeline(
                (words.day(on), agency.change_in_words(on, change).capitalize(), _change(before, after))
                for on, change, before, after in agency.events
            )
        )


def _change(before: str, after: str) -> str:
    return f"{before or '–'} → {after or '–'}" if before or after else ""


main()
