"""Agency look-up: was it licensed on that day, and what else does the register say of it."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from alerts.rights import Right
from dashboard import desk, words
from dashboard.components import chip, empty, facts, heading, note, show, table, timeline
from dashboard.page_links import AGENCY, linked_row, record_id
from dashboard.queries.agency import AgencyFile, AgencyRow, LicenceRow, agency_file, agency_rows
from dashboard.queries.registers import registers
from dashboard.signing_in import allowed_officer
from registry.vocabulary import ImportState, LicenceStatus

PAGE_SIZE = 25
TONES = {LicenceStatus.VALID: "good", LicenceStatus.PENDING: "unclear", LicenceStatus.AMBIGUOUS: "unclear"}


def main() -> None:
    """The screen."""
    allowed_officer(Right.TRIAGE)
    number = record_id("agency")
    agency = desk.look(agency_file, number) if number else None
    if agency is not None:
        _show_agency(agency)
    elif number is not None:
        show(empty("No such agency", "The address names no agency on file. Find it below by name or number."))
        _show_list()
    else:
        _show_list()


def _show_list() -> None:
    show(heading("Agency look-up"))
    text = st.text_input("Name or licence number", key="agency-text", type="search", max_chars=200) or ""
    pages = st.session_state.get("agency-page", 1)
    rows, total = desk.look(agency_rows, text.strip(), page=pages, size=PAGE_SIZE)
    if not rows:
        _show_none(bool(text.strip()))
        return
    show(Markup("<div>{}</div>").format(words.number_of(total, "agency", "agencies")))
    for row in rows:
        linked_row(f"agency-{row.id}", _row(row), AGENCY, label="Open file", params={"agency": str(row.id)})
    if total > PAGE_SIZE:
        st.pagination(-(-total // PAGE_SIZE), key="agency-page")
    _show_registers()


def _show_none(asked: bool) -> None:
    if asked:
        show(empty("Not on any loaded list", "Nobody is called unlisted for that: check which lists are loaded below."))
    else:
        show(
            empty("No register is loaded", "An administrator imports the official list with `wakala register import`.")
        )
    _show_registers()


def _row(row: AgencyRow) -> Markup:
    status = chip(words.LICENCES[row.status], _tone(row.status)) if row.status else ""
    until = f"expiry date {words.day(row.expires_on)}" if row.expires_on else ""
    small = " · ".join(part for part in (row.number or "no number", words.REGISTERS[row.kind].lower(), until) if part)
    return Markup('<div class="w-hit"><b><bdi>{}</bdi></b><span>{} {}</span></div>').format(row.name, small, status)


def _tone(status: LicenceStatus) -> str:
    return f"status-{TONES.get(status, 'bad')}"


def _show_registers() -> None:
    lines = desk.look(registers)
    if not lines:
        return
    show(heading("Official lists on file", level=2))
    rows = [
        (
            words.REGISTERS[one.kind],
            one.jurisdiction.upper(),
            words.day(one.as_of),
            f"{one.rows:,}",
            "in effect" if one.state is ImportState.ACTIVE else "held back: waits for a person to confirm it",
            one.source,
        )
        for one in lines
    ]
    show(table(("List", "Country", "As of", "Rows", "State", "Read from"), rows))


def _show_agency(agency: AgencyFile) -> None:
    above = f"{words.REGISTERS[agency.kind]} · {agency.jurisdiction.upper()} · {agency.number or 'no licence number'}"
    show(heading(agency.name, above=above))
    on = st.date_input("Standing on", value=desk.today(), format="DD/MM/YYYY", key="standing-on", width=220)
    if isinstance(on, date):
        show(note(*_standing(agency, on)))
    show(heading("Licence history", level=2))
    show(
        table(("From", "Until", "Status", "Expires", "May recruit", "As printed"), map(_licence_cells, agency.licences))
    )
    _show_lists(agency)


def _standing(agency: AgencyFile, on: date) -> tuple[str, str]:
    licence = agency.licence_on(on)
    if licence is None:
        return f"No snapshot of the register covers {words.day(on)}, so nothing can be said of that day.", "unclear"
    rests = f"This rests on the list as of {words.day(licence.from_on)} ({licence.source})."
    if licence.status is LicenceStatus.VALID and licence.expires_on and licence.expires_on < on:
        return f"Expired on {words.day(licence.expires_on)}, though the list still said valid. {rests}", "bad"
    expiry = f" (expiry date {words.day(licence.expires_on)})" if licence.expires_on else ""
    tone = TONES.get(licence.status, "bad")
    status = words.LICENCES[licence.status].lower()
    said = f"On {words.day(on)} the register said: {status}{expiry}, may recruit {words.SCOPES[licence.scope]}."
    return f"{said} {rests}", tone


def _licence_cells(licence: LicenceRow) -> tuple[str, ...]:
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
        show(facts((one.kind.replace("_", " ").capitalize(), one.value) for one in (*names, *agency.contacts)))
    _show_changes(agency)


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
                (words.day(on), words.CHANGES[change], _change(before, after))
                for on, change, before, after in agency.events
            )
        )


def _change(before: str, after: str) -> str:
    return f"{before or '–'} → {after or '–'}" if before or after else ""


main()
