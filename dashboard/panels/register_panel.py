"""The advertiser beside the official lists: values compared, and what the register said of the licence that day."""

import streamlit as st
from markupsafe import Markup

from dashboard import desk, words
from dashboard.components import empty, facts, heading, note, show, table
from dashboard.page_links import agency_link
from dashboard.panels.listed_facts import show_listed_facts
from dashboard.printed_status import printed_status
from dashboard.queries.advert import AdvertView, AssessmentView, CandidateView, Comparison
from dashboard.queries.agency import AgencyFile, agency_file
from dashboard.queries.official_lists import lists_compared
from registry.law.rulebook import Rulebook
from registry.vocabulary import MatchOutcome

CANDIDATES_SHOWN = 5


def show_register(advert: AdvertView, rulebook: Rulebook) -> None:
    """Who on the register was compared with the advertiser, value beside value."""
    assessment = advert.assessment
    if assessment is None:
        return
    outcome = words.OUTCOMES[assessment.match_outcome]
    strength = words.STRENGTHS[assessment.match_strength]
    show(heading("Compared with the register", level=2, above=f"{outcome} {strength}".strip()))
    others = [one for one in assessment.candidates if one.agency_id != assessment.agency_id]
    beside = {_pair(one) for candidate in others[:CANDIDATES_SHOWN] for one in candidate.reasons}
    if own := tuple(one for one in assessment.match_reasons if _pair(one) not in beside):
        show(_comparison(own))
    if assessment.agency_id is not None:
        _show_licence(advert, assessment, assessment.agency_id)
    for candidate in others[:CANDIDATES_SHOWN]:
        _show_candidate(advert, assessment, candidate)
    listed = show_listed_facts(advert.advertiser, assessment, rulebook)
    if not (listed or assessment.match_reasons or others or assessment.agency_id):
        show(empty("Nothing to compare", _why_nothing(advert, assessment)))


def _why_nothing(advert: AdvertView, assessment: AssessmentView) -> str:
    if assessment.match_outcome is MatchOutcome.REGISTER_NOT_LOADED:
        return "An administrator has to import the official list."
    on = advert.posted_on or assessment.judged_on
    read = [
        f"{words.REGISTERS[one.kind].lower()} of {words.day(one.as_of)} ({one.rows:,} rows, from {one.source})"
        for one in desk.look(lists_compared, assessment.jurisdiction, on=on)
    ]
    return "No name, number or contact came near. Looked for in: " + "; ".join(read) + "."


def _show_licence(advert: AdvertView, assessment: AssessmentView, agency_id: int) -> None:
    agency = desk.look(agency_file, agency_id)
    if agency is None:
        return
    on = advert.posted_on or assessment.judged_on
    with st.container(border=True):
        show(heading(agency.name, level=3, above=f"Register entry, as it stood on {words.day(on)}"))
        if agency.licence_on(on) is None:
            show(note(f"The register had not been read by {words.day(on)}; its first snapshot is shown.", "unclear"))
        show(_licence_facts(agency, advert, assessment))
        agency_link(agency_id, label="Open the agency's file")


def _licence_facts(agency: AgencyFile, advert: AdvertView, assessment: AssessmentView) -> Markup:
    licence = agency.licence_on(advert.posted_on or assessment.judged_on)
    licence = licence or (agency.licences[-1] if agency.licences else None)
    if licence is None:
        return Markup("")
    return facts(
        (
            ("Number", licence.number or agency.number or "–"),
            ("Status", words.LICENCES[licence.status]),
            ("As printed", printed_status(licence.status_raw, licence.status)),
            ("Expiry date", words.day(licence.expires_on)),
            ("Scope", words.SCOPES[licence.scope]),
            ("Snapshot", words.day(licence.from_on)),
            ("List", licence.source),
        )
    )


def _show_candidate(advert: AdvertView, assessment: AssessmentView, candidate: CandidateView) -> None:
    agency = desk.look(agency_file, candidate.agency_id)
    with st.container(border=True):
        above = f"On the register, but not matched: name {round(100 * candidate.score)} % alike"
        show(heading(candidate.name, level=3, above=above))
        if agency is not None:
            show(_licence_facts(agency, advert, assessment))
        if candidate.reasons:
            show(_comparison(candidate.reasons))
        agency_link(candidate.agency_id, label=f"Open the file of {candidate.number or 'this agency'}")


def _pair(one: Comparison) -> tuple[str, str, str]:
    return one.kind, one.claimed, one.registered


def _comparison(reasons: tuple[Comparison, ...]) -> Markup:
    """One line for each pair of values, with everything that pair means."""
    meanings: dict[tuple[str, str, str], list[str]] = {}
    for one in reasons:
        kind = words.COMPARED.get(one.kind, one.kind.replace("_", " ").capitalize())
        meanings.setdefault((kind, one.claimed or "–", one.registered or "–"), []).append(one.text)
    rows = [(*values, "; ".join(dict.fromkeys(said))) for values, said in meanings.items()]
    return table(("Compared", "This advert", "Register", "Meaning"), rows)
