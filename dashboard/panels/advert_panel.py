"""One advert on the screen: the register's answer, why it scored, and its words with the evidence and its proof."""

import streamlit as st

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
)
from dashboard.panels.campaign_panel import show_campaign
from dashboard.panels.edits import show_edits
from dashboard.panels.kept_page import show_kept_page
from dashboard.panels.linked_adverts import show_linked_adverts
from dashboard.panels.reasons import Reasons, reasons_of
from dashboard.panels.register_panel import show_register
from dashboard.queries.advert import AdvertView, AssessmentView
from registry.law.licensing import NOT_SHOWN
from registry.law.rulebook import Rulebook

ADDRESS = "Public address (shown as text: opening it tells the advertiser that somebody looked)"
GIVEN_ADDRESS = "Address given with the report, which nobody has looked at from here (shown as text)"
HANDED_IN = "handed in by a person; whether it stands online was not looked at"

AS_JUDGED = (
    "The advert has changed since it was assessed. These are the words that were assessed; what changed is below."
)
OUT_OF_PLACE = "The advert has changed since it was assessed: highlights may be out of place."


def show_reading(advert: AdvertView, rulebook: Rulebook) -> None:
    """The advert as an officer reads it, from what the register says down to the adverts a finding compared it with."""
    _show_standing(advert)
    reasons = _show_reasons(advert, rulebook)
    _show_said(advert, reasons, rulebook)
    _show_other_way(reasons)
    show_register(advert, rulebook)
    show_campaign(advert.id, rulebook)
    if advert.assessment:
        show_linked_adverts(advert.assessment.findings, but=advert.id)


def _show_standing(advert: AdvertView) -> None:
    """What the register says of the advertiser, in one factual sentence."""
    if advert.assessment is None:
        show(note("This advert has not been assessed yet: it is looked at with the next run.", "unclear"))
        return
    judged = advert.assessment
    title = words.ONLY_ALIKE if judged.standing_reason.startswith(NOT_SHOWN) else ""
    show(standing_badge(judged.standing, judged.standing_reason, title=title, whose=_whose(judged)))


def _whose(judged: AssessmentView) -> str:
    if not judged.agency:
        return ""
    number = f" ({judged.agency_number})" if judged.agency_number else ""
    how = words.STRENGTHS[judged.match_strength]
    return f"Said of {judged.agency}{number}, to which this advert is matched {how}".strip() + "."


def _show_reasons(advert: AdvertView, rulebook: Rulebook) -> Reasons:
    """Why it scored, largest first; returns the reasons, for the marks in the text."""
    findings = advert.assessment.findings if advert.assessment else ()
    reasons = reasons_of(findings, rulebook, text=advert.text, printed=advert.printed)
    if advert.assessment is None:
        return reasons
    show(heading("Why it scored", level=2))
    if reasons.against:
        show(bars(reasons.against))
    else:
        show(empty("No weighty reason", "Compare the advert with the register and with the recruiter's other adverts."))
    if advert.assessment.rulebook_version != rulebook.version:
        show(note("Judged under an earlier version of the rules; titles shown are today's.", "unclear"))
    return reasons


def _show_other_way(reasons: Reasons) -> None:
    """What was found but does not count, and the lawful context that cancels it."""
    if reasons.other_way:
        show(heading("What speaks the other way", level=2))
        show(bars(reasons.other_way))


def _show_said(advert: AdvertView, reasons: Reasons, rulebook: Rulebook) -> None:
    """The advert's own words, with the evidence highlighted, and where and when they were seen."""
    show(heading("What was said", level=2))
    if advert.changed_since:
        show(note(AS_JUDGED if advert.is_as_judged else OUT_OF_PLACE, "unclear"))
    show(highlighted(advert.text, reasons.marks))
    st.caption(_what_the_address_is(advert))
    st.code(advert.url, language=None, wrap_lines=True)
    zone = desk.zone()
    show(
        facts(
            (
                ("Advertiser as printed", advert.advertiser_raw),
                ("Seen at", f"{words.source(advert.source)} ({words.SOURCE_KINDS[advert.source_kind]})"),
                ("Posted on", words.day(advert.posted_on)),
                ("Place of work", _place(advert, rulebook)),
                ("Posts offered", str(advert.vacancies) if advert.vacancies else ""),
                ("Handed in" if advert.handed_in else "First seen", words.moment(advert.first_seen_at, zone)),
                ("Last seen", "" if advert.handed_in else words.moment(advert.last_seen_at, zone)),
                ("State", HANDED_IN if advert.handed_in else words.ADVERT_STATES[advert.state]),
            )
        )
    )
    show_kept_page(advert)
    show_edits(advert.id)


def _what_the_address_is(advert: AdvertView) -> str:
    if "://" not in advert.url:
        return "Reference of the report"
    return GIVEN_ADDRESS if advert.handed_in else ADDRESS


def _place(advert: AdvertView, rulebook: Rulebook) -> str:
    country = words.country(advert.destination, rulebook) if advert.destination else ""
    known = country and country.casefold() not in advert.location.casefold()
    return ", ".join(part for part in (advert.location, country if known else "") if part)
