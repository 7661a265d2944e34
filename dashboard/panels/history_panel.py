"""What happened to a case: all of it, newest first, and at the head of the screen what is news to whoever reads."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st
from markupsafe import Markup
from sqlalchemy.exc import OperationalError

from dashboard import desk, words
from dashboard.accounts import Officer
from dashboard.components import heading, note, show, timeline
from dashboard.looks import Look, last_looks, note_look
from dashboard.queries.case import CaseView, HistoryEntry

VISIT = "visit"
NEWS_TOLD = 4
CHANGED = "Something about this case changed since you last looked, on {}: compare what it was raised for."


def show_history(history: Sequence[HistoryEntry]) -> None:
    """Everything that happened, an undone act struck through."""
    show(heading("History", level=2))
    show(timeline((words.moment(one.at, desk.zone()), _line(one), one.reason) for one in history))


def show_news(case: CaseView, history: Sequence[HistoryEntry], officer: Officer) -> None:
    """What others did and what was seen since the officer's visit before this one; nothing on a first visit."""
    before = _look_before(case, officer)
    if before is None or before.version == case.version:
        return
    since = words.moment(before.at, desk.zone())
    news = [_said(one) for one in history if one.at > before.at and one.officer != officer.email]
    if not news:
        if not any(one.at > before.at for one in history):
            show(note(CHANGED.format(since), "unclear"))
        return
    more = f"; and {len(news) - NEWS_TOLD} more, under History" if len(news) > NEWS_TOLD else ""
    show(note(f"Since you last looked, on {since}: {'; '.join(news[:NEWS_TOLD])}{more}.", "unclear"))


def end_visit() -> None:
    """The officer is on another screen: the next time a case is opened is another visit."""
    st.session_state.pop(VISIT, None)


def _look_before(case: CaseView, officer: Officer) -> Look | None:
    """The look before this visit; the present version is noted as looked at, once, whenever the screen shows it."""
    number, before, noted = st.session_state.get(VISIT, (None, None, None))
    if number != case.id:
        before, noted = desk.look(last_looks, officer.email, [case.id]).get(case.id), None
    if noted != case.version:
        # A database that is busy with a crawl's batch is no reason to keep a case from an officer.
        with suppress(OperationalError):
            desk.act(note_look, email=officer.email, alert_id=case.id, version=case.version, at=desk.now())
    st.session_state[VISIT] = (case.id, before, case.version)
    return before if isinstance(before, Look) else None


def _said(entry: HistoryEntry) -> str:
    if entry.change is not None:
        return f"{words.SIGHTINGS[entry.change]}: {entry.advert} at {words.source(entry.source)}"
    if entry.action is None:
        return "Alert raised"
    done = words.DISPOSITIONS[entry.disposition] if entry.disposition else words.ACTIONS[entry.action]
    return f"{done} by {entry.by}"


def _line(entry: HistoryEntry) -> Markup | str:
    said = _said(entry)
    return Markup('<span class="w-undone">{}</span> (undone)').format(said) if entry.undone else said
