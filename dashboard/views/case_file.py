"""The case file: who, what was said, why it scored, the register beside it, the history, and the decision."""

import streamlit as st
from markupsafe import Markup
from sqlmodel import Session

from alerts.casework.justification import OFFICER, SCORE
from alerts.casework.still_grounded import still_grounded
from alerts.plain_words import case_reference, visible
from alerts.rights import Right
from alerts.triage import find_alert
from dashboard import desk, words
from dashboard.components import empty, heading, note, severity_chip, show, state_chip, urgent_chip
from dashboard.page_links import QUEUE, advert_link, record_id, recruiter_link
from dashboard.panels.advert_panel import show_reading
from dashboard.panels.decision_panel import show_decision_panel
from dashboard.panels.history_panel import show_history, show_news
from dashboard.panels.pack_panel import show_packs
from dashboard.panels.reasons import grounds_in_words, raised_for
from dashboard.panels.recruiter_panel import show_recruiter
from dashboard.queries.advert import AdvertView, advert_view
from dashboard.queries.case import CaseAdvert, CaseView, case_adverts, case_history, case_view
from dashboard.queries.recruiter import recruiter_view
from dashboard.signing_in import allowed_officer
from registry.law.rulebook import Rulebook
from registry.vocabulary import AlertState

ADVERTS_LISTED = 50
UNSURE = "Perhaps also (not sure that the words mean it)"
NO_LONGER = (
    "Since this case was raised its adverts were assessed again, and by today's rules and lists none of them would be "
    "raised. Below is what raised it then; the advert's own screen shows today's assessment."
)


def main() -> None:
    """The screen."""
    officer = allowed_officer(Right.TRIAGE)
    number = record_id("case")
    case = desk.look(case_view, number) if number else None
    if case is None:
        show(empty("No such case", "The address names no case on file. Open one from the alert queue."))
        st.page_link(QUEUE, label="Go to the alert queue", icon="")
        return
    rulebook = desk.rulebook(case.jurisdiction)
    history = desk.look(case_history, case.id, raised_at=case.raised_at)
    _show_head(case, rulebook)
    show_news(case, history, officer)
    reading, acting = st.columns([2, 1], gap="large")
    with acting, st.container(key="acting"):
        show_decision_panel(case, history, officer)
        show_packs(case.id, officer)
    with reading:
        _show_evidence(case, rulebook)
        _show_who(case)
        show_history(history)


def _show_head(case: CaseView, rulebook: Rulebook) -> None:
    chips = [severity_chip(case.severity), state_chip(case.state)] + ([urgent_chip()] if case.urgent else [])
    with_whom = f"with {case.assignee_name}" if case.assignee else "not assigned"
    since = words.age(case.raised_on, desk.today())
    waiting = since if since == "today" else f"{since} ago"
    above = f"Case {case_reference(case.id)} · raised {words.day(case.raised_on)} ({waiting}) · {with_whom}"
    if case.snoozed_until and case.state.value == "snoozed":
        above += f" · snoozed until {words.day(case.snoozed_until)}"
    show(heading(case.recruiter or "No name given", above=above, beside=Markup(" ").join(chips)))
    st.page_link(QUEUE, label="Back to the queue", icon=":material/arrow_back:")
    show(Markup('<a class="w-jump" href="#decision" target="_self">Go to the decision</a>'))
    told = raised_for(case.grounds, case.hard, case.unsure)
    for name, grounds in zip(("Raised for", "Also found", UNSURE), told, strict=True):
        if grounds:
            said = Markup(" · ").join(grounds_in_words(grounds, rulebook))
            show(Markup("<div><b>{}:</b> {}</div>").format(name, said))
    if case.state is not AlertState.DECIDED and not desk.look(_is_grounded, case.id):
        show(note(NO_LONGER, "unclear"))


def _is_grounded(session: Session, case_id: int) -> bool:
    return still_grounded(session, find_alert(session, case_id), threshold=desk.settings().alert_threshold)


def _show_evidence(case: CaseView, rulebook: Rulebook) -> None:
    adverts, total = desk.look(case_adverts, case.id, limit=ADVERTS_LISTED)
    if not adverts:
        show(empty("No adverts", "This case rests on no advert that is still on file."))
        return
    chosen = _choose_advert(case.id, adverts, total)
    advert = desk.look(advert_view, chosen.id, assessment_id=chosen.assessment_id)
    if advert is None:
        return
    _show_elsewhere(case, advert, adverts, rulebook)
    advert_link(advert.id, label="The advert's own screen")
    show_reading(advert, rulebook)


def _choose_advert(case_id: int, adverts: list[CaseAdvert], total: int) -> CaseAdvert:
    if len(adverts) == 1:
        return adverts[0]
    by_id = {one.id: one for one in adverts}
    label = f"Advert ({total:,} on this case, most points first)"
    if total > len(adverts):
        label += f"; the first {len(adverts)} are listed"
    chosen = st.selectbox(
        label, list(by_id), format_func=lambda one: _advert_name(by_id[one]), key=f"advert-of-{case_id}"
    )
    return by_id.get(chosen, adverts[0]) if chosen is not None else adverts[0]


def _show_elsewhere(case: CaseView, advert: AdvertView, adverts: list[CaseAdvert], rulebook: Rulebook) -> None:
    """Grounds of the case that the advert shown does not give, and where to find them."""
    counted = [one for one in advert.assessment.findings if one.counts] if advert.assessment else []
    stated = {one.rule_id for one in counted if not one.hint}
    hinted = {one.rule_id for one in counted} - stated
    lines = []
    for ground in case.grounds:
        # What is only a ground beside a graver one elsewhere may be a reason here all the same.
        if ground in (SCORE, OFFICER) or ground in stated or (ground in hinted and ground in case.unsure):
            continue
        holders = [one for one in adverts if ground in one.grounds and one.id != advert.id]
        if holders:
            [said] = grounds_in_words([ground], rulebook, unsure=case.unsure)
            said += " (here only perhaps)" if ground in hinted else ""
            more = f" and {len(holders) - 1} more" if len(holders) > 1 else ""
            lines.append(f"{said}: {_advert_name(holders[0])}{more}")
    if lines:
        show(
            Markup(
                '<div class="w-elsewhere"><b>Not stated in this advert, but in another of this case</b>{}</div>'
            ).format(Markup("").join(Markup("<p>{}</p>").format(visible(one)) for one in lines))
        )


def _advert_name(advert: CaseAdvert) -> str:
    dated = f"posted {words.day(advert.posted_on)}" if advert.posted_on else f"seen {words.day(advert.last_seen_at)}"
    return f"{advert.title or 'Untitled'} · {words.source(advert.source)} · {dated}"


def _show_who(case: CaseView) -> None:
    recruiter = desk.look(recruiter_view, case.recruiter_id)
    if recruiter is None:
        return
    show(heading("Who is behind it", level=2))
    show_recruiter(recruiter, present_case=case.id)
    recruiter_link(case.recruiter_id, label="All adverts of this recruiter")


main()
