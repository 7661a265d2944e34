"""One advert on the screen: the register's answer, why it scored, its words with the evidence, and who was compared."""

import streamlit as st
from markupsafe import Markup

from dashboard import desk, words
from dashboard.components import (
    bars,
    empty,
    facts,
    heading,
    highlighted,
    note,
    show,
    standing_badge,
    table,
)
from dashboard.page_links import agency_link
from dashboard.panels.reasons import Reasons, reasons_of
from dashboard.queries.advert import AdvertView, AssessmentView, CandidateView, Comparison
from dashboard.queries.agency import agency_file
from registry.law.rulebook import Rulebook
from registry.vocabulary import MatchOutcome

CANDIDATES_SHOWN = 5


def show_standing(advert: AdvertView) -> None:
    """What the register says of the advertiser, in one factual sentence."""
    if advert.assessment is None:
        show(note("This advert has not been assessed yet; the next assessment run does so.", "unclear"))
        return
    show(standing_badge(advert.assessment.standing, advert.assessment.standing_reason))


def show_reasons(advert: AdvertView, rulebook: Rulebook) -> Reasons:
    """Why it scored, largest first; returns the reasons, for the marks in the text."""
    findings = advert.assessment.findings if advert.assessment else ()
    reasons = reasons_of(findings, rulebook)
    show(heading("Why it scored", level=2))
    if reasons.against:
        show(bars(reasons.against))
    else:
        show(empty("Nothing counts against it", "No register fact and no indicator is stated in this advert."))
    if advert.assessment and advert.assessment.rulebook_version != rulebook.version:
        show(note("Judged under an earlier version of the rules; titles shown are today's.", "unclear"))
    return reasons


def show_other_way(reasons: Reasons) -> None:
    """What was found but does not count, and the lawful context that cancels it."""
    if reasons.other_way:
        show(heading("What speaks the other way", level=2))
        show(bars(reasons.other_way))


def show_said(advert: AdvertView, reasons: Reasons) -> None:
    """The advert's own words, with the evidence highlighted, and where and when they were seen."""
    show(heading("What was said", level=2))
    if advert.changed_since:
        show(note("The advert has changed since it was assessed: highlights may be out of place.", "unclear"))
    show(highlighted(advert.text, reasons.marks))
    st.caption("Public address (shown as text: opening it tells the advertiser that somebody looked)")
    st.code(advert.url, language=None, wrap_lines=True)
    zone = desk.zone()
    show(
        facts(
            (
                ("Advertiser as printed", advert.advertiser_raw),
                ("Seen at", f"{advert.source} ({words.SOURCE_KINDS[advert.source_kind]})"),
                ("Posted on", words.day(advert.posted_on)),
                ("Place", ", ".join(part for part in (advert.location, advert.destination or "") if part)),
                ("Posts offered", str(advert.vacancies) if advert.vacancies else ""),
                ("First seen", words.moment(advert.first_seen_at, zone)),
                ("Last seen", words.moment(advert.last_seen_at, zone)),
                ("State", words.ADVERT_STATES[advert.state]),
            )
        )
    )


def show_register(advert: AdvertView) -> None:
    """Who on the register was compared with the advertiser, value beside value."""
    assessment = advert.assessment
    if assessment is None:
        return
    outcome = words.OUTCOMES[assessment.match_outcome]
    strength = words.STRENGTHS[assessment.match_strength]
    show(heading("Compared with the register", level=2, above=f"{outcome} {strength}".strip()))
    if assessment.match_reasons:
        show(_comparison(assessment.match_reasons))
    if assessment.agency_id is not None:
        _show_licence(advert, assessment, assessment.agency_id)
    others = [one for one in assessment.candidates if one.agency_id != assessment.agency_id]
    for candidate in others[:CANDIDATES_SHOWN]:
        _show_candidate(candidate)
    if not (assessment.match_reasons or others or assessment.agency_id):
        loaded = assessment.match_outcome is not MatchOutcome.REGISTER_NOT_LOADED
        text = (
            "No name, number or contact came near." if loaded else "An administrator has to import the official list."
        )
        show(empty("Nothing to compare", text))


def _show_licence(advert: AdvertView, assessment: AssessmentView, agency_id: int) -> None:
    agency = desk.look(agency_file, agency_id)
    if agency is None:
        return
    on = advert.posted_on or assessment.judged_on
    licence = agency.licence_on(on)
    first = agency.licences[-1] if agency.licences else None
    with st.container(border=True):
        show(heading(agency.name, level=3, above=f"Register entry, as it stood on {words.day(on)}"))
        if licence is None:
            show(note(f"The register had not been read by {words.day(on)}; its first snapshot is shown.", "unclear"))
            licence = first
        if licence is not None:
            show(
                facts(
                    (
                        ("Number", licence.number or agency.number or "–"),
                        ("Status", words.LICENCES[licence.status]),
                        ("Expires", words.day(licence.expires_on)),
                        ("May recruit", words.SCOPES[licence.scope]),
                        ("Snapshot", words.day(licence.from_on)),
                    )
                )
            )
        agency_link(agency_id, label="Open the agency's file")


def _show_candidate(candidate: CandidateView) -> None:
    with st.container(border=True):
        above = f"Not matched, {round(100 * candidate.score)} % alike" + (
            f" · {candidate.number}" if candidate.number else ""
        )
        show(heading(candidate.name, level=3, above=above))
        if candidate.reasons:
            show(_comparison(candidate.reasons))
        agency_link(candidate.agency_id, label=f"Open the file of {candidate.number or 'this agency'}")


def _comparison(reasons: tuple[Comparison, ...]) -> Markup:
    rows = [(one.kind.replace("_", " "), one.claimed or "–", one.registered or "–", one.text) for one in reasons]
    return table(("Compared", "This advert", "Register", "Meaning"), rows)
