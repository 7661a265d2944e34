"""Who is behind adverts: names used, contacts, who else uses them, and earlier cases."""

import streamlit as st

from alerts.plain_words import case_reference
from dashboard import desk, words
from dashboard.components import empty, facts, show, table
from dashboard.page_links import case_link
from dashboard.queries.recruiter import KeyView, RecruiterView

NAMES_SHOWN = 12
LISTED_SHOWN = 3


def show_recruiter(recruiter: RecruiterView, *, present_case: int | None = None) -> None:
    """Names, contacts with the number of other recruiters that use each, and the recruiter's other cases."""
    # One name in other letters is no other name.
    spelt = {name.casefold(): name for name in (*recruiter.names[::-1], recruiter.name)}
    names = [name for name in recruiter.names if name in spelt.values() and name != recruiter.name]
    show(
        facts(
            (
                ("Known as", recruiter.name),
                ("Adverts on file", f"{recruiter.adverts:,}"),
                ("First seen", words.day_of(recruiter.first_seen_at, desk.zone())),
            )
        )
    )
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    show(facts((("Also advertises as", "; ".join(names[:NAMES_SHOWN]) + more),)))
    _show_keys(recruiter)
    others = [one for one in recruiter.cases if one.id != present_case]
    for case in others[:10]:
        said = words.DISPOSITIONS[case.disposition] if case.disposition else words.STATES[case.state]
        with st.container(horizontal=True, vertical_alignment="center"):
            show(facts(((f"Case {case_reference(case.id)}", f"{said} · raised {words.day(case.raised_on)}"),)))
            case_link(case.id)


def _show_keys(recruiter: RecruiterView) -> None:
    if recruiter.keys:
        rows = [
            (
                words.CONTACTS[key.kind],
                key.value,
                words.number_of(key.adverts, "advert"),
                _elsewhere(key),
            )
            for key in recruiter.keys
        ]
        show(table(("Contact", "Value", "Used in", "Where else it stands"), rows))
    else:
        show(empty("No contacts on file", "None of the adverts prints a phone, address or payment number."))


def _elsewhere(key: KeyView) -> str:
    """Names of the recruiter's own, other recruiters and listed agencies: nobody may be left out of the three."""
    parts = []
    if len(key.names) > 1:
        parts.append(f"under {len(key.names)} unrelated names here")
    if key.shared_with:
        parts.append(words.number_of(key.shared_with, "other recruiter"))
    if key.listed:
        more = f" and {len(key.listed) - LISTED_SHOWN} more" if len(key.listed) > LISTED_SHOWN else ""
        parts.append(f"on the register, for {'; '.join(key.listed[:LISTED_SHOWN])}{more}")
    return " · ".join(parts) or "nowhere else on file"
