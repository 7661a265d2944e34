"""A case that changed while an officer had it open: who did what and when; acts on what it was before are refused."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard import desk, words
from dashboard.accounts import Officer
from dashboard.components import note, show
from dashboard.flash import attempt
from dashboard.queries.case import CaseView, HistoryEntry
from registry.errors import ChangedMeanwhile

NOT_RECORDED = "What you did is not recorded."
LOOK = "Look again before you go on."
OTHERWISE = "Something about this case changed while you had it open."


def as_seen(case: CaseView, history: list[HistoryEntry], officer: Officer) -> CaseView:
    """The case under the version that was on the screen when the officer pressed: acts on an older one are refused.

    Says what changed since, where others did it or an act was refused for it.
    """
    now, seen = _state(case, history), st.session_state.setdefault(_key(case.id), _state(case, history))
    refused = bool(st.session_state.pop(_refused(case.id), False))
    newest = _newest(history)
    by_act = newest is not None and now[1] != seen[1]
    if refused or (newest is not None and by_act and newest.officer != officer.email):
        told = _told(newest, officer) if newest is not None and by_act else OTHERWISE
        show(note(" ".join([told, *([NOT_RECORDED] if refused else []), LOOK]), "bad"))
    return replace(case, version=seen[0])


def now_seen(case_id: int, now: CaseView, history: list[HistoryEntry]) -> None:
    """From here on the officer sees this version; to be said once the screen is whole."""
    st.session_state[_key(case_id)] = _state(now, history)


def version_seen(case_id: int) -> int:
    """The version that was on the screen when the officer pressed, in a part of it that runs alone."""
    seen: tuple[int, int] = st.session_state[_key(case_id)]
    return seen[0]


def acted(case: CaseView, act: Callable[[], object], *, then: str) -> bool:
    """Whether `act` was done, as `attempt`; where the case had changed, its screen begins anew and says how."""
    try:
        return attempt(act, then=then)
    except ChangedMeanwhile:
        st.session_state[_refused(case.id)] = True
        st.rerun()


def _told(newest: HistoryEntry, officer: Officer) -> str:
    who = "You" if newest.officer == officer.email else newest.by
    done = words.ACTIONS[newest.action].lower() if newest.action else "changed"
    found = f": {words.DISPOSITIONS[newest.disposition]}" if newest.disposition else ""
    when = words.moment(newest.at, desk.zone())
    return f"{who} acted on this case while you had it open ({done}{found}; {when})."


def _newest(history: list[HistoryEntry]) -> HistoryEntry | None:
    return next((one for one in history if one.action is not None), None)


def _state(case: CaseView, history: list[HistoryEntry]) -> tuple[int, int]:
    newest = _newest(history)
    return case.version, newest.id if newest else 0


def _key(case_id: int) -> str:
    return f"seen-{case_id}"


def _refused(case_id: int) -> str:
    return f"refused-{case_id}"
