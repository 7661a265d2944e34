"""One agency: was it licensed on that day, what else do the official lists say of it, and what does it advertise."""

from collections.abc import Iterator
from datetime import date

import streamlit as st
from markupsafe import Markup

from alerts.rights import Right
from dashboard import desk, words
from dashboard.components import empty, facts, heading, show, standing_badge, table, timeline
from dashboard.page_links import AGENCIES, record_id
from dashboard.panels.linked_adverts import show_adverts_of_agency
from dashboard.printed_status import printed_status
from dashboard.queries.agency import AgencyFile, SourcedLicence, agency_file
from dashboard.queries.agency_standing import standings_of
from dashboard.signing_in import allowed_officer
from registry.law.licensing import MAY_RECRUIT, Standing
from registry.vocabulary import ContactKind, LicenceScope, LicenceStatus, StandingState

NOTHING_KNOWN = "Nothing is known for that day"


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
        show(_standing(agency, on))
    show(heading("Licence history", level=2))
    show(table(("From", "Until", "Status", "Expiry date", "Scope", "As printed"), map(_licence_cells, agency.licences)))
    _show_lists(agency)
    show_adverts_of_agency(agency.id)


def _standing(agency: AgencyFile, on: date) -> Markup:
    rulebook, kinds = desk.rulebook(agency.jurisdiction), {agency.id: agency.kind}
    standing = desk.look(standings_of, kinds, rulebook=rulebook, on=on)[agency.id]
    title = NOTHING_KNOWN if standing.state is StandingState.REGISTER_NOT_LOADED else ""
    return standing_badge(standing.state, standing.reason, title=title, whose=" ".join(_rests_on(agency, standing, on)))


def _rests_on(agency: AgencyFile, standing: Standing, on: date) -> Iterator[str]:
    """What the list itself shows, where a notice says more; for what it is good; and which list that is."""
    if "register_of" not in standing.facts or "status" not in standing.facts:
        return
    listed_on = date.fromisoformat(standing.facts["register_of"])
    licence = agency.licence_on(max(on, listed_on))
    if licence is not None and (standing.notice_id is not None or licence.status is not LicenceStatus.VALID):
        yield f"On the list its licence stands {_shown(licence)}."
    if standing.state in MAY_RECRUIT and (scope := LicenceScope(standing.facts["scope"])) is not LicenceScope.UNKNOWN:
        yield f"It may recruit {words.SCOPES[scope]}."
    read = f"The list is of {words.day(listed_on)}"
    source = f" ({licence.source})" if licence is not None else ""
    yield f"{read}{source}, and had not been read by {words.day(on)}." if listed_on > on else f"{read}{source}."


def _shown(licence: SourcedLicence) -> str:
    shown = printed_status(licence.status_raw, licence.status)
    if shown == licence.status_raw:
        shown = f"as “{shown}”" if shown else f"as {words.LICENCES[licence.status].lower()}"
    return f"{shown}, with the expiry date {words.day(licence.expires_on)}" if licence.expires_on else shown


def _licence_cells(licence: SourcedLicence) -> tuple[str, ...]:
    return (
        words.day(licence.from_on),
        words.day(licence.until_on) if licence.until_on else "now",
        words.LICENCES[licence.status],
        words.day(licence.expires_on),
        words.SCOPES[licence.scope],
        printed_status(licence.status_raw, licence.status) or "–",
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
